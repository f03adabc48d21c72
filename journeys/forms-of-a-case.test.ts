import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { lookAt } from './look-at.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'
import { AXE_TAGS, findings } from './what-axe-finds.ts'

/** What is done to a case beside its tasks, each in a form that says what follows. */
describeInBrowser('the forms of a case', () => {
  let casement: OpenDemonstration
  let page: Page
  let ref: string
  let subject: { kind: string; id: string }

  beforeAll(async () => {
    casement = await openDemonstration()
    page = await casement.openPage()
    await page.goto(casement.address)
    await signIn(page, 'r.quill@larkmere.example')
    const found = (await (await page.request.get(`${casement.address}/api/v1/search?q=mill+row&kind=tenancy`)).json()) as { results: { kind: string; id: string }[] }
    subject = { kind: 'tenancy', id: found.results.find(({ kind }) => kind === 'tenancy')!.id }
    const opened = await page.request.post(`${casement.address}/api/v1/cases`, { data: { caseType: 'anti-social-behaviour', subject, fields: { report: 'Shouting at night', categories: ['noise'], hate: false, abuseAtHome: 'no' } } })
    ref = ((await opened.json()) as { ref: string }).ref
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  const region = (name: string) => page.getByRole('region', { name, exact: true })
  const sheet = () => page.getByRole('dialog')
  /** Axe finds nothing on a form as it is filled in. */
  const look = async (on: Page, name: string) => {
    expect(await findings(on, { type: 'tag', values: AXE_TAGS })).toEqual([])
    await lookAt(on, name)
  }
  const told = (words: string) => page.getByText(words).first().waitFor()

  test('a case that is not started yet asks for what another answer makes needed, in sight of it', async () => {
    await page.goto(`${casement.address}/start`)
    await page.getByRole('button', { name: /^Anti-social behaviour/ }).click()
    const perception = page.getByRole('group', { name: /^Whose perception/ }).or(page.getByLabel(/^Whose perception/))
    const hate = page.getByRole('group', { name: 'Somebody perceives it as hate' })
    await hate.getByRole('radio', { name: 'Yes' }).check()
    await perception.first().waitFor()
    expect(await page.getByText('Whose perception (optional)').count()).toBe(0)
    await look(page, 'start-hate')
    await hate.getByRole('radio', { name: 'No' }).check()
    await perception.first().waitFor({ state: 'detached' })
  })

  test('a strand is started, ranked and ended, and each form says what follows', async () => {
    await page.goto(`${casement.address}/cases/${ref}`)
    await region('Strands').getByRole('button', { name: 'Start a strand' }).click()
    await sheet().getByLabel('Of what?').selectOption({ index: 1 })
    await sheet().getByRole('radio', { name: 'Urgent' }).check()
    await sheet().getByText(/^Starts the strand /).waitFor()
    await look(page, 'start-strand')
    await sheet().getByRole('button', { name: 'Start it' }).click()
    await told('The strand is started.')
    const strand = region('Strands').getByRole('listitem').filter({ hasText: 'Urgent priority' })
    await strand.getByRole('button', { name: /^Set its priority/ }).click()
    await sheet().getByRole('radio', { name: 'High' }).check()
    await sheet().getByText(/^Sets the priority of .* to high/).waitFor()
    await sheet().getByRole('button', { name: 'Set it' }).click()
    await region('Strands').getByText('High priority').waitFor()
    await look(page, 'strands')
    await region('Strands').getByRole('button', { name: /^End it/ }).first().click()
    await sheet().getByRole('radio', { name: 'No evidence' }).check()
    await sheet().getByLabel('Why?').fill('Nobody else heard it')
    await look(page, 'end-strand')
    await sheet().getByText(/^(Ends the strand|Not yet: .* required work)/).first().waitFor()
    await page.keyboard.press('Escape')
    expect(await region('Strands').getByRole('listitem').count()).toBe(2)
  })

  test('a record is linked and taken away, with the reason', async () => {
    await region('Linked records').getByRole('button', { name: 'Link a record' }).click()
    await sheet().getByLabel('Which person, home or tenancy?').fill('27 Larch Walk')
    await sheet().getByRole('button', { name: /27 Larch Walk/ }).first().click()
    await sheet().getByLabel(/In which part/).fill('affected')
    await look(page, 'link-record')
    await sheet().getByRole('button', { name: 'Link it' }).click()
    const linked = region('Linked records').getByRole('listitem').filter({ hasText: '27 Larch Walk' })
    await linked.getByText('affected').waitFor()
    await linked.getByRole('button', { name: /^Take the record away/ }).click()
    await sheet().getByLabel('Why?').fill('Another home')
    await sheet().getByRole('button', { name: 'Take it away' }).click()
    await linked.waitFor({ state: 'detached' })
    expect(await region('Linked records').getByRole('listitem').count()).toBe(0)
  })

  test('somebody on record takes part in a role of the case type', async () => {
    await region('People').getByRole('button', { name: 'Add somebody' }).click()
    await sheet().getByRole('radio', { name: 'Somebody on our records' }).check()
    await sheet().getByLabel('Which person?').fill('Lund')
    const person = sheet().getByRole('listitem').getByRole('button').first()
    const name = (await person.innerText()).split('\n')[0]!
    await person.click()
    await sheet().getByRole('radio', { name: 'Witness' }).check()
    await sheet().getByRole('radio', { name: 'They must not be told' }).check()
    await look(page, 'add-party')
    await sheet().getByRole('button', { name: 'Add them' }).click()
    const party = region('People').getByRole('listitem').filter({ hasText: 'witness' })
    expect(await party.innerText()).toContain(name.trim())
  })

  test('whom a task waits on is said from the case, and the case shows it', async () => {
    await page.getByRole('button', { name: 'More' }).click()
    await look(page, 'menu')
    await page.getByRole('menuitem', { name: 'Say whom it waits on' }).click()
    await sheet().getByRole('group', { name: 'Which task?' }).getByRole('radio').first().check()
    await sheet().getByRole('radio', { name: 'Another agency' }).check()
    await look(page, 'waiting-on')
    await sheet().getByRole('button', { name: 'Say so' }).click()
    await told('It is said whom the task waits on.')
    await region('Next actions').getByText('Agency').first().waitFor()
    expect(await region('Next actions').getByText('Agency').count()).toBeGreaterThan(0)
  })

  test('a cancelled case is opened again with its path from a step, and says before what that does', async () => {
    const dawn = await casement.openPage()
    await dawn.goto(casement.address)
    await signIn(dawn, 'd.ellery@larkmere.example')
    const { ref } = (await (await dawn.request.post(`${casement.address}/api/v1/cases`, { data: { caseType: 'suspected-abandonment', subject, fields: {} } })).json()) as { ref: string }
    const act = (path: string, data: object) => dawn.request.post(`${casement.address}/api/v1/cases/${ref}/${path}`, { data, headers: { 'if-match': '*' } })
    expect((await act('tasks/visit.1/completion', { outcome: 'no-sign-of-life', fields: { callingCardLeft: true } })).status()).toBe(200)
    expect((await act('cancellation', { reason: 'Opened twice' })).status()).toBe(200)
    await dawn.goto(`${casement.address}/cases/${ref}`)
    await dawn.getByRole('button', { name: 'More' }).click()
    await dawn.getByRole('menuitem', { name: 'Reopen the case' }).click()
    const form = dawn.getByRole('dialog')
    await form.getByLabel('Why?').fill('It was not')
    await form.getByRole('radio', { name: 'The path restarts from a step' }).check()
    await form.getByLabel('From which step?').selectOption({ index: 1 })
    await form.getByText('Restarts the path from Visit the home').waitFor()
    await look(dawn, 'reopen')
    await form.getByRole('button', { name: 'Reopen', exact: true }).click()
    await dawn.getByText(`${ref} is open again.`).waitFor()
    expect(((await (await dawn.request.get(`${casement.address}/api/v1/cases/${ref}`)).json()) as { status: string }).status).toBe('open')
  })
})
