import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../packages/server/src/testing/browser.ts'
import { startServer } from '../packages/server/src/testing/casement-process.ts'
import { createTestDatabase } from '../packages/server/src/testing/test-database.ts'

/** Long enough to seed the demonstration on a busy machine. */
export const SEEDING_MS = 120_000

/** Casement with its demonstration, in a database of its own, and a browser to use it with. */
export interface OpenDemonstration {
  /** Where it is served. */
  address: string
  browser: Browser
  /** A page of the size of a desk, of a person who has not signed in. */
  openPage(options?: { reducedMotion?: 'reduce' }): Promise<Page>
  close(): Promise<void>
}

/** Where most journeys begin; `settings` beside those of the database. */
export async function openDemonstration(settings: Record<string, string> = {}): Promise<OpenDemonstration> {
  const database = await createTestDatabase()
  const server = await startServer({ DATABASE_URL: database.ownerUrl, CASEMENT_APP_DATABASE_URL: database.appUrl, CASEMENT_DEMONSTRATION: '1', ...settings })
  const browser = await openBrowser()
  return {
    address: server.address,
    browser,
    openPage: async (options) => {
      const page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 }, ...options })).newPage()
      page.setDefaultTimeout(10_000)
      return page
    },
    close: async () => {
      await browser.close()
      server.child.kill('SIGTERM')
      await server.ended
      await database.drop()
    },
  }
}
