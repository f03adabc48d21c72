import type { Task } from '@casement/server/contract'
import { Button, Textarea } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { Choices } from '../look/choices.tsx'
import type { Almanac } from '../look/dates.ts'
import { useDraft } from '../look/draft.ts'
import { useKeys } from '../look/keys.ts'
import type { KeyMap } from '../look/keys.ts'
import { Trouble } from '../look/notice.tsx'
import { findMomentProblem, instantOfMoment } from '../look/past-moment.ts'
import { AssessmentFields, missingJudgement } from './assessment-fields.tsx'
import { sendOnCtrlEnter } from './ctrl-enter.ts'
import { DoneWhen } from './done-when.tsx'
import { errorsOf } from './field-errors.ts'
import { focusFirstError } from './focus-first-error.ts'
import { shownAnswers } from './given-answers.ts'
import type { Answers } from './given-answers.ts'
import { useRecordsOfCase } from './records-of-case.ts'
import type { Standing } from './form-standing.ts'
import { clearRefusal, useSendAct } from './send-act.ts'
import type { Act } from './send-act.ts'
import { TaskFields, findMissing } from './task-fields.tsx'
import { OpenSystem } from './open-system.tsx'
import { KeepForOthers, keptDraft } from './keep-for-others.tsx'
import type { CompletionDraft } from './keep-for-others.tsx'
import { AlsoWriting } from '../live/also-here.tsx'
import { usePresence } from '../live/presence.ts'
import { TroubleWithAct } from './trouble-with-act.tsx'
import { neededBy, useStanding } from './use-standing.ts'
import { WhatThisDoes } from './what-this-does.tsx'
import classes from './acts.module.css'


type Props = {
  caseRef: string
  /** When the case was opened: nothing in it was done before. */
  openedAt: string
  task: Task
  /** Told at once when it is sent, and again with false when it was refused. */
  onSending: (sending: boolean) => void
  onDone: (words: string) => void
  /** The other things that can be done from here, such as Hold and Reassign. */
  otherActs?: ReactNode
}

/** The outcome's own fields, what completing does, and Complete. What is typed is kept until it is sent. */
export function CompleteTaskForm({ caseRef, openedAt, task: latest, onSending, onDone, otherActs }: Props) {
  // As it was when the form was opened: what others do meanwhile moves nothing that is being read or typed.
  const [{ task, kept }] = useState(() => ({ task: latest, kept: keptDraft(latest) }))
  usePresence(caseRef, { editing: true, task: task.id })
  const draft = useDraft<CompletionDraft>(`${caseRef}.${task.id}`, kept)
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const almanac = useAlmanac()
  const standing = useStanding({ of: 'task', caseRef, fields: task.fields, assessment: task.assessment, answers: draft.value.fields })
  const asked = { ...task, fields: neededBy(standing.fields, task.outcomes, draft.value.outcome) }
  const act = completionOf({ caseRef, task: asked, draft: draft.value, almanac })
  const notThen = findMomentProblem(draft.value.done, almanac, openedAt)
  const wrong = { ...missingOf(asked, draft.value), ...(notThen ? { occurredAt: notThen } : {}) }
  const isWrong = Object.keys(wrong).length > 0
  const sending = useSendAct({
    ref: caseRef,
    onSent: () => {
      draft.clear()
      onDone(`${task.name}: ${outcomeName(task, draft.value.override?.band ?? standing.score?.band?.id ?? draft.value.outcome)}.`)
    },
  })
  const change = (part: Partial<CompletionDraft>) => {
    draft.change({ ...draft.value, ...part })
    clearRefusal(sending)
  }
  const send = () => {
    onSending(true)
    sending.mutate(act, { onError: (error) => { onSending(false); setErrors(errorsOf(error)) } })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (sending.isPending) return
    setErrors(wrong)
    if (!isWrong) send()
  }
  useEffect(() => focusFirstError(form.current, errors), [errors])
  useCompletionKeys(task, { submit: () => form.current?.requestSubmit(), choose: (outcome) => change({ outcome }) })
  return (
    <form className={classes.complete} ref={form} onSubmit={submit} onKeyDown={sendOnCtrlEnter} aria-label={`Complete: ${task.name}`} noValidate>
      <div className={classes.asked}>
        {task.guidance ? <p className={classes.guidance}>{task.guidance}</p> : null}
        {task.address ? <OpenSystem address={task.address} /> : null}
        <Questions caseRef={caseRef} task={asked} score={standing.score} draft={draft.value} errors={errors} change={change} />
        <DoneWhen openedAt={openedAt} done={draft.value.done} error={notThen ?? errors['occurredAt']} change={(done) => change({ done })} />
        <div>
          <Textarea label="Note" rows={2} value={draft.value.notes} error={errors['notes']} data-field="notes" onChange={(event) => change({ notes: event.currentTarget.value })} />
          <KeepForOthers caseRef={caseRef} task={task} latest={latest} draft={draft} />
        </div>
      </div>
      <div>
        <WhatThisDoes act={isWrong ? undefined : withoutNote(act)} until={untilWords(wrong)} />
        {sending.isError ? <TroubleWithAct error={sending.error} caseRef={caseRef} again={send} /> : <Meanwhile caseRef={caseRef} task={task} latest={latest} />}
        <div className={`buttons ${classes.buttons}`}>
          <Button type="submit" variant="filled" loading={sending.isPending}>Complete <kbd className="letter">C</kbd></Button>
          {otherActs}
        </div>
      </div>
    </form>
  )
}

type QuestionsProps = { caseRef: string; task: Task; score: Standing['score']; draft: CompletionDraft; errors: Record<string, string>; change: (part: Partial<CompletionDraft>) => void }

/** How it ended and what else is asked; of an assessment its questions say how it ends. For a record it offers first what the case has of that kind. */
function Questions({ caseRef, task, score, draft, errors, change }: QuestionsProps) {
  const near = useRecordsOfCase(caseRef, task.fields)
  const asked = { answers: draft.fields, errors, change: (fields: Answers) => change({ fields }) }
  if (task.assessment) {
    return <AssessmentFields caseRef={caseRef} task={task} assessment={task.assessment} score={score} override={draft.override} changeOverride={(override) => change({ override })} {...asked} />
  }
  return (
    <>
      {task.outcomes.length > 0 ? (
        <Choices label="How did it end?" name="outcome" numbered choices={task.outcomes} value={draft.outcome} error={errors['outcome']} choose={(outcome) => change({ outcome })} />
      ) : null}
      <TaskFields fields={task.fields} near={near} {...asked} />
    </>
  )
}

/** What is still to be said before there is anything that follows. */
function untilWords({ occurredAt, outcome }: Record<string, string>): string {
  if (occurredAt) return 'Put right when it was done, and this says what follows.'
  return outcome ? 'Say how it ended, and this says what follows.' : 'Fill in what is asked, and this says what follows.'
}

/** Who else is at it, or that it was done already while this was being written. */
function Meanwhile({ caseRef, task, latest }: { caseRef: string; task: Task; latest: Task }) {
  const complete = latest.actions.find(({ action }) => action === 'complete')
  if (complete?.allowed === false) return <Trouble><p><b>{complete.words}</b> What you typed is kept.</p></Trouble>
  return <AlsoWriting caseRef={caseRef} tasks={[task]} />
}

function completionOf({ caseRef, task, draft: { outcome, fields, notes, done, override }, almanac }: { caseRef: string; task: Task; draft: CompletionDraft; almanac: Almanac }): Act {
  const occurredAt = instantOfMoment(done, almanac)
  const answered = shownAnswers(task.fields, fields)
  return {
    ref: caseRef,
    path: `tasks/${encodeURIComponent(task.id)}/completion`,
    body: { ...(outcome ? { outcome } : {}), ...(Object.keys(answered).length > 0 ? { fields: answered } : {}), ...(notes.trim() ? { notes: notes.trim() } : {}), ...(override ? { override: { ...override, reason: override.reason.trim() } } : {}), ...(occurredAt ? { occurredAt } : {}) },
  }
}

/** The act without its note, which changes no consequence. */
function withoutNote(act: Act): Act {
  const { notes: _notes, ...body } = act.body ?? {}
  return { ...act, body }
}

function missingOf(task: Task, draft: CompletionDraft): Record<string, string> {
  const missing = { ...findMissing(task.fields, draft.fields), ...missingJudgement(draft.override) }
  return (task.outcomes ?? []).length > 0 && !task.assessment && !draft.outcome ? { outcome: 'Say how it ended', ...missing } : missing
}

function outcomeName(task: Task, outcome: string | undefined): string {
  const named = task.outcomes?.find((each) => each.id === outcome)?.name
  return named ? named.charAt(0).toLowerCase() + named.slice(1) : 'done'
}

function useCompletionKeys(task: Task, { submit, choose }: { submit: () => void; choose: (outcome: string) => void }): void {
  const numbers: KeyMap = useMemo(
    () => Object.fromEntries((task.assessment ? [] : (task.outcomes ?? [])).slice(0, 9).map((outcome, index) => [String(index + 1), () => choose(outcome.id)])),
    [task.assessment, task.outcomes, choose],
  )
  useKeys({ c: submit, ...numbers })
}
