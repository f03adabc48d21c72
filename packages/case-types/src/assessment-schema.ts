import { z } from 'zod'
import { points, questions } from './field-schema.ts'
import { expression, text } from './word-schema.ts'

const section = z
  .strictObject({ id: text, name: text, weight: points.optional().describe('What its sum is multiplied by'), questions })
  .meta({ id: 'Section', description: 'Questions that are asked, and counted, together' })

const band = z
  .strictObject({
    id: text,
    name: text,
    from: points.optional().describe('The least score; the lowest band has none'),
    anyOf: z.record(text, z.array(z.union([text, z.number()], { error: 'Answers are [yes], values of the list, or the least number.' })).min(1)).optional().describe('By question, the answers of which any one means at least this band'),
  })
  .meta({ id: 'Band', description: 'A range of scores with a name' })

const whoMay = z.union([z.literal(false), z.array(text).min(1)], { error: 'Write false, or a list of roles.' }).optional()

export const assessment = z
  .strictObject({
    id: text,
    name: text,
    guidance: text.optional(),
    source: text.optional(),
    sections: z.array(section).min(1),
    total: expression.describe('Over the scores of questions and sections; the sum of the sections when not said').optional(),
    bands: z.array(band).min(1).describe('The lowest first'),
    override: z.union([z.literal(false), z.strictObject({ up: whoMay, down: whoMay })], { error: 'Write false, or who may: { up: [officer], down: [manager] }.' }).optional().describe('Who may choose another band, with a reason'),
    writes: z.strictObject({ score: text.optional(), band: text.optional() }).optional().describe('The fields of the case that the score and the band are also written to'),
  })
  .meta({ id: 'Assessment', description: 'A scored questionnaire, which a task does' })
