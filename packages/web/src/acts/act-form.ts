import type { Field } from '@casement/server/contract'
import type { Act } from './send-act.ts'

/** One thing the sheet asks for; its id is the name in the request, `explanations.late` inside another. Some is asked only where another answer calls for it. */
export type AskedField = Asked & { onlyFor?: { id: string; answer: string } }

type Asked =
  | { kind: 'pick'; id: string; label: string; hint?: string; choices: { id: string; name: string }[] }
  | { kind: 'record'; id: string; label: string; record?: Field['record'] }
  | { kind: 'choice'; id: string; label: string; choices: { id: string; name: string }[] }
  | { kind: 'lines'; id: string; label: string; required?: boolean; hint?: string; requiredFor?: { id: string; answers: string[] } }
  | { kind: 'line'; id: string; label: string; optional?: true }
  | { kind: 'date'; id: string; label: string }
  | { kind: 'when'; id: string; label: string; hint: string; since: string }
  | { kind: 'amount'; id: string; label: string; most: number }
  | { kind: 'sum'; id: string; label: string }
  | { kind: 'staff'; id: string; label: string }
  | { kind: 'case'; id: string; label: string }
  | { kind: 'several'; id: string; label: string; hint: string; choices: { id: string; name: string }[] }
  | { kind: 'followers'; id: string; label: string; hint: string }

type Method = 'POST' | 'DELETE'

/** One command as a form: what it is called, what it asks, where it is sent and how it is taken back. A path may name an answer, as `tasks/{task}`. */
export type ActForm = { title: string; send: string; done: string; asks: AskedField[]; path: string; method?: Method; body?: Record<string, unknown>; undo?: Act }

export const REASON = { kind: 'lines', id: 'reason', label: 'Why?', required: true } as const

export const priorities = ['low', 'normal', 'high', 'urgent'].map((id) => ({ id, name: id.charAt(0).toUpperCase() + id.slice(1) }))
