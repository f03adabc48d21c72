import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

/** More than a page of the log holds. */
const NOTES = 205

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

/** Everything that a case's tabs show, each by a link that can be shared. */
describeInBrowser('the tabs of a case', () => {
  let casement: OpenDemonstration
  let page: Page
  let address: string

  beforeAll(async () => {
    casement = await openDemonstration()
    page = await casement.openPage()
    await page.goto(casement.address)
    await signIn(page, 'r.quill@larkmere.example')
    const found = (await (await page.request.get(`${casement.address}/api/v1/search?q=mill+row&kind=tenancy`)).json()) as { results: { kind: string; id: string }[] }
    const subject = { kind: 'tenancy', id: found.results.find(({ kind }) => kind === 'tenancy')!.id }
    const opened = await page.request.post(`${casement.address}/api/v1/cases`, { data: { caseType: 'suspected-abandonment', subject, fields: {}, occurredAt: daysAgo(6) } })
    address = `/cases/${((await opened.json()) as { ref: string }).ref}`
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  const send = async (path: string, data: object) => {
    const reply = await page.request.post(`${casement.address}/api/v1${address}/${path}`, { data, headers: { 'if-match': '*' } })
    expect([reply.status(), await reply.text()]).toEqual([200, expect.any(String)])
  }

  test('a task that was done again shows both versions, and which answers changed in words', async () => {
    await send('tasks/visit.1/completion', { outcome: 'unsure', fields: { callingCardLeft: true, spokeTo: 'Nobody' }, notes: 'Curtains drawn' })
    await send('tasks/visit.1/redo', { reason: 'It was the wrong door' })
    await page.goto(`${casement.address}${address}?tab=tasks`)
    await page.getByRole('link', { name: 'Before and now: Visit the home' }).first().click()
    const panel = page.getByRole('complementary')
    await panel.getByText('It is still to be done again').waitFor()
    await panel.getByText('Why it was done again: It was the wrong door').waitFor()
    await send('tasks/visit.2/completion', { outcome: 'no-sign-of-life', fields: { callingCardLeft: true, spokeTo: 'Mrs Lund at 13' }, notes: 'Curtains drawn' })
    await panel.getByText('2 of 4 answers changed').waitFor()
    const rows = await panel.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.split('\n').join(' '))))
    expect(rows).toEqual([
      ['How it ended Changed', 'Not sure', 'No sign of life'],
      ['Calling card left', 'Yes', 'Yes'],
      ['Whom we spoke to Changed', 'Nobody', 'Mrs Lund at 13'],
      ['Note', 'Curtains drawn', 'Curtains drawn'],
    ])
    const shared = page.url()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await page.goto(shared)
    await panel.getByText('2 of 4 answers changed').waitFor()
  })

  test('tasks show as a list and as the path, each by its own link', async () => {
    await page.goto(`${casement.address}${address}?tab=tasks`)
    await page.getByRole('link', { name: 'As the path' }).click()
    await page.getByRole('heading', { name: 'Where the case is' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Where the case is' }).waitFor()
    await page.getByRole('link', { name: 'As a list' }).click()
    await page.getByRole('heading', { name: 'Tasks', exact: true }).waitFor()
    expect(new URL(page.url()).search).toBe('?tab=tasks')
  })

  test('on a phone “why this date?” is a sheet from the foot, and the page stays where it was', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${casement.address}${address}?tab=clocks`)
    const opener = page.getByRole('button', { name: /why this date/ }).last()
    await opener.scrollIntoViewIfNeeded()
    const before = await page.evaluate(() => window.scrollY)
    await opener.click()
    const sheet = page.getByRole('dialog', { name: /^Why this date\?/ })
    await sheet.getByText('Due', { exact: true }).waitFor()
    expect(await sheet.evaluate((place) => place.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    expect([await opener.evaluate((button) => button === document.activeElement), await page.evaluate(() => window.scrollY)]).toEqual([true, before])
    await page.setViewportSize({ width: 1440, height: 1000 })
  })

  test('the people whom a case is about come first, and each leads to what we hold', async () => {
    const { subject } = (await (await page.request.get(`${casement.address}/api/v1${address}`)).json()) as { subject: { people: { id: string; name: string }[] } }
    const [tenant] = subject.people
    await page.goto(`${casement.address}${address}?tab=people`)
    const row = page.getByRole('listitem').filter({ hasText: 'tenant' }).first()
    expect(await row.getByRole('link').getAttribute('href')).toBe(`/people/${tenant!.id}`)
    await page.getByRole('link', { name: `People ${subject.people.length}`, exact: true }).waitFor()
  })

  test('a case is started from the page of a person, and is about them', async () => {
    const { subject } = (await (await page.request.get(`${casement.address}/api/v1${address}`)).json()) as { subject: { people: { id: string; name: string }[] } }
    const { id, name } = subject.people[0]!
    await page.goto(`${casement.address}/people/${id}`)
    await page.getByRole('button', { name: 'Start a case about this' }).click()
    await page.getByRole('region', { name: /Who or which home/ }).getByText(name, { exact: true }).waitFor()
    await page.getByLabel('Describe it in your own words').fill('unhappy')
    await page.getByRole('button', { name: /^Complaint/ }).click()
    await page.getByLabel('What they are dissatisfied with').fill('The fence')
    await page.getByRole('button', { name: /Start (the|another) case/ }).click()
    await page.waitForURL(/\/cases\/CO-\d\d-\d{5}$/)
    const opened = (await (await page.request.get(`${casement.address}/api/v1${new URL(page.url()).pathname}`)).json()) as { subject: { kind: string; id: string } }
    expect(opened.subject).toMatchObject({ kind: 'person', id })
  })

  test('what we know can be taken away again: an emptied field stays empty and is sent', async () => {
    const known = page.locator('dl > div', { hasText: 'Tenant last seen on' }).locator('dd')
    for (const [day, shown] of [[daysAgo(20).slice(0, 10), /\w/], ['', '–']] as const) {
      await page.goto(`${casement.address}${address}`)
      await page.getByRole('button', { name: 'Put right' }).click()
      const sheet = page.getByRole('dialog')
      await sheet.getByLabel('Tenant last seen on (optional)').fill(day)
      expect(await sheet.getByLabel('Tenant last seen on (optional)').inputValue()).toBe(day)
      await sheet.getByRole('button', { name: 'Put right' }).click()
      await sheet.waitFor({ state: 'detached' })
      await known.getByText(shown).waitFor()
    }
  })

  test('whoever opens a sheet, by key or by click, types into its first field at once', async () => {
    await page.goto(`${casement.address}${address}`)
    await page.getByRole('heading', { name: 'Next actions' }).waitFor()
    const sheet = page.getByRole('dialog')
    await page.keyboard.press('n')
    await sheet.locator('textarea:focus').waitFor()
    await page.keyboard.type('Rang twice, nobody home')
    expect(await sheet.getByLabel('Note').inputValue()).toBe('Rang twice, nobody home')
    await page.keyboard.press('Control+Enter')
    await sheet.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Hold/ }).first().click()
    await sheet.locator('input[type="radio"]:focus').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Set the priority' }).click()
    await sheet.locator('input[type="radio"]:focus').waitFor()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await page.goto(`${casement.address}/my-work`)
    await page.locator('[data-row]').first().waitFor()
    await page.keyboard.press('h')
    await sheet.locator('input[type="radio"]:focus').waitFor()
  })

  test('C on a task of which nothing is asked leads to its Complete, so that Enter does it', async () => {
    await page.goto(`${casement.address}/my-work`)
    const row = page.locator(`[data-row="${address.slice('/cases/'.length)}/contact-letter.2"]`)
    await row.getByRole('link').first().focus()
    await page.keyboard.press('c')
    await row.getByRole('button', { name: /^Complete/ }).and(page.locator('[type="submit"]:focus')).waitFor()
    expect(await row.getByText('Say how it ended').count()).toBe(0)
  })

  test('a case on hold offers to be released where its next actions would stand, and a refusal goes once its cause is put right', async () => {
    await page.goto(`${casement.address}${address}`)
    await page.getByRole('button', { name: /^Hold/ }).first().click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('Waiting for an agency').click()
    await sheet.getByLabel(/^Until/).fill(daysAgo(3).slice(0, 10))
    await sheet.getByRole('button', { name: 'Hold' }).click()
    await sheet.getByText('It was not done.').waitFor()
    await sheet.getByLabel(/^Until/).fill(daysAgo(-3).slice(0, 10))
    await sheet.getByText('It was not done.').waitFor({ state: 'detached' })
    await sheet.getByRole('button', { name: 'Hold' }).click()
    await sheet.waitFor({ state: 'detached' })
    await page.getByText('Waiting for an agency. Its tasks go on once it is released.').waitFor()
    await page.getByRole('button', { name: 'Release the case' }).click()
    await sheet.getByRole('button', { name: 'Release' }).click()
    await sheet.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: /^Hold/ }).first().waitFor()
    expect(await page.getByRole('button', { name: 'Release the case' }).count()).toBe(0)
  })

  test('closing says first what is not done, and asks for no explanation meanwhile', async () => {
    await page.goto(`${casement.address}${address}`)
    await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: /^Close the case\s*Not yet: \d+ things stand in the way$/ }).click()
    const sheet = page.getByRole('dialog', { name: 'Close the case' })
    const words = await sheet.getByRole('listitem').allInnerTexts()
    expect(words).toEqual(expect.arrayContaining(['Check our records is not done']))
    expect(words).toEqual([...new Set(words)])
    expect(await sheet.getByRole('textbox').count()).toBe(0)
    await sheet.getByRole('button', { name: 'Back to the case' }).click()
    await sheet.waitFor({ state: 'detached' })
  })

  test('somebody is added to the case, and their part ends', async () => {
    await page.goto(`${casement.address}${address}?tab=people`)
    await page.getByRole('button', { name: 'Add somebody' }).click()
    await page.getByRole('dialog').getByText('Somebody else').click()
    await page.getByRole('dialog').getByLabel('What are they called?').fill('Edna Lund')
    await page.getByRole('dialog').getByLabel(/^What part/).fill('neighbour')
    await page.getByRole('dialog').getByText('They must not be told').click()
    await page.getByRole('dialog').getByRole('button', { name: 'Add them' }).click()
    await page.getByText('Must not be told the outcome.').waitFor()
    await page.getByRole('button', { name: 'End their part: Edna Lund' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End their part' }).click()
    await page.getByText('No longer part of the case.').waitFor()
    expect(await page.getByRole('button', { name: /^End their part/ }).count()).toBe(0)
  })

  test('the answer that a case waits for is recorded as of when it came', async () => {
    await send('tasks/contact-letter.2/completion', { occurredAt: daysAgo(2) })
    await page.goto(`${casement.address}${address}`)
    await page.getByRole('button', { name: 'Record the answer: Answer to the contact letter' }).click()
    const sheet = page.getByRole('dialog')
    const yesterday = await sheet.getByLabel('Day', { exact: true }).locator('option', { hasText: 'Yesterday' }).getAttribute('value')
    await sheet.getByLabel('Day', { exact: true }).selectOption(yesterday)
    await sheet.getByLabel('Time', { exact: true }).fill('23:59')
    await sheet.getByLabel('Note').fill('She is at her sister’s until Sunday')
    await sheet.getByRole('button', { name: 'Record the answer' }).click()
    await sheet.waitFor({ state: 'detached' })
    await page.getByText('Answer to the contact letter: tenant answers.').waitFor()
    const { tasks } = (await (await page.request.get(`${casement.address}/api/v1${address}`)).json()) as { tasks: { step: string; outcome: string | null; endedAt: string }[] }
    const answer = tasks.find(({ step, outcome }) => step === 'answer-to-letter' && outcome !== null)
    expect([answer?.outcome, answer?.endedAt.slice(0, 10)]).toEqual(['answered', yesterday])
  })

  test('the log goes back to the first event, and shows one kind by a link', async () => {
    for (let note = 1; note <= NOTES; note++) await send('notes', { text: `Note ${note}`, ...(note === NOTES && { occurredAt: daysAgo(5) }) })
    await page.goto(`${casement.address}${address}?tab=log`)
    const rows = page.getByRole('table').locator('tbody tr')
    const last = rows.filter({ hasText: `Note ${NOTES}` })
    await last.waitFor()
    const [happened, recorded] = await last.locator('time').evaluateAll((times) => times.map((time) => Date.parse(time.getAttribute('datetime') ?? '')))
    expect(Math.round((recorded! - happened!) / 86_400_000)).toBe(5)
    expect(await page.getByText('Case opened.').count()).toBe(0)
    const earlier = page.getByRole('button', { name: 'Show earlier events' })
    while (await earlier.isVisible()) {
      const shown = await rows.count()
      await earlier.click()
      await rows.nth(shown).waitFor()
    }
    await page.getByText('This is where the case began.').waitFor()
    await rows.last().getByText('Case opened.').waitFor()
    const numbers = await rows.evaluateAll((all) => all.map((row) => Number(row.firstElementChild?.textContent)))
    expect(numbers).toEqual(numbers.map((_, index) => numbers.length - index))
    await page.getByRole('navigation', { name: 'Kinds of event' }).getByRole('link', { name: 'Tasks' }).click()
    await page.getByText('Visit the home done: No sign of life.').waitFor()
    const kinds = async () => [...new Set(await rows.locator('td:last-child').allInnerTexts())]
    expect(await kinds()).toEqual(['task'])
    await page.goto(page.url())
    await rows.first().waitFor()
    expect(await kinds()).toEqual(['task'])
  }, 90_000)
})
