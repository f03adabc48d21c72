import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

/** Two people on one case: what one does the other sees, and neither loses what they typed. */
describeInBrowser('two people on one case', () => {
  let casement: OpenDemonstration
  let rosalind: Page
  let tariq: Page
  let ref: string

  beforeAll(async () => {
    casement = await openDemonstration()
    rosalind = await openPageOf('r.quill@larkmere.example')
    tariq = await openPageOf('t.fennimore@larkmere.example')
    ref = await openCase(rosalind)
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  async function openPageOf(email: string): Promise<Page> {
    const page = await casement.openPage()
    await page.goto(casement.address)
    await signIn(page, email)
    return page
  }

  /** A case of the demonstration's landlord that is new and nobody else's. */
  async function openCase(page: Page): Promise<string> {
    const found = (await (await page.request.get(`${casement.address}/api/v1/search?q=larch+walk&kind=tenancy`)).json()) as { results: { kind: string; id: string }[] }
    const { id } = found.results.find(({ kind }) => kind === 'tenancy')!
    const reply = await page.request.post(`${casement.address}/api/v1/cases`, { data: { caseType: 'suspected-abandonment', subject: { kind: 'tenancy', id }, fields: {} } })
    expect([reply.status(), await reply.text()]).toEqual([201, expect.any(String)])
    return ((await reply.json()) as { ref: string }).ref
  }

  const send = async (page: Page, path: string, data: object) => {
    const reply = await page.request.post(`${casement.address}/api/v1/cases/${ref}/${path}`, { data, headers: { 'if-match': '*' } })
    expect([reply.status(), await reply.text()]).toEqual([200, expect.any(String)])
  }
  const openOn = async (page: Page, search = '') => {
    await page.goto(`${casement.address}/cases/${ref}${search}`)
    await nextActions(page).waitFor()
  }
  const nextActions = (page: Page) => page.locator('section', { has: page.getByRole('heading', { name: 'Next actions' }) })
  const action = (page: Page, name: string) => nextActions(page).locator('li', { hasText: name })
  const expectWords = async (place: Locator, ...words: (string | RegExp)[]) => {
    for (const word of words) await place.getByText(word).first().waitFor()
  }

  test('each sees that the other has the case open, and that they have left', async () => {
    await openOn(rosalind)
    await openOn(tariq)
    await expectWords(tariq.locator('main'), 'Rosalind Quill also has this case open')
    await expectWords(rosalind.locator('main'), 'Tariq Fennimore also has this case open')
    await tariq.goto(`${casement.address}/my-work`)
    await rosalind.getByText('Tariq Fennimore also has this case open').waitFor({ state: 'detached' })
    await openOn(tariq)
  })

  test('what one does appears at the other, in place, while they type', async () => {
    await rosalind.getByRole('button', { name: /^Note/ }).click()
    const note = rosalind.getByRole('dialog').getByRole('textbox')
    await note.fill('The neighbour has a key')
    await action(tariq, 'Check our records').getByRole('button', { name: /Complete/ }).click()
    await expectWords(tariq.locator('main'), 'Rosalind Quill is also working on this case')
    await expectWords(action(tariq, 'Check our records'), /Rosalind Quill is also working on this case\. Whoever/)
    await tariq.keyboard.press('Escape')
    await send(tariq, 'tasks/visit.1/completion', { outcome: 'no-sign-of-life' })
    await expectWords(rosalind.locator('main'), 'Tariq Fennimore completed Visit the home just now')
    await expectWords(rosalind.locator('section', { has: rosalind.getByRole('heading', { name: 'Timeline' }) }), 'Visit the home done:')
    expect(await note.inputValue()).toBe('The neighbour has a key')
  })

  test('whoever sends second is shown who did what, keeps what they typed, and can send it as well', async () => {
    const sheet = rosalind.getByRole('dialog')
    await sheet.getByRole('button', { name: 'Add the note' }).click()
    await expectWords(sheet, 'This case changed while you were writing.', /^Tariq Fennimore, today, .*: Visit the home done:/)
    expect(await sheet.getByRole('textbox').inputValue()).toBe('The neighbour has a key')
    const [beside] = await Promise.all([rosalind.context().waitForEvent('page'), sheet.getByRole('link', { name: /^Look at the case/ }).click()])
    await beside.getByRole('heading', { name: 'Log' }).waitFor()
    await beside.close()
    await sheet.getByRole('button', { name: 'Send mine as well' }).click()
    await sheet.waitFor({ state: 'detached' })
    await expectWords(tariq.locator('main'), 'Rosalind Quill added a note just now')
  })

  test('a form stays although somebody else has done its task, and says so', async () => {
    await openOn(rosalind)
    const form = action(rosalind, 'Check our records')
    await form.getByRole('button', { name: /Complete/ }).click()
    await form.getByLabel('Note').fill('Rent paid until June')
    await send(tariq, 'tasks/check-records.1/completion', await anAnswer('check-records.1'))
    await expectWords(form, /What you typed is kept\./)
    await form.getByRole('group', { name: 'Alerts on person and home read' }).getByText('Yes').click()
    await form.getByRole('button', { name: 'Complete C' }).click()
    await expectWords(form, 'This case changed while you were writing.', /^Tariq Fennimore, today, .*: Check our records done/)
    const manager = await openPageOf('d.ellery@larkmere.example')
    await send(manager, 'cancellation', { reason: 'The tenant rang us' })
    await manager.context().close()
    await expectWords(rosalind.locator('main'), /: Case cancelled just now/)
    expect(await form.getByLabel('Note').inputValue()).toBe('Rent paid until June')
  })

  test('a row opened in My work says so too, and keeps what was typed', async () => {
    ref = await openCase(rosalind)
    await rosalind.goto(`${casement.address}/my-work`)
    const row = rosalind.locator(`[data-row="${ref}/visit.1"]`)
    await row.getByRole('button', { name: /^Complete/ }).click()
    await row.getByText('No sign of life').click()
    await row.getByLabel('Note').fill('Post behind the door')
    await send(tariq, 'tasks/visit.1/completion', { outcome: 'no-sign-of-life' })
    await expectWords(row, 'Left this list', /What you typed is kept\./)
    await row.getByRole('button', { name: 'Complete C' }).click()
    await expectWords(row, 'This case changed while you were writing.', /^Tariq Fennimore, today, .*: Visit the home done/)
    expect(await row.getByLabel('Note').inputValue()).toBe('Post behind the door')
  })

  async function anAnswer(task: string): Promise<object> {
    const record = (await (await tariq.request.get(`${casement.address}/api/v1/cases/${ref}`)).json()) as { tasks: { id: string; outcomes: { id: string }[]; fields: { id: string; required: boolean; options?: { id: string }[] }[] }[] }
    const { outcomes, fields } = record.tasks.find(({ id }) => id === task)!
    const asked = fields.filter(({ required }) => required).map(({ id, options }) => [id, options ? [options[0]!.id] : true])
    return { ...(outcomes[0] && { outcome: outcomes[0].id }), fields: Object.fromEntries(asked) }
  }

  test('My work keeps its rows where they are: one that was dealt with says so, and what is new waits to be shown', async () => {
    await rosalind.goto(`${casement.address}/my-work`)
    const rows = rosalind.locator('[data-row]')
    await rows.first().waitFor()
    const keys = () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row')))
    const before = await keys()
    const mine = before.find((key) => key?.startsWith(ref))!
    await send(tariq, `tasks/${mine.split('/')[1]}/assignment`, { person: await idOf(tariq) })
    await expectWords(rosalind.locator(`[data-row="${mine}"]`), 'Left this list')
    expect(await keys()).toEqual(before)
    await send(tariq, `tasks/${mine.split('/')[1]}/assignment`, { owner: true })
    await rosalind.locator(`[data-row="${mine}"]`).getByText('Left this list').waitFor({ state: 'detached' })
    const other = await openCase(rosalind)
    await rosalind.getByRole('button', { name: /^\d+ new things: show$/ }).click()
    await rosalind.locator(`[data-row^="${other}/"]`).first().waitFor()
    expect(await keys()).not.toEqual(before)
  })

  async function idOf(page: Page): Promise<string> {
    return ((await (await page.request.get(`${casement.address}/api/v1/me`)).json()) as { person: { id: string } }).person.id
  }

  test('a broken line is mended without a gap; only one that stays broken is worth a word', async () => {
    await openOn(rosalind)
    await rosalind.context().setOffline(true)
    await send(tariq, 'notes', { text: 'While she was away' })
    await rosalind.getByText(/^Not connected; showing (\d+(\.\d\d)? [ap]m|noon|midnight)$/).waitFor({ timeout: 60_000 })
    await rosalind.context().setOffline(false)
    await expectWords(rosalind.locator('main'), 'Tariq Fennimore added a note', 'While she was away')
    await rosalind.getByText(/^Not connected/).waitFor({ state: 'detached' })
  }, 90_000)

  test('the server stops at once although both follow it', async () => {
    casement.server.child.kill('SIGTERM')
    expect(await casement.server.ended).toBe(0)
  })
})
