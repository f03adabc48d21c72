import { type Answered, addUp, drive, percentile } from './drive.ts'
import { OPERATIONS, type Operation, type Stock, openSource } from './operations.ts'
import type { RunningServer } from './servers.ts'

export const CONNECTIONS = [1, 16] as const
type Connections = `${(typeof CONNECTIONS)[number]}`

/** Operations a second of each server, Casement's share of bare, and how long Casement's answers took in ms. */
export interface Figures {
  casement: number
  bare: number
  plain: number
  ratio: number
  p50: number
  p99: number
}

export type OperationFigures = Record<Operation, Record<Connections, Figures>>

const SERVERS = ['casement', 'bare', 'plain'] as const
export type Servers = Record<(typeof SERVERS)[number], RunningServer>

const WARM_UP_SECONDS = 1
/** The servers take turns, so that what else the machine does meets all of them. */
const ROUNDS = 2
const ROUND_SECONDS = 2.5

export interface Measuring {
  servers: Servers
  cookie: string
  stock: Stock
  /** Opens cases of which every task is still to do. */
  openUntouched: (count: number) => Promise<string[]>
}

/** Cases that one turn of completing tasks may use up, by connections; a turn that has worked all of them ends early. */
const UNTOUCHED: Record<Connections, number> = { '1': 500, '16': 1500 }

/** Measures every operation at each number of connections. */
export async function measureOperations(measuring: Measuring, report: (sentence: string) => void): Promise<OperationFigures> {
  const figures: Partial<Record<Operation, Partial<Record<Connections, Figures>>>> = {}
  for (const operation of OPERATIONS) {
    for (const connections of CONNECTIONS) {
      const found = await measure(measuring, operation, connections)
      figures[operation] = { ...figures[operation], [`${connections}`]: found }
      report(`${operation} over ${connections}: ${found.casement} a second, bare ${found.bare}, ratio ${found.ratio}`)
    }
  }
  return figures as OperationFigures
}

async function measure({ servers, cookie, stock, openUntouched }: Measuring, operation: Operation, connections: (typeof CONNECTIONS)[number]): Promise<Figures> {
  const turn = async (server: RunningServer, seconds: number): Promise<Answered> => {
    if (operation === 'complete-task') stock.untouched = await openUntouched(UNTOUCHED[`${connections}`])
    return drive({ address: server.address, headers: { cookie }, connections, seconds, openSource: () => openSource(operation, stock) })
  }
  const answered: Record<(typeof SERVERS)[number], Answered[]> = { casement: [], bare: [], plain: [] }
  for (const name of SERVERS) await turn(servers[name], WARM_UP_SECONDS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of SERVERS) answered[name].push(await turn(servers[name], ROUND_SECONDS))
  }
  return figuresOf(addUp(answered.casement), { bare: rateOf(addUp(answered.bare)), plain: rateOf(addUp(answered.plain)) })
}

function figuresOf(casement: Answered, { bare, plain }: { bare: number; plain: number }): Figures {
  const rate = rateOf(casement)
  return {
    casement: round(rate, 1), bare: round(bare, 1), plain: round(plain, 1), ratio: round(rate / bare, 3),
    p50: round(percentile(casement.latencies, 0.5), 2), p99: round(percentile(casement.latencies, 0.99), 2),
  }
}

function rateOf({ operations, seconds }: Answered): number {
  return operations / seconds
}

function round(number: number, places: number): number {
  return Number(number.toFixed(places))
}
