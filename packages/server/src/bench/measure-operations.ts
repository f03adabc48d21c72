import { type Answered, addUp, drive, percentile } from './drive.ts'
import { OPERATIONS, type Operation, type Stock, openSource } from './operations.ts'
import type { RunningServer } from './servers.ts'

export const CONNECTIONS = [1, 16] as const
type Connections = `${(typeof CONNECTIONS)[number]}`

/** Operations a second of each server, Casement's share of bare, and how long Casement's answers took in ms; all with the larger landlord. */
export interface Figures {
  casement: number
  bare: number
  plain: number
  ratio: number
  p50: number
  p99: number
}

type ByOperation<Value> = Record<Operation, Record<Connections, Value>>
export type OperationFigures = ByOperation<Figures>
/** What an operation of Casement costs with the larger landlord, in terms of what it costs with the smaller. */
export type GrowthFigures = ByOperation<number>

const CONTENDERS = ['casement', 'bare', 'plain', 'smaller'] as const
/** `smaller` is Casement with the smaller landlord. */
export type Contenders = Record<(typeof CONTENDERS)[number], Contender>

const WARM_UP_SECONDS = 1
/** The servers take turns, so that what else the machine does meets all of them. */
const ROUNDS = 2
const ROUND_SECONDS = 2.5

export interface Contender {
  server: RunningServer
  cookie: string
  stock: Stock
  /** Opens cases of which every task is still to do. */
  openUntouched: (count: number) => Promise<string[]>
}

/** Cases that one turn of completing tasks may use up, by connections; a turn that has worked all of them ends early. */
const UNTOUCHED: Record<Connections, number> = { '1': 500, '16': 1500 }

/** Measures every operation at each number of connections. */
export async function measureOperations(contenders: Contenders, report: (sentence: string) => void): Promise<{ operations: OperationFigures; growth: GrowthFigures }> {
  const operations: Partial<Record<Operation, Partial<Record<Connections, Figures>>>> = {}
  const growth: Partial<Record<Operation, Partial<Record<Connections, number>>>> = {}
  for (const operation of OPERATIONS) {
    for (const connections of CONNECTIONS) {
      const { casement, bare, plain, smaller } = await measure(contenders, operation, connections)
      const found = figuresOf(casement, { bare: rateOf(bare), plain: rateOf(plain) })
      const grown = round(rateOf(smaller) / rateOf(casement), 2)
      operations[operation] = { ...operations[operation], [`${connections}`]: found }
      growth[operation] = { ...growth[operation], [`${connections}`]: grown }
      report(`${operation} over ${connections}: ${found.casement} a second, bare ${found.bare}, ratio ${found.ratio}, growth ${grown}`)
    }
  }
  return { operations: operations as OperationFigures, growth: growth as GrowthFigures }
}

async function measure(contenders: Contenders, operation: Operation, connections: (typeof CONNECTIONS)[number]): Promise<Record<keyof Contenders, Answered>> {
  const turn = async ({ server, cookie, stock, openUntouched }: Contender, seconds: number): Promise<Answered> => {
    if (operation === 'complete-task') stock.untouched = await openUntouched(UNTOUCHED[`${connections}`])
    return drive({ address: server.address, headers: { cookie }, connections, seconds, openSource: () => openSource(operation, stock) })
  }
  const answered: Record<keyof Contenders, Answered[]> = { casement: [], bare: [], plain: [], smaller: [] }
  for (const name of CONTENDERS) await turn(contenders[name], WARM_UP_SECONDS)
  for (let nth = 0; nth < ROUNDS; nth++) {
    for (const name of CONTENDERS) answered[name].push(await turn(contenders[name], ROUND_SECONDS))
  }
  return { casement: addUp(answered.casement), bare: addUp(answered.bare), plain: addUp(answered.plain), smaller: addUp(answered.smaller) }
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
