import { Writable } from 'node:stream'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { replyToError } from './error-reply.ts'
import { logRequests, logSettings } from './request-log.ts'

/** What the log of one request says. */
async function logOf(url: string, act: () => unknown): Promise<string> {
  const lines: string[] = []
  const stream = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) })
  const { logger, ...settings } = logSettings('info')
  const app = fastify({ ...settings, logger: { ...Object(logger), stream } })
  app.decorateRequest('session', null)
  app.setErrorHandler(replyToError)
  logRequests(app)
  app.post('/api/v1/cases/:ref/notes', act)
  await app.inject({ method: 'POST', url, payload: { text: 'canary-body' }, headers: { cookie: 'canary-cookie=1', 'user-agent': 'canary-agent' } })
  await app.close()
  return lines.join('')
}

test('a request is logged by route, reference and status, without what was asked', async () => {
  const log = await logOf('/api/v1/cases/VV-26-00001/notes?q=canary-query', () => ({ text: 'canary-reply' }))
  const line = JSON.parse(log)
  expect(line).toMatchObject({ method: 'POST', route: '/api/v1/cases/:ref/notes', ref: 'VV-26-00001', status: 200 })
  expect(log).not.toContain('canary')
})

test('an error of the database is logged by its code, without the values that PostgreSQL repeats', async () => {
  const error = Object.assign(new Error('duplicate key: canary-message'), { severity: 'ERROR', code: '23505', detail: 'Key (name)=(canary-detail) exists', where: 'canary-where' })
  const log = await logOf('/api/v1/cases/VV-26-00001/notes', () => {
    throw error
  })
  expect(log).toContain('23505')
  expect(log).not.toContain('canary')
})
