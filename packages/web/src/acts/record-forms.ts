import type { CaseRecord } from '@casement/server/contract'
import { REASON, type ActForm } from './act-form.ts'

export type LinkedRecord = CaseRecord['records'][number]

/** A record that was chosen, `home:0198…`, as it stands in a request. */
export function recordOf(chosen: string): { kind: string; id: string } {
  const colon = chosen.indexOf(':')
  return { kind: chosen.slice(0, colon), id: chosen.slice(colon + 1) }
}

export function linkRecordForm({ ref }: CaseRecord): ActForm {
  return {
    title: 'Link a record', send: 'Link it', done: `The record is linked with ${ref}.`, path: 'records',
    asks: [
      { kind: 'record', id: 'record', label: 'Which person, home or tenancy?' },
      { kind: 'line', id: 'role', label: 'In which part, if it helps? (home affected, tenancy before)', optional: true },
      { kind: 'lines', id: 'reason', label: 'Why (if it helps)' },
    ],
  }
}

export function unlinkRecordForm({ id, label }: LinkedRecord): ActForm {
  return { title: `Take the record away: ${label}`, send: 'Take it away', done: `${label} is no longer linked.`, path: `records/${encodeURIComponent(id)}`, method: 'DELETE', asks: [{ ...REASON, hint: 'What was done for it stays.' }] }
}
