import type { Reassignments, TeamLoad } from '@casement/server/contract'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { FormEvent } from 'react'
import { sendOnCtrlEnter } from '../acts/ctrl-enter.ts'
import { TroubleWithAct } from '../acts/trouble-with-act.tsx'
import { useDraft } from '../look/draft.ts'
import { ChooseHolder } from './choose-holder.tsx'
import type { Choice } from './choose-holder.tsx'
import { MoveOutcome } from './move-outcome.tsx'
import type { Picks } from './picks.ts'
import { MOST_AT_ONCE, requestOf, useReassign, useReassignPreview } from './reassign.ts'
import { shareOut } from './share-out.ts'
import type { Share } from './share-out.ts'
import { tasksInWords, whoseInWords } from './team-words.ts'
import classes from './move-panel.module.css'

const REASONS = ['Workload', 'Leave or sickness', 'Knows the case or the place', 'Has left the team']
const OTHER = 'Something else'
/** Milliseconds of stillness before the preview is asked, so that picking ten rows asks once. */
const SETTLE_MS = 200

type Props = { load: TeamLoad; picks: Picks; onDone: (answers: Reassignments[], shares: Share[]) => void }

/** To whom, why, what this does, and one button. */
export function MovePanel({ load, picks, onDone }: Props) {
  const [to, choose] = useState<Choice>()
  const [reason, setReason] = useState(REASONS[0] ?? OTHER)
  const words = useDraft('team.reassign', '')
  const said = reason === OTHER ? words.value.trim() : reason
  const { tasks } = picks
  const isTooMany = tasks.length > MOST_AT_ONCE
  const shares = useMemo(() => (to === 'shared' ? shareOut(tasks, load) : to && tasks.length > 0 ? [{ to, tasks }] : []), [to, tasks, load])
  const requests = useMemo(() => (shares.length > 0 && said !== '' && !isTooMany ? shares.map((share) => requestOf(share, said)) : undefined), [shares, said, isTooMany])
  const [settled] = useDebouncedValue(requests, SETTLE_MS)
  const preview = useReassignPreview(requests && settled)
  const sending = useReassign({
    onDone: (answers) => {
      words.clear()
      choose(undefined)
      onDone(answers, shares)
    },
  })
  const isPreviewed = requests !== undefined && settled === requests && preview.data !== undefined
  const movable = isPreviewed ? preview.data.reduce((sum, { done }) => sum + done, 0) : tasks.length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (requests && movable > 0 && !sending.isPending) sending.mutate(requests)
  }
  return (
    <form className={classes.form} onSubmit={submit} onKeyDown={sendOnCtrlEnter} noValidate>
      <p className="second">{whoseInWords(tasks)}</p>
      <ChooseHolder load={load} tasks={tasks} value={to} choose={choose} />
      <NativeSelect label="Why?" className={classes.why} data={[...REASONS, OTHER]} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {reason === OTHER ? <TextInput label="In a few words" maxLength={500} value={words.value} onChange={(event) => words.change(event.currentTarget.value)} /> : null}
      <div>
        <p className="label">What this does</p>
        <div aria-live="polite"><MoveOutcome until={untilWords({ to, said, isTooMany, shares })} shares={shares} preview={requests && settled === requests ? preview : undefined} tasks={tasks} /></div>
      </div>
      {sending.isError ? <TroubleWithAct error={sending.error} again={() => requests && sending.mutate(requests)} /> : null}
      <div className={`buttons ${classes.send}`}>
        <Button type="submit" variant="filled" loading={sending.isPending} disabled={!requests || movable === 0}>{movable === tasks.length || movable === 0 ? `Reassign ${tasksInWords(tasks.length)}` : `Reassign ${movable} of ${tasks.length}`}</Button>
        <Button onClick={() => picks.keep([])}>Put all back</Button>
      </div>
    </form>
  )
}

/** What is still to be said before anything can be previewed. */
function untilWords({ to, said, isTooMany, shares }: { to: Choice | undefined; said: string; isTooMany: boolean; shares: Share[] }): string {
  if (isTooMany) return `At most ${MOST_AT_ONCE} tasks move at once: put some back.`
  if (!to) return 'Choose who is to have them, and this says what follows.'
  if (shares.length === 0) return 'There are not two to share these between: choose one person.'
  return said === '' ? 'Say why in a few words; it stays on the record of each case.' : 'Working it out…'
}
