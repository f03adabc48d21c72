import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useDraft } from '../look/draft.ts'
import { StatusLine } from '../look/status-line.tsx'
import { useTitle } from '../look/use-title.ts'
import { isRecordKind, recordQuery } from '../people/record.ts'
import { AlreadyOpen } from './already-open.tsx'
import { ChooseSubject } from './choose-subject.tsx'
import { ChooseType } from './choose-type.tsx'
import { EMPTY_START } from './start-draft.ts'
import type { StartDraft } from './start-draft.ts'
import classes from './start.module.css'
import { WhatWillHappen } from './what-will-happen.tsx'

/** What is it about, who or which home, and what will happen; everything typed is kept. */
export function StartCase() {
  useTitle('Start a case')
  const draft = useDraft<StartDraft>('start', EMPTY_START)
  const change = (part: Partial<StartDraft>) => draft.change({ ...draft.value, ...part })
  useSubjectFromAddress(draft.value, change)
  return (
    <main className="page" id="work" tabIndex={-1}>
      <div className={classes.head}>
        <div><h1>Start a case</h1><p className="muted">Everything you type is kept until you start it.</p></div>
        <div className={classes.tools}>
          <Button size="xs" variant="subtle" onClick={draft.clear}>Begin again</Button>
          <Button size="xs" variant="subtle" component={Link} to="/my-work">Leave</Button>
        </div>
      </div>
      <div className={classes.start}>
        <ChooseType draft={draft.value} change={change} />
        <section aria-labelledby="which">
          <ChooseSubject draft={draft.value} change={change} />
          {draft.value.subject ? <AlreadyOpen draft={draft.value} clear={draft.clear} /> : null}
        </section>
        <WhatWillHappen draft={draft.value} change={change} clear={draft.clear} savedAt={draft.savedAt} />
      </div>
      <StatusLine keys={[{ keys: ['Ctrl', 'Enter'], does: 'start the case' }]} />
    </main>
  )
}

/** A person or home found elsewhere is taken along in the address. */
function useSubjectFromAddress(draft: StartDraft, change: (part: Partial<StartDraft>) => void): void {
  const navigate = useNavigate()
  const { subject } = useSearch({ from: '/signed-in/start' })
  const [kind, ...rest] = (subject ?? '').split(':')
  const id = rest.join(':')
  const isNew = isRecordKind(kind) && `${draft.subject?.kind}:${draft.subject?.id}` !== subject
  const found = useQuery({ ...recordQuery(isRecordKind(kind) ? kind : 'home', id), enabled: isNew })
  const hit = found.data && { kind: found.data.kind, id: found.data.id, label: found.data.label, detail: null }
  useEffect(() => {
    if (!isNew || !hit) return
    change({ subject: hit, sought: '' })
    // Taken once; afterwards the person may choose another without the address insisting.
    void navigate({ to: '/start', search: {}, replace: true })
  })
}
