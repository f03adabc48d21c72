/** How long something took by the clock, and of the processor: on a machine that does other work the second says more. */
export interface Seconds {
  seconds: number
  cpuSeconds: number
}

/** The quickest of several runs. */
export function bestOf(runs: number, run: () => void): Seconds {
  const times = Array.from({ length: runs }, () => timed(run))
  return { seconds: rounded(Math.min(...times.map(({ seconds }) => seconds))), cpuSeconds: rounded(Math.min(...times.map(({ cpuSeconds }) => cpuSeconds))) }
}

function timed(run: () => void): Seconds {
  const cpu = process.cpuUsage()
  const started = performance.now()
  run()
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1_000_000 }
}

function rounded(seconds: number): number {
  return Number(seconds.toPrecision(2))
}
