import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

/** Mould that was reported yesterday and is typed today, as an officer does it on the real pages. */
describeInBrowser('a hazard under Awaab’s Law', () => {
  let casement: OpenDemonstration
  let page: Page

  beforeAll(async () => {
    casement = await openDemonstration({ CASEMENT_TEST_CLOCK: '1' })
    page = await casement.openPage()
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  const nextActions = () => page.locator('section', { has: page.getByRole('heading', { name: 'Next actions' }) })
  const openTab = (name: RegExp) => page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name }).click()
  const expectWords = async (place: Locator, ...words: (string | RegExp)[]) => {
    for (const word of words) await place.getByText(word).first().waitFor()
  }

  test('is found by a word among several case types, and asks for the lists of the day on which we were told', async () => {
    await page.goto(casement.address)
    await signIn(page, 'r.quill@larkmere.example')
    expect((await page.request.put(`${casement.address}/api/v1/test/clock`, { data: { now: '2030-01-08T10:00:00Z' } })).status()).toBe(200)
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

  test('says what is needed as its answers stand, and is refused nothing before all of it is there', async () => {
    const refused: string[] = []
    page.on('response', (response) => { if (response.status() === 422) refused.push(response.url()) })
    await nextActions().locator('li', { hasText: 'Decide how urgent it is' }).getByRole('button', { name: 'Complete' }).click()
    const form = page.getByRole('form', { name: 'Complete: Decide how urgent it is' })
    await form.getByLabel('Which other hazard (optional)', { exact: true }).waitFor()
    await form.getByLabel('Kind of hazard (optional)').selectOption('Another hazard')
    await form.getByLabel('Which other hazard', { exact: true }).waitFor()
    await form.getByRole('radio', { name: /^Significant/ }).click()
    await form.getByLabel('Reasons').fill('A baby sleeps in the room.')
    await expectWords(form, 'Fill in what is asked, and this says what follows.')
    await form.getByRole('button', { name: 'Complete C' }).click()
    await form.getByText('Choose one').waitFor()
    await form.getByLabel('Which other hazard', { exact: true }).selectOption({ index: 1 })
    await expectWords(form, 'Starts Investigate the hazard')
    await form.getByLabel('Kind of hazard (optional)').selectOption('Damp and mould')
    await form.getByLabel('Which other hazard (optional)', { exact: true }).selectOption('Choose')
    await expectWords(form, 'Starts Investigate the hazard')
    expect(refused).toEqual([])
    await page.keyboard.press('Escape')
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

  test('is started once although what they said could not be added, which waits in the form of a note', async () => {
    const said = 'The cot stands against the wet wall'
    await page.goto(`${casement.address}/start`)
    await page.getByRole('button', { name: /Hazard in the home/ }).click()
    await page.getByLabel('Address, name or reference').fill('4 Mill Row')
    await page.getByRole('list', { name: 'People and homes that match' }).getByRole('button').first().click()
    await page.getByLabel('Kind of hazard').selectOption('Damp and mould')
    await page.getByLabel('What did they say?').fill(said)
    await page.route('**/api/v1/cases/*/notes', (route) => route.abort())
    await page.getByRole('button', { name: /Start (the|another) case/ }).click()
    await page.waitForURL(/\/cases\/HZ-30-\d{5}$/)
    await expectWords(page.getByRole('status'), /^HZ-30-\d{5} is started; what they said could not be added\./)
    await page.unroute('**/api/v1/cases/*/notes')
    await page.getByRole('button', { name: /^Note/ }).click()
    const note = page.getByRole('dialog')
    expect(await note.getByRole('textbox').inputValue()).toBe(said)
    await note.getByRole('button', { name: 'Add the note' }).click()
    await expectWords(page.locator('main'), said)
  })

  test('that they rang about begins with the call', async () => {
    await page.goto(`${casement.address}/start`)
    await page.getByRole('button', { name: /Hazard in the home/ }).click()
    await page.getByLabel('Address, name or reference').fill('4 Mill Row')
    await page.getByRole('list', { name: 'People and homes that match' }).getByRole('button').first().click()
    await page.getByLabel('Kind of hazard').selectOption('Damp and mould')
    await page.getByLabel('How did they tell us?').selectOption('Phone')
    await page.getByLabel('What did they say?').fill('Black mould behind the cot')
    await page.getByRole('button', { name: /Start (the|another) case/ }).click()
    await page.waitForURL(/\/cases\/HZ-30-\d{5}$/)
    await expectWords(page.locator('main'), 'Contact received by phone. Black mould behind the cot')
  })
})
