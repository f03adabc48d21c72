import type { Registry } from 'prom-client'
import type { Handler } from './answer.ts'
import type { Parts } from './parts.ts'

/** `GET /livez`: the process answers. */
export function livez(): Handler<'livez'> {
  return async () => ({ status: 'alive' })
}

/** `GET /readyz`: 503 while the database, its migrations or the background work are not as they should be. */
export function readyz(parts: Parts): Handler<'readyz'> {
  return async ({ reply }) => {
    const readiness = await parts.readiness()
    if (readiness.status !== 'ready') reply.code(503).header('retry-after', '1')
    return readiness
  }
}

/** `GET /metrics`: figures for Prometheus. */
export function metrics(registry: Registry): Handler<'metrics'> {
  return async ({ reply }) => {
    reply.type(registry.contentType)
    return registry.metrics()
  }
}
