import { existsSync, readFileSync } from 'node:fs'
import { replay, type CaseType, type CaseTypeDefinition, type StepDefinition } from '@casement/engine'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { libraryCalendars } from './calendars/load-calendars.ts'
import { libraryCaseTypes, libraryFolders, libraryNames } from './library.ts'
import { loadCaseType } from './load-case-type.ts'
import { take, walkAtRandom, walkToTheEnd, type Walk } from './simulation/random-walk.ts'

const isNightly = process.env['CASEMENT_NIGHTLY'] !== undefined
const runs = isNightly ? 3000 : 60
/** Milliseconds; two cores may be shared with much else. */
const LONGEST = isNightly ? 1_200_000 : 90_000

/** Rare ends (the court refuses) need luck on the way. */
const MOST_WALKS = 1000

const strokes = fc.array(fc.record({ choice: fc.nat(10_000), answers: fc.nat(1000), hours: fc.nat(120) }), { maxLength: 30 })

test('the library holds a case type in each of its folders, and no id twice', () => {
  const ids = libraryCaseTypes().map(({ definition }) => definition.id)
  expect(ids).toEqual(libraryFolders)
  expect(new Set(ids).size).toBe(ids.length)
})

describe.each(libraryCaseTypes().map((entry) => [entry.definition.id, entry] as const))('the laws of the library for %s', (_id, { definition, caseType, yaml }) => {
  test('has no finding, not even a warning', () => {
    expect(loadCaseType(yaml, definition.id, libraryNames()).findings).toEqual([])
  })

  test('names its sources, in the file and beside it, and its editor schema', () => {
    expect(definition.sources ?? 'a list of sources is missing').toEqual(expect.arrayContaining([expect.objectContaining({ name: expect.any(String) })]))
    expect(yaml).toMatch(/^# yaml-language-server: \$schema=..\/..\/case-type.schema.json\n/)
    for (const file of ['sources.md', 'examples.yaml']) expect(existsSync(new URL(`${definition.id}/${file}`, import.meta.url))).toBe(true)
  })

  test('says of every clock and every timed wait who sets it and where that is written', () => {
    const unfounded = limitsOf(definition).filter(({ basis, source }) => basis === undefined || source === undefined).map(({ name }) => name)
    expect(unfounded).toEqual([])
  })

  test('cites in sources.md every source that it calls law or code', () => {
    const written = readFileSync(new URL(`${definition.id}/sources.md`, import.meta.url), 'utf8')
    const uncited = limitsOf(definition).filter(({ basis, source }) => basis !== 'landlord' && !written.includes(source ?? '')).map(({ name }) => name)
    expect(uncited).toEqual([])
  })

  test('guides whoever does a task or sends a letter', () => {
    const unguided = stepsOf(definition.steps).filter(({ kind, guidance }) => (kind === 'task' || kind === 'message' || kind === 'stage') && (guidance ?? '').length < 20).map(({ id }) => id)
    expect(unguided).toEqual([])
  })

  test('ends with a closure reason that people can read, whichever way it ends', () => {
    const reasons = (definition.closureReasons ?? []).map(({ id }) => id)
    const outcomes = definition.steps.flatMap((step) => (step.kind === 'finish' && step.forEach === undefined ? [step.outcome] : []))
    expect(reasons.length).toBeGreaterThan(0)
    expect(outcomes.filter((outcome) => outcome === undefined || !reasons.includes(outcome))).toEqual([])
  })

  test('settles after every command, and its state equals the replay of its events', () => {
    fc.assert(fc.property(strokes, (chance) => {
      const walk = walkAtRandom(caseType, libraryCalendars(), chance)
      expect(walk.state.stalled).toBeUndefined()
      expect(walk.state.warnings).toEqual({})
      expect(replay(structuredClone(walk.events))).toEqual(walk.state)
      expect(take(walk, { type: 'advance-time' })?.state).toEqual(walk.state)
    }), { numRuns: runs })
  }, LONGEST)

  test('can be brought to an end from wherever it has come, by doing what is live and by a manager', () => {
    fc.assert(fc.property(strokes, fc.nat(100), (chance, seed) => {
      const walk = walkAtRandom(caseType, libraryCalendars(), chance)
      const ended = walkToTheEnd(walk, seed)
      expect(ended ? 'ended' : `stuck at ${walk.now} with ${unfinishedIn(walk)}`).toBe('ended')
      if (walk.state.status === 'open') expect(take(walk, { type: 'cancel-case', reason: 'Opened by mistake' })?.state.status).toBe('cancelled')
    }), { numRuns: runs })
  }, LONGEST)

  test('can reach every step', () => {
    const unseen = new Set(caseType.steps.map(({ id }) => id))
    for (const [seed, chance] of fc.sample(strokes, { numRuns: MOST_WALKS, seed: 7 }).entries()) {
      for (const step of startedIn(caseType, chance, seed)) unseen.delete(step)
      if (unseen.size === 0) break
    }
    expect([...unseen]).toEqual([])
  }, LONGEST)
})

function stepsOf(steps: StepDefinition[]): StepDefinition[] {
  return steps.flatMap((step) => (step.kind === 'stage' ? [step, ...stepsOf(step.steps)] : [step]))
}

interface NamedLimit {
  name: string
  basis?: string
  source?: string
}

function limitsOf({ clocks = [], steps }: CaseTypeDefinition): NamedLimit[] {
  return [
    ...clocks,
    ...stepsOf(steps).flatMap((step): NamedLimit[] => {
      const own = step.clock ? [{ ...step.clock, name: step.name }] : []
      return step.kind === 'wait' ? [...own, step] : own
    }),
  ]
}

function unfinishedIn({ state }: Walk): string {
  return Object.values(state.items).filter((item) => item.state === 'live' || item.state === 'offered').map(({ id }) => id).join(', ')
}

function startedIn(caseType: CaseType, chance: Parameters<typeof walkAtRandom>[2], seed: number): string[] {
  const walk = walkAtRandom(caseType, libraryCalendars(), chance)
  const ended = walkToTheEnd(walk, seed) ?? walk
  return ended.events.flatMap(({ type, payload }) => (type === 'item-started' && 'step' in payload ? [payload.step] : []))
}
