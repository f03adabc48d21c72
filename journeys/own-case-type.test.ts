import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { runCasement } from '../packages/server/src/testing/casement-process.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

const enquiry = `
id: tree-enquiry
version: 1
name: Tree enquiry
reference: TE
about: none
keywords: [branches]
calendar: england-and-wales
owner: [creator]
closureReasons: [{ id: done, name: Done }]
fields: { tree: { name: Whose tree is it, choice: owners, required: true }, where: { name: Where it stands, text: { max: 200 }, required: true } }
lists: { owners: [{ id: ours, name: Ours }, { id: council, name: The council’s }] }
advice:
  - { when: 'tree = "council"', text: The council looks after its own trees., instead: true }
  - { when: 'tree = "ours"', text: Nobody should stand below it. }
reasons: { skip: [{ id: seen-already, name: Seen already }, { id: other, name: Something else, words: true }] }
steps:
  - { id: order, kind: task, name: Order a surgeon, address: { system: the grounds contractor, url: 'https://grounds.example/new?ref={case.ref}&where={fields.where}' } }
  - { id: tell, kind: task, name: Tell them, after: { any: [order, order.skipped] } }
`

/** What a landlord writes into a type of its own, as somebody sees it who works its cases. */
describeInBrowser('a case type of the landlord’s own', () => {
  let casement: OpenDemonstration
  let page: Page
  const folder = mkdtempSync(join(tmpdir(), 'casement-enquiry-'))

  beforeAll(async () => {
    casement = await openDemonstration()
    const file = join(folder, 'tree-enquiry.yaml')
    writeFileSync(file, enquiry)
    const { code, printed } = await runCasement(['import', 'case-type', file, '--landlord', 'Larkmere Homes'], casement.settings)
    if (code !== 0) throw new Error(printed)
    page = await casement.openPage()
    await page.goto(casement.address)
    await signIn(page, 'r.quill@larkmere.example')
  }, SEEDING_MS)

  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await casement?.close()
  })

  const nextActions = () => page.locator('section', { has: page.getByRole('heading', { name: 'Next actions' }) })

  test('advises whoever starts a case by the first answer, and says where none is needed', async () => {
    await page.getByRole('link', { name: /Start a case/ }).click()
    await page.getByLabel('Describe it in your own words').fill('branches')
    await page.getByRole('button', { name: /Tree enquiry/ }).click()
    await page.getByRole('group', { name: 'Whose tree is it' }).getByText('The council’s').click()
    await page.getByText('No case is needed.').waitFor()
    await page.getByText('The council looks after its own trees.').waitFor()
    await page.getByRole('group', { name: 'Whose tree is it' }).getByText('Ours').click()
    await page.getByText('Nobody should stand below it.').waitFor()
    expect(await page.getByText('No case is needed.').count()).toBe(0)
    await page.getByLabel('Where it stands').fill('By gate 3 & the wall')
    await page.getByText('Starts Order a surgeon').waitFor()
    await page.getByText('Nobody should stand below it.').waitFor()
    await page.getByRole('button', { name: /Start (the|another) case/ }).click()
    await page.waitForURL(/\/cases\/TE-\d\d-\d{5}$/)
  })

  test('leads from a task to another system, in a tab that is not told from where', async () => {
    await nextActions().getByRole('button', { name: 'Complete: Order a surgeon' }).click()
    const link = page.getByRole('link', { name: 'Open in the grounds contractor' })
    await link.waitFor()
    const ref = new URL(page.url()).pathname.split('/').at(-1)
    expect(await Promise.all(['href', 'target', 'rel'].map((name) => link.getAttribute(name)))).toEqual([`https://grounds.example/new?ref=${ref}&where=By%20gate%203%20%26%20the%20wall`, '_blank', 'noreferrer'])
  })

  test('lets a reason be chosen, asks for words where it says too little, and tells both in the history', async () => {
    await nextActions().getByRole('button', { name: /^Skip/ }).first().click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('Something else').click()
    await sheet.getByRole('button', { name: 'Skip', exact: true }).click()
    await sheet.getByText('Write a few words').waitFor()
    await sheet.getByLabel('In words').fill('It fell in the night')
    await sheet.getByRole('button', { name: 'Skip', exact: true }).click()
    await page.getByText('Order a surgeon is skipped.').waitFor()
    await page.getByText('Order a surgeon skipped: Something else: It fell in the night.').first().waitFor()
    expect(await nextActions().getByRole('button', { name: 'Complete: Order a surgeon' }).count()).toBe(0)
  })
})
