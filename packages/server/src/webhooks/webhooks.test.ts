import type { Actor, CaseTypeDefinition } from '@casement/engine'
import { createHmac } from 'node:crypto'
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Casework } from '../cases/casework.ts'
import { runCommand } from '../cases/run-command.ts'
import { inLandlord, type LandlordTransaction } from '../database/landlord-transaction.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { emptyOutbox } from '../work/outbox.ts'
import { isPrivateAddress } from './private-address.ts'
import { SECRET_PREFIX, type Webhook, saveWebhook } from './webhooks.ts'

const telling: CaseTypeDefinition = {
  id: 'telling', version: 1, name: 'Telling', reference: 'TE', about: 'home', calendar: 'england-and-wales', owner: ['creator'], fields: { what: { text: {} } },
  steps: [
    { id: 'tell', kind: 'effect', name: 'Tell the contractor', do: [{ webhook: 'contractor', body: { what: 'what' } }] },
    { id: 'ring', kind: 'task', name: 'Ring them', after: 'tell.failed' },
  ],
}

let database: TestDatabase
let casework: Casework
let landlord: BuiltLandlord
let other: Server
let heard: { headers: IncomingHttpHeaders; body: string }[]
let status: number

beforeAll(async () => {
  database = await createTestDatabase()
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2026-11-16T10:00:00.000Z', caseTypes: [telling] })
  other = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      response.writeHead(status, { location: '/elsewhere' }).end()
    })
  })
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening))
})

beforeEach(() => {
  heard = []
  status = 204
})

afterAll(async () => {
  await new Promise((closed) => other.close(closed))
  await casework.pool.end()
  await database.drop()
})

const within = <T>(work: (tx: LandlordTransaction) => Promise<T>) => inLandlord({ pool: casework.pool, landlordId: landlord.id }, work)
const here = (host = '127.0.0.1') => `http://${host}:${(other.address() as AddressInfo).port}/hook`
const save = (more: Partial<Webhook> = {}) => within((tx) => saveWebhook(tx, { name: 'contractor', url: here(), mayBePrivate: true, ...more }))

async function open(): Promise<string> {
  const actor: Actor = { kind: 'person', ...landlord.officer }
  const result = await runCommand(casework, { landlordId: landlord.id, actor, newCase: { caseType: 'telling', subject: { kind: 'home', id: landlord.home }, fields: { what: 'Roof' } } })
  if (result.kind !== 'done') throw new Error(JSON.stringify(result))
  await emptyOutbox(casework, landlord.id)
  return result.state.ref
}

const stateOf = (ref: string) => within(async (tx) => (await tx.findRow<{ state: object }>('select state from casement.case_record where landlord_id = $1 and ref = $2', [tx.landlordId, ref]))?.state)
const waiting = () => within((tx) => tx.rows<{ last_error: string; dead_at: string | null; attempt: number }>(`select last_error, dead_at, attempt from casement.outbox where landlord_id = $1 and kind = 'webhook'`, [tx.landlordId]))
const forget = () => within((tx) => tx.change(`delete from casement.outbox where landlord_id = $1`, [tx.landlordId]))

describe('another system', () => {
  test('is told once, in JSON that is signed, and the case says that it was', async () => {
    const { secret } = await save()
    const ref = await open()
    expect(heard).toHaveLength(1)
    const [{ headers, body } = { headers: {}, body: '' }] = heard
    expect(JSON.parse(body)).toEqual({ type: 'contractor', timestamp: '2026-11-16T10:00:00.000Z', case: ref, data: { what: 'Roof' } })
    const signed = createHmac('sha256', Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${signed}`)
    expect([await waiting(), await stateOf(ref)]).toMatchObject([[], { requests: [] }])
  })

  test('that does not take it is told again later, with the same id, and after ten times a person has to look', async () => {
    await save()
    status = 500
    const ref = await open()
    expect(await waiting()).toMatchObject([{ last_error: 'It answered with status 500.', dead_at: null, attempt: 1 }])
    expect(await emptyOutbox(casework, landlord.id)).toBe(0)
    await within((tx) => tx.change('update casement.outbox set attempt = 9, available_at = created_at where landlord_id = $1', [tx.landlordId]))
    await emptyOutbox(casework, landlord.id)
    expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(await waiting()).toMatchObject([{ dead_at: expect.any(String) }])
    expect(await stateOf(ref)).toMatchObject({ requests: [], items: { 'ring.1': { state: 'live' } } })
    await forget()
  })

  test('that sends on to another address is not followed', async () => {
    await save()
    status = 307
    await open()
    expect(heard).toHaveLength(1)
    expect(await waiting()).toMatchObject([{ last_error: 'It answered with status 307.' }])
    await forget()
  })

  test('in a private network is not told unless the landlord allows that, by number or by name', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      await within((tx) => tx.change(`update casement.webhook set url = $2, may_be_private = false where landlord_id = $1`, [tx.landlordId, here(host)]))
      await open()
      expect(await waiting()).toMatchObject([{ last_error: `${host} lies in a private network, and this webhook may not.` }])
      await forget()
    }
    expect(heard).toEqual([])
  })

  test('whose address nobody gave is not told, and says so', async () => {
    await within((tx) => tx.change('delete from casement.webhook where landlord_id = $1', [tx.landlordId]))
    await open()
    expect(await waiting()).toMatchObject([{ last_error: 'No address is given for the webhook contractor.' }])
    await forget()
  })
})

test.each([
  ['a name that case types cannot write', { name: 'The Contractor' }, 'The Contractor cannot be the name'],
  ['an address that is none', { url: 'over there' }, 'over there cannot be the address'],
  ['http without leave', { url: 'http://contractor.example/hook', mayBePrivate: false }, 'http://contractor.example/hook cannot be the address'],
  ['another protocol', { url: 'file:///etc/passwd' }, 'file:///etc/passwd cannot be the address'],
  ['a password in the address', { url: 'https://us:secret@contractor.example/hook' }, 'cannot be the address'],
])('a webhook with %s is refused', async (_what, more, words) => {
  await expect(save(more)).rejects.toThrow(words)
})

test.each([
  ['10.1.2.3', true], ['172.16.0.1', true], ['172.32.0.1', false], ['192.168.1.1', true], ['169.254.169.254', true], ['100.64.0.1', true], ['0.0.0.0', true], ['8.8.8.8', false],
  ['::1', true], ['fd00::1', true], ['fe80::1', true], ['::ffff:127.0.0.1', true], ['::ffff:8.8.8.8', false], ['64:ff9b::7f00:1', true], ['2606:4700::1111', false],
])('%s is private: %s', (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate)
})
