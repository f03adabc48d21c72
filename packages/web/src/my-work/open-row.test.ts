import type { Action } from '@casement/server/contract'
import { expect, it } from 'vitest'
import { findAskedAct } from './open-row.tsx'

const allowing = (...allowed: string[]) => ({ actions: ['hold', 'release', 'reassign'].map((action) => ({ action, allowed: allowed.includes(action) }) as Action) })

it.each([
  ['hold', ['hold', 'reassign'], 'hold-task'],
  ['hold', ['release'], 'release-task'],
  ['hold', ['reassign'], undefined],
  ['reassign', ['hold', 'reassign'], 'assign-task'],
  ['reassign', ['hold'], undefined],
] as const)('the key for %s, where the server allows %j, asks for %s', (act, allowed, name) => {
  expect(findAskedAct({ act }, allowing(...allowed))).toBe(name)
})
