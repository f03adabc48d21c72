import { z } from 'zod'
import { step } from './step-schema.ts'
import { datedValue, listValue, ownId, text, versionNumber } from './word-schema.ts'

const inputSettings = { name: text.optional(), help: text.optional() }
const none = z.strictObject({})

const input = z
  .union(
    [
      z.strictObject({ ...inputSettings, text: none }), z.strictObject({ ...inputSettings, number: none }), z.strictObject({ ...inputSettings, date: none }), z.strictObject({ ...inputSettings, yesNo: none }),
      z.strictObject({ ...inputSettings, choice: text.describe('The list of which it is one value') }),
      z.strictObject({ ...inputSettings, team: none }), z.strictObject({ ...inputSettings, role: none }), z.strictObject({ ...inputSettings, template: none }),
    ],
    { error: 'An input has exactly one kind: text, number, date, yesNo, choice, team, role or template.' },
  )
  .meta({ id: 'Input', description: 'What a use of the fragment has to say' })

/** A whole fragment, as its file says it. */
export const fragmentSchema = z
  .strictObject({
    id: ownId,
    version: versionNumber,
    name: text,
    guidance: text.optional(),
    sources: z.array(z.strictObject({ name: text, where: text.optional() })).optional(),
    inputs: z.record(text, input).optional(),
    outcomes: z.array(z.union([text, listValue])).optional(),
    lists: z.record(text, z.array(datedValue)).optional(),
    steps: z.array(step).min(1),
  })
  .meta({ id: 'Fragment', title: 'Fragment', description: 'A versioned piece of path, for several case types' })
