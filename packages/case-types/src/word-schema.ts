import type { Rule } from '@casement/engine'
import { z } from 'zod'

export const text = z.string().min(1)
export const expression = text.describe('A FEEL expression over the fields of the case')
/** What a case type, a fragment and a calendar are called in the database and in addresses. */
export const ownId = text.max(100)
export const versionNumber = z.int().min(1).max(999_999_999)
export const count = (most: number) => z.int().min(0).max(most)

export const subjectKinds = ['person', 'household', 'tenancy', 'home', 'block', 'asset', 'case', 'none'] as const
export const subjectKind = z.enum(subjectKinds)

export const listValue = z.strictObject({ id: text, name: text }).meta({ id: 'ListValue', description: 'A value of a list: what is stored, and what people read' })

export const datedValue = z
  .strictObject({
    id: text,
    name: text,
    from: z.iso.date().optional().describe('The first day: cases opened before it cannot choose the value'),
    until: z.iso.date().optional().describe('The last day: cases opened after it cannot choose the value'),
  })
  .meta({ id: 'DatedValue', description: 'A value of a list, and the days on which a case must have been opened to choose it' })

const group = z.union([z.strictObject({ team: text }), z.strictObject({ role: text })], { error: 'People to choose from are { team: … } or { role: … }.' })

export const allocationRule = z
  .union(
    [
      z.literal('creator'), z.literal('patch-officer'), z.literal('continuity'), z.strictObject({ person: text }), z.strictObject({ team: text }), z.strictObject({ role: text }),
      z.strictObject({ leastLoaded: group }), z.strictObject({ roundRobin: group }),
    ],
    { error: 'A rule is creator, patch-officer, continuity, { person: … }, { team: … }, { role: … }, { leastLoaded: { team: … } } or { roundRobin: { team: … } }.' },
  )
  .meta({ id: 'AllocationRule', description: 'One way to find who work is for' })

/** Whom something is given to by name. */
export const newHolder = z
  .union([text, z.strictObject({ role: text }), z.strictObject({ team: text }), z.strictObject({ person: text })], { error: 'It is given to a role, { role: … }, { team: … } or { person: … }.' })
  .meta({ id: 'NewHolder', description: 'A role by its name, or a role, team or person' })

export const basis = z.enum(['law', 'code', 'landlord']).describe('Who sets this limit; shown on screen')

// Recursive: the type is given here and proved below.
export const rule: z.ZodType<Rule> = z.lazy(() => ruleForms).meta({ id: 'Rule', description: 'Which events must have happened: a name, a list (all of them), or all, any, on' })

export const ruleForms = z.union(
  [
    text,
    z.array(rule).min(1),
    z.strictObject({ all: z.array(rule).min(1), when: expression.optional() }),
    z.strictObject({ any: z.array(rule).min(1), when: expression.optional() }),
    z.strictObject({ on: rule, when: expression.optional(), fresh: z.boolean().optional() }),
  ],
  { error: 'A rule is the name of an event, a list of them, or { all: … }, { any: … }, { on: …, when: … }.' },
)
