import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { runCasement } from '../packages/server/src/testing/casement-process.ts'
import { lookAt } from './look-at.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

const nuisance = `
id: nuisance
version: 1
name: Nuisance
reference: NU
about: tenancy
calendar: england-and-wales
closureReasons: [{ id: done, name: Done }]
lists: { how-often: [{ id: once, name: Once }, { id: weekly, name: Every week }, { id: daily, name: Every day }], kinds: [{ id: noise, name: Noise }, { id: threats, name: Threats }, { id: violence, name: Violence }] }
assessments:
  - id: risk
    name: Risk to the person harmed
    sections:
      - { id: harm, name: What happens, questions: { often: { name: How often, choice: how-often, required: true, scores: { once: 1, weekly: 2, daily: 3 } }, kinds: { name: What is done, list: kinds, scores: { noise: 1, threats: 2, violence: 4 } }, injured: { name: Somebody was injured, yesNo: {}, scores: { yes: 3 } }, injury: { name: How, text: {}, showWhen: trigger.injured = true } } }
      - { id: likelihood, name: How likely it is to go on, weight: 2, questions: { incidents: { name: Incidents in the last month, number: { min: 0, max: 100 }, scores: { 1: 1, 3: 2, 10: 3 } } } }
    total: harm * likelihood
    bands: [{ id: standard, name: Standard }, { id: medium, name: Medium, from: 10 }, { id: high, name: High, from: 30, anyOf: { kinds: [violence] } }]
    override: { down: [manager] }
steps:
  - { id: assess, kind: task, name: Assess the risk, assessment: risk }
  - { id: refer, kind: task, name: Refer to the panel, after: assess.high }
  - { id: review, kind: task, name: Assess again, assessment: risk, after: { any: [assess, review] }, repeatable: true }
`

/** Everything about an assessment that somebody sees who does it: by section, as it stands, and beside the one before. */
describeInBrowser('an assessment', () => {
  let casement: OpenDemonstration
  let page: Page
  let ref: string
  const folder = mkdtempSync(join(tmpdir(), 'casement-assessment-'))

  beforeAll(async () => {
    casement = await openDemonstration()
    const file = join(folder, 'nuisance.yaml')
    writeFileSync(file, nuisance)
    const { code, printed } = await runCasement(['import', 'case-type', file, '--landlord', 'Larkmere Homes'], casement.settings)
    if (code !== 0) throw new Error(printed)
    page = await casement.openPage()
    await page.goto(casement.address)
    await signIn(page, 'r.quill@larkmere.example')
    const found = (await (await page.request.get(`${casement.address}/api/v1/search?q=mill+row&kind=tenancy`)).json()) as { results: { kind: string; id: string }[] }
    const subject = { kind: 'tenancy', id: found.results.find(({ kind }) => kind === 'tenancy')!.id }
    ref = ((await (await page.request.post(`${casement.address}/api/v1/cases`, { data: { caseType: 'nuisance', subject, fields: {} } })).json()) as { ref: string }).ref
  }, SEEDING_MS)

  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await casement?.close()
  })

  const formOf = (name: string) => page.getByRole('form', { name: `Complete: ${name}` })

  test('shows its score and its band as it is answered, and asks only what its answers make needed', async () => {
    await page.goto(`${casement.address}/cases/${ref}`)
    await page.getByRole('button', { name: 'Complete: Assess the risk' }).click()
    const form = formOf('Assess the risk')
    await form.getByText('Standard, score 0').waitFor()
    expect(await form.getByText('How did it end?').count()).toBe(0)
    await form.getByRole('group', { name: 'How often' }).getByText('Every day').click()
    await form.getByLabel(/Incidents in the last month/).fill('3')
    await form.getByText('Medium, score 12').waitFor()
    expect(await form.getByLabel(/^How \(optional\)$/).count()).toBe(0)
    await form.getByRole('group', { name: 'Somebody was injured' }).getByText('Yes').click()
    await form.getByLabel(/^How \(optional\)$/).waitFor()
    await form.getByText('Medium, score 24').waitFor()
    await form.getByLabel('Violence').check()
    await form.getByText('High, score 40').waitFor()
    await lookAt(page, 'assessment-answered')
  })

  test('takes another band with a reason, where whoever does it may choose one, and shows both beside the next', async () => {
    const form = formOf('Assess the risk')
    // Only a manager may lower it, and there is none above high.
    expect(await form.getByRole('button', { name: 'Choose another band' }).count()).toBe(0)
    await form.getByLabel('Violence').uncheck()
    await form.getByRole('button', { name: 'Choose another band' }).click()
    await form.getByRole('group', { name: 'Your judgement' }).getByText('High').click()
    await form.getByLabel('Why').fill('She sleeps in her car')
    await lookAt(page, 'assessment-judged')
    await form.getByRole('button', { name: /^Complete/ }).click()
    const next = formOf('Assess again')
    await page.getByRole('button', { name: 'Complete: Assess again' }).click()
    await next.getByText('Before: High').waitFor()
    await next.getByText('Medium by the answers; judged otherwise: She sleeps in her car').waitFor()
    await next.getByText('Before: Every day').waitFor()
    await lookAt(page, 'assessment-again')
  })
})
