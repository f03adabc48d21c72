import type { Reassignments, TeamLoad } from '@casement/server/contract'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { sendOnCtrlEnter } from '../acts/ctrl-enter.ts'
import { TroubleWithAct } from '../acts/trouble-with-act.tsx'
import { useDraft } from '../look/draft.ts'
import { ChooseHolder } from './choose-holder.tsx'
import { MoveOutcome } from './move-outcome.tsx'
import type { Picks } from './picks.ts'
import { MOST_AT_ONCE, requestOf, useReassign, useReassignPreview } from './reassign.ts'
import type { NewHolder } from './reassign.ts'
import { tasksInWords, whoseInWords } from './team-words.ts'
import classes from './move-panel.module.css'

const REASONS = ['Workload', 'Leave or sickness', 'Knows the case or the place', 'Has left the team']
const OTHER = 'Something else'
/** Milliseconds of stillness before the preview is asked, so that picking ten rows asks once. */
const SETTLE_MS = 200

type Props = { load: TeamLoad; picks: Picks; onDone: (answer: Reassignments, to: NewHolder) => void }

/** To whom, why, what this does, and one button. */
export function MovePanel({ load, picks, onDone }: Props) {
  const [to, choose] = useState<NewHolder>()
  const [reason, setReason] = useState(REASONS[0] ?? OTHER)
  const words = useDraft('team.reassign', '')
  const said = reason === OTHER ? words.value.trim() : reason
  const { tasks } = picks
  const isTooMany = tasks.length > MOST_AT_ONCE
  const request = to && said !== '' && tasks.length > 0 && !isTooMany ? requestOf(tasks, to, said) : undefined
  const [settled] = useDebouncedValue(request, SETTLE_MS)
  const preview = useReassignPreview(request && settled)
  const sending = useReassign({
    onDone: (answer) => {
      words.clear()
      choose(undefined)
      if (to) onDone(answer, to)
    },
  })
  const outcome = request ? preview.data : undefined
  const movable = outcome?.items.length === tasks.length ? outcome.done : tasks.length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (request && movable > 0 && !sending.isPending) sending.mutate(request)
  }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={sendOnCtrlEnter} noValidate>
      <p className="second">{whoseInWords(tasks)}</p>
      <ChooseHolder load={load} tasks={tasks} value={to} choose={choose} />
      <div className={classes.foot}>
        <NativeSelect label="Why?" className={classes.why} data={[...REASONS, OTHER]} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {reason === OTHER ? <TextInput label="In a few words" maxLength={500} value={words.value} onChange={(event) => words.change(event.currentTarget.value)} /> : null}
        <div>
          <p className="label">What this does</p>
          <div aria-live="polite"><MoveOutcome until={untilWords({ to, said, isTooMany })} to={to} preview={request ? preview : undefined} tasks={tasks} /></div>
        </div>
        {sending.isError ? <TroubleWithAct error={sending.error} again={() => request && sending.mutate(request)} /> : null}
        <div className="buttons">
          <Button type="submit" variant="filled" loading={sending.isPending} disabled={!request || movable === 0}>{movable === tasks.length || movable === 0 ? `Reassign ${tasksInWords(tasks.length)}` : `Reassign ${movable} of ${tasks.length}`}</Button>
          <Button onClick={() => picks.keep([])}>Put all back</Button>
        </div>
      </div>
    </form>
  )
}

/** What is still to be said before anything can be previewed. */
function untilWords({ to, said, isTooMany }: { to: NewHolder | undefined; said: string; isTooMany: boolean }): string {
  if (isTooMany) return `At most ${MOST_AT_ONCE} tasks move at once: put some back.`
  if (!to) return 'Choose who is to have them, and this says what follows.'
  return said === '' ? 'Say why in a few words; it stays on the record of each case.' : 'Working it out…'
}
