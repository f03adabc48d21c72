import type { BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CaseRecord, WorkItem } from '../packages/server/src/contract/contract.ts'
import { measureFirstLoad } from '../packages/web/measure-first-load.ts'
import { demonstrationPassword } from '../packages/server/src/demonstration/sign-ins.ts'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'
import { AXE_TAGS, findings } from './what-axe-finds.ts'

const SCREENS_MS = 60_000
const OFFICER = 'r.quill@larkmere.example'


describeInBrowser('the screens of an officer', () => {
  let casement: OpenDemonstration

  beforeAll(async () => {
    casement = await openDemonstration()
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  describe.each([
    { width: 1440, height: 1000, colorScheme: 'light' },
    { width: 1440, height: 1000, colorScheme: 'dark' },
    { width: 390, height: 844, colorScheme: 'light' },
    { width: 390, height: 844, colorScheme: 'dark' },
  ] as const)('at $width, $colorScheme', ({ width, height, colorScheme }) => {
    let context: BrowserContext
    let page: Page
    let told: string[]
    let worked: WorkedCase

    beforeAll(async () => {
      context = await casement.browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' })
      page = await context.newPage()
      page.setDefaultTimeout(10_000)
      told = []
      page.on('console', (message) => {
        if (message.type() === 'error') told.push(`${message.text()} ${message.location().url}`)
      })
      page.on('pageerror', (error) => told.push(error.message))
    })

    afterAll(() => context.close())

    test('sign-in', async () => {
      await page.goto(casement.address)
      await page.getByRole('heading', { name: /^Sign in/ }).waitFor()
      await expectFit()
      await signIn(page, OFFICER)
    }, SCREENS_MS)

    test('My work, closed and with a row open', async () => {
      const row = page.locator('[data-row]').first()
      await row.waitFor()
      await expectFit()
      await row.getByRole('button').first().click()
      await row.getByText('What this does').waitFor()
      await answerRequired(row)
      await row.locator('[aria-live] li').first().waitFor()
      await expectFit()
    }, SCREENS_MS)

    test('Team, narrowed to a person, with tasks picked and what their move would do', async () => {
      await page.goto(`${casement.address}/team`)
      await page.locator('[data-row]').first().waitFor()
      await expectFit()
      await page.getByRole('row', { name: /^Tariq Fennimore/ }).getByRole('link').first().click()
      const picking = page.locator('section[aria-labelledby="tasks"]:has(h2:text-is("Tariq Fennimore")):not([aria-busy])')
      await picking.getByRole('button', { name: /^Pick all/ }).click()
      await expectFit()
      if (width < 760) await page.getByRole('button', { name: 'Reassign', exact: true }).click()
      await page.getByRole('radio', { name: /^Callum Wray/ }).click()
      await page.getByText('Cases keep their owner; only the tasks move').waitFor()
      await expectFit()
      if (width < 760) await page.keyboard.press('Escape')
    }, SCREENS_MS)

    test('a case: every tab, why a date, a hold, a redo', async () => {
      worked = await findWorkedCase(page, casement.address)
      await page.goto(`${casement.address}/cases/${worked.ref}`)
      await page.getByRole('heading', { name: worked.home }).waitFor()
      for (const tab of ['Summary', 'Tasks', 'People', 'Clocks', 'Log']) {
        await page.getByRole('navigation', { name: 'Case' }).getByRole('link', { name: new RegExp(`^${tab}`) }).click()
        if (tab === 'Summary' || tab === 'Log') await page.getByText('Case opened.').first().waitFor()
        await expectFit()
      }
      await page.goto(`${casement.address}/cases/${worked.ref}?clock=${worked.lastClock}`)
      await page.getByRole(width > 1180 ? 'complementary' : 'dialog').getByText('Due', { exact: true }).waitFor()
      await expectFit()
      await page.goto(`${casement.address}/cases/${worked.ref}?tab=tasks&as=path`)
      await page.getByRole('heading', { name: 'Where the case is' }).waitFor()
      await expectFit()
      await page.goto(`${casement.address}/cases/${worked.ref}?tab=log&kind=clocks`)
      await page.getByRole('table').waitFor()
      await expectFit()
      await page.goto(`${casement.address}/cases/${worked.ref}?tab=tasks`)
      await openDialog(page.getByRole('button', { name: /^Hold/ }).first())
      await openDialog(page.getByRole('button', { name: /^Do again: Visit the home/ }))
    }, SCREENS_MS)

    test('Start, the palette, a person and a home', async () => {
      await page.goto(`${casement.address}/start`)
      await page.getByLabel('Describe it in your own words').waitFor()
      await page.getByRole('button', { name: /Suspected abandonment/ }).waitFor()
      await expectFit()
      await page.getByRole('button', { name: /Suspected abandonment/ }).click()
      await page.getByLabel('Address, name or reference').fill('Larch')
      await page.getByRole('list', { name: 'People and homes that match' }).getByRole('button').first().click()
      await page.getByText('First visit by').waitFor()
      await expectFit()
      await page.keyboard.press('Control+k')
      await page.getByRole('dialog').getByRole('combobox').or(page.getByRole('dialog').getByRole('searchbox')).first().fill('Pendlebury')
      await page.getByRole('dialog').getByText('Ivo Pendlebury').first().waitFor()
      await expectFit()
      await page.keyboard.press('Escape')
      await page.goto(`${casement.address}/cases/${worked.ref}`)
      await page.getByRole('link', { name: worked.tenant, exact: true }).first().click()
      await page.getByRole('heading', { name: 'What we hold' }).waitFor()
      await expectFit()
      await page.getByRole('link', { name: worked.home }).first().click()
      await page.waitForURL(/\/(homes|tenancies)\//)
      // The person's page holds something, too, and may still be there: wait for the page of the home itself.
      await page.getByRole('heading', { level: 1, name: worked.home }).waitFor()
      await page.getByRole('heading', { name: 'What we hold' }).waitFor()
      await expectFit()
    }, SCREENS_MS)

    test('nothing was complained of but the question who one is, before signing in', () => {
      expect(told.filter((words) => !(words.includes('401') && /\/api\/v1\/me|\/api\/auth/.test(words)))).toEqual([])
    })

    async function openDialog(opener: ReturnType<Page['getByRole']>): Promise<void> {
      await opener.click()
      await page.getByRole('dialog').getByText('What this does').waitFor()
      await expectFit()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }

    /** Nothing that axe finds, in the dark of what colour can change; no sideways scroll, at 320 neither. */
    async function expectFit(): Promise<void> {
      expect(await findings(page, colorScheme === 'dark' ? { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } : { type: 'tag', values: AXE_TAGS })).toEqual([])
      expect(await overflow(page)).toEqual([])
      if (width >= 760 || colorScheme === 'dark') return
      await page.setViewportSize({ width: 320, height })
      expect(await overflow(page)).toEqual([])
      await page.setViewportSize({ width, height })
    }
  })

  test('my most urgent task is completed with two keys after My work opens, and without a mouse', async () => {
    const page = await casement.openPage()
    await page.goto(casement.address)
    await page.getByRole('heading', { name: /^Sign in/ }).waitFor()
    await press(page, 'Tab', () => page.getByLabel('Work email').evaluate((field) => field === document.activeElement))
    await page.keyboard.type(OFFICER)
    await press(page, 'Tab', () => page.getByLabel('Password', { exact: true }).evaluate((field) => field === document.activeElement))
    await page.keyboard.type(demonstrationPassword)
    await page.keyboard.press('Enter')
    const rows = page.locator('[data-row]')
    await rows.first().waitFor()

    const key = () => page.locator('[data-row][aria-current]').getAttribute('data-row')
    await page.keyboard.press('j')
    const first = await key()
    await page.keyboard.press('j')
    expect(await key()).not.toBe(first)
    await page.keyboard.press('k')
    expect(await key()).toBe(first)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/cases\//)
    await page.goBack()
    await rows.first().waitFor()

    // Space opens the first row, C completes it; what stands between are the answers that its outcome asks for.
    const urgent = await rows.first().getAttribute('data-row')
    await page.keyboard.press(' ')
    const opened = page.locator(`[data-row="${urgent}"]`)
    await opened.getByRole('button', { name: /^Complete/ }).waitFor()
    await answerRequired(opened)
    await page.keyboard.press('c')
    await opened.waitFor({ state: 'detached' })
    await page.getByRole('status').locator('svg').first().waitFor()
    expect(await page.locator(':focus').count()).toBe(1)
    await page.context().close()
  }, SCREENS_MS)
})

test('the scripts up to a drawn My work weigh at most 220 kB after brotli', () => {
  expect(measureFirstLoad().total).toBeLessThanOrEqual(220_000)
})

interface WorkedCase {
  ref: string
  home: string
  tenant: string
  lastClock: string
}

/** A case of the officer's whose visit is done and may be redone, and of which something can be put on hold: which one, hangs on the day. */
async function findWorkedCase({ request }: Page, address: string): Promise<WorkedCase> {
  const get = async <T>(path: string) => (await (await request.get(`${address}/api/v1/${path}`)).json()) as T
  const { items } = await get<{ items: WorkItem[] }>('work-lists/mine?view=my-cases&limit=200')
  for (const ref of new Set(items.map((item) => item.case.ref))) {
    const { tasks, clocks, subject, status } = await get<CaseRecord>(`cases/${ref}`)
    const allows = (action: string, name?: string) => tasks.some((task) => (name ?? task.name) === task.name && task.actions.some((one) => one.action === action && one.allowed))
    const [tenant] = subject?.people ?? []
    if (status === 'open' && tenant && subject?.home && allows('redo', 'Visit the home') && allows('hold')) return { ref, home: subject.home.name, tenant: tenant.name, lastClock: clocks.at(-1)!.id }
  }
  throw new Error('The officer has no case whose visit is done')
}

async function press(page: Page, key: string, until: () => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press(key)
    if (await until()) return
  }
  throw new Error(`${key} never led there`)
}

/** Answers what a task needs before it can be completed, from the keyboard; the demonstration decides which task it is. */
async function answerRequired(form: Locator): Promise<void> {
  // A choice that is needed on a condition only calls itself optional.
  for (const choice of await form.locator('select').all()) if ((await choice.inputValue()) === '') await choice.selectOption({ index: 1 })
  for (const group of await form.getByRole('group').filter({ hasNotText: '(optional)' }).all()) {
    if ((await group.getByRole('radio', { checked: true }).count()) > 0 || (await group.getByRole('radio').count()) === 0) continue
    await group.getByRole('radio').first().focus()
    await form.page().keyboard.press(' ')
  }
  for (const field of await form.getByRole('textbox').all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '')
    if (label === 'Note' || label.includes('(optional)') || (await field.inputValue()) !== '') continue
    await field.fill((await field.getAttribute('type')) === 'date' ? '2026-11-20' : 'As agreed')
    await field.blur()
  }
}

/** The elements that make the page scroll sideways; none where it does not. */
async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const page = document.documentElement
    if (page.scrollWidth <= page.clientWidth) return []
    const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > page.clientWidth + 1)
    return [`${page.scrollWidth} of ${page.clientWidth}`, ...wide.slice(0, 8).map((element) => `${element.tagName} ${element.className.toString().slice(0, 40)} ${element.textContent?.slice(0, 30)}`)]
  })
}
