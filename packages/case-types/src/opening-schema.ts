import { recordKinds } from '@casement/engine'
import { z } from 'zod'
import { text } from './word-schema.ts'

const overTheRecord = text.describe('A FEEL expression over the parts of the record')

const recordPart = z.enum(['text', 'number', 'date', 'time', 'yesNo', ...recordKinds], {
  error: 'A part of a record is text, number, date, time, yesNo, or another record: person, household, tenancy, home or block.',
})

/** What happens to a record that opens a case by itself. */
export const openingByRecord = z
  .strictObject({
    record: text.describe('A kind of record: person, household, tenancy, home, block, or one that another system sends'),
    name: text.describe('What happened, in words: why the case is there'),
    has: z.record(text, recordPart).optional().describe('What another system sends of a record of its own kind'),
    is: z.literal('new').optional(),
    changes: text.optional().describe('The part of the record that says something else than before'),
    when: overTheRecord.optional(),
    fields: z.record(text, overTheRecord).optional().describe('What the fields of the case are opened with'),
    unlessOpen: z.boolean().optional().describe('None where a case of this type is open about the same record'),
  })
  .meta({ id: 'OpeningByRecord', description: 'What happens to a record that opens a case by itself' })
