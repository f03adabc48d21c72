import { Button, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { Choices } from '../look/choices.tsx'
import { DraftSaved } from '../look/draft-saved.tsx'
import { useDraft } from '../look/draft.ts'
import { Sheet } from '../look/sheet.tsx'
import { useTell } from '../look/status-line.tsx'
import { AlsoWriting } from '../live/also-here.tsx'
import { usePresence } from '../live/presence.ts'
import { StaffPicker } from '../people/staff-picker.tsx'
import { AskedSeveral } from './asked-several.tsx'
import { actOf, asksOf, formOf } from './act-forms.ts'
import type { ActName, AskedField, Target } from './act-forms.ts'
import { sendOnCtrlEnter } from './ctrl-enter.ts'
import { useSendAct, useUndo } from './send-act.ts'
import { TroubleWithAct } from './trouble-with-act.tsx'
import { WhatThisDoes } from './what-this-does.tsx'
import classes from './acts.module.css'

type Answers = Record<string, string>
const EMPTY: Answers = {}

/** Any command but completing, as a sheet: what it asks, what it does, and one button. */
export function ActSheet({ name, target, close }: { name: ActName; target: Target; close: () => void }) {
  const form = formOf(name, target)
  const draft = useDraft<Answers>(`${target.record.ref}.${target.task?.id ?? target.clock?.id ?? 'case'}.${name}`, EMPTY)
  const [errors, setErrors] = useState<Answers>({})
  const tell = useTell()
  const undo = useUndo()
  usePresence(target.record.ref, { editing: true, task: target.task?.id })
  const sending = useSendAct({
    ref: target.record.ref,
    onSent: () => {
      draft.clear()
      close()
      const back = form.undo
      tell({ words: form.done, ...(back ? { undo: () => undo(back) } : {}) })
    },
  })
  const act = actOf(form, target.record.ref, filled(draft.value))
  const asks = asksOf(form, draft.value)
  const missing = missingOf(asks, draft.value)
  const ready = Object.keys(missing).length > 0 ? undefined : act
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setErrors(missing)
    if (Object.keys(missing).length === 0 && !sending.isPending) sending.mutate(act)
  }
  return (
    <Sheet title={form.title} close={close}>
      <form className={classes.sheet} onSubmit={submit} onKeyDown={sendOnCtrlEnter} noValidate>
        {asks.map((asked) => (
          asked.kind === 'several' || asked.kind === 'followers'
            ? <AskedSeveral key={asked.id} asked={asked} act={ready} answers={draft.value} change={(id, value) => draft.change({ ...draft.value, [id]: value })} />
            : <Asked key={asked.id} asked={asked} value={draft.value[asked.id]} error={errors[asked.id]} change={(value) => draft.change({ ...draft.value, [asked.id]: value })} />
        ))}
        {form.asks.some((asked) => asked.kind === 'lines') ? <DraftSaved at={draft.savedAt} /> : null}
        <WhatThisDoes act={ready} until="Fill in what is asked, and this says what follows." />
        {sending.isError ? <TroubleWithAct error={sending.error} caseRef={target.record.ref} again={() => sending.mutate(act)} /> : <AlsoWriting caseRef={target.record.ref} tasks={target.record.tasks} />}
        <div className="buttons">
          <Button type="submit" variant="filled" loading={sending.isPending} data-autofocus={form.asks.length === 0 || undefined}>{form.send}</Button>
          <Button onClick={close}>Leave it</Button>
        </div>
      </form>
    </Sheet>
  )
}

type One = Exclude<AskedField, { kind: 'several' | 'followers' }>

function Asked({ asked, value, change, error }: { asked: One; value: string | undefined; change: (value: string) => void; error: string | undefined }) {
  switch (asked.kind) {
    case 'choice':
      return <Choices label={asked.label} choices={asked.choices} value={value} choose={change} error={error} />
    case 'staff':
      return <StaffPicker label={asked.label} value={value} choose={change} error={error} />
    case 'lines':
      return <Textarea label={asked.label} description={asked.hint} rows={4} value={value ?? ''} error={error} onChange={(event) => change(event.currentTarget.value)} />
    case 'amount':
      return <TextInput label={asked.label} type="number" min={1} max={asked.most} step={1} value={value ?? ''} error={error} onChange={(event) => change(event.currentTarget.value)} />
    case 'line':
    case 'date':
      return <TextInput label={asked.label} type={asked.kind === 'date' ? 'date' : 'text'} value={value ?? ''} error={error} onChange={(event) => change(event.currentTarget.value)} />
  }
}

function filled(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).flatMap(([id, value]) => (value.trim() === '' ? [] : [[id, value.trim()]])))
}

function missingOf(asks: AskedField[], answers: Answers): Answers {
  const missing = asks.filter((asked) => isRequired(asked) && !isAnswered(asked, answers[asked.id]?.trim() ?? ''))
  return Object.fromEntries(missing.map((asked) => [asked.id, asked.kind === 'amount' ? `Write a number from 1 to ${asked.most}` : asked.kind === 'lines' || asked.kind === 'line' ? 'Write a few words' : 'Choose one']))
}

function isAnswered(asked: AskedField, answer: string): boolean {
  if (asked.kind !== 'amount') return answer !== ''
  return /^\d+$/.test(answer) && Number(answer) >= 1 && Number(answer) <= asked.most
}

function isRequired(asked: AskedField): boolean {
  return asked.kind === 'choice' || asked.kind === 'staff' || asked.kind === 'line' || asked.kind === 'amount' || (asked.kind === 'lines' && asked.required === true)
}
