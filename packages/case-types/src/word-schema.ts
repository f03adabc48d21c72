import type { Rule } from '@casement/engine'
import { z } from 'zod'

export const text = z.string().min(1)
export const expression = text.describe('A FEEL expression over the fields of the case')
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

export const ownerRule = z
  .union([z.literal('patch-officer'), z.literal('creator'), z.strictObject({ team: text })], { error: 'An owner is patch-officer, creator or { team: … }.' })
  .meta({ id: 'OwnerRule' })

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
