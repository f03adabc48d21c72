import type { CaseRecord } from '@casement/server/contract'
import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { sendOnCtrlEnter } from '../acts/ctrl-enter.ts'
import { errorsOf } from '../acts/field-errors.ts'
import { givenAnswers } from '../acts/given-answers.ts'
import type { Answers } from '../acts/given-answers.ts'
import { isAllowed } from '../acts/is-allowed.ts'
import { clearRefusal, useSendAct } from '../acts/send-act.ts'
import type { Act } from '../acts/send-act.ts'
import { recordsOfCase } from '../acts/records-of-case.ts'
import { TaskFields, findMissing } from '../acts/task-fields.tsx'
import { useStanding } from '../acts/use-standing.ts'
import { TroubleWithAct } from '../acts/trouble-with-act.tsx'
import { WhatThisDoes } from '../acts/what-this-does.tsx'
import { useAlmanac } from '../look/almanac-context.tsx'
import { useDraft } from '../look/draft.ts'
import { Sheet } from '../look/sheet.tsx'
import { useTell } from '../look/status-line.tsx'
import { AlsoWriting } from '../live/also-here.tsx'
import { usePresence } from '../live/presence.ts'
import { RecordName } from '../people/record-name.tsx'
import { namesRecord, valueInWords } from './field-words.ts'
import classes from './cases.module.css'

/** What is known about the matter: the case's own fields, and the way to put them right. */
export function CaseFields({ record }: { record: CaseRecord }) {
  const { today } = useAlmanac()
  const [editing, setEditing] = useState(false)
  if (record.fields.length === 0) return null
  return (
    <section className={classes.part} aria-labelledby="known">
      <div className="section">
        <h2 id="known">What we know</h2>
        {isAllowed(record.actions, 'edit-fields') ? <span className="end"><button type="button" className="link-button" onClick={() => setEditing(true)}>Put right</button></span> : null}
      </div>
      <dl className={classes.fields}>
        {record.fields.map((field) => <div key={field.id}><dt>{field.name}</dt><dd>{namesRecord(field) ? <RecordName kind={field.record} id={field.value} /> : valueInWords(field, today)}</dd></div>)}
      </dl>
      {editing ? <EditFields record={record} close={() => setEditing(false)} /> : null}
    </section>
  )
}

type Edit = { answers: Answers; reason: string }
const EMPTY: Edit = { answers: {}, reason: '' }

function EditFields({ record, close }: { record: CaseRecord; close: () => void }) {
  const draft = useDraft<Edit>(`${record.ref}.case.fields`, EMPTY)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const tell = useTell()
  usePresence(record.ref, { editing: true })
  const sending = useSendAct({
    ref: record.ref,
    onSent: () => {
      draft.clear()
      close()
      tell({ words: 'What we know is put right.' })
    },
  })
  const { answers, reason } = draft.value
  const change = (part: Partial<Edit>) => {
    draft.change({ ...draft.value, ...part })
    clearRefusal(sending)
  }
  const { fields } = useStanding({ of: 'case', caseRef: record.ref, fields: record.fields, answers })
  const given = givenAnswers(fields, answers)
  const changed = Object.keys(given).length > 0
  // What is left as it was, is left so also where it is needed.
  const missing = findMissing(fields.filter(({ id }) => Object.hasOwn(given, id)), answers)
  const isReady = changed && Object.keys(missing).length === 0
  const act: Act = { ref: record.ref, method: 'PATCH', path: 'fields', body: { fields: given, ...(reason.trim() ? { reason: reason.trim() } : {}) } }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setErrors(missing)
    if (isReady && !sending.isPending) sending.mutate(act)
  }
  return (
    <Sheet title="Put right what we know" close={close}>
      <form className={classes.sheet} onSubmit={submit} onKeyDown={sendOnCtrlEnter} noValidate>
        <TaskFields fields={fields} answers={answers} errors={{ ...errors, ...errorsOf(sending.error) }} change={(next) => change({ answers: next })} near={(kind) => recordsOfCase(record, kind)} />
        <Textarea label="Why (if it helps)" rows={2} value={reason} onChange={(event) => change({ reason: event.currentTarget.value })} />
        <WhatThisDoes act={isReady ? act : undefined} until={changed ? 'Fill in what is needed, and this says what follows.' : 'Change something, and this says what follows.'} />
        {sending.isError ? <TroubleWithAct error={sending.error} caseRef={record.ref} again={() => sending.mutate(act)} /> : <AlsoWriting caseRef={record.ref} tasks={record.tasks} />}
        <div className="buttons">
          <Button type="submit" variant="filled" disabled={!changed} loading={sending.isPending}>Put right</Button>
          <Button onClick={close}>Leave it</Button>
        </div>
      </form>
    </Sheet>
  )
}
