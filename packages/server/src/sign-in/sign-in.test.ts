import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Casework } from '../cases/casework.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { type BuiltLandlord, buildLandlord, openCasework } from '../testing/build-landlord.ts'
import { type TestDatabase, createTestDatabase } from '../testing/test-database.ts'
import { createAccount, hashPassword } from './create-account.ts'
import { type SignInDesk, createSignIn } from './sign-in.ts'

const password = 'a-long-enough-passphrase'

let database: TestDatabase
let casework: Casework
let landlord: BuiltLandlord
let desk: SignInDesk
let address = 0

beforeAll(async () => {
  database = await createTestDatabase()
  casework = openCasework(database.appUrl)
  landlord = await buildLandlord({ pool: casework.pool, frozenNow: '2026-11-16T10:00:00.000Z' })
  desk = createSignIn({ appUrl: database.appUrl, pool: casework.pool, isSecure: false, triesPerMinute: 5 })
  await give(landlord.officer)
  await give(landlord.colleague)
})

afterAll(async () => {
  await desk.close()
  await casework.pool.end()
  await database.drop()
})

async function give({ id, email }: { id: string; email: string }): Promise<void> {
  const passwordHash = await hashPassword(password)
  await inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => createAccount(tx, { staffId: id, name: 'Somebody', email, passwordHash }))
}

function signIn(body: object, from = `192.0.2.${++address}`): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'x-forwarded-for': from }
  return desk.handle(new Request('http://localhost:3000/api/auth/sign-in/email', { method: 'POST', headers, body: JSON.stringify(body) }))
}

async function cookieOf(email: string): Promise<string> {
  const reply = await signIn({ email, password })
  const cookie = reply.headers.getSetCookie().find((one) => one.startsWith('casement.session_token='))
  if (cookie === undefined) throw new Error(`No session cookie: ${reply.status} ${await reply.text()}`)
  return cookie.split(';')[0] ?? ''
}

const change = (statement: string, values: unknown[]) => inLandlord({ pool: casework.pool, landlordId: landlord.id }, (tx) => tx.change(statement, values))

describe('signing in', () => {
  test('with the right password gives a session cookie that scripts cannot read and other sites cannot send', async () => {
    const reply = await signIn({ email: landlord.officer.email.toUpperCase(), password })
    expect(reply.status).toBe(200)
    const [cookie] = reply.headers.getSetCookie()
    expect(cookie).toMatch(/^casement\.session_token=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  test('finds person, landlord, role, teams and the landlord\'s time by that cookie', async () => {
    const cookie = await cookieOf(landlord.colleague.email)
    expect(await desk.findSession({ headers: { cookie: `theme=dark; ${cookie}` } })).toEqual({
      landlordId: landlord.id, landlordName: 'Larkmere Homes', isDemonstration: false, zone: 'Europe/London', calendar: 'england-and-wales', libraryVersion: 3,
      frozenNow: '2026-11-16T10:00:00.000Z', staffId: landlord.colleague.id, name: 'Tariq Fennimore', email: landlord.colleague.email, initials: 'TF', role: 'officer',
      patchId: null, teams: [{ id: 'voids', name: 'Voids' }],
    })
  })

  test('with a wrong password or address is refused in the same words', async () => {
    const [wrong, unknown] = await Promise.all([signIn({ email: landlord.officer.email, password: 'not-this-one' }), signIn({ email: 'nobody@larkmere.example', password })])
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    expect(await wrong.text()).toBe(await unknown.text())
  })

  test('too often from one address has to wait, while others go on', async () => {
    const replies: Response[] = []
    for (let nth = 0; nth < 6; nth++) replies.push(await signIn({ email: landlord.officer.email, password: 'guess' }, '198.51.100.7'))
    expect(replies.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429])
    const wait = Number(replies.at(-1)?.headers.get('x-retry-after'))
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect((await signIn({ email: landlord.officer.email, password })).status).toBe(200)
  })

  test('is not possible for an account that belongs to no landlord', async () => {
    await give({ id: landlord.manager.id, email: 'left@larkmere.example' })
    await casework.pool.query(`delete from sign_in.membership m using sign_in."user" u where u."id" = m.user_id and u."email" = 'left@larkmere.example'`)
    expect((await signIn({ email: 'left@larkmere.example', password })).status).toBe(401)
  })

  test('does not take the landlord from the request', async () => {
    const other = await buildLandlord({ pool: casework.pool })
    const reply = await signIn({ email: landlord.officer.email, password, landlordId: other.id, session: { landlordId: other.id } })
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0]
    expect((await desk.findSession({ headers: { cookie } }))?.landlordId).toBe(landlord.id)
  })

  test('nobody can sign up', async () => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.9' }
    const body = JSON.stringify({ email: 'new@example.org', password, name: 'New' })
    const reply = await desk.handle(new Request('http://localhost:3000/api/auth/sign-up/email', { method: 'POST', headers, body }))
    expect(reply.status).toBe(400)
    expect((await casework.pool.query(`select from sign_in."user" where "email" = 'new@example.org'`)).rowCount).toBe(0)
  })
})

describe('a session', () => {
  test('is not found without a cookie, with another signature, or with a token that was made up', async () => {
    const cookie = await cookieOf(landlord.officer.email)
    const forged = cookie.replace(/=([^.]+)\./, `=${randomBytes(24).toString('base64url')}.`)
    const headers = [undefined, '', 'casement.session_token=', cookie.slice(0, -8), forged, cookie.replace('casement', 'casemen7'), 'casement.session_token=%E0%A4%A']
    expect(await Promise.all(headers.map((one) => desk.findSession({ headers: { cookie: one } })))).toEqual(headers.map(() => undefined))
  })

  test('ends at once when the person leaves, is banned, or signs out; a changed role counts at once', async () => {
    const cookie = await cookieOf(landlord.colleague.email)
    const find = () => desk.findSession({ headers: { cookie } })
    await change(`update casement.staff set role = 'manager' where landlord_id = $1 and id = $2`, [landlord.id, landlord.colleague.id])
    expect((await find())?.role).toBe('manager')
    await change('update casement.staff set left_at = $3 where landlord_id = $1 and id = $2', [landlord.id, landlord.colleague.id, '2026-11-16T10:00:00Z'])
    expect(await find()).toBeUndefined()
    await change('update casement.staff set left_at = null where landlord_id = $1 and id = $2', [landlord.id, landlord.colleague.id])
    await casework.pool.query('update sign_in.membership set banned_at = $2 where staff_id = $1', [landlord.colleague.id, '2026-11-16T10:00:00Z'])
    expect(await find()).toBeUndefined()
    await casework.pool.query('update sign_in.membership set banned_at = null where staff_id = $1', [landlord.colleague.id])
    expect(await find()).toBeDefined()
    await desk.handle(new Request('http://localhost:3000/api/auth/sign-out', { method: 'POST', headers: { 'content-type': 'application/json', cookie, 'x-forwarded-for': '203.0.113.10' }, body: '{}' }))
    expect(await find()).toBeUndefined()
  })

  test('ends when its time is over, whatever the landlord\'s clock says', async () => {
    const cookie = await cookieOf(landlord.officer.email)
    await casework.pool.query(`update sign_in."session" set "expiresAt" = $1`, [new Date().toISOString()])
    expect(await desk.findSession({ headers: { cookie } })).toBeUndefined()
  })

  test('by https has a cookie that travels by https only', async () => {
    const secure = createSignIn({ appUrl: database.appUrl, pool: casework.pool, isSecure: true })
    const reply = await secure.handle(new Request('http://localhost:3000/api/auth/sign-in/email', {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.11' }, body: JSON.stringify({ email: landlord.officer.email, password }),
    }))
    const [cookie] = reply.headers.getSetCookie()
    expect(cookie).toMatch(/^__Secure-casement\.session_token=.*; Secure/)
    expect((await secure.findSession({ headers: { cookie: cookie?.split(';')[0] } }))?.staffId).toBe(landlord.officer.id)
    await secure.close()
  })
})
