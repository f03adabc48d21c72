import axe from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { join } from 'node:path'
import type { RealPath } from '../packages/server/src/contract/contract.ts'
import { inLandlord } from '../packages/server/src/database/landlord-transaction.ts'
import { createAccount, hashPassword } from '../packages/server/src/sign-in/create-account.ts'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { buildLandlord, openCasework } from '../packages/server/src/testing/build-landlord.ts'
import { runCasement } from '../packages/server/src/testing/casement-process.ts'
import { testPassword } from '../packages/server/src/testing/test-application.ts'
import { type OpenDemonstration, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

const RECEIPT_LOG = join(import.meta.dirname, '../packages/server/src/event-logs/testing/receipt-log.csv.gz')
/** A demonstration and an import of 1,434 cases. */
const PREPARING_MS = 240_000
const SCREENS_MS = 60_000
const OFFICER = { email: 'r.quill@larkmere.example' }
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

describeInBrowser('Insight', () => {
  let casement: OpenDemonstration

  beforeAll(async () => {
    casement = await openDemonstration()
    const { code, printed } = await runCasement(['import', 'log', RECEIPT_LOG], casement.settings)
    if (code !== 0) throw new Error(printed)
  }, PREPARING_MS)

  afterAll(() => casement?.close())

  async function openPageOf(context: BrowserContext, person: { email: string; password?: string } = OFFICER): Promise<Page> {
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(casement.address)
    await signIn(page, person.email, person.password)
    return page
  }

  const pathOf = async (page: Page) => (await (await page.request.get(`${casement.address}/api/v1/insight/case-types/receipt-log/path`)).json()) as RealPath
  const table = (page: Page) => page.getByRole('region', { name: 'What follows what' }).or(page.locator('section', { has: page.getByRole('heading', { name: 'What follows what' }) })).first()
  const picture = (page: Page) => page.getByRole('region', { name: 'The path as a picture' })

  describe('in a journey from My work', () => {
    let page: Page
    const fetched: string[] = []
    beforeAll(async () => {
      const context = await casement.browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' })
      context.on('request', (request) => fetched.push(request.url()))
      page = await openPageOf(context)
    }, SCREENS_MS)
    afterAll(() => page.context().close())

    test('two keys lead there, a period is kept in the address, and the receipt log’s path is one click away', async () => {
      await page.keyboard.press('g')
      await page.keyboard.press('i')
      await page.getByRole('heading', { name: 'Came and went' }).waitFor()
      await page.keyboard.press('f')
      expect(await page.getByLabel('Period').evaluate((field) => field === document.activeElement)).toBe(true)
      await page.getByLabel('Period').selectOption('Last three months')
      await page.waitForURL(/period=three-months/)
      await page.getByLabel('Case type', { exact: true }).selectOption('Suspected abandonment')
      await page.reload()
      await page.getByRole('heading', { name: 'Came and went' }).waitFor()
      expect(await page.getByLabel('Period').inputValue()).toBe('three-months')
      expect(await page.getByLabel('Case type', { exact: true }).inputValue()).toBe('suspected-abandonment')
      await page.getByLabel('Case type', { exact: true }).selectOption('All')
      expect(fetched.filter((url) => url.includes('elk'))).toEqual([])
      await page.getByRole('link', { name: 'Its path: Receipt log' }).click()
      await page.getByRole('heading', { name: 'Receipt log' }).waitFor()
      for (const [label, value] of [['Cases', '1,434'], ['Done', '8,577'], ['Activities', '27'], ['Ways through', '116']] as const) {
        expect(await page.locator('dl > div', { has: page.getByText(label, { exact: true }) }).locator('dd').first().innerText()).toBe(value)
      }
    }, SCREENS_MS)

    test('the figures of the overview are those of the API', async () => {
      await page.goto(`${casement.address}/insight`)
      const { items } = (await (await page.request.get(`${casement.address}/api/v1/insight/clocks`)).json()) as { items: { name: string; met: number; missed: number; overdue: number; overdueInPeriod: number }[] }
      expect(items.length).toBeGreaterThan(10)
      for (const { name, met, missed, overdueInPeriod } of items) {
        const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) })
        const ended = met + missed + overdueInPeriod
        // Of what has not ended yet there is nothing to say.
        await (ended === 0 ? row.first() : row.getByText(`${met} of ${ended}`, { exact: true })).waitFor()
      }
    }, SCREENS_MS)

    test('the path is drawn; an arrow chosen in the picture is chosen in the table, with the API’s count and median', async () => {
      await page.goto(`${casement.address}/insight/receipt-log`)
      const follows = (await pathOf(page)).follows.toSorted((one, other) => other.count - one.count)
      const { from, to, count, medianSeconds } = follows[0]!
      await picture(page).locator('[data-arrow]').first().waitFor({ state: 'attached' })
      expect(fetched.filter((url) => url.includes('elk'))).not.toEqual([])
      await picture(page).getByText(`${count.toLocaleString('en-GB')} · ${Math.round(medianSeconds)} sec`).click()
      const row = table(page).locator('tr[data-picked]')
      expect(await row.locator('td, th').allInnerTexts()).toEqual([from, to, count.toLocaleString('en-GB'), `${Math.round(medianSeconds)} sec`, expect.any(String)])
      await page.getByRole('status').getByText(`${to} follows ${from} ${count.toLocaleString('en-GB')} times: half of them within ${Math.round(medianSeconds)} sec`).waitFor()
      await page.keyboard.press('Escape')
      await row.waitFor({ state: 'detached' })
    }, SCREENS_MS)

    test('an arrow chosen in the table by keys is drawn, even a rare one, and an activity shows what leads to and from it', async () => {
      const rare = (await pathOf(page)).follows.at(-1)!
      const drawn = () => picture(page).locator('[data-arrow]').count()
      const before = await drawn()
      await page.keyboard.press('j')
      await page.keyboard.press('j')
      await page.keyboard.press('k')
      expect(await table(page).getByRole('button').first().evaluate((button) => button === document.activeElement)).toBe(true)
      await page.keyboard.press('Enter')
      await table(page).locator('tr[data-picked]').waitFor()
      await page.getByRole('button', { name: 'Show more' }).click()
      await table(page).locator(`tr[data-arrow='${JSON.stringify([rare.from, rare.to])}']`).getByRole('button').press('Enter')
      await picture(page).locator(`[data-arrow='${JSON.stringify([rare.from, rare.to])}'][data-picked]`).waitFor({ state: 'attached' })
      expect(await drawn()).toBeGreaterThan(before)
      await page.keyboard.press('Escape')

      const name = 'T10 Determine necessity to stop indication'
      await picture(page).getByRole('button', { name }).click()
      await page.getByRole('heading', { name: `To and from ${name}` }).waitFor()
      const rows = await page.locator('tbody tr').count()
      const { follows } = await pathOf(page)
      // Beside the arrows of the API: it is also where cases came to last.
      expect(rows).toBe(follows.filter(({ from, to }) => from === name || to === name).length + 1)
    }, SCREENS_MS)

    test('all of it is drawn when all is asked for, and the address says so', async () => {
      await page.getByLabel('Show the most usual').fill('100')
      await page.waitForURL(/show=100/)
      await picture(page).getByRole('button').nth(26).waitFor()
      expect(await picture(page).getByRole('button').count()).toBe(27)
      await page.keyboard.press('Escape')
      await page.goto(`${casement.address}/insight/unheard-of`)
      await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    }, SCREENS_MS)
  })

  test('before there are cases it says what will stand there, and what to do', async () => {
    const { pool } = openCasework(casement.settings.CASEMENT_APP_DATABASE_URL)
    const landlord = await buildLandlord({ pool })
    const person = { email: 'first.officer@example.org', password: testPassword }
    await inLandlord({ pool, landlordId: landlord.id }, async (tx) => createAccount(tx, { staffId: landlord.officer.id, name: 'Rosalind Quill', email: person.email, passwordHash: await hashPassword(person.password) }))
    await pool.end()
    const page = await openPageOf(await casement.browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' }), person)
    await page.getByRole('link', { name: 'Insight' }).first().click()
    await page.getByText('There are no cases yet').waitFor()
    expect(await findings(page)).toEqual([])
    await page.goto(`${casement.address}/insight/void-visit`)
    await page.getByText('Nothing has been done in a case of this kind yet').waitFor()
    await page.goto(`${casement.address}/insight/receipt-log`)
    await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
    await page.context().close()
  }, SCREENS_MS)

  describe.each([
    { width: 1440, height: 1000, colorScheme: 'light' },
    { width: 1440, height: 1000, colorScheme: 'dark' },
    { width: 390, height: 844, colorScheme: 'light' },
    { width: 390, height: 844, colorScheme: 'dark' },
  ] as const)('at $width, $colorScheme', ({ width, height, colorScheme }) => {
    test('has nothing that axe finds, scrolls sideways nowhere but in the picture, and complains of nothing', async () => {
      const context = await casement.browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
      const page = await openPageOf(context)
      const told: string[] = []
      page.on('console', (message) => message.type() === 'error' && told.push(message.text()))
      page.on('pageerror', (error) => told.push(error.message))
      const screens: [string, () => Promise<unknown>][] = [
        ['/insight', () => page.getByRole('heading', { name: 'Why clocks were paused' }).waitFor()],
        ['/insight?period=own&by=week', () => page.getByLabel('From').waitFor()],
        ['/insight/receipt-log', () => picture(page).locator('[data-arrow] text').first().waitFor()],
        ['/insight/void-nothing', () => page.getByRole('heading', { name: /nothing at this address/ }).waitFor()],
      ]
      for (const [address, isThere] of screens) {
        await page.setViewportSize({ width, height })
        await page.goto(casement.address + address)
        await isThere()
        expect([address, await findings(page)]).toEqual([address, []])
        expect([address, await overflow(page)]).toEqual([address, 0])
        if (width > 400) continue
        await page.setViewportSize({ width: 320, height })
        expect([address, 320, await overflow(page)]).toEqual([address, 320, 0])
      }
      expect(told.filter((words) => !words.includes('404'))).toEqual([])
      await context.close()
    }, SCREENS_MS)
  })
})

async function findings(page: Page): Promise<string[]> {
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }> } }
    const { violations } = await axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')} ${nodes[0]?.failureSummary ?? ''}`)
  }, AXE_TAGS)
}

/** By how many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
