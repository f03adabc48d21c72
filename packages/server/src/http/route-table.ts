import type { FastifyInstance } from 'fastify'
import { OperatorError } from '../operator-error.ts'
import { type Permission, openPaths, routePolicy } from '../policy/policy.ts'
import { api } from '../contract/contract.ts'

/** One entry of the router's own table. */
export interface TableRow {
  method: string
  url: string
}

const permissionByRoute = new Map<string, Permission>(Object.entries(api).map(([name, { method, path }]) => [`${method} ${path}`, routePolicy[name as keyof typeof api]]))

/** Who may use an address of the router; undefined when no policy says. HEAD asks for what GET gives. */
export function permissionOf({ method, url }: TableRow): Permission | undefined {
  if (openPaths.includes(url)) return 'anyone'
  return permissionByRoute.get(`${method === 'HEAD' ? 'GET' : method} ${url}`)
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route that was added, as the router has it. */
    routeTable: TableRow[]
  }
}

/** Keeps the router's own table from here on. */
export function keepRouteTable(app: FastifyInstance): void {
  app.decorate('routeTable', [])
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) app.routeTable.push({ method: each, url })
  })
}

/** The methods that the router takes at an address; pages and their files stand at every other and do not count. */
export function methodsAt({ routeTable }: FastifyInstance, url: string): string[] {
  const [path = ''] = url.split('?')
  return [...new Set(routeTable.filter((row) => !row.url.includes('*') && patternOf(row.url).test(path)).map(({ method }) => method))]
}

function patternOf(url: string): RegExp {
  return new RegExp(`^${url.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}$`)
}

/**
 * Stops the start where a route has no policy.
 * @throws OperatorError that names them
 */
export function refuseUngoverned({ routeTable }: FastifyInstance): void {
  const ungoverned = routeTable.filter((row) => permissionOf(row) === undefined)
  if (ungoverned.length === 0) return
  throw new OperatorError(
    `No policy says who may use ${ungoverned.map(({ method, url }) => `${method} ${url}`).join(', ')}.`,
    'Name the permission of each in packages/server/src/policy/policy.ts.',
  )
}
