import { record, type Turn } from '../case/turn.ts'
import { choicesAt, refuse, type Refusal } from '../refusal.ts'
import type { CommandOf } from './command.ts'
import { refuseReason, refuseUnlessOpen, type Situation } from './situation.ts'

/** Links a record to the case, in a role: a home that is affected, a tenancy that came before. */
export function linkRecord(turn: Turn, { record: linked, role, reason }: CommandOf<'link-record'>, situation: Situation): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation)
  if (refusal) return refusal
  const { records = [], ref } = situation.state
  const same = records.find((link) => !link.ended && link.record.kind === linked.kind && link.record.id === linked.id && link.role === role)
  if (same) return refuse('record-linked', `That record is linked to case ${ref} already${role === undefined ? '' : ` as ${role}`}.`, { remedy: 'Give it another role, or leave it as it is.' })
  record(turn, 'record-linked', { link: `record.${records.length + 1}`, record: { kind: linked.kind, id: linked.id }, role, reason })
  return undefined
}

/** Why no record can be unlinked: none is. */
export function refuseUnlinkRecord(situation: Situation): Refusal | undefined {
  const isLinked = situation.state.records?.some(({ ended }) => !ended) === true
  return refuseUnlessOpen(situation) ?? (isLinked ? undefined : refuse('record-unknown', `No record is linked to case ${situation.state.ref}.`))
}

/** Ends a link; what was done for the record stays. */
export function unlinkRecord(turn: Turn, { link: id, reason }: CommandOf<'unlink-record'>, situation: Situation): Refusal | undefined {
  const refusal = refuseUnlinkRecord(situation) ?? refuseReason(reason, 'Unlinking a record')
  if (refusal) return refusal
  const links = (situation.state.records ?? []).filter(({ ended }) => !ended)
  const link = links.find((each) => each.id === id)
  if (!link) return refuse('record-unknown', `Case ${situation.state.ref} has no linked record ${id}.`, { at: choicesAt('link', links.map((each) => ({ id: each.id, name: each.role ?? each.record.kind }))), remedy: 'Name one of its links.' })
  record(turn, 'record-unlinked', { link: id, reason })
  return undefined
}
