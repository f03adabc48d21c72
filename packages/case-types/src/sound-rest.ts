import { isAround, type CaseTypeDefinition, type Finding } from '@casement/engine'
import { schemaFaults, type Fault } from './schema-faults.ts'
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
const FIRST_STAND_IN = new Map<PropertyKey, unknown>([['reference', 'XX'], ['about', 'none'], ['kind', 'task']])

/**
 * What is left when each fault is taken out, so that its author learns at once what else is wrong; undefined where too little is left.
 * @param faults what the schema says of the value as it is
 */
export function findSoundRest(value: unknown, faults: Fault[]): SoundRest | undefined {
  const rest = structuredClone(value)
  const all: Fault[] = []
  const tries = new Map<string, number>()
  for (let round = 0, left = faults; round < MOST_ROUNDS; round++) {
    for (const fault of left) {
      const nth = tries.get(fault.finding.place) ?? 0
      tries.set(fault.finding.place, nth + 1)
      takeOut(rest, fault.path, nth)
      all.push(fault)
    }
    const parsed = caseTypeSchema.safeParse(rest)
    if (parsed.success) return { definition: parsed.data, mayFollow: mayFollowFrom(all, value) }
    left = schemaFaults(parsed.error)
  }
  return undefined
}

/** First by leaving it out, then by something in its place. */
function takeOut(rest: unknown, path: PropertyKey[], nth: number): void {
  const around = valueAt(rest, path.slice(0, -1)) as Record<PropertyKey, unknown> | undefined
  const key = path.at(-1)
  if (around === undefined || key === undefined) return
  if (nth === 0 && typeof key !== 'number' && Object.hasOwn(around, key)) {
    delete around[key]
    return
  }
  const standIns = FIRST_STAND_IN.has(key) ? [FIRST_STAND_IN.get(key), ...STAND_INS] : STAND_INS
  around[key] = structuredClone(standIns[Math.max(0, nth - 1) % standIns.length])
}

function valueAt(value: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined), value)
}

/** A finding at a fault or around it, or one that names what was left out: it is said again, if it is true, once the fault is gone. */
function mayFollowFrom(faults: Fault[], value: unknown): SoundRest['mayFollow'] {
  // Whether there is a way to the end hangs on every step, and is said of all of them.
  const isInSteps = faults.some(({ path }) => path[0] === 'steps')
  const isAtFault = (place: string) => (place === 'steps' ? isInSteps : faults.some(({ finding }) => isAround(finding.place, place)))
  const names = faults.flatMap(({ path }) => namesOf(path, value)).map(inWords)
  return ({ place, message }) => isAtFault(place) || names.some((name) => inWords(message).includes(name))
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
