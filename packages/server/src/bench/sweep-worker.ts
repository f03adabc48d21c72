import { createCasework } from '../cases/casework.ts'
import { createPool } from '../database/pool.ts'
import { readLandlords } from '../work/landlords.ts'
import { sweep } from '../work/sweep.ts'

/** What a worker is to do, and what it did: how many cases it woke, in how much of its own processor time. */
export interface SweepWork {
  appUrl: string
  landlordId: string
}

export interface SweepDone {
  woken: number
  cpuSeconds: number
}

/** One process that sweeps as the background work does, until nothing is due. */
process.once('message', async ({ appUrl, landlordId }: SweepWork) => {
  const casework = createCasework(createPool({ url: appUrl, name: 'casement bench sweep', max: 2 }))
  const landlord = (await readLandlords(casework.pool)).find(({ id }) => id === landlordId)
  if (landlord === undefined) throw new Error('There is no landlord to sweep for')
  process.send?.('ready')
  process.once('message', async () => {
    const before = process.cpuUsage()
    let woken = 0
    for (let some = 1; some > 0; woken += some) some = await sweep(casework, { landlord })
    const { user, system } = process.cpuUsage(before)
    await casework.pool.end()
    process.send?.({ woken, cpuSeconds: (user + system) / 1_000_000 } satisfies SweepDone)
    process.disconnect()
  })
})
