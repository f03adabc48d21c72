import { isInside, type CaseTypeDefinition, type Finding } from '@casement/engine'
import type { z } from 'zod'
import { schemaFaults, type Fault } from './schema-findings.ts'
import { caseTypeSchema } from './schema.ts'

/** A file without what does not follow the schema. */
export interface SoundRest {
  definition: CaseTypeDefinition
  /** Whether a finding in the rest may only follow from what was left out. */
  mayFollow: (finding: Finding) => boolean
}

const MOST_ROUNDS = 12
const STEP = { id: 'unread', kind: 'task', name: 'Unread' }
/** What stands in for something that must be there, tried in this order. */
const STAND_INS: unknown[] = ['unread', 1, [], {}, { id: 'unread', name: 'Unread' }, STEP, [STEP]]
const STAND_IN_OF: Record<string, unknown> = { reference: 'XX', about: 'none', kind: 'task' }

/** What is left when each fault is taken out, so that its author learns at once what else is wrong; undefined where too little is left. */
export function findSoundRest(value: unknown): SoundRest | undefined {
  const rest = structuredClone(value)
  const faults: Fault[] = []
  const tries = new Map<string, number>()
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const parsed = caseTypeSchema.safeParse(rest)
    if (parsed.success) return { definition: parsed.data, mayFollow: mayFollowFrom(faults, value) }
    for (const fault of schemaFaults(parsed.error as z.ZodError)) {
      const nth = tries.get(fault.finding.place) ?? 0
      tries.set(fault.finding.place, nth + 1)
      takeOut(rest, fault.path, nth)
      faults.push(fault)
    }
  }
  return undefined
}

/** First by leaving it out, then by something in its place. */
function takeOut(rest: unknown, path: PropertyKey[], nth: number): void {
  const around = valueAt(rest, path.slice(0, -1)) as Record<PropertyKey, unknown> | undefined
  const key = path.at(-1)
  if (around === undefined || key === undefined) return
  if (nth === 0 && typeof key !== 'number' && Object.hasOwn(around, key)) delete around[key]
  else around[key] = structuredClone([...(typeof key === 'string' && key in STAND_IN_OF ? [STAND_IN_OF[key]] : []), ...STAND_INS][Math.max(0, nth - 1) % STAND_INS.length])
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined), value)
}

/** A finding at a fault or around it, or one that names what was left out: it is said again, if it is true, once the fault is gone. */
function mayFollowFrom(faults: Fault[], value: unknown): SoundRest['mayFollow'] {
  const places = faults.map(({ finding }) => finding.place)
  const names = faults.flatMap(({ path }) => namesOf(path, value))
  // Whether there is a way to the end hangs on every step.
  if (faults.some(({ path }) => path[0] === 'steps')) places.push('steps')
  return ({ place, message }) => places.some((fault) => place === fault || (fault !== 'steps' && (isInside(place, fault) || isInside(fault, place)))) || names.some((name) => inWords(message).includes(inWords(name)))
}

/** Single words between single spaces, so that the step call is not found in "called". */
function inWords(text: string): string {
  return ` ${text.replaceAll(/[^\w-]+/g, ' ').trim()} `
}

/** Parts without which something is not what others take it for. */
const TELLING = new Set<PropertyKey>(['id', 'kind', 'name', 'outcomes', 'branches', 'otherwise', 'steps', 'clock'])

/** What was left out, by id or by name: others speak of it. */
function namesOf(path: PropertyKey[], value: unknown): string[] {
  const of = TELLING.has(path.at(-1)!) ? path.slice(0, -1) : path
  const { id, name } = (valueAt(value, of) ?? {}) as { id?: unknown; name?: unknown }
  const isInMap = of.at(-2) === 'fields' || of.at(-2) === 'lists'
  return [isInMap ? of.at(-1) : undefined, id, name].filter((one) => typeof one === 'string' && one !== '') as string[]
}
