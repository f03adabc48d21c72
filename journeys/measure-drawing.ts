// Prints how long three screens take to be drawn, as JSON. Usage: node journeys/measure-drawing.ts ADDRESS EMAIL PASSWORD NAME
import { type Browser, type Page, chromium } from 'playwright-core'
import { percentile } from '../packages/server/src/bench/drive.ts'
import type { Drawn, DrawingFigures } from '../packages/server/src/bench/measure-drawing.ts'
import { findChromium } from '../packages/server/src/testing/chromium.ts'
import { signIn } from './sign-in.ts'

const SAMPLES = 20
/** The first ones fetch the scripts of their screen. */
const WARM_UP = 3
const WIDE = { width: 1440, height: 900 }

interface Visit {
  address: string
  officer: { email: string; password: string }
  /** A name that is sought, letter by letter. */
  sought: string
}

const [address = '', email = '', password = '', sought = ''] = process.argv.slice(2)
console.log(JSON.stringify(await measureDrawing({ address, officer: { email, password }, sought }) ?? null))

/** Undefined where there is no Chromium. */
async function measureDrawing({ address, officer, sought }: Visit): Promise<DrawingFigures | undefined> {
  const executablePath = findChromium()
  if (executablePath === undefined) return undefined
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  try {
    const page = await openMyWorkOf(browser, { address, officer })
    const first = page.locator('[data-row] a').first()
    const openCase = () => drawn(page, { event: 'click', selector: 'nav[aria-label="Case"]', act: () => first.click() })
    const openMyWork = () => drawn(page, { event: 'click', selector: '[data-row]', act: () => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'My work' }).click() })
    const cases: number[] = []
    const lists: number[] = []
    const searches: number[] = []
    for (let nth = 0; nth < WARM_UP + SAMPLES; nth++) {
      // Fetched anew: what the browser keeps of earlier visits would be drawn at once.
      await page.goto(`${address}/my-work`)
      await first.waitFor()
      cases.push(await openCase())
      await page.reload()
      await page.locator('nav[aria-label="Case"]').waitFor()
      lists.push(await openMyWork())
      searches.push(await searchDrawn(page, sought))
    }
    return { 'my-work': figuresOf(lists), case: figuresOf(cases), search: figuresOf(searches) }
  } finally {
    await browser.close()
  }
}

async function openMyWorkOf(browser: Browser, { address, officer }: Pick<Visit, 'address' | 'officer'>): Promise<Page> {
  const page = await (await browser.newContext({ viewport: WIDE })).newPage()
  await page.goto(address)
  await signIn(page, officer.email, officer.password)
  await page.locator('[data-row]').first().waitFor()
  return page
}

async function searchDrawn(page: Page, sought: string): Promise<number> {
  await page.reload()
  await page.locator('[data-row]').first().waitFor()
  await page.keyboard.press('Control+k')
  const field = page.getByRole('dialog').getByRole('combobox')
  await field.pressSequentially(sought.slice(0, -1))
  const took = await drawn(page, { event: 'keydown', selector: '[role=option] small', act: () => field.press(sought.at(-1)!), until: sought })
  await page.keyboard.press('Escape')
  return took
}

interface Drawing {
  event: 'click' | 'keydown'
  selector: string
  act: () => Promise<void>
  /** What the first element found must speak of, where something else stood there before. */
  until?: string
}

/** From the event in the page itself to the frame after the elements are there. */
async function drawn(page: Page, { event, selector, act, until }: Drawing): Promise<number> {
  await page.evaluate(([event, selector, until]) => {
    const wanted = () => [...document.querySelectorAll(selector!)].some((found) => until === '' || found.closest('li')!.textContent.toLowerCase().includes(until!))
    const took = new Promise<number>((resolve) => {
      addEventListener(event!, ({ timeStamp }) => {
        const look = () => (wanted() ? requestAnimationFrame(() => resolve(performance.now() - timeStamp)) : requestAnimationFrame(look))
        look()
      }, { capture: true, once: true })
    })
    Object.assign(globalThis, { took })
  }, [event, selector, until ?? ''])
  await act()
  return page.evaluate(() => (globalThis as unknown as { took: Promise<number> }).took)
}

function figuresOf(times: number[]): Drawn {
  const counted = times.slice(WARM_UP)
  return { p50: Math.round(percentile(counted, 0.5)), p95: Math.round(percentile(counted, 0.95)) }
}
