import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, openBrowser } from '../packages/server/src/testing/browser.ts'
import { type CasementProcess, startServer } from '../packages/server/src/testing/casement-process.ts'
import { createTestDatabase, type TestDatabase } from '../packages/server/src/testing/test-database.ts'

const SEEDING_MS = 120_000

/** Mould that was reported yesterday and is typed today, as an officer does it on the real pages. */
describeInBrowser('a hazard under Awaab’s Law', () => {
  let database: TestDatabase
  let server: CasementProcess & { address: string }
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    database = await createTestDatabase()
    server = await startServer({ DATABASE_URL: database.ownerUrl, CASEMENT_APP_DATABASE_URL: database.appUrl, CASEMENT_DEMONSTRATION: '1', CASEMENT_TEST_CLOCK: '1' })
    browser = await openBrowser()
    page = await (await browser.newContext({ viewport: { width: 1440, height: 1000 } })).newPage()
    page.setDefaultTimeout(10_000)
  }, SEEDING_MS)

  afterAll(async () => {
    await browser?.close()
    server?.child.kill('SIGTERM')
    await server?.ended
    await database?.drop()
  })

  const nextActions = () => page.locator('section', { has: page.getByRole('heading', { name: 'Next actions' }) })
  const openTab = (name: RegExp) => page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name }).click()
  const expectWords = async (place: Locator, ...words: (string | RegExp)[]) => {
    for (const word of words) await place.getByText(word).first().waitFor()
  }

  test('is found by a word among several case types, and asks for the lists of the day on which we were told', async () => {
    await page.goto(server.address)
    await page.getByLabel('Work email').fill('r.quill@larkmere.example')
    await page.getByLabel('Password', { exact: true }).fill('larkmere-demo-2026')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByRole('heading', { name: 'My work' }).waitFor()
    expect((await page.request.put(`${server.address}/api/v1/test/clock`, { data: { now: '2030-01-08T10:00:00Z' } })).status()).toBe(200)
    await page.reload()

    await page.getByRole('link', { name: /Start a case/ }).click()
    await expectWords(page.getByRole('list', { name: 'Case types that match' }), 'Hazard in the home', 'Suspected abandonment')
    await page.getByLabel('Describe it in your own words').fill('black mould')
    await page.getByRole('button', { name: /Hazard in the home/ }).click()
    await page.getByLabel('Address, name or reference').fill('27 Larch Walk')
    await page.getByRole('list', { name: 'People and homes that match' }).getByRole('button', { name: /27 Larch Walk/ }).first().click()
    const asked = page.waitForResponse((response) => response.url().includes('/api/v1/case-types?on=2030-01-07'))
    await page.getByLabel('Day', { exact: true }).selectOption('2030-01-07')
    expect((await asked).status()).toBe(200)
    await page.getByLabel('Kind of hazard').selectOption('Damp and mould')
    await expectWords(page.locator('main'), 'Starts Decide how urgent it is')
    await page.getByRole('button', { name: /Start (the|another) case/ }).click()
    await page.waitForURL(/\/cases\/HZ-30-\d{5}$/)
  })

  test('once rated significant has ten working days of the law, counted from when we were told', async () => {
    await nextActions().locator('li', { hasText: 'Decide how urgent it is' }).getByRole('button', { name: 'Complete' }).click()
    await nextActions().getByRole('radio', { name: /^Significant/ }).click()
    await nextActions().getByLabel('Reasons').fill('A baby sleeps in the room.')
    await expectWords(nextActions(), 'Starts Investigate the hazard')
    await nextActions().getByRole('button', { name: 'Complete C' }).click()
    await expectWords(nextActions(), 'Book the visit')
    await openTab(/^Clocks/)
    const clock = page.locator('li', { hasText: 'Hazard investigated' }).first()
    await expectWords(clock, /Law · SI 2025\/1042, regulation 6/, 'Mon 21 Jan')
    await clock.getByRole('button', { name: 'Say why it cannot be met: Hazard investigated' }).waitFor()
    expect(await page.getByText('by our policy').count()).toBe(0)
  })
})
