import { z } from 'zod'
import { described } from './described.ts'
import { named } from './values.ts'

const points = z.number().nullable()

const question = z.object({
  id: z.string().register(described, { description: 'The field of the task that asks it' }),
  weight: z.number(),
  scores: z.union([z.literal('value'), z.record(z.string(), z.number())]).nullable().register(described, { description: 'What each answer counts; `value` where the number itself does' }),
})

/** A scored questionnaire that a task does. */
export const assessment = z
  .object({
    id: z.string(),
    name: z.string(),
    guidance: z.string().nullable(),
    source: z.string().nullable(),
    sections: z.array(named.extend({ weight: z.number(), questions: z.array(question) })),
    total: z.string().nullable().register(described, { description: 'How the score is worked out from those of questions and sections; null where it is the sum' }),
    bands: z.array(named.extend({ from: points, anyOf: z.record(z.string(), z.array(z.union([z.string(), z.number()]))) })).register(described, { description: 'The lowest first' }),
    mayRaise: z.boolean().register(described, { description: 'Whether whoever asks may choose a higher band than that of the answers' }),
    mayLower: z.boolean(),
    score: points,
    scoredBand: z.string().nullable().register(described, { description: 'The band of the answers' }),
    band: z.string().nullable().register(described, { description: 'The band that holds, once it is done' }),
    reason: z.string().nullable().register(described, { description: 'Why somebody judged otherwise' }),
    before: z
      .object({ task: z.string(), endedAt: z.string().nullable(), score: points, scoredBand: z.string().nullable(), band: z.string(), reason: z.string().nullable(), changed: z.array(z.string()).register(described, { description: 'The questions that were answered otherwise then' }) })
      .nullable()
      .register(described, { description: 'When it was last done before' }),
  })
  .register(described, { id: 'Assessment' })

export type AssessmentView = z.infer<typeof assessment>
