import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { api } from '../contract/contract.ts'
import { type TestApplication, openTestApplication } from '../testing/test-application.ts'
import { openApiText } from './documentation.ts'

const COMMITTED = join(import.meta.dirname, '../../openapi.json')

let house: TestApplication

beforeAll(async () => {
  house = await openTestApplication()
  await house.app.ready()
})

afterAll(() => house.close())

test('the committed document is the one that the contract gives (to renew it: CASEMENT_WRITE_OPENAPI=1)', () => {
  const text = openApiText(house.app)
  if (process.env['CASEMENT_WRITE_OPENAPI'] === '1') writeFileSync(COMMITTED, text)
  expect(readFileSync(COMMITTED, 'utf8')).toBe(text)
})

test('the document is OpenAPI 3.1 and holds every route of the contract, each named schema once', async () => {
  const document = (await house.stranger.get('/api/openapi.json')).json()
  expect(document.openapi).toMatch(/^3\.1\./)
  const described = Object.entries<object>(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
  expect(described.toSorted()).toEqual(Object.values(api).map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`).toSorted())
  const named = Object.keys(document.components.schemas)
  const used = new Set([...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name))
  expect(named.filter((name) => !used.has(name))).toEqual([])
  expect([...used].filter((name) => !named.includes(String(name)))).toEqual([])
})

test('its pages come from here alone, with a nonce for each reply', async () => {
  const [one, other] = [await house.stranger.get('/api/docs/'), await house.stranger.get('/api/docs/')]
  const nonceOf = (policy: unknown) => /script-src 'self' 'nonce-([^']+)'/.exec(String(policy))?.[1] ?? ''
  const nonce = nonceOf(one.headers['content-security-policy'])
  expect(nonce.length).toBeGreaterThan(20)
  expect(nonce).not.toBe(nonceOf(other.headers['content-security-policy']))
  expect(one.headers['content-security-policy']).not.toContain('unsafe')
  expect(one.body).toContain(`nonce="${nonce}"`)
  expect(one.body).not.toMatch(/https?:\/\/(?!localhost)/)
  expect((await house.stranger.get('/api/docs/js/scalar.js')).statusCode).toBe(200)
})
