import { pino } from 'pino'
import type { Settings } from './settings.ts'
import { startWorkLoop } from './work/work-loop.ts'

/** Where a kind of work finds what it needs; never the owner's address, which is for migrations. */
export interface WorkPlace {
  settings: Settings
  appUrl: string
}

/** One kind of work that goes on beside the requests; `stop` lets what is under way finish. */
export interface WorkUnderWay {
  stop(): Promise<void>
  /** What keeps it from working just now; undefined while all is well. */
  findFault(): string | undefined
}

/** Every kind of work; any number of processes may do each at the same time. */
const KINDS: ((place: WorkPlace) => WorkUnderWay)[] = [({ settings, appUrl }) => startWorkLoop({ appUrl, log: pino({ level: settings.logLevel }) })]

/** Does all background work until it is stopped. */
export function startBackgroundWork(place: WorkPlace): WorkUnderWay {
  const underWay = KINDS.map((start) => start(place))
  return {
    stop: async () => void (await Promise.all(underWay.map((work) => work.stop()))),
    findFault: () => underWay.map((work) => work.findFault()).find((fault) => fault !== undefined),
  }
}
