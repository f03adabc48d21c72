import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'
import { civilDate, id, words } from './values.ts'

/** The most records of one kind in a request. */
const MOST_RECORDS = 500
const MOST_TENANTS = 20
const MOST_PARTS = 100

const ours = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'Give an id in the form of a UUID, in small letters.' })
const money = (least: number) => z.number().min(least).max(1_000_000)
const list = <S extends z.ZodType>(each: S) => z.array(each).max(MOST_RECORDS).default([])
const kind = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, { error: 'Write the kind in small letters, digits and single hyphens.' }).max(50)

const person = z.strictObject({ id: ours, name: words, bornOn: civilDate.optional(), email: words.optional(), phone: words.optional(), reference: id.optional() })
const block = z.strictObject({ id: ours, name: words, reference: id.optional(), patch: id.optional() })
const home = z.strictObject({ id: ours, address: words, postcode: id.optional(), reference: id.optional(), kind: id.optional(), bedrooms: z.int().min(0).max(100).optional(), block: ours.optional(), patch: id.optional() })
const household = z.strictObject({ id: ours, name: words, home: ours.optional() })
const tenancy = z.strictObject({
  id: ours, reference: id.optional(), home: ours, kind: id.optional(), startedOn: civilDate, endedOn: civilDate.optional(),
  weeklyRent: money(0).optional(), arrears: money(-1_000_000).optional(), tenants: z.array(ours).max(MOST_TENANTS),
})
const other = z
  .strictObject({ kind, id, values: z.record(z.string().max(100), z.union([z.string().max(1000), z.number(), z.boolean(), z.null()])).refine((values) => Object.keys(values).length <= MOST_PARTS, { error: `A record has at most ${MOST_PARTS} parts.` }) })
  .register(described, { description: 'A record of a kind of another system, such as an application; a case type that is opened by it says what it reads' })

export const saveRecords = route({
  method: 'POST', path: '/api/v1/records', tag: 'People, homes and tenancies', summary: 'Save records as another system has them, each whole; what happened to them may open cases',
  body: z.strictObject({
    as: z.enum(['news', 'history']).register(described, { description: 'Whether this has happened now, and may open cases, or is taken over from before and opens none' }),
    people: list(person), blocks: list(block), homes: list(home), households: list(household), tenancies: list(tenancy), others: list(other),
  }),
  reply: z.object({
    saved: z.int(),
    opening: z.array(z.object({ caseType: z.string(), record: z.object({ kind: z.string(), id: z.string() }), name: z.string() })).register(described, { description: 'The cases that the background work now opens, each with what happened' }),
  }),
})
