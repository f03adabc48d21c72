import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TeamTask } from '../packages/server/src/contract/contract.ts'
import { describeInBrowser } from '../packages/server/src/testing/browser.ts'
import { type OpenDemonstration, SEEDING_MS, openDemonstration } from './open-demonstration.ts'
import { signIn } from './sign-in.ts'

/** A manager evens out the load of a team, counted in clicks and keys on the real page. */
describeInBrowser('the load of a team', () => {
  let casement: OpenDemonstration
  let page: Page

  beforeAll(async () => {
    casement = await openDemonstration()
    page = await casement.openPage({ reducedMotion: 'reduce' })
    await page.addInitScript(() => {
      const counted = window as unknown as { deeds: number }
      counted.deeds = 0
      for (const type of ['pointerdown', 'keydown']) window.addEventListener(type, () => (counted.deeds += 1), true)
    })
    await page.goto(casement.address)
    await signIn(page, 'd.ellery@larkmere.example')
  }, SEEDING_MS)

  afterAll(() => casement?.close())

  beforeEach(async () => {
    await page.goto(`${casement.address}/team?team=housing`)
    await rows().first().waitFor()
  })

  /** Of this screen: My work has rows, too, and may still be there when a key was pressed. */
  const rows = () => page.locator('section[aria-labelledby="tasks"] [data-row]')
  const settled = () => page.locator('section[aria-labelledby="tasks"]:not([aria-busy])').waitFor()
  const panel = () => page.getByRole('complementary', { name: /^Reassign/ })
  const offer = (name: string) => panel().getByRole('radio', { name: new RegExp(`^${name}`) })
  const send = () => panel().getByRole('button', { name: /^Reassign/ })
  const status = (words: string | RegExp) => page.getByRole('status').getByText(words)
  const deeds = () => page.evaluate(() => (window as unknown as { deeds: number }).deeds)
  const boxOf = (row: Locator) => row.getByRole('checkbox')

  async function read(query = ''): Promise<TeamTask[]> {
    const reply = await page.request.get(`${casement.address}/api/v1/teams/housing/tasks?limit=200${query}`)
    return ((await reply.json()) as { items: TeamTask[] }).items
  }

  const keyOf = ({ case: { ref }, task }: TeamTask) => `${ref}/${task.id}`
  const holders = (items: TeamTask[]) => Object.fromEntries(items.map((item) => [keyOf(item), item.holder?.name]))
  const shown = (item: TeamTask) => page.locator(`[data-row="${keyOf(item)}"]`)

  /** Somebody of the team who has none of these. */
  async function otherThan(items: TeamTask[]): Promise<string> {
    const having = new Set(items.map(({ holder }) => holder?.name))
    const { people } = (await (await page.request.get(`${casement.address}/api/v1/teams/housing/load`)).json()) as { people: { name: string }[] }
    return people.map(({ name }) => name).find((name) => !having.has(name))!
  }

  test('five tasks are reassigned in four clicks, and come back with one key', async () => {
    const before = await read()
    const five = before.slice(0, 5)
    const name = await otherThan(five)
    await boxOf(rows().nth(0)).click()
    await boxOf(rows().nth(4)).click({ modifiers: ['Shift'] })
    await offer(name).click()
    await send().click()
    await status(`5 tasks given to ${name}`).waitFor()
    // Shift, held down for the range, is a key as well.
    expect(await deeds()).toBeLessThanOrEqual(4 + 1)
    expect(holders(await read())).toEqual({ ...holders(before), ...Object.fromEntries(five.map((item) => [keyOf(item), name])) })

    await page.keyboard.press('z')
    await status('5 tasks are back where they were.').waitFor()
    const { items } = (await (await page.request.get(`${casement.address}/api/v1/cases/${five[0]!.case.ref}/events?limit=200`)).json()) as { items: { type: string; payload: { item?: string; reason?: string } }[] }
    expect(items.filter(({ type, payload }) => type === 'task-assigned' && payload.item === five[0]!.task.id).slice(-2).map(({ payload }) => payload.reason)).toEqual(['Workload', 'Taken back'])
    expect(holders(await read())).toEqual(holders(before))
  })

  test('all that one person has goes to another in four clicks', async () => {
    const tariq = page.getByRole('row', { name: /^Tariq Fennimore/ }).getByRole('link').first()
    await tariq.click()
    await page.getByRole('button', { name: /^Pick all \d+$/ }).and(page.locator('section[aria-labelledby="tasks"]:has(h2:text-is("Tariq Fennimore")):not([aria-busy]) button')).click()
    const count = await rows().count()
    expect(count).toBeGreaterThan(4)
    await offer('Callum Wray').click()
    await panel().getByText(`${count} tasks`, { exact: true }).waitFor()
    await send().click()
    await status(`${count} tasks given to Callum Wray`).waitFor()
    expect(await deeds()).toBe(4)
    await page.getByText('Nothing stands here').waitFor()
    await page.getByRole('status').getByRole('button', { name: /^Undo/ }).click()
    await status(`${count} tasks are back where they were.`).waitFor()
    expect(await rows().count()).toBe(count)
  })

  test('what cannot be moved is named with its reason before and after, and the rest is moved', async () => {
    const all = (await read()).filter(({ holder }) => holder?.kind === 'person')
    const [theirs] = all
    const [moves, gone] = all.filter(({ holder, case: { ref } }) => holder?.id !== theirs!.holder!.id && ref !== theirs!.case.ref)
    for (const item of [theirs!, moves!, gone!]) await boxOf(shown(item)).click()
    await offer(theirs!.holder!.name).click()
    await panel().getByText('1 task cannot be moved').waitFor()
    await panel().getByText(`${theirs!.task.name} is theirs already.`).waitFor()
    await panel().getByRole('button', { name: 'Reassign 2 of 3' }).waitFor()

    const reply = await page.request.post(`${casement.address}/api/v1/cases/${gone!.case.ref}/cancellation`, { data: { reason: 'Opened twice' }, headers: { 'if-match': '*' } })
    expect(reply.status()).toBe(200)
    await send().click()
    await status(`1 task given to ${theirs!.holder!.name}; 2 not moved`).waitFor()
    const left = panel().locator('div').filter({ hasText: '2 tasks were not moved' }).last()
    for (const { case: { ref } } of [theirs!, gone!]) await left.getByText(ref).first().waitFor()
    expect(holders(await read())[keyOf(moves!)]).toBe(theirs!.holder!.name)
    await page.getByRole('status').getByRole('button', { name: /^Undo/ }).click()
    await status('1 task is back where it was.').waitFor()
  })

  test('shared out, they go to the least loaded, and come back', async () => {
    const before = await read()
    await page.getByRole('row', { name: /^Rosalind Quill/ }).getByRole('link').first().click()
    await page.locator('section[aria-labelledby="tasks"]:has(h2:text-is("Rosalind Quill")):not([aria-busy])').getByRole('button', { name: /^Pick all/ }).click()
    await panel().getByRole('radio', { name: /^Share them out/ }).click()
    await panel().getByText('Cases keep their owner; only the tasks move').waitFor()
    await send().click()
    expect(await deeds()).toBe(4)
    await status(/^\d+ tasks given to \w.* \d+, \w.* \d+$/).waitFor()
    const after = await read()
    expect(after.filter(({ holder }) => holder?.name === 'Rosalind Quill')).toEqual([])
    expect(new Set(after.filter((item) => holders(before)[keyOf(item)] === 'Rosalind Quill').map(({ holder }) => holder?.name)).size).toBeGreaterThan(1)
    await page.keyboard.press('z')
    await status(/tasks are back where they were/).waitFor()
    expect(holders(await read())).toEqual(holders(before))
  })

  test('works without a mouse: G T, J, X, R and the arrow keys', async () => {
    const before = holders(await read())
    await page.goto(`${casement.address}/my-work`)
    await page.getByRole('heading', { name: 'My work' }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('t')
    await rows().first().waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    await panel().getByRole('heading', { name: 'Reassign 2 tasks' }).waitFor()
    await page.keyboard.press('r')
    await panel().locator('input[type="radio"]:focus').waitFor()
    await page.keyboard.press('ArrowDown')
    await panel().getByText('Cases keep their owner; only the tasks move').waitFor()
    await page.keyboard.press('Control+Enter')
    await status(/tasks? given to /).waitFor()
    expect(holders(await read())).not.toEqual(before)
    await page.keyboard.press('z')
    await status(/back where/).waitFor()
    expect(holders(await read())).toEqual(before)
  })

  test.each([[1280, 800], [1440, 900], [390, 844]])('at %i by %i everything of a reassignment can be reached, and nothing lies over what has the focus', async (width, height) => {
    await page.setViewportSize({ width, height })
    for (const index of [0, 1, 2]) await boxOf(rows().nth(index)).click()
    await page.keyboard.press('r')
    const form = page.locator('form', { has: page.getByText('Give them to') })
    const focused = form.locator(':focus')
    await form.locator('input[type="radio"]:focus').waitFor()
    expect(await isInSight(focused)).toBe(true)
    await page.keyboard.press('ArrowDown')
    await page.getByText('Cases keep their owner; only the tasks move').waitFor()
    expect(await isInSight(focused)).toBe(true)
    for (const control of [form.getByLabel('Why?'), form.getByRole('button', { name: /^Reassign/ }), form.getByLabel('Find anyone by name')]) {
      await control.focus()
      expect(await isInSight(focused)).toBe(true)
    }
    await page.setViewportSize({ width: 1440, height: 1000 })
  })

  /** The middle of it is drawn on top, not under a bar or a foot. */
  const isInSight = (control: Locator) => control.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    const drawn = document.elementFromPoint(left + width / 2, top + height / 2)
    return drawn !== null && (element.contains(drawn) || drawn.contains(element))
  })

  test('who is to have a task is found by name as soon as the sheet is there', async () => {
    const [item] = await read()
    await page.goto(`${casement.address}/cases/${item!.case.ref}?task=${item!.task.id}`)
    await page.getByRole('button', { name: 'Reassign', exact: true }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Find by name').and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Callum')
    await sheet.getByRole('radio', { name: /^Callum Wray/ }).waitFor()
    expect(await sheet.getByRole('radio').count()).toBe(1)
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
  })

  test('a cell leads to its tasks by an address that can be shared', async () => {
    const cell = page.getByRole('row', { name: /^Rosalind Quill/ }).getByRole('link', { name: /overdue$/ })
    const count = Number(/\d+/.exec(await cell.innerText())?.[0])
    await cell.click()
    await page.getByRole('heading', { name: 'Rosalind Quill, overdue' }).waitFor()
    await settled()
    expect(await rows().count()).toBe(count)
    await page.reload()
    await page.getByRole('heading', { name: 'Rosalind Quill, overdue' }).waitFor()
    await rows().first().waitFor()
    expect(await rows().count()).toBe(count)
    await page.getByRole('link', { name: 'Show everything' }).click()
    await page.getByRole('heading', { name: 'Everything open, most urgent first' }).waitFor()
  })

  test('a manager records who is away and who covers, sees it, and ends it', async () => {
    await page.getByRole('button', { name: 'Record leave' }).click()
    const sheet = page.getByRole('dialog', { name: 'Record leave' })
    const person = await sheet.getByLabel('Who is away?').evaluate((select: HTMLSelectElement) => select.selectedOptions[0]!.text)
    await sheet.getByRole('button', { name: 'Record it' }).click()
    await sheet.getByText('Choose who covers.').waitFor()
    await sheet.getByRole('radio').filter({ hasNot: page.getByText(person) }).last().check({ force: true })
    await sheet.getByRole('button', { name: 'Record it' }).click()
    await status('The leave is recorded.').waitFor()
    const away = page.getByRole('region', { name: 'Away' })
    expect(await away.getByRole('listitem').innerText()).toMatch(new RegExp(`^${person}.*away now\\s.* covers\\.`, 's'))
    await away.getByRole('button', { name: `End the leave of ${person}` }).click()
    await away.getByText('Nobody of the team is away or will be.').waitFor()
  })
})
