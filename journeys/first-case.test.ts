import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

/** The first case, end to end, as an officer does it: every click on the real page of a real server. */
describeInBrowser('a suspected abandonment', () => {
  let casement: OpenDemonstration
  let page: Page

  beforeAll(async () => {
    casement = await openDemonstration({ CASEMENT_TEST_CLOCK: '1' })
    page = await casement.openPage()
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  const moveClock = async (now: string) => {
    const reply = await page.request.put(`${casement.address}/api/v1/test/clock`, { data: { now } })
    expect(reply.status()).toBe(200)
    await page.reload()
  }
  const nextActions = () => page.locator('section', { has: page.getByRole('heading', { name: 'Next actions' }) })
  const dialog = () => page.getByRole('dialog')
  const tab = (name: RegExp) => page.getByRole('tab', { name }).or(page.getByRole('link', { name }))
  const expectWords = async (place: Locator, ...words: (string | RegExp)[]) => {
    for (const word of words) await place.getByText(word).first().waitFor()
  }

  test('an officer signs in and starts a case for a tenancy found by a misspelt name', async () => {
    await page.goto(casement.address)
    await signIn(page, 'r.quill@larkmere.example')
    await moveClock('2030-01-08T10:00:00Z')

    await page.getByRole('link', { name: /Start a case/ }).click()
    await page.getByLabel('Describe it in your own words').fill('empty')
    await page.getByRole('button', { name: /Suspected abandonment/ }).click()
    await page.getByLabel('Address, name or reference').fill('Pudelford foundry')
    await page.getByRole('button', { name: /Puddleford, 2 Foundry Lane/ }).first().click()
    await expectWords(page.locator('main'), /open here/, 'Starts Visit the home')
    await page.getByRole('button', { name: /Start (the|another) case/ }).click()
    await page.waitForURL(/\/cases\/SA-30-\d{5}$/)
    await expectWords(nextActions(), 'Visit the home', 'Check our records')
  })

  test('the visit, completed with an outcome, opens the next stage', async () => {
    await nextActions().locator('li', { hasText: 'Visit the home' }).getByRole('button', { name: 'Complete' }).click()
    await nextActions().getByText('No sign of life').click()
    await expectWords(nextActions(), 'Opens the stage Enquiries')
    await nextActions().getByRole('button', { name: 'Complete C' }).click()
    await expectWords(nextActions(), 'Call tenant and next of kin', 'Visit again')
  })

  const dueOfEnquiries = async () => {
    await tab(/^Clocks/).click()
    const row = page.locator('li', { hasText: 'Enquiries finished' }).first()
    await row.waitFor()
    return row
  }

  test('a hold for one reason stops the clock, for another it does not', async () => {
    await expectWords(await dueOfEnquiries(), 'Tue 22 Jan')
    await hold('Police ask us not to enter')
    await expectWords(await dueOfEnquiries(), 'Paused')
    await moveClock('2030-01-10T10:00:00Z')
    await release()
    await expectWords(await dueOfEnquiries(), 'Thu 24 Jan')
    await hold('Waiting for an agency')
    await moveClock('2030-01-14T10:00:00Z')
    await expectWords(await dueOfEnquiries(), 'Thu 24 Jan')
    await release()
  })

  test('a task that was done last week is completed as of then, and never ahead of time', async () => {
    await tab(/^Summary/).click()
    const form = nextActions().locator('li', { hasText: 'Check our records' })
    await form.getByRole('button', { name: 'Complete' }).click()
    await form.getByRole('group', { name: 'Alerts on person and home read' }).getByText('Yes').click()
    await form.getByRole('button', { name: 'Done earlier?' }).click()
    await form.getByLabel('Day', { exact: true }).selectOption('2030-01-14')
    await form.getByLabel('Time', { exact: true }).fill('23:30')
    await form.getByRole('button', { name: 'Complete C' }).click()
    await expectWords(form, 'That is still to come: choose an earlier time')
    await form.getByLabel('Day', { exact: true }).selectOption('2030-01-09')
    await form.getByLabel('Time', { exact: true }).fill('14:30')
    await expectWords(form, 'Stops the clock Check our records')
    await form.getByRole('button', { name: 'Complete C' }).click()
    await nextActions().locator('li[data-open]').waitFor({ state: 'detached' })
    const ref = page.url().match(/SA-30-\d{5}/)![0]
    const { tasks, clocks } = (await (await page.request.get(`${casement.address}/api/v1/cases/${ref}`)).json()) as { tasks: { id: string; endedAt: string }[]; clocks: { of: string; state: string }[] }
    expect([tasks.find(({ id }) => id === 'check-records.1')?.endedAt, clocks.find(({ of }) => of === 'check-records.1')?.state]).toEqual(['2030-01-09T14:30:00.000Z', 'met'])
  })

  async function hold(reason: string): Promise<void> {
    await page.getByRole('button', { name: /^Hold/ }).first().click()
    await dialog().getByText(reason).click()
    await expectWords(dialog(), 'Puts the case on hold')
    await dialog().getByRole('button', { name: /^Hold/ }).click()
    await page.getByRole('button', { name: /^Release/ }).first().waitFor()
  }

  async function release(): Promise<void> {
    await page.getByRole('button', { name: /^Release/ }).first().click()
    await expectWords(dialog(), 'Releases the case')
    await dialog().getByRole('button', { name: /^Release/ }).click()
    await page.getByRole('button', { name: /^Hold/ }).first().waitFor()
  }

  test('the clock warns and then falls due, and both are seen', async () => {
    await moveClock('2030-01-22T10:00:00Z')
    await expectWords(await dueOfEnquiries(), 'Due soon')
    await moveClock('2030-01-25T10:00:00Z')
    await expectWords(await dueOfEnquiries(), 'Overdue')
    await tab(/^Summary/).click()
    await expectWords(page.locator('main'), 'Enquiries finished will soon be due.', 'Enquiries finished is past due.')
  })

  test('“why this date?” shows the sum, day by day', async () => {
    const row = await dueOfEnquiries()
    await row.getByRole('button', { name: /why this date/ }).click()
    const ledger = page.getByRole('complementary').filter({ hasText: 'Why this date?' })
    await expectWords(ledger, /10 working days from/, 'Weekend', /Paused: police ask us not to enter/i, 'Thu 24 Jan, to midnight')
    const total = await ledger.locator('tr', { hasText: /^Due/ }).innerText()
    expect(total).toMatch(/10$/)
    await page.keyboard.press('Escape')
  })

  test('the visit is done again, with a preview of what follows, and the case closes', async () => {
    await tab(/^Tasks/).click()
    await page.locator('li', { hasText: 'Visit the home' }).getByRole('button', { name: 'Do again' }).click()
    await dialog().getByRole('textbox').first().fill('The neighbour says it was the wrong door.')
    await expectWords(dialog(), 'Takes back Enquiries', 'Withdraws the clock Enquiries finished', 'Starts Visit the home')
    await dialog().getByRole('button', { name: 'Do it again' }).click()
    await tab(/^Summary/).click()
    await nextActions().locator('li', { hasText: 'Visit the home' }).getByRole('button', { name: 'Complete' }).click()
    await nextActions().getByText('The tenant lives there').click()
    await expectWords(nextActions(), 'Closes the case')
    await nextActions().getByRole('button', { name: 'Complete C' }).click()
    await expectWords(page.locator('main'), 'Closed')
  })

  test('after a reload every event is in the log', async () => {
    await page.reload()
    await tab(/^Log/).click()
    const ref = page.url().match(/SA-30-\d{5}/)![0]
    const { items } = (await (await page.request.get(`${casement.address}/api/v1/cases/${ref}/events?limit=200`)).json()) as { items: { seq: number; type: string; words: string }[] }
    expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => index + 1))
    expect(items.map(({ type }) => type)).toEqual(expect.arrayContaining(['case-opened', 'hold-began', 'hold-ended', 'clock-paused', 'clock-warned', 'clock-due', 'item-superseded', 'case-closed']))
    const log = page.locator('main')
    for (const { words } of items) await expectWords(log, words)
  })
})
