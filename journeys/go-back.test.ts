import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

/** What somebody leaves unfinished, what is recorded beside the path, and how a path goes back. */
describeInBrowser('a case that goes back', () => {
  let casement: OpenDemonstration
  let rosalind: Page
  let address: string

  const enter = async (email: string) => {
    const page = await casement.openPage()
    await page.goto(casement.address)
    await signIn(page, email)
    return page
  }

  beforeAll(async () => {
    casement = await openDemonstration()
    rosalind = await enter('r.quill@larkmere.example')
    const found = (await (await rosalind.request.get(`${casement.address}/api/v1/search?q=mill+row&kind=tenancy`)).json()) as { results: { kind: string; id: string }[] }
    const subject = { kind: 'tenancy', id: found.results.find(({ kind }) => kind === 'tenancy')!.id }
    const opened = await rosalind.request.post(`${casement.address}/api/v1/cases`, { data: { caseType: 'suspected-abandonment', subject, fields: {} } })
    address = `${casement.address}/cases/${((await opened.json()) as { ref: string }).ref}`
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  test('what one saves with the case, the next person finds in the form', async () => {
    await rosalind.goto(`${address}?task=visit.1`)
    await rosalind.getByLabel('Note').fill('Rang twice, nobody in.')
    await rosalind.getByRole('button', { name: 'Save draft with the case' }).click()
    await rosalind.getByText(/Rosalind Quill saved one/).waitFor()
    const dawn = await enter('d.ellery@larkmere.example')
    await dawn.goto(`${address}?task=visit.1`)
    await dawn.getByText(/Rosalind Quill saved one/).waitFor()
    expect(await dawn.getByLabel('Note').inputValue()).toBe('Rang twice, nobody in.')
  })

  test('a contact and a cost are recorded, and the log tells them', async () => {
    await rosalind.goto(address)
    const act = async (words: string) => {
      await rosalind.getByRole('button', { name: 'More' }).click()
      await rosalind.getByRole('menuitem', { name: words }).click()
    }
    await act('Record a contact')
    await rosalind.getByRole('radio', { name: 'They did' }).check()
    await rosalind.getByRole('radio', { name: 'Phone' }).check()
    await rosalind.getByLabel('What was said').fill('Away until Friday.')
    await rosalind.getByRole('button', { name: 'Record it' }).click()
    await rosalind.getByText('The contact is on the record.').waitFor()
    await act('Record a cost')
    await rosalind.getByRole('radio', { name: 'Money' }).check()
    await rosalind.getByLabel(/How much/).fill('85.5')
    await rosalind.getByLabel(/What for/).fill('Locksmith')
    await rosalind.getByRole('button', { name: 'Record it' }).click()
    await rosalind.getByText('The cost is on the record.').waitFor()
    await rosalind.goto(`${address}?tab=log`)
    await rosalind.getByText('Contact received by phone. Away until Friday.').waitFor()
    expect(await rosalind.getByText('£85.50 recorded for Locksmith.').count()).toBe(1)
  })

  test('a path restarts from a task, after its preview has said what that does', async () => {
    const reply = await rosalind.request.post(`${address.replace('/cases/', '/api/v1/cases/')}/tasks/visit.1/completion`, { data: { outcome: 'no-sign-of-life', fields: { callingCardLeft: true } }, headers: { 'if-match': '*' } })
    expect([reply.status(), await reply.text()]).toEqual([200, expect.any(String)])
    await rosalind.goto(`${address}?tab=tasks`)
    await rosalind.getByRole('button', { name: 'Restart from here: Visit the home' }).click()
    await rosalind.getByLabel('Why?').fill('It was the wrong door')
    await rosalind.getByText('Restarts the path from Visit the home').waitFor()
    await rosalind.getByRole('button', { name: 'Restart from here', exact: true }).click()
    await rosalind.getByText('The path goes on from Visit the home.').waitFor()
    await rosalind.goto(`${address}?tab=log`)
    await rosalind.getByText('The path restarts from Visit the home: It was the wrong door.').waitFor()
  })
})
