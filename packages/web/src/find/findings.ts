import type { SearchResult } from '@casement/server/contract'
import { recordPlaces } from '../people/record.ts'
import type { RecordPlace } from '../people/record.ts'
import type { IconName } from '../look/icon.tsx'

/** One line of the palette and where it leads. */
export type Finding = { key: string; group: string; icon: IconName; label: string; detail: string; to: { ref: string } | { record: RecordPlace; id: string } | { place: '/my-work' | '/start' } }

const GROUPS: Record<string, { group: string; icon: IconName }> = {
  case: { group: 'Cases', icon: 'doc' },
  person: { group: 'People', icon: 'person' },
  household: { group: 'People', icon: 'people' },
  tenancy: { group: 'Tenancies', icon: 'people' },
  home: { group: 'Homes', icon: 'home' },
  block: { group: 'Homes', icon: 'home' },
}
const ORDER = ['People', 'Homes', 'Tenancies', 'Cases', 'Other', 'Do']

const DEEDS: Finding[] = [
  { key: 'do-start', group: 'Do', icon: 'plus', label: 'Start a case', detail: '', to: { place: '/start' } },
  { key: 'do-work', group: 'Do', icon: 'list', label: 'Go to My work', detail: '', to: { place: '/my-work' } },
]

/** What was found, by kind, then what can be done; the best finding of all stays first in its group. */
export function findingsOf(words: string, hits: SearchResult[]): Finding[] {
  const found = hits.map(findingOf)
  const sought = words.trim().toLowerCase()
  const deeds = DEEDS.filter((deed) => deed.label.toLowerCase().includes(sought) || found.length === 0)
  return [...found, ...deeds].toSorted((a, b) => ORDER.indexOf(a.group) - ORDER.indexOf(b.group))
}

function findingOf(hit: SearchResult): Finding {
  const { group, icon } = GROUPS[hit.kind] ?? { group: 'Other', icon: 'doc' }
  const to = hit.kind === 'case' ? { ref: hit.id } : { record: recordPlaces[hit.kind], id: hit.id }
  return { key: `${hit.kind}-${hit.id}`, group, icon, label: hit.label, detail: hit.detail ?? '', to }
}
