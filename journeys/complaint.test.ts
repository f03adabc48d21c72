import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

/** A complaint whose reply is extended: the date moves when the resident was told, and the first target stays in sight. */
describeInBrowser('a complaint', () => {
  let casement: OpenDemonstration
  let page: Page

  beforeAll(async () => {
    casement = await openDemonstration({ CASEMENT_TEST_CLOCK: '1' })
    page = await casement.openPage()
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  const moveClock = async (now: string) => {
    expect((await page.request.put(`${casement.address}/api/v1/test/clock`, { data: { now } })).status()).toBe(200)
    await page.reload()
  }
  const nextActions = () => page.locator('section', { has: page.getByRole('heading', { name: 'Next actions' }) })
  const dialog = () => page.getByRole('dialog')
  const ledger = () => page.getByRole('complementary').filter({ hasText: 'Why this date?' })
  const expectWords = async (place: Locator, ...words: (string | RegExp)[]) => {
    for (const word of words) await place.getByText(word).first().waitFor()
  }
  const complete = async (task: string, fill: (form: Locator) => Promise<void> = async () => undefined) => {
    await nextActions().locator('ol > li', { hasText: task }).getByRole('button', { name: 'Complete' }).first().click()
    await fill(nextActions())
    await nextActions().getByRole('button', { name: 'Complete C' }).click()
    await nextActions().locator('ol > li', { hasText: task }).waitFor({ state: 'detached' })
  }
  const showReplyClock = async () => {
    await page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name: /^Clocks/ }).click()
    await page.locator('li', { hasText: 'Stage 1 reply' }).getByRole('button', { name: /why this date/ }).click()
  }

  test('is started for a person found by name, decided and acknowledged', async () => {
    await page.goto(casement.address)
    await signIn(page, 'i.marlowe@larkmere.example')
    await moveClock('2030-01-08T10:00:00Z')
    await page.getByRole('link', { name: /Start a case/ }).click()
    await page.getByRole('heading', { name: 'Start a case' }).click()
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('Describe it in your own words').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('unhappy')
    await page.getByRole('button', { name: /^Complaint/ }).click()
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('Address, name or reference').and(page.locator(':focus')).waitFor()
    await page.getByLabel('Address, name or reference').fill('Cobblewick')
    await page.getByRole('list', { name: 'People and homes that match' }).getByRole('button', { name: /^Nettie Cobblewick/ }).first().click()
    await page.getByRole('heading', { name: 'Start a case' }).click()
    await page.keyboard.press('Control+Enter')
    await page.getByLabel('What they are dissatisfied with').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Nobody rings back about the fence')
    await expectWords(page.locator('main'), 'Starts Decide what it is')
    await page.getByRole('heading', { name: 'Start a case' }).click()
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/\/cases\/CO-30-\d{5}$/)

    await complete('Decide what it is', async (form) => {
      await form.getByRole('radio', { name: /^A complaint/ }).check()
      await form.getByLabel('Why', { exact: true }).fill('Dissatisfied with how we dealt with it')
    })
    await complete('Agree the complaint with the resident', (form) => form.getByLabel('The complaint as agreed').fill('Four calls were promised and none made'))
    await complete('Acknowledgement')
    await expectWords(nextActions(), 'Ask services for evidence')
  })

  test('says at its date how it can be extended, and before it does what that would do', async () => {
    await showReplyClock()
    await expectWords(ledger(), 'Stage 1 reply by Tue 22 Jan', /It may be extended once, by at most 10 working days/)
    await ledger().getByRole('button', { name: 'Extend' }).click()
    await dialog().getByLabel('By how many working days? (at most 10)').fill('11')
    await dialog().getByLabel('Why?').fill('The surveyor who came is on leave')
    await dialog().getByRole('button', { name: 'Propose it' }).click()
    await expectWords(dialog(), 'Write a number from 1 to 10')
    await dialog().getByLabel('By how many working days? (at most 10)').fill('5')
    await expectWords(dialog(), /Proposes to extend the clock Stage 1 reply by 5 working days/, /new date Tue 29 Jan/, 'Starts Letter about a later stage 1 reply')
    await dialog().getByRole('button', { name: 'Propose it' }).click()
    await dialog().waitFor({ state: 'detached' })
    await expectWords(ledger(), 'Stage 1 reply by Tue 22 Jan', /to Tue 29 Jan, once the letter has gone out in time/, /An extension of Stage 1 reply has been proposed already/)
  })

  test('moves the date once the letter went out, and keeps the first target in sight', async () => {
    await page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name: /^Summary/ }).click()
    await complete('Letter about a later stage 1 reply')
    await expectWords(ledger(), 'Stage 1 reply by Tue 29 Jan', /Ines Marlowe, Tue 8 Jan, told the same day. 5 of at most 10/, 'Tue 29 Jan, to midnight', 'First target')
    expect(await ledger().locator('tr', { hasText: /^Extended/ }).innerText()).toMatch(/\+ 5$/)
    expect(await ledger().locator('[data-extended]').count()).toBeGreaterThanOrEqual(5)
    await expectWords(page.locator('main'), 'Stage 1 reply extended by 5 working days:')
    await page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name: /^Clocks/ }).click()
    await expectWords(page.locator('li', { hasText: 'Stage 1 reply' }), 'First target Tue 22 Jan')
    expect(await ledger().getByRole('button', { name: 'Extend' }).count()).toBe(0)
  })

  test('names the case of the hazard that it told us about: only cases are offered, and the choice outlives a reload', async () => {
    const reply = await page.request.patch(`${casement.address}/api/v1${new URL(page.url()).pathname}/fields`, { data: { fields: { hazardReported: true } }, headers: { 'if-match': '*' } })
    expect(reply.status()).toBe(200)
    await page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name: /^Summary/ }).click()
    const task = nextActions().locator('ol > li', { hasText: 'Start a hazard case' })
    await task.getByRole('button', { name: 'Complete' }).click()
    const searched = page.waitForRequest((request) => request.url().includes('/api/v1/search?q=Larch'))
    await task.getByLabel('Hazard case (optional)').fill('Larch Walk')
    expect(new URL((await searched).url()).searchParams.get('kind')).toBe('case')
    await task.locator('li').getByRole('button').first().click()
    const chosen = task.locator('p', { has: page.getByRole('button', { name: 'Change' }) }).getByText(/^[A-Z]{2}-\d\d-\d{5} /)
    await chosen.waitFor()
    await task.getByText(/^Draft saved/).first().waitFor()
    await page.reload()
    await chosen.waitFor()
  })
})
