import type { SearchResult } from '@casement/server/contract'
import { isRecordKind, recordPlaces } from '../people/record.ts'
import type { RecordKind, RecordPlace } from '../people/record.ts'
import type { IconName } from '../look/icon.tsx'

/** One line of the palette and where it leads. */
export type Finding = { key: string; group: string; icon: IconName; label: string; detail: string; to: { ref: string } | { record: RecordPlace; id: string } | { place: '/my-work' | '/start' } }

const GROUPS: Record<RecordKind | 'case', { group: string; icon: IconName }> = {
  case: { group: 'Cases', icon: 'doc' },
  person: { group: 'People', icon: 'person' },
  tenancy: { group: 'Tenancies', icon: 'people' },
  home: { group: 'Homes', icon: 'home' },
}
const ORDER = ['People', 'Homes', 'Tenancies', 'Cases', 'Do']

const THINGS_TO_DO: Finding[] = [
  { key: 'do-start', group: 'Do', icon: 'plus', label: 'Start a case', detail: '', to: { place: '/start' } },
  { key: 'do-work', group: 'Do', icon: 'list', label: 'Go to My work', detail: '', to: { place: '/my-work' } },
]

/** What was found, by kind, then what can be done; the best finding of all stays first in its group. */
export function findingsOf(words: string, hits: SearchResult[]): Finding[] {
  // A household or a block has no screen of its own yet.
  const found = hits.flatMap(findingOf)
  const sought = words.trim().toLowerCase()
  const toDo = THINGS_TO_DO.filter(({ label }) => label.toLowerCase().includes(sought) || found.length === 0)
  return [...found, ...toDo].toSorted((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group))
}

function findingOf({ kind, id, label, detail }: SearchResult): Finding[] {
  if (kind !== 'case' && !isRecordKind(kind)) return []
  const to = kind === 'case' ? { ref: id } : { record: recordPlaces[kind], id }
  return [{ key: `${kind}-${id}`, ...GROUPS[kind], label, detail: detail ?? '', to }]
}
