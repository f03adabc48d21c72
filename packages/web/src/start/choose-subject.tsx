import type { SearchResult } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { LEAST_LETTERS, searchQuery, useStill } from '../find/search.ts'
import { Failure } from '../look/failure.tsx'
import { Icon } from '../look/icon.tsx'
import type { IconName } from '../look/icon.tsx'
import { Loading } from '../look/loading.tsx'
import { caseTypesQuery } from './case-types.ts'
import { SearchBox } from './search-box.tsx'
import type { StartDraft } from './start-draft.ts'
import classes from './start.module.css'

const ICONS: Record<string, IconName> = { person: 'person', household: 'people', tenancy: 'people', home: 'home', block: 'home' }

/** Who or which home the case is about, found even when misspelt. */
export function ChooseSubject({ draft, change }: { draft: StartDraft; change: (part: Partial<StartDraft>) => void }) {
  return (
    <>
      <h2 id="which"><span className={classes.number} data-done={draft.subject ? true : undefined}>2</span>Who or which home?</h2>
      {draft.subject ? <Chosen subject={draft.subject} again={() => change({ subject: undefined })} /> : <Find draft={draft} change={change} />}
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

function Find({ draft, change }: { draft: StartDraft; change: (part: Partial<StartDraft>) => void }) {
  const sought = useStill(draft.sought)
  const search = useQuery(searchQuery(sought))
  const types = useQuery(caseTypesQuery)
  const kinds = types.data?.find((type) => type.id === draft.typeId)?.subjectKinds
  const hits = (search.data?.results ?? []).filter((hit) => hit.kind !== 'case' && (!kinds || kinds.length === 0 || kinds.includes(hit.kind)))
  const asked = sought.trim().length >= LEAST_LETTERS
  return (
    <>
      <SearchBox label="Address, name or reference" value={draft.sought} change={(words) => change({ sought: words })} />
      {search.isError ? <Failure what="The search" error={search.error} retry={() => void search.refetch()} /> : null}
      {asked && search.isPending ? <Loading what="people and homes" /> : null}
      <ul className={classes.hits} aria-label="People and homes that match">
        {asked ? hits.map((hit) => (
          <li key={`${hit.kind}:${hit.id}`}>
            <button type="button" className={classes.withIcon} onClick={() => change({ subject: hit })}>
              <Icon name={ICONS[hit.kind] ?? 'doc'} />
              <b>{hit.label}</b>
              {hit.detail ? <span>{hit.detail}</span> : null}
            </button>
          </li>
        )) : null}
      </ul>
      <p className="hint" role="status">{hintFor({ asked, hits: hits.length, guessed: search.data?.guessed ?? false, busy: search.isFetching, sought })}</p>
    </>
  )
}

function hintFor({ asked, hits, guessed, busy, sought }: { asked: boolean; hits: number; guessed: boolean; busy: boolean; sought: string }): string {
  if (!asked) return 'Spelling need not be right.'
  if (busy) return 'Looking…'
  if (hits === 0) return 'Nobody and nothing found. Try a part of the name, or the street.'
  return guessed ? `Spelt like “${sought.trim()}”.` : ''
}
