import type { CaseState, CaseTypeDefinition } from '@casement/engine'

// Rows of schema `casement` as they are read: instants are UTC text, dates are civil dates.

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
  cover_for: string | null
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
  rows_version: number
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
