import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

/** An officer works off the list with keys, on the real page of a real server. */
describeInBrowser('My work', () => {
  let casement: OpenDemonstration
  let page: Page

  beforeAll(async () => {
    casement = await openDemonstration()
    page = await casement.openPage({ reducedMotion: 'reduce' })
    await page.goto(casement.address)
    await signIn(page, 'r.quill@larkmere.example')
    await page.locator('[data-row]').first().waitFor()
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  /** The most urgent row of a task that can be completed; it stays that row whatever becomes of the task. */
  async function firstToComplete(): Promise<[key: string, row: Locator]> {
    const key = await page.locator('[data-row]', { has: page.getByRole('button', { name: /^Complete/ }) }).first().getAttribute('data-row')
    return [key!, page.locator(`[data-row="${key}"]`)]
  }

  test('“all keys” names both keys that find a person, home or case', async () => {
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'All keys' })
    await keys.waitFor()
    expect(await keys.locator('dl > div').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/^Ctrl\s*K\s+find a person, home or case$/), expect.stringMatching(/^\/\s+the same, outside a field$/)]))
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })
    await page.keyboard.press('/')
    await page.getByRole('combobox', { name: 'Find a person, home or case' }).waitFor()
    await page.keyboard.press('Escape')
  })

  test('H and R act on a row that is open already, and once only for each press', async () => {
    const [, row] = await firstToComplete()
    await row.getByRole('button', { name: /^Complete/ }).click()
    await row.getByRole('button', { name: 'Reassign' }).waitFor()
    for (const [key, title] of [['r', /^Reassign/], ['h', /^Hold/], ['h', /^Hold/]] as const) {
      await page.keyboard.press(key)
      await page.getByRole('dialog', { name: title }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await page.locator('[data-row][data-open]').count()).toBe(1)
    }
    await page.keyboard.press('Escape')
  })

  test('an undo that fails says why, and stays on offer where it may yet work', async () => {
    const status = page.getByRole('status')
    const [key, row] = await firstToComplete()
    const [ref = '', task] = key.split('/')
    const holdIt = async () => {
      await row.getByRole('link').focus()
      await page.keyboard.press('h')
      const sheet = page.getByRole('dialog', { name: /^Hold/ })
      await sheet.getByRole('radio').first().check()
      await sheet.getByRole('button', { name: 'Hold', exact: true }).click()
      await status.getByText('is on hold.').waitFor()
    }
    await holdIt()
    await page.context().setOffline(true)
    await page.keyboard.press('z')
    await status.getByText('Not taken back. The server cannot be reached.').waitFor()
    await page.context().setOffline(false)
    const [released] = await Promise.all([page.waitForResponse((response) => response.request().method() === 'DELETE'), page.keyboard.press('z')])
    expect(released.status()).toBe(200)
    await row.getByRole('button', { name: 'Release' }).waitFor({ state: 'detached' })
    expect(await status.getByText('Not taken back').count()).toBe(0)

    await holdIt()
    const reply = await page.request.delete(`${casement.address}/api/v1/cases/${ref}/tasks/${task}/hold`, { headers: { 'if-match': '*' } })
    expect(reply.status()).toBe(200)
    await page.keyboard.press('z')
    await status.getByText(/^Not taken back\. /).waitFor()
    expect(await status.getByRole('button', { name: /^Undo/ }).count()).toBe(0)
  })

  test('on a phone every view is in sight, and says what it means that it is empty', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${casement.address}/my-work?view=team`)
    await page.getByRole('heading', { name: 'Your team has nothing to take' }).waitFor()
    const views = page.getByRole('navigation', { name: 'Views' }).getByRole('link')
    expect(await views.evaluateAll((all) => all.map((view) => view.getBoundingClientRect().right <= document.documentElement.clientWidth))).toEqual([true, true, true, true])
  })
})
