import { Button } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { DraftSaved } from '../look/draft-saved.tsx'
import { useDraft } from '../look/draft.ts'
import { Sheet } from '../look/sheet.tsx'
import { useTell } from '../look/status-line.tsx'
import { AlsoWriting } from '../live/also-here.tsx'
import { usePresence } from '../live/presence.ts'
import { Asked } from './asked.tsx'
import { AskedSeveral } from './asked-several.tsx'
import { actDraftKey } from './act-draft.ts'
import { actOf, asksOf, formOf } from './act-forms.ts'
import type { ActName, Target } from './act-forms.ts'
import { filledIn, findMissingAnswers } from './answers.ts'
import type { Answers } from './answers.ts'
import { sendOnCtrlEnter } from './ctrl-enter.ts'
import { NotYet } from './not-yet.tsx'
import { clearRefusal, useSendAct, useUndo } from './send-act.ts'
import { TroubleWithAct } from './trouble-with-act.tsx'
import { undoneWork } from './undone-work.ts'
import { WhatThisDoes } from './what-this-does.tsx'
import classes from './acts.module.css'

const EMPTY: Answers = {}

/** Any command but completing, as a sheet: what it asks, what it does, and one button. */
export function ActSheet(act: { name: ActName; target: Target; close: () => void }) {
  // As it was when it was opened: what others do meanwhile takes no form away.
  const [undone] = useState(() => undoneWork(act.name, act.target.record))
  return undone.length > 0 ? <NotYet title={formOf(act.name, act.target).title} undone={undone} close={act.close} /> : <FormSheet {...act} />
}

/** A strand and a task may be under way at once, so each keeps its own draft. */
function whatItIsAbout({ task, clock, strand, linked, link }: Target): string | undefined {
  return (task ?? clock ?? strand ?? linked)?.id ?? link?.ref
}

function FormSheet({ name, target, close }: { name: ActName; target: Target; close: () => void }) {
  const form = formOf(name, target)
  const draft = useDraft<Answers>(actDraftKey(name, { ref: target.record.ref, of: whatItIsAbout(target) }), EMPTY)
  const [errors, setErrors] = useState<Answers>({})
  const tell = useTell()
  const almanac = useAlmanac()
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
  const change = (id: string, value: string) => {
    draft.change({ ...draft.value, [id]: value })
    clearRefusal(sending)
  }
  const asks = asksOf(form, draft.value)
  const act = actOf(form, target.record.ref, filledIn(asks, draft.value, almanac))
  const missing = findMissingAnswers(asks, draft.value, almanac)
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
            ? <AskedSeveral key={asked.id} asked={asked} act={ready} answers={draft.value} change={change} />
            : <Asked key={asked.id} asked={asked} value={draft.value[asked.id]} error={errors[asked.id]} change={(value) => change(asked.id, value)} />
        ))}
        {form.asks.some((asked) => asked.kind === 'lines') ? <DraftSaved at={draft.savedAt} /> : null}
        <WhatThisDoes act={ready} until="Fill in what is asked, and this says what follows." />
        {sending.isError ? <TroubleWithAct error={sending.error} caseRef={target.record.ref} again={() => sending.mutate(act)} /> : <AlsoWriting caseRef={target.record.ref} tasks={target.record.tasks} />}
        <div className="buttons">
          <Button type="submit" variant="filled" loading={sending.isPending}>{form.send}</Button>
          <Button onClick={close}>Leave it</Button>
        </div>
      </form>
    </Sheet>
  )
}
