import type { Calendar, CaseState, CaseTypeDefinition } from '@casement/engine'

/** The tables of schema `casement` as they are read. Instants are UTC text, dates are civil dates. */
export interface Schema {
  landlord: LandlordRow
  calendar: { landlord_id: string; id: string; version: number; definition: Calendar }
  case_type: CaseTypeRow
  patch: { landlord_id: string; id: string; name: string; officer_id: string | null }
  staff: StaffRow
  team: { landlord_id: string; id: string; name: string }
  team_member: { landlord_id: string; team_id: string; staff_id: string }
  person: PersonRow
  block: { landlord_id: string; id: string; name: string; reference: string | null; patch_id: string | null }
  home: HomeRow
  household: { landlord_id: string; id: string; name: string; home_id: string | null }
  tenancy: TenancyRow
  tenancy_person: { landlord_id: string; tenancy_id: string; person_id: string; position: number }
  search_entry: SearchEntryRow
  case_record: CaseRow
  case_event: EventRow
  event_payload: { landlord_id: string; case_id: string; seq: number; salt: Buffer | null; payload: unknown }
  task: TaskRow
  party: PartyRow
  case_number: { landlord_id: string; prefix: string; year: number; last: number }
  outbox: OutboxRow
  notice: NoticeRow
  audit: AuditRow
}

export interface LandlordRow {
  id: string
  name: string
  zone: string
  calendar: string
  library_version: number
  frozen_now: string | null
  is_demonstration: boolean
  created_at: string
}

export interface CaseTypeRow {
  landlord_id: string
  id: string
  version: number
  name: string
  status: 'draft' | 'published' | 'withdrawn'
  effective_from: string
  definition: CaseTypeDefinition
}

export type Role = 'officer' | 'manager' | 'administrator'

export interface StaffRow {
  landlord_id: string
  id: string
  account_id: string | null
  name: string
  email: string
  initials: string
  role: Role
  patch_id: string | null
  left_at: string | null
  created_at: string
}

export interface PersonRow {
  landlord_id: string
  id: string
  name: string
  born_on: string | null
  email: string | null
  phone: string | null
  reference: string | null
  created_at: string
}

export interface HomeRow {
  landlord_id: string
  id: string
  address: string
  postcode: string | null
  reference: string | null
  kind: string | null
  bedrooms: number | null
  block_id: string | null
  patch_id: string | null
  created_at: string
}

export interface TenancyRow {
  landlord_id: string
  id: string
  reference: string | null
  home_id: string
  kind: string | null
  started_on: string
  ended_on: string | null
  weekly_rent: number | null
  arrears: number | null
  created_at: string
}

export interface SearchEntryRow {
  landlord_id: string
  kind: string
  id: string
  label: string
  detail: string | null
  words: string
}

export interface CaseRow {
  landlord_id: string
  id: string
  ref: string
  case_type: string
  case_type_version: number
  case_name: string
  status: 'open' | 'on-hold' | 'closed' | 'cancelled'
  subject_kind: string | null
  subject_id: string | null
  owner_kind: 'person' | 'team' | 'role' | null
  owner_id: string | null
  priority: string
  opened_at: string
  ended_at: string | null
  due_at: string | null
  due_on: string | null
  due_sort: string
  warn_at: string | null
  wake_at: string | null
  wake_failures: number
  wake_error: string | null
  wake_retry_at: string | null
  version: number
  head: Buffer
  state: CaseState
}

export interface EventRow {
  landlord_id: string
  case_id: string
  seq: number
  type: string
  step: string | null
  actor_kind: 'person' | 'system' | 'import'
  actor_id: string
  occurred_at: string
  recorded_at: string
  payload_digest: Buffer
  digest: Buffer
}

export interface TaskRow {
  landlord_id: string
  case_id: string
  id: string
  step: string
  name: string
  kind: string
  stage: string | null
  state: 'offered' | 'live' | 'on-hold' | 'completed' | 'skipped' | 'cancelled' | 'superseded'
  is_open: boolean
  assignee_kind: 'person' | 'team' | 'role' | null
  assignee_id: string | null
  waiting_on: string
  due_at: string | null
  due_on: string | null
  due_sort: string
  warn_at: string | null
  basis: 'law' | 'code' | 'landlord' | null
  started_at: string
  ended_at: string | null
  outcome: string | null
}

export interface PartyRow {
  landlord_id: string
  case_id: string
  id: string
  role: string
  person_id: string | null
  name: string | null
  must_not_be_told: boolean
  is_ended: boolean
}

export interface OutboxRow {
  landlord_id: string
  id: string
  key: string
  kind: string
  case_id: string | null
  payload: unknown
  attempt: number
  available_at: string
  dead_at: string | null
  last_error: string | null
  created_at: string
}

export interface NoticeRow {
  landlord_id: string
  id: string
  key: string
  staff_id: string
  case_id: string | null
  kind: string
  words: string
  at: string
  read_at: string | null
}

export interface AuditRow {
  landlord_id: string
  id: string
  at: string
  actor_kind: string
  actor_id: string
  action: string
  case_id: string | null
  details: unknown
}
