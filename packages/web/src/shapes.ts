export type Action = { action: string; allowed: boolean; words?: string }
export type Me = {
  person: { id: string; name: string; email: string; initials: string }
  landlord: { id: string; name: string }
  role: string
  teams: { id: string; name: string }[]
  demonstration: boolean
  now: string
  zone: string
  closedDays?: string[]
}
export type WorkItem = {
  case: { ref: string; caseType: string; name: string; subjectLabel: string; status: string }
  task: { id: string; name: string; kind: string; state: string; dueAt?: string | null; dueOn?: string | null; warnAt?: string | null; basis?: string | null; actions: Action[] }
  dueAt: string | null
  why: string[]
  waitingOn?: string | null
}
export type WorkListPage = { items: WorkItem[]; next: string | null; counts?: Record<string, number> }
export type TaskField = { id: string; name: string; kind: string; options?: { id: string; name: string }[]; required: boolean; value?: unknown }
export type Task = {
  id: string; step: string; name: string; kind: string; stage?: string | null; state: string; required: boolean
  assignee?: { id: string; name: string } | null
  dueAt?: string | null; dueOn?: string | null; warnAt?: string | null
  outcome?: string | null; outcomes?: { id: string; name: string }[]; fields?: TaskField[]
  startedAt?: string | null; endedAt?: string | null; guidance?: string | null; rests?: boolean; actions: Action[]
}
export type Clock = { id: string; name: string; state: string; basis: string; source?: string | null; dueAt?: string | null; dueOn?: string | null; warnAt?: string | null; of?: string | null; explain?: string }
export type Stage = { id: string; name: string; state: string; steps: { id: string; name: string; state: string }[] }
export type Party = { id: string; name: string; role: string; detail?: string | null }
export type Hold = { id?: string; reason: string; name?: string; since: string; until?: string | null; notes?: string | null }
export type CaseRecord = {
  ref: string; status: string; caseType: { id: string; version: number; name: string }
  subject: { kind: string; id: string; label: string; address?: string | null }
  title: string; owner: { kind: string; id: string; name: string } | null; openedAt: string
  tasks: Task[]; clocks: Clock[]; holds: Hold[]; stages: Stage[]; parties: Party[]; actions: Action[]
  holdReasons: { id: string; name: string }[]; closureReasons: { id: string; name: string }[]; version: number
}
export type CaseEvent = { seq: number; type: string; actor: { kind: string; id: string; name: string }; occurredAt: string; recordedAt: string; payload: unknown; words: string }
export type CaseEventPage = { items: CaseEvent[]; next: string | null }
export type ClockExplanation = {
  title: string; rule: string; basis: string; source?: string | null; dueOn: string | null; dueAt: string | null
  allowed: { label: string; detail: string; units: number }[]
  days: { from: string; to: string; kind: 'start' | 'counted' | 'closed' | 'paused' | 'to-come'; words: string; count: number | null; soFar: number }[]
  cells: { kind: 'start' | 'counted' | 'closed' | 'paused' | 'to-come' | 'extension'; day: string }[]
  firstTarget: string | null; calendar: { name: string; version: number }; today: string
}
export type Preview = { events: unknown[]; consequences: string[] }
export type CaseTypeSummary = { id: string; version: number; name: string; description?: string; words?: string[]; subjectKinds?: string[]; fields?: TaskField[] }
export type SearchHit = { kind: string; id: string; label: string; detail?: string | null }
export type SearchReply = { results: SearchHit[]; guessed?: string | null }
export type CaseSummary = { ref: string; caseType: { id: string; name: string }; title?: string; subject: { kind: string; id: string; label: string }; owner: { id: string; name: string } | null; status: string; openedAt: string; dueAt?: string | null; dueOn?: string | null; warnAt?: string | null }
export type StaffMember = { id: string; name: string; role: string }
export type Demonstration = { demonstration: true; landlord: string; signIns: { name: string; email: string; role: string }[]; password: string }
