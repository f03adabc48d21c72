import { z } from 'zod'
import { described } from './described.ts'
import { route } from './route.ts'

const part = z.object({ ready: z.boolean(), words: z.string() })

export const healthRoutes = {
  livez: route({ method: 'GET', path: '/livez', tag: 'Health', summary: 'The process answers', reply: z.object({ status: z.literal('alive') }) }),
  readyz: route({
    method: 'GET', path: '/readyz', tag: 'Health', summary: 'Database, migrations and background work',
    reply: z.object({ status: z.enum(['ready', 'not-ready']), database: part, migrations: part, work: part }).register(described, { id: 'Readiness' }),
  }),
  metrics: route({ method: 'GET', path: '/metrics', tag: 'Health', summary: 'Figures for Prometheus', reply: z.string() }),
}

export type Readiness = z.infer<typeof healthRoutes.readyz.reply>
