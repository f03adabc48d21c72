import type { IconName } from '../look/icon.tsx'

/** How the events of one kind are shown: narrowed to by `filter`; what is not `main` is the path's own doing. */
export type EventKind = { filter: 'tasks' | 'letters' | 'notes' | 'decisions' | 'clocks' | 'people' | 'system'; icon: IconName; main: boolean }

const KINDS: [prefix: string, kind: EventKind][] = [
  ['case-asked-for', { filter: 'decisions', icon: 'flag', main: false }],
  ['case-', { filter: 'decisions', icon: 'flag', main: true }],
  ['decision-', { filter: 'decisions', icon: 'flag', main: true }],
  ['finish-', { filter: 'decisions', icon: 'flag', main: true }],
  ['milestone-', { filter: 'decisions', icon: 'flag', main: true }],
  ['stage-', { filter: 'decisions', icon: 'flag', main: true }],
  ['priority-', { filter: 'decisions', icon: 'flag', main: true }],
  ['task-', { filter: 'tasks', icon: 'task', main: true }],
  ['item-skipped', { filter: 'tasks', icon: 'task', main: true }],
  ['item-cancelled', { filter: 'tasks', icon: 'task', main: true }],
  ['item-superseded', { filter: 'tasks', icon: 'task', main: true }],
  ['item-started', { filter: 'tasks', icon: 'task', main: false }],
  ['item', { filter: 'system', icon: 'task', main: false }],
  ['message-', { filter: 'letters', icon: 'mail', main: true }],
  ['linked-case-', { filter: 'decisions', icon: 'flag', main: true }],
  ['request-failed', { filter: 'decisions', icon: 'flag', main: true }],
  ['advice-', { filter: 'notes', icon: 'note', main: true }],
  ['note-', { filter: 'notes', icon: 'note', main: true }],
  ['hold-', { filter: 'clocks', icon: 'clock', main: true }],
  ['clock-due', { filter: 'clocks', icon: 'clock', main: true }],
  ['clock-warned', { filter: 'clocks', icon: 'clock', main: true }],
  ['clock-ext', { filter: 'clocks', icon: 'clock', main: true }],
  ['clock-', { filter: 'clocks', icon: 'clock', main: false }],
  ['lateness-', { filter: 'clocks', icon: 'clock', main: true }],
  ['owner-', { filter: 'people', icon: 'person', main: true }],
  ['manager-', { filter: 'people', icon: 'person', main: true }],
  ['helper-', { filter: 'people', icon: 'person', main: true }],
  ['watch-', { filter: 'people', icon: 'person', main: false }],
  ['nobody-', { filter: 'people', icon: 'person', main: true }],
  ['party-', { filter: 'people', icon: 'person', main: true }],
  ['record-linked', { filter: 'people', icon: 'person', main: true }],
  ['record-unlinked', { filter: 'people', icon: 'person', main: true }],
  ['strand-', { filter: 'decisions', icon: 'flag', main: true }],
  ['fields-', { filter: 'notes', icon: 'note', main: true }],
  ['interaction-', { filter: 'people', icon: 'phone', main: true }],
  ['cost-', { filter: 'notes', icon: 'note', main: true }],
  ['draft-', { filter: 'tasks', icon: 'task', main: false }],
  ['waiting-', { filter: 'tasks', icon: 'task', main: true }],
  ['path-', { filter: 'decisions', icon: 'flag', main: true }],
  ['outside-', { filter: 'tasks', icon: 'phone', main: true }],
]

const OTHER: EventKind = { filter: 'system', icon: 'doc', main: false }

/** Unknown types are the path's own doing, too. */
export function kindOf(type: string): EventKind {
  return KINDS.find(([prefix]) => type.startsWith(prefix))?.[1] ?? OTHER
}

/** How the types of event of one kind begin, as the API takes them. */
export function typesOf(filter: EventKind['filter']): string {
  return KINDS.filter(([, kind]) => kind.filter === filter).map(([prefix]) => prefix).join(',')
}

/** Something that somebody did or that fell due, going by its type alone; not what the path does because of it. */
export function isWorthTelling(type: string): boolean {
  return kindOf(type).main && !['message-prepared', 'item-cancelled', 'item-superseded', 'stage-completed'].includes(type)
}
