import { z } from 'zod'
import { caseSummary } from './cases.ts'
import { described } from './described.ts'
import { route } from './route.ts'
import { foundKind, id, named, next, page, recordKind } from './values.ts'

export const role = z.enum(['officer', 'manager', 'administrator'])

export const staffMember = z.object({ id: z.string(), name: z.string(), initials: z.string(), role, teams: z.array(z.string()) }).register(described, { id: 'StaffMember' })

const fact = z.object({ name: z.string(), value: z.string() })

/** A person, home or tenancy: plain facts, what it is linked to, and what is open about it, its people, household and home. */
export const record = z
  .object({
    kind: recordKind,
    id: z.string(),
    label: z.string(),
    facts: z.array(fact),
    links: z.array(z.object({ kind: recordKind, id: z.string(), label: z.string(), relation: z.string() })),
    openCases: z.array(caseSummary),
  })
  .register(described, { id: 'Record' })

export const searchResult = z
  .object({ kind: foundKind, id: z.string(), label: z.string(), detail: z.string().nullable(), guessed: z.boolean().optional() })
  .register(described, { id: 'SearchResult' })

const recordRoute = { method: 'GET', tag: 'People, homes and tenancies', params: z.strictObject({ id }), reply: record } as const

export const peopleRoutes = {
  getPerson: route({ ...recordRoute, path: '/api/v1/people/:id', summary: 'One person and their open cases' }),
  getHome: route({ ...recordRoute, path: '/api/v1/homes/:id', summary: 'One home and its open cases' }),
  getTenancy: route({ ...recordRoute, path: '/api/v1/tenancies/:id', summary: 'One tenancy and its open cases' }),
  listStaff: route({ method: 'GET', path: '/api/v1/staff', tag: 'Staff', summary: 'The people to whom work can be given', query: z.strictObject(page), reply: z.object({ items: z.array(staffMember), next }) }),
  listTeams: route({ method: 'GET', path: '/api/v1/teams', tag: 'Staff', summary: 'The teams', reply: z.object({ items: z.array(named), next }) }),
  search: route({
    method: 'GET', path: '/api/v1/search', tag: 'Search', summary: 'Find cases, people, households, homes, blocks and tenancies, also when misspelt',
    query: z.strictObject({ q: z.string().default(''), kind: foundKind.optional(), limit: page.limit }),
    reply: z.object({ results: z.array(searchResult), guessed: z.boolean() }),
  }),
}

export type Role = z.infer<typeof role>
export type StaffMember = z.infer<typeof staffMember>
export type RecordView = z.infer<typeof record>
export type SearchResult = z.infer<typeof searchResult>
export type SearchReply = z.infer<typeof peopleRoutes.search.reply>
