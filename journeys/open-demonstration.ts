import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../packages/server/src/testing/browser.ts'
import { type CasementProcess, startServer } from '../packages/server/src/testing/casement-process.ts'
import { createTestDatabase } from '../packages/server/src/testing/test-database.ts'

/** Long enough to seed the demonstration on a busy machine. */
export const SEEDING_MS = 120_000

/** Casement with its demonstration, in a database of its own, and a browser to use it with. */
export interface OpenDemonstration {
  /** Where it is served. */
  address: string
  server: CasementProcess
  /** What the server was started with, for commands beside it. */
  settings: { DATABASE_URL: string; CASEMENT_APP_DATABASE_URL: string }
  browser: Browser
  /** A page of the size of a desk, of a person who has not signed in. */
  openPage(options?: { reducedMotion?: 'reduce' }): Promise<Page>
  close(): Promise<void>
}

/** Where journeys begin; `more` are settings beside those of the database. */
export async function openDemonstration(more: Record<string, string> = {}): Promise<OpenDemonstration> {
  const database = await createTestDatabase()
  const settings = { DATABASE_URL: database.ownerUrl, CASEMENT_APP_DATABASE_URL: database.appUrl, CASEMENT_DEMONSTRATION: '1', ...more }
  const server = await startServer(settings)
  const browser = await openBrowser()
  return {
    address: server.address,
    server,
    settings,
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
