import type { EventOf } from '../event.ts'
import type { CaseState, Hold } from '../state.ts'
import type { Changes } from './change.ts'
import { changeItem } from './of-items.ts'

export const changesOfHolds = {
  'hold-began': beginHold,
  'hold-ended': endHold,
} satisfies Changes

function beginHold(state: CaseState, { payload, occurredAt }: EventOf<'hold-began'>): CaseState {
  const hold: Hold = { id: payload.hold, reason: payload.reason, from: occurredAt, until: payload.until, notes: payload.notes }
  const counted = { ...state, holdsMade: state.holdsMade + 1 }
  if (payload.on === undefined) return { ...counted, holds: [...state.holds, hold] }
  const item = state.items[payload.on]!
  return changeItem(counted, item.id, { holds: [...item.holds, hold], touched: true })
}

function endHold(before: CaseState, { payload, occurredAt }: EventOf<'hold-ended'>): CaseState {
  const { hold: id, on, reason } = payload
  const held = on === undefined ? before.holds : before.items[on]!.holds
  const from = held.find((hold) => hold.id === id)!.from
  const releasedAt = before.releasedAt !== undefined && before.releasedAt > occurredAt ? before.releasedAt : occurredAt
  const state = { ...before, releasedAt, endedHolds: [...(before.endedHolds ?? []), { id, on, reason, from, to: occurredAt }] }
  const holds = held.filter((hold) => hold.id !== id)
  return on === undefined ? { ...state, holds } : changeItem(state, on, { holds })
}
