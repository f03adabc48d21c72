import type { Task } from '@casement/server/contract'
import { Button, Textarea } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { Choices } from '../look/choices.tsx'
import { DraftSaved } from '../look/draft-saved.tsx'
import { useDraft } from '../look/draft.ts'
import { useKeys } from '../look/keys.ts'
import type { KeyMap } from '../look/keys.ts'
import { Trouble } from '../look/notice.tsx'
import { sendOnCtrlEnter } from './ctrl-enter.ts'
import { errorsOf } from './field-errors.ts'
import { useSendAct } from './send-act.ts'
import type { Act } from './send-act.ts'
import { TaskFields, findMissing } from './task-fields.tsx'
import type { Answers } from './task-fields.tsx'
import { AlsoWriting } from '../live/also-here.tsx'
import { usePresence } from '../live/presence.ts'
import { TroubleWithAct } from './trouble-with-act.tsx'
import { WhatThisDoes } from './what-this-does.tsx'
import classes from './acts.module.css'

type CompletionDraft = { outcome?: string; fields: Answers; notes: string }
const EMPTY: CompletionDraft = { fields: {}, notes: '' }

type Props = {
  caseRef: string
  task: Task
  /** Told at once when it is sent, and again with false when it was refused. */
  onSending: (sending: boolean) => void
  onDone: (words: string) => void
  /** The other things that can be done from here, such as Hold and Reassign. */
  otherActs?: ReactNode
}

/** The outcome's own fields, what completing does, and Complete. What is typed is kept until it is sent. */
export function CompleteTaskForm({ caseRef, task: latest, onSending, onDone, otherActs }: Props) {
  // As it was when the form was opened: what others do meanwhile moves nothing that is being read or typed.
  const [task] = useState(latest)
  usePresence(caseRef, { editing: true, task: task.id })
  const draft = useDraft<CompletionDraft>(`${caseRef}.${task.id}`, EMPTY)
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const act = completionOf(caseRef, task, draft.value)
  const sending = useSendAct({
    ref: caseRef,
    onSent: () => {
      draft.clear()
      onDone(`${task.name}: ${outcomeName(task, draft.value.outcome)}.`)
    },
  })
  const send = () => {
    onSending(true)
    sending.mutate(act, { onError: (error) => { onSending(false); setErrors(errorsOf(error)) } })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (sending.isPending) return
    const missing = missingOf(task, draft.value)
    setErrors(missing)
    if (Object.keys(missing).length === 0) send()
  }
  useEffect(() => focusFirstError(form.current, errors), [errors])
  useCompletionKeys(task, { submit: () => form.current?.requestSubmit(), choose: (outcome) => draft.change({ ...draft.value, outcome }) })

  const outcomes = task.outcomes ?? []
  return (
    <form className={classes.complete} ref={form} onSubmit={submit} onKeyDown={sendOnCtrlEnter} aria-label={`Complete: ${task.name}`} noValidate>
      <div className={classes.asked}>
        {task.guidance ? <p className={classes.guidance}>{task.guidance}</p> : null}
        {outcomes.length > 0 ? (
          <Choices label="How did it end?" name="outcome" numbered choices={outcomes} value={draft.value.outcome} error={errors['outcome']} choose={(outcome) => draft.change({ ...draft.value, outcome })} />
        ) : null}
        <TaskFields fields={task.fields ?? []} answers={draft.value.fields} errors={errors} change={(fields) => draft.change({ ...draft.value, fields })} />
        <div>
          <Textarea label="Note" rows={2} value={draft.value.notes} error={errors['notes']} data-field="notes" onChange={(event) => draft.change({ ...draft.value, notes: event.currentTarget.value })} />
          <DraftSaved at={draft.savedAt} />
        </div>
      </div>
      <div>
        <WhatThisDoes act={previewable(act, task, draft.value)} until="Say how it ended, and this says what follows." />
        {sending.isError ? <TroubleWithAct error={sending.error} caseRef={caseRef} again={send} /> : <Meanwhile caseRef={caseRef} task={task} latest={latest} />}
        <div className={`buttons ${classes.buttons}`}>
          <Button type="submit" variant="filled" loading={sending.isPending}>Complete <kbd className="letter">C</kbd></Button>
          {otherActs}
        </div>
      </div>
    </form>
  )
}

/** Who else is at it, or that it was done already while this was being written. */
function Meanwhile({ caseRef, task, latest }: { caseRef: string; task: Task; latest: Task }) {
  const complete = latest.actions.find(({ action }) => action === 'complete')
  if (complete?.allowed === false) return <Trouble><p><b>{complete.words}</b> What you typed is kept.</p></Trouble>
  return <AlsoWriting caseRef={caseRef} tasks={[task]} />
}

function completionOf(caseRef: string, task: Task, { outcome, fields, notes }: CompletionDraft): Act {
  const answered = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return {
    ref: caseRef,
    path: `tasks/${encodeURIComponent(task.id)}/completion`,
    body: { ...(outcome ? { outcome } : {}), ...(Object.keys(answered).length > 0 ? { fields: answered } : {}), ...(notes.trim() ? { notes: notes.trim() } : {}) },
  }
}

/** The act without its note, which changes no consequence; nothing while an answer is still missing. */
function previewable(act: Act, task: Task, draft: CompletionDraft): Act | undefined {
  if (Object.keys(missingOf(task, draft)).length > 0) return undefined
  const { notes: _notes, ...body } = act.body ?? {}
  return { ...act, body }
}

function missingOf(task: Task, draft: CompletionDraft): Record<string, string> {
  const missing = findMissing(task.fields ?? [], draft.fields)
  return (task.outcomes ?? []).length > 0 && !draft.outcome ? { outcome: 'Say how it ended', ...missing } : missing
}

function outcomeName(task: Task, outcome: string | undefined): string {
  const named = task.outcomes?.find((each) => each.id === outcome)?.name
  return named ? named.charAt(0).toLowerCase() + named.slice(1) : 'done'
}

function focusFirstError(form: HTMLFormElement | null, errors: Record<string, string>): void {
  const [first] = Object.keys(errors)
  if (!form || !first) return
  const field = form.querySelector<HTMLElement>(`[data-field="${CSS.escape(first)}"]`)
  const input = field?.matches('input, textarea, select') ? field : field?.querySelector<HTMLElement>('input')
  input?.focus()
}

function useCompletionKeys(task: Task, { submit, choose }: { submit: () => void; choose: (outcome: string) => void }): void {
  const numbers: KeyMap = useMemo(
    () => Object.fromEntries((task.outcomes ?? []).slice(0, 9).map((outcome, index) => [String(index + 1), () => choose(outcome.id)])),
    [task.outcomes, choose],
  )
  useKeys({ c: submit, ...numbers })
}
