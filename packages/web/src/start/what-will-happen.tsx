import type { Field, Preview } from '@casement/server/contract'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { FormEvent } from 'react'
import { actDraftKey } from '../acts/act-draft.ts'
import { useActKeys } from '../acts/act-keys.ts'
import { useSendOnCtrlEnter } from '../acts/ctrl-enter.ts'
import { consequencesOf } from '../acts/consequences.ts'
import type { Consequence } from '../acts/consequences.ts'
import { METHODS } from '../acts/record-asks.ts'
import { focusFirstError } from '../acts/focus-first-error.ts'
import { TaskFields, findMissing } from '../acts/task-fields.tsx'
import { useStanding } from '../acts/use-standing.ts'
import { Problem, fetchReply } from '../api.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { DraftSaved } from '../look/draft-saved.tsx'
import { keepDraft } from '../look/draft.ts'
import { Icon } from '../look/icon.tsx'
import type { IconName } from '../look/icon.tsx'
import { Trouble } from '../look/notice.tsx'
import { findMomentProblem } from '../look/past-moment.ts'
import { useTell } from '../look/status-line.tsx'
import { When } from '../look/when.tsx'
import { meQuery } from '../people/me.ts'
import { caseTypesQuery } from './case-types.ts'
import { useAddNote } from './join.ts'
import { AdviceGiven } from './advice.tsx'
import { findSame, openCasesQuery } from './open-cases.ts'
import { findStartRequest, momentTold, withContact } from './start-draft.ts'
import type { StartDraft } from './start-draft.ts'
import classes from './start.module.css'

const NONE: Field[] = []

type Props = { draft: StartDraft; change: (part: Partial<StartDraft>) => void; clear: () => void; savedAt: number | undefined }

/** What starting will do, what still has to be said, and the button. */
export function WhatWillHappen({ draft, change, clear, savedAt }: Props) {
  const almanac = useAlmanac()
  const type = useQuery(caseTypesQuery(draft)).data?.find((each) => each.id === draft.typeId)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const { fields } = useStanding({ of: 'case', fields: type?.fields ?? NONE, answers: draft.fields })
  const request = findStartRequest(draft, type && { ...type, fields }, almanac)
  // What another answer calls for is never folded away, and stays where it is whether it is needed yet or not.
  const isInSight = ({ required, showWhen, requireWhen }: Field) => required || showWhen !== undefined || requireWhen !== undefined
  const [inSight, folded] = [fields.filter(isInSight), fields.filter((field) => !isInSight(field))]
  const missing = findMissing(fields, draft.fields)
  const tooLate = findMomentProblem(momentTold(draft), almanac)
  const ready = request && !tooLate && Object.keys(missing).length === 0 ? request : undefined
  const starting = useStart(draft, clear)
  const until = whatIsMissing(draft, Boolean(request))
  const same = findSame(useQuery(openCasesQuery(draft)).data, draft)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!request) return focusOpenStep(draft)
    setErrors({ ...missing, ...(tooLate ? { occurredAt: tooLate } : {}) })
    if (ready && !starting.isPending) starting.mutate(ready)
  }
  const form = useRef<HTMLFormElement>(null)
  useSendOnCtrlEnter(form)
  useEffect(() => focusFirstError(form.current, errors), [errors])
  return (
    <section aria-labelledby="happens">
      <h2 id="happens"><span className={classes.number}>3</span>What will happen</h2>
      <Consequences request={ready} advising={type?.advises ? request : undefined} until={request ? until : 'This says what follows once steps 1 and 2 are answered.'} />
      <form ref={form} onSubmit={submit} className={classes.form} noValidate>
        <TaskFields fields={inSight} answers={draft.fields} errors={errors} change={(fields) => change({ fields })} />
        <NativeSelect label="How did they tell us?" data={[{ value: '', label: 'Not said' }, ...METHODS.map(({ id, name }) => ({ value: id, label: name }))]} value={draft.method ?? ''} onChange={(event) => change({ method: event.currentTarget.value || undefined })} />
        <div>
          <Textarea label="What did they say?" rows={4} value={draft.note} onChange={(event) => change({ note: event.currentTarget.value })} />
          <DraftSaved at={savedAt} />
        </div>
        <Told draft={draft} change={change} error={tooLate} />
        {folded.length > 0 ? (
          <details>
            <summary>More that we may know already</summary>
            <div className={classes.more}><TaskFields fields={folded} answers={draft.fields} errors={errors} change={(fields) => change({ fields })} /></div>
          </details>
        ) : null}
        {starting.isError ? <Trouble><p><b>The case was not started.</b> {starting.error.message}</p>{starting.error instanceof Problem ? <ul>{starting.error.fields.map((field) => <li key={field.path}>{field.words}</li>)}</ul> : null}</Trouble> : null}
        <div className={classes.send}>
          <Button type="submit" fullWidth variant={same ? 'default' : 'filled'} disabled={!request} aria-describedby={request ? undefined : 'why-not-yet'} loading={starting.isPending}>{same ? 'Start another case' : 'Start the case'} <kbd>Ctrl Enter</kbd></Button>
          {request ? null : <p className="hint" id="why-not-yet">{until}</p>}
        </div>
      </form>
    </section>
  )
}

/** The step that has to be answered before there is anything to start. */
function focusOpenStep({ typeId }: StartDraft): void {
  document.querySelector<HTMLElement>(`section[aria-labelledby="${typeId ? 'which' : 'about'}"] :is(input, button)`)?.focus()
}

/** What has still to be said before there is anything to start. */
function whatIsMissing({ typeId, subject }: StartDraft, fits: boolean): string {
  if (!typeId) return 'First say what it is about, in step 1.'
  if (!subject && !fits) return 'Say who or which home, in step 2.'
  return fits ? 'Fill in what is asked below.' : 'Step 2 has to fit what it is about.'
}

/** Of what is not wholly answered only the advice is asked for, where there is any. */
function Consequences({ request, advising, until }: { request: Record<string, unknown> | undefined; advising: Record<string, unknown> | undefined; until: string }) {
  const asked = request ?? advising
  const almanac = useAlmanac()
  const me = useQuery(meQuery).data?.me.person.id
  const preview = useQuery({
    queryKey: ['start-preview', asked],
    queryFn: ({ signal }) => fetchReply<Preview>({ method: 'POST', path: '/api/v1/cases', query: { preview: true }, body: asked, signal }),
    enabled: Boolean(asked),
    retry: false,
    placeholderData: keepPreviousData,
  })
  const problem = preview.error instanceof Problem ? preview.error : undefined
  const advice = asked ? <AdviceGiven advice={problem?.advice ?? preview.data?.advice ?? []} instead={problem?.code === 'advised-instead' ? problem.message : undefined} /> : null
  if (problem?.code === 'advised-instead' && asked) return advice
  if (!request) return <>{advice}<p className={`hint ${classes.until}`}>{until}</p></>
  const planned = preview.data ? consequencesOf(preview.data, almanac, me).filter(({ kind }) => kind !== 'stage').toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind)) : []
  if (preview.isError) return <>{advice}<p className={`hint ${classes.until}`}>{preview.error.message}</p></>
  return (
    <>
      {advice}
      <ul className={classes.plan} aria-live="polite">
        {planned.map(({ kind, first, second }) => <li key={first}><Icon name={ICONS[kind]} /><span><b>{first}</b>{second ? <span className="second">{second}</span> : null}</span></li>)}
      </ul>
    </>
  )
}

/** Who, what, then by when; a stage opens with the work in it, which says more. */
const ORDER: Consequence['kind'][] = ['owner', 'task', 'date', 'letter']

/** A drawing beside the words that say the same. */
const ICONS: Record<Consequence['kind'], IconName> = { owner: 'person', date: 'clock', letter: 'mail', task: 'task', stage: 'task' }

/** When we were told; clocks run from then. */
function Told({ draft, change, error }: { draft: StartDraft; change: (part: Partial<StartDraft>) => void; error: string | undefined }) {
  return (
    <When
      label="When did they tell us?"
      hint="Clocks run from this time, not from when you type it."
      value={momentTold(draft)}
      error={error}
      change={(moment) => change({ toldOn: moment?.day, toldAt: moment?.time })}
    />
  )
}

function useStart(draft: StartDraft, clear: () => void) {
  const navigate = useNavigate()
  const addNote = useAddNote()
  const tell = useTell()
  const keys = useActKeys()
  return useMutation({
    mutationFn: async (request: Record<string, unknown>) => {
      const { body, note } = withContact(request, draft)
      const { ref } = await fetchReply<{ ref: string }>({ method: 'POST', path: '/api/v1/cases', body, key: keys.keyOf(body) })
      return { ref, said: note ? await addNote(ref, note).then(() => 'added' as const, () => keepAsDraft(ref, note)) : undefined }
    },
    onSuccess: ({ ref, said }) => {
      clear()
      tell(said === 'kept' ? { words: `${ref} is started; what they said could not be added. It is kept under Note.`, isTrouble: true } : { words: `${ref} is started.` })
      void navigate({ to: '/cases/$ref', params: { ref } })
    },
  })
}

/** The case is started, whatever becomes of its note: to try both again would start another. */
function keepAsDraft(ref: string, note: string): 'kept' {
  keepDraft(actDraftKey('add-note', { ref }), { value: { text: note }, savedAt: Date.now() })
  return 'kept'
}
