import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'

/** An officer works off the list with keys, on the real page of a real server. */
describeInBrowser('My work', () => {
  let casement: OpenDemonstration
  let page: Page

  beforeAll(async () => {
    casement = await openDemonstration()
    page = await casement.openPage({ reducedMotion: 'reduce' })
    await page.goto(casement.address)
    await page.getByLabel('Work email').fill('r.quill@larkmere.example')
    await page.getByLabel('Password', { exact: true }).fill('larkmere-demo-2026')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.locator('[data-row]').first().waitFor()
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  test('“all keys” names both keys that find a person, home or case', async () => {
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'All keys' })
    await keys.locator('div', { hasText: 'find a person, home or case' }).getByText('Ctrl', { exact: true }).first().waitFor()
    await keys.locator('dl > div', { has: page.getByText('/', { exact: true }) }).getByText('the same, outside a field').waitFor()
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Find a person, home or case' }).waitFor()
    await page.keyboard.press('Escape')
  })
})
