import type { CaseState, CaseType, SubjectKind } from '@casement/engine'
import type { LandlordLibrary } from '../case-types/landlord-library.ts'
import type { CaseRecord } from '../contract/contract.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { Parts } from '../http/parts.ts'
import { type Session, actorOf, nowOf } from '../http/session.ts'
import type { Named } from '../people/name-book.ts'
import type { SeenCase } from './case-view.ts'
import { caseSummary, readCaseList } from './read-case-list.ts'
import { nameElements, type LabelOf } from './element-view.ts'

interface CaseToShow {
  state: CaseState
  caseType: CaseType
  library: LandlordLibrary
  /** The landlord's time now when not said. */
  now?: string
}

interface Seeing {
  session: Pick<Session, 'staffId' | 'role' | 'frozenNow'>
  parts: Pick<Parts, 'names'>
}

/** Gathers what showing a case to somebody needs beside its state: its subject and the names in it. */
export async function seeCase(tx: LandlordTransaction, { state, caseType, library, now }: CaseToShow, { session, parts }: Seeing): Promise<SeenCase> {
  const subject = await readSubject(tx, state)
  const names = { nameOf: await parts.names.learn(tx, namedIn(state)), labelOf: await readLabels(tx, state) }
  return { state: nameElements(state, names), caseType, calendar: library.calendar, now: now ?? nowOf(session), actor: actorOf(session), subject, ...names, linked: await readLinked(tx, state) }
}

/** What the linked records are called. */
export async function readLabels(tx: LandlordTransaction, { records = [] }: CaseState): Promise<LabelOf> {
  const linked = records.map(({ record }) => record)
  const rows = linked.length === 0 ? [] : await tx.rows<{ kind: string; id: string; label: string }>(
    `select e.kind, e.id, e.label from unnest($2::text[], $3::text[]) as r (kind, id)
     join casement.search_entry e on e.landlord_id = $1 and e.kind = r.kind and e.id = r.id`,
    [tx.landlordId, linked.map(({ kind }) => kind), linked.map(({ id }) => id)])
  return ({ kind, id }) => rows.find((row) => row.kind === kind && row.id === id)?.label ?? kind
}

async function readSubject(tx: LandlordTransaction, { subject }: CaseState): Promise<CaseRecord['subject']> {
  if (!subject || subject.kind === 'none') return null
  const entry = await tx.findRow<{ label: string }>('select label from casement.search_entry where landlord_id = $1 and kind = $2 and id = $3', [tx.landlordId, subject.kind, subject.id])
  const tenancy = TENANCY[subject.kind]
  const [place] = tenancy ? await tx.rows<Place>(placeOf(tenancy), [tx.landlordId, subject.id]) : []
  const { label = subject.id } = entry ?? {}
  const people = subject.kind === 'person' ? [{ id: subject.id, name: label }] : place?.people ?? []
  return { kind: subject.kind, id: subject.id, label, address: place?.address ?? null, home: place ? { id: place.home, name: place.name } : null, people }
}

interface Place {
  home: string
  name: string
  address: string
  people: { id: string; name: string }[]
}

/** The tenancy that says where a record is and who lives there: itself, or the one now of that home or person. */
const TENANCY: Partial<Record<SubjectKind, string>> = {
  tenancy: 'select t.* from casement.tenancy t where t.landlord_id = $1 and t.id = $2::uuid',
  home: 'select t.* from casement.tenancy t where t.landlord_id = $1 and t.home_id = $2::uuid and t.ended_on is null order by t.started_on desc limit 1',
  person: `select t.* from casement.tenancy_person b join casement.tenancy t on t.landlord_id = b.landlord_id and t.id = b.tenancy_id
    where b.landlord_id = $1 and b.person_id = $2::uuid and t.ended_on is null order by t.started_on desc limit 1`,
}

/**
 * A home that nobody rents is somewhere all the same. Under row-level security PostgreSQL looks for nothing in an index by an expression
 * that might tell of other rows, as it thinks of coalesce: so that is a select of its own, which is read first.
 */
function placeOf(tenancy: string): string {
  return `with t as (${tenancy})
    select h.id as home, h.address as name, concat_ws(', ', h.address, h.postcode) as address,
      coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by b.position)
        from t join casement.tenancy_person b on b.landlord_id = t.landlord_id and b.tenancy_id = t.id
        join casement.person p on p.landlord_id = b.landlord_id and p.id = b.person_id), '[]') as people
    from casement.home h where h.landlord_id = $1 and h.id = (select coalesce((select home_id from t), $2::uuid))`
}

/** The cases that it is linked with; who owns them is not shown. */
async function readLinked(tx: LandlordTransaction, { links = [] }: CaseState): Promise<SeenCase['linked']> {
  const ids = [...new Set(links.map(({ id }) => id))]
  const rows = ids.length === 0 ? [] : await readCaseList(tx, { filter: { ids }, limit: ids.length })
  return new Map(rows.map((row) => {
    const { caseType, title, status } = caseSummary(row, ({ id }) => id)
    return [row.id, { caseType, title, status }]
  }))
}

/** Everyone whom a case names: its owner and who works on it, who has its tasks, its parties. */
export function namedIn({ owner, manager, ownerCoversFor, helpers = [], watchers = [], items, parties, interactions = [], costs = [] }: CaseState): Named[] {
  const drafts = Object.values(items).flatMap(({ draft }) => draft ?? [])
  const covered = [ownerCoversFor, ...Object.values(items).map(({ coverFor }) => coverFor)].filter((id) => id !== undefined)
  const people = [...helpers, ...watchers, ...covered, ...[...interactions, ...costs, ...drafts].map(({ who }) => who)]
  const assignees = [owner, manager, ...Object.values(items).map(({ assignee }) => assignee)]
  const residents = parties.flatMap(({ person }): Named[] => (person === undefined ? [] : [{ kind: 'resident', id: person }]))
  return [...assignees.flatMap((assignee) => (assignee && assignee.kind !== 'owner' ? [assignee] : [])), ...residents, ...people.map((id): Named => ({ kind: 'person', id }))]
}
