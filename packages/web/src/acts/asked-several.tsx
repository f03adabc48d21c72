import { Checkbox } from '@mantine/core'
import { useId } from 'react'
import { answerOf } from './act-forms.ts'
import type { AskedField } from './act-form.ts'
import { usePreview } from './send-act.ts'
import type { Act } from './send-act.ts'
import classes from './acts.module.css'

type Several = Extract<AskedField, { kind: 'several' | 'followers' }>
type Props = { asked: Several; act: Act | undefined; answers: Record<string, string>; change: (id: string, value: string) => void }

/** Any of several, each with its own tick: what to do again, or what stays although something before it is done again. */
export function AskedSeveral({ asked, act, answers, change }: Props) {
  return asked.kind === 'followers'
    ? <Followers asked={asked} act={act} change={change} />
    : <Ticks asked={asked} choices={asked.choices.map((choice) => ({ ...choice, ticked: answers[answerOf(asked, choice.id)] === 'yes' }))} tick={(id, on) => change(answerOf(asked, id), on ? 'yes' : '')} />
}

/** The preview knows what was worked on since; nothing is asked where there is nothing. */
function Followers({ asked, act, change }: Omit<Props, 'answers'>) {
  const followers = usePreview(act).data?.followers ?? []
  if (followers.length === 0) return null
  return <Ticks asked={asked} choices={followers.map(({ id, name, kept }) => ({ id, name, ticked: kept }))} tick={(id, on) => change(answerOf(asked, id), on ? 'keep' : 'aside')} />
}

function Ticks({ asked, choices, tick }: { asked: Several; choices: { id: string; name: string; ticked: boolean }[]; tick: (id: string, on: boolean) => void }) {
  const hint = useId()
  return (
    <fieldset aria-describedby={hint}>
      <legend className="label">{asked.label}</legend>
      <p className="hint" id={hint}>{asked.hint}</p>
      <div className={classes.ticks}>
        {choices.map(({ id, name, ticked }) => <Checkbox key={id} label={name} checked={ticked} onChange={(event) => tick(id, event.currentTarget.checked)} />)}
      </div>
    </fieldset>
  )
}
