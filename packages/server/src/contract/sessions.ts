import { z } from 'zod'
import { described } from './described.ts'
import { role } from './people.ts'
import { route } from './route.ts'
import { instant, named } from './values.ts'

export const me = z
  .object({
    person: z.object({ id: z.string(), name: z.string(), email: z.string(), initials: z.string() }),
    landlord: named,
    role,
    teams: z.array(named),
    demonstration: z.boolean(),
    now: z.string(),
    zone: z.string(),
    closedDays: z.array(z.string()).register(described, { description: 'Civil dates from last month to next year on which nobody works' }),
  })
  .register(described, { id: 'Me' })

export const demonstration = z
  .object({ demonstration: z.literal(true), landlord: z.string(), signIns: z.array(z.object({ name: z.string(), email: z.string(), role })), password: z.string() })
  .register(described, { id: 'Demonstration' })

export const sessionRoutes = {
  signIn: route({
    method: 'POST', path: '/api/auth/sign-in/email', tag: 'Sign-in', summary: 'Sign in: the reply sets the session cookie',
    body: z.object({ email: z.string().max(320), password: z.string().max(1024) }), reply: z.looseObject({}),
  }),
  signOut: route({ method: 'POST', path: '/api/auth/sign-out', tag: 'Sign-in', summary: 'Sign out', body: z.looseObject({}).default({}), reply: z.looseObject({}) }),
  getMe: route({ method: 'GET', path: '/api/v1/me', tag: 'Sign-in', summary: 'Who is signed in', reply: me }),
  getDemonstration: route({ method: 'GET', path: '/api/v1/demonstration', tag: 'Sign-in', summary: 'The sign-ins of a demonstration', reply: demonstration }),
  setTestClock: route({
    method: 'PUT', path: '/api/v1/test/clock', tag: 'Test', summary: 'Freeze the clock; answers when all that is due has settled (CASEMENT_TEST_CLOCK=1)',
    body: z.strictObject({ now: instant }), reply: z.object({ now: z.string() }),
  }),
}

export type Me = z.infer<typeof me>
export type Demonstration = z.infer<typeof demonstration>
