import { randomUUID } from 'node:crypto'
import { inLandlord } from '../database/landlord-transaction.ts'
import { publishCaseTypes } from '../case-types/save-library.ts'
import { runCommands } from '../cases/run-commands.ts'
import type { BenchLandlord } from './bench-landlord.ts'
import { percentile } from './drive.ts'
import { type BenchRequest, HttpConnection } from './http-connection.ts'
import { type LongCase, longCaseType } from './long-case.ts'
import { getCase } from './operations.ts'

const COMMANDS_AT_ONCE = 500
const TIMES = 40

/** Milliseconds of one answer over HTTP: half of them within, and the quickest. */
export interface Answering {
  p50: number
  best: number
}

/** What a case of 10,000 events is asked: as its page opens, the first page of its log, a note and the completion of a task. */
export type LongCaseFigures = Record<'open' | 'log' | 'note' | 'complete', Answering>

/** Makes the long case of a landlord by the commands that made it in memory, and asks its server. */
export async function measureLongCase(landlord: BenchLandlord, { address, cookie, longCase }: { address: string; cookie: string; longCase: LongCase }): Promise<LongCaseFigures> {
  const ref = await openLongCase(landlord, longCase)
  const connection = await HttpConnection.open(address, { cookie })
  try {
    const ask = async (request: BenchRequest) => {
      const started = performance.now()
      const { status, body } = await connection.send(request)
      if (status > 299) throw new Error(`${request.method} ${request.path} was answered with ${status}: ${body}`)
      return { milliseconds: performance.now() - started, body }
    }
    const measure = async (requestOf: (version: number) => BenchRequest | Promise<BenchRequest>) => {
      const times: number[] = []
      for (let time = 0; time < TIMES; time++) {
        const { version } = JSON.parse((await ask(getCase(ref))).body) as { version: number }
        times.push((await ask(await requestOf(version))).milliseconds)
      }
      return { p50: rounded(percentile(times, 0.5)), best: rounded(Math.min(...times)) }
    }
    const post = (path: string, body: unknown, version: number): BenchRequest =>
      ({ method: 'POST', path: `/api/v1/cases/${ref}/${path}`, headers: { 'idempotency-key': randomUUID(), 'if-match': `"${version}"` }, body: JSON.stringify(body) })
    const liveVisit = async () => {
      const { tasks } = JSON.parse((await ask(getCase(ref))).body) as { tasks: { id: string; step: string; state: string }[] }
      return tasks.find(({ step, state }) => step === 'visit' && state === 'live')!.id
    }
    return {
      open: await measure(() => getCase(ref)),
      log: await measure(() => ({ method: 'GET', path: `/api/v1/cases/${ref}/events?limit=200&order=newest` })),
      note: await measure((version) => post('notes', { text: 'She rang again.' }, version)),
      complete: await measure(async (version) => post(`tasks/${await liveVisit()}/completion`, { outcome: 'in-order' }, version)),
    }
  } finally {
    connection.close()
  }
}

async function openLongCase({ id, casework, colleague }: BenchLandlord, { deeds: [opening, ...deeds] }: LongCase): Promise<string> {
  await inLandlord({ pool: casework.pool, landlordId: id }, (tx) => publishCaseTypes(tx, [longCaseType]))
  const steps = deeds.map(({ now, command }) => ({ now, command, actor: colleague }))
  const run = async (history: Parameters<typeof runCommands>[1]['histories'][number]) => {
    const [result] = await runCommands(casework, { landlordId: id, histories: [history], muted: true })
    if (result?.kind !== 'done') throw new Error(`The long case could not be made: ${JSON.stringify(result)}`)
    return result.ref
  }
  if (opening?.command.type !== 'open-case') throw new Error('A case begins with its opening')
  const ref = await run({ newCase: { caseType: longCaseType.id, actor: colleague, now: opening.now, fields: opening.command.fields }, steps: [] })
  for (let from = 0; from < steps.length; from += COMMANDS_AT_ONCE) await run({ ref, steps: steps.slice(from, from + COMMANDS_AT_ONCE) })
  return ref
}

function rounded(milliseconds: number): number {
  return Number(milliseconds.toFixed(1))
}
