import type { AssessmentDefinition, CaseTypeDefinition, ClockDefinition, FieldDefinition, Rule, StepDefinition } from '@casement/engine'
import { actsWithReasons } from '@casement/engine'
import { z } from 'zod'
import { assessment } from './assessment-schema.ts'
import { clock } from './clock-schema.ts'
import { fieldForms, fields } from './field-schema.ts'
import { openingByRecord } from './opening-schema.ts'
import { fragmentSchema } from './fragment-schema.ts'
import { step, stepForms } from './step-schema.ts'
import { allocationRule, count, datedValue, expression, listValue, ownId, ruleForms, subjectKind, subjectKinds, text, versionNumber } from './word-schema.ts'

/**
 * The notation of case types as one schema: what a file may hold, key by key; a key that is not here is a finding.
 * The engine's `CaseTypeDefinition` says the same in types; the proof at the end of this file keeps the two equal.
 */

const MOST_PARTIES = 1000

const narrowing = z.union([z.literal(false), z.array(text), text], { error: 'Write false, a list of roles, or an expression.' }).optional()

const partyRole = z
  .strictObject({
    id: text,
    name: text,
    atLeast: count(MOST_PARTIES).optional().describe('How many there must be before the case closes'),
    atMost: count(MOST_PARTIES).optional(),
    unknown: z.boolean().optional().describe('Somebody who is not on record may take part'),
  })
  .meta({ id: 'PartyRole', description: 'A role in which people and organisations take part in a case' })

const strandRule = z
  .strictObject({
    list: text.describe('The list of whose values the strands are'),
    priority: z.literal('highest').optional().describe('The case takes the highest priority of its open strands'),
    outcomes: z.array(listValue).optional().describe('How a strand can end'),
  })
  .meta({ id: 'Strands', description: 'Parts of a case that are progressed each on its own' })

const listedReasons = z
  .array(z.strictObject({ ...listValue.shape, words: z.boolean().optional().describe('It is not enough by itself: more is said in words') }))
  .min(1)
  .meta({ id: 'ListedReasons', description: 'The reasons from which whoever does it chooses' })
  .optional()
const reasons = z
  .strictObject(Object.fromEntries(actsWithReasons.map((act) => [act, listedReasons])) as Record<(typeof actsWithReasons)[number], typeof listedReasons>)
  .meta({ id: 'Reasons', description: 'By act, the reasons for it' })

const advice = z
  .strictObject({ when: expression.optional(), text, instead: z.boolean().optional().describe('No case is opened') })
  .meta({ id: 'Advice', description: 'What whoever starts a case is told by the answers so far' })

/** A whole case type, as its file says it. */
export const caseTypeSchema = z
  .strictObject({
    id: ownId,
    version: versionNumber,
    name: text,
    reference: z.string().regex(/^[A-Z]{2,3}$/, { error: 'A reference begins with two or three capitals, such as SA.' }),
    category: text.optional(),
    about: z.union([subjectKind, z.array(subjectKind).min(1)], { error: `A case is about one of ${subjectKinds.join(', ')}, or about one of a list of them.` }),
    nation: z.enum(['england', 'wales', 'scotland', 'northern-ireland']).optional(),
    effectiveFrom: z.iso.date().optional(),
    keywords: z.array(text).optional(),
    guidance: text.optional(),
    advice: z.array(advice).min(1).optional(),
    sources: z.array(z.strictObject({ name: text, where: text.optional() })).optional(),
    start: z.array(text).optional(),
    opensOn: z.array(openingByRecord).min(1).optional().describe('What happens to records that opens a case by itself'),
    calendar: text,
    owner: z.array(allocationRule).min(1).optional(),
    fields: fields.optional(),
    lists: z.record(text, z.array(datedValue)).optional(),
    parties: z.array(partyRole).optional().describe('In which roles people take part; in any when not said'),
    strands: strandRule.optional(),
    holdReasons: z.array(listValue).optional(),
    closureReasons: z.array(listValue).optional(),
    reasons: reasons.optional().describe('Why something is done, to choose from; in words where there is no list'),
    gates: z.array(z.strictObject({ id: text, name: text, when: expression })).optional(),
    allow: z.strictObject({ close: narrowing, cancel: narrowing, reopen: narrowing, redo: narrowing, addTask: narrowing, hold: narrowing }).optional(),
    clocks: z.array(clock).optional(),
    fragments: z.array(fragmentSchema).optional().describe('The fragments that it uses; those of the library are put here when it is read'),
    assessments: z.array(assessment).optional(),
    steps: z.array(step).min(1),
  })
  .meta({ title: 'Case type', description: 'A versioned description of one procedure of a landlord' })

/** Every key made compulsory, so that a key which only one side knows is seen. */
type Whole<T> = T extends (infer Element)[] ? Whole<Element>[] : T extends object ? { [Key in keyof T]-?: Whole<T[Key]> } : T
type Same<A, B> = [Whole<A>] extends [Whole<B>] ? ([Whole<B>] extends [Whole<A>] ? true : false) : false

/** Does not compile when schema and engine part. */
export const schemaMatchesEngine: {
  caseType: Same<z.infer<typeof caseTypeSchema>, CaseTypeDefinition>
  step: Same<z.infer<typeof stepForms>, StepDefinition>
  rule: Same<z.infer<typeof ruleForms>, Rule>
  clock: Same<z.infer<typeof clock>, ClockDefinition>
  field: Same<z.infer<typeof fieldForms>, FieldDefinition>
  assessment: Same<z.infer<typeof assessment>, AssessmentDefinition>
} = { caseType: true, step: true, rule: true, clock: true, field: true, assessment: true }
