import type { CaseTypeSummary, SearchResult } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LEAST_LETTERS, isFoundKind, nothingFoundWords, searchQuery, useStill } from '../find/search.ts'
import { Failure } from '../look/failure.tsx'
import { Icon } from '../look/icon.tsx'
import type { IconName } from '../look/icon.tsx'
import { Loading } from '../look/loading.tsx'
import { Notice } from '../look/notice.tsx'
import { isRecordKind, recordQuery } from '../people/record.ts'
import type { RecordKind } from '../people/record.ts'
import { caseTypesQuery } from './case-types.ts'
import { SearchBox } from './search-box.tsx'
import { fits, needsSubject } from './start-draft.ts'
import type { StartDraft } from './start-draft.ts'
import classes from './start.module.css'

const ICONS: Record<string, IconName> = { person: 'person', household: 'people', home: 'home', block: 'home', tenancy: 'people', case: 'doc' }

type Props = { draft: StartDraft; change: (part: Partial<StartDraft>) => void }

/** Who or which home the case is about, found even when misspelt. */
export function ChooseSubject({ draft, change }: Props) {
  const type = useQuery(caseTypesQuery(draft)).data?.find((each) => each.id === draft.typeId)
  const { subject } = draft
  const done = subject ? fits(subject, type) : !needsSubject(type)
  return (
    <>
      <h2 id="which"><span className={classes.number} data-done={done || undefined}>2</span>Who or which home?</h2>
      {needsSubject(type) ? null : <p className="hint">This may be about no record at all.</p>}
      {subject ? <Chosen subject={subject} again={() => change({ subject: undefined })} /> : <Find draft={draft} change={change} type={type} />}
      {subject && type && !done && isRecordKind(subject.kind) ? <Fitting kind={subject.kind} id={subject.id} type={type} change={change} /> : null}
    </>
  )
}

function Chosen({ subject, again }: { subject: SearchResult; again: () => void }) {
  return (
    <div className={classes.subject}>
      <Icon name={ICONS[subject.kind] ?? 'doc'} />
      <div><b>{subject.label}</b>{subject.detail ? <span className="second">{subject.detail}</span> : null}</div>
      <Button size="xs" onClick={again}>Change</Button>
    </div>
  )
}

/** The type is about another kind of record: offer those that belong with the one chosen. */
function Fitting({ kind, id, type, change }: { kind: RecordKind; id: string; type: CaseTypeSummary; change: Props['change'] }) {
  const record = useQuery(recordQuery(kind, id))
  const fitting = (record.data?.links ?? []).filter((link) => fits(link, type))
  return (
    <>
      <div className={classes.until}><Notice><b>{type.name}</b> is about a {type.subjectKinds.join(' or ')}. {fitting.length > 0 ? 'Which of these?' : 'Find it by its address or name.'}</Notice></div>
      <Hits label="Records that fit" hits={fitting.map((link) => ({ kind: link.kind, id: link.id, label: link.label, detail: link.relation }))} choose={(subject) => change({ subject })} />
    </>
  )
}

function Find({ draft, change, type }: Props & { type: CaseTypeSummary | undefined }) {
  const sought = useStill(draft.sought)
  const only = type?.subjectKinds.length === 1 ? type.subjectKinds[0] : undefined
  const search = useQuery(searchQuery(sought, isFoundKind(only) ? only : undefined))
  const hits = (search.data?.results ?? []).filter((hit) => (type || hit.kind !== 'case') && fits(hit, type))
  const asked = sought.trim().length >= LEAST_LETTERS
  return (
    <>
      <SearchBox label="Address, name or reference" value={draft.sought} change={(words) => change({ sought: words })} />
      {search.isError ? <Failure what="The search" error={search.error} retry={() => void search.refetch()} /> : null}
      {asked && search.isPending ? <Loading what="people and homes" /> : null}
      <Hits label="People and homes that match" hits={asked ? hits : []} choose={(subject) => change({ subject })} />
      <p className="hint" role="status">{hintFor({ asked, hits: hits.length, guessed: search.data?.guessed ?? false, busy: search.isFetching, sought })}</p>
    </>
  )
}

function Hits({ label, hits, choose }: { label: string; hits: SearchResult[]; choose: (hit: SearchResult) => void }) {
  if (hits.length === 0) return null
  return (
    <ul className={classes.hits} aria-label={label}>
      {hits.map((hit) => (
        <li key={`${hit.kind}:${hit.id}`}>
          <button type="button" className={classes.withIcon} onClick={() => choose(hit)}>
            <Icon name={ICONS[hit.kind] ?? 'doc'} />
            <b>{hit.label}</b>
            {hit.detail ? <span>{hit.detail}</span> : null}
          </button>
        </li>
      ))}
    </ul>
  )
}

function hintFor({ asked, hits, guessed, busy, sought }: { asked: boolean; hits: number; guessed: boolean; busy: boolean; sought: string }): string {
  if (!asked) return 'Spelling need not be right.'
  if (busy) return 'Looking…'
  if (hits === 0) return nothingFoundWords(sought)
  return guessed ? `Spelt like “${sought.trim()}”.` : ''
}
