import { homeCheckCompletions } from './home-check.ts'
import { buildApp } from '../app.ts'
import { createCasework } from '../cases/casework.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import { createPool } from '../database/pool.ts'
import { NameBook } from '../people/name-book.ts'
import { createSignIn } from '../sign-in/sign-in.ts'
import type { BenchLandlord } from './bench-landlord.ts'
import type { BenchRequest } from './http-connection.ts'
import { SEARCHES, completeTask, createCase, getCase, listByDue, myWork, search } from './operations.ts'
import { type Recording, StatementRecorder } from './recording.ts'

export interface RecordedOperations {
  recordings: Recording[]
  /** The version of a home check before each of its completions. */
  versions: number[]
}

/** Sends each operation to Casement once and records the statements it runs: bare servers run these, however they change. */
export async function recordOperations(landlord: BenchLandlord, { appUrl, cookie }: { appUrl: string; cookie: string }): Promise<RecordedOperations> {
  const pool = createPool({ url: appUrl, name: 'casement bench recording' })
  const recorder = new StatementRecorder(pool)
  const signIn = createSignIn({ appUrl, pool, isSecure: false })
  const parts = { casework: createCasework(pool), names: new NameBook(), signIn, findDemonstration: async () => undefined, readiness: async () => { throw new Error('Nobody asks') } }
  const app = await buildApp({ parts, settings: { logLevel: 'silent', publicUrl: undefined } })
  const ask = async (request: BenchRequest) => {
    const { method, path: url, headers, body: payload } = request
    const reply = await app.inject({ method, url, headers: { cookie, ...headers, ...(payload !== undefined && { 'content-type': 'application/json' }) }, payload })
    if (reply.statusCode > 299) throw new Error(`${method} ${url} was answered with ${reply.statusCode}: ${reply.body}`)
    return { status: reply.statusCode, reply: reply.json<Record<string, unknown>>() }
  }
  const record = async (request: BenchRequest, ref?: string, caseId?: string): Promise<Recording> => {
    const at = Date.now()
    let answer: Pick<Recording, 'status' | 'reply'> | undefined
    const statements = await recorder.record(async () => void (answer = await ask(request)))
    const { status, reply } = answer!
    const route = `${request.method} ${ref === undefined ? request.path : request.path.replace(ref, ':ref')}`
    return { route, statements, status, reply, at, ref: ref ?? (request.method === 'POST' ? String(reply['ref']) : undefined), caseId, key: request.headers?.['idempotency-key'] }
  }
  try {
    // What a server keeps from its first requests on (case types, names) is there before anything is recorded.
    const [home = ''] = landlord.homes
    const ref = String((await ask(createCase(home))).reply['ref'])
    await ask(getCase(ref))
    await ask(listByDue())
    const caseId = await findId(landlord, ref)
    const reads = [await record(getCase(ref), ref, caseId)]
    for (const request of [listByDue(), myWork(), ...SEARCHES.map(search)]) reads.push(await record(request))
    const opening = await record(createCase(home))
    const completions: Recording[] = []
    const versions = [Number(opening.reply['version'])]
    for (const place of homeCheckCompletions.keys()) {
      const done = await record(completeTask(ref, place, versions[place]!), ref, caseId)
      completions.push(done)
      versions.push(Number(done.reply['version']))
    }
    return { recordings: [...reads, opening, ...completions], versions }
  } finally {
    await app.close()
    await signIn.close()
    await pool.end()
  }
}

function findId({ id, casework: { pool } }: BenchLandlord, ref: string): Promise<string | undefined> {
  return inLandlord({ pool, landlordId: id, readOnly: true }, async (tx) => (await tx.findRow<{ id: string }>('select id from casement.case_record where landlord_id = $1 and ref = $2', [id, ref]))?.id)
}
