// `npm run pictures`: makes docs/pictures anew from a fresh demonstration, in a database that goes again.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { CaseRecord, Task } from '../packages/server/src/contract/contract.ts'
import { openBrowser } from '../packages/server/src/testing/browser.ts'
import { startServer } from '../packages/server/src/testing/casement-process.ts'
import { makeTemporaryHome, removeTemporaryHome } from '../packages/server/src/testing/temporary-home.ts'
import { signIn } from './sign-in.ts'
import { smallPng, type Pixels } from './small-png.ts'

const FOLDER = resolve(import.meta.dirname, '../docs/pictures')
/** Rows of a sum that fit beside a case. */
const LONGEST_SUM = 14

/** One picture: who looks, and how they come to what it shows. Cases are chosen by what they show: a fresh demonstration has other references. */
interface Picture {
  name: string
  by: string
  show: (page: Page) => Promise<void>
}

const pictures: Picture[] = [
  { name: 'my-work', by: 'r.quill@larkmere.example', show: showMyWork },
  { name: 'case', by: 'r.quill@larkmere.example', show: showCase },
  { name: 'why-this-date', by: 'r.quill@larkmere.example', show: showWhyThisDate },
  { name: 'team', by: 'd.ellery@larkmere.example', show: showTeam },
  { name: 'insight', by: 'd.ellery@larkmere.example', show: showInsight },
]

const home = makeTemporaryHome()
try {
  await takePictures()
} finally {
  await removeTemporaryHome(home)
}

async function takePictures(): Promise<void> {
  const server = await startServer({ CASEMENT_HOME: home, CASEMENT_DEMONSTRATION: '1' })
  const browser = await openBrowser()
  try {
    for (const picture of pictures) await takePicture(picture, { browser, address: server.address })
  } finally {
    await browser.close()
    server.child.kill('SIGTERM')
    await server.ended
  }
}

async function takePicture({ name, by, show }: Picture, { browser, address }: { browser: Browser; address: string }): Promise<void> {
  const context = await browser.newContext({ baseURL: address, viewport: { width: 1440, height: 900 }, colorScheme: 'light', reducedMotion: 'reduce' })
  const page = await context.newPage()
  await page.goto('/')
  await signIn(page, by)
  await show(page)
  // What the pointer happens to lie on would be marked.
  await page.mouse.move(0, 0)
  const shown = page.url().slice(address.length)
  const png = smallPng(await readPixels(page, await page.screenshot()))
  writeFileSync(join(FOLDER, `${name}.png`), png)
  console.log(`docs/pictures/${name}.png  ${Math.round(png.length / 1000)} kB  ${shown}`)
  await context.close()
}

/** The browser that wrote the picture reads it, on a page that lets it. */
async function readPixels(page: Page, picture: Buffer): Promise<Pixels> {
  await page.goto('about:blank')
  return page.evaluate(async (source) => {
    const image = await createImageBitmap(await (await fetch(source)).blob())
    const { width, height } = image
    const drawing = new OffscreenCanvas(width, height).getContext('2d')!
    drawing.drawImage(image, 0, 0)
    return { width, height, data: new Uint8Array(drawing.getImageData(0, 0, width, height).data) }
  }, `data:image/png;base64,${picture.toString('base64')}`)
}

async function showMyWork(page: Page): Promise<void> {
  await page.locator('[data-row]').first().waitFor()
}

async function showTeam(page: Page): Promise<void> {
  await page.goto('/team')
  await page.locator('[data-row]').first().waitFor()
}

async function showInsight(page: Page): Promise<void> {
  await page.goto('/insight')
  await page.getByRole('table').first().waitFor()
}

/** One that is well on its way and has several things to do at the same time. */
async function showCase(page: Page): Promise<void> {
  const { ref } = chooseBest(await openCases(page), ({ tasks }) => tasks.filter(canBeCompleted).length >= 3 && tasks.filter(({ state }) => state === 'completed').length)
  await page.goto(`/cases/${ref}`)
  await page.getByText('Case opened.').first().waitFor()
}

/** A deadline of law or code that still runs, and of whose sum each kind of day is part; long sums do not fit. */
async function showWhyThisDate(page: Page): Promise<void> {
  const clocks = (await openCases(page)).flatMap(({ ref, clocks }) => clocks.filter(({ basis, endedAt }) => basis !== 'landlord' && endedAt === null).map(({ id, explain }) => ({ ref, id, explain })))
  const explained = await Promise.all(clocks.map(async (clock) => ({ ...clock, rows: (await get<{ rows: { kind: string }[] }>(page, clock.explain)).rows })))
  const { ref, id } = chooseBest(explained, ({ rows }) => rows.length <= LONGEST_SUM && new Set(rows.map(({ kind }) => kind)).size)
  await page.goto(`/cases/${ref}?clock=${id}`)
  await page.getByRole('complementary').getByText('Due', { exact: true }).waitFor()
  await page.getByText('Case opened.').first().waitFor()
}

async function openCases(page: Page): Promise<CaseRecord[]> {
  const { items } = await get<{ items: { ref: string }[] }>(page, '/api/v1/cases?status=open&limit=200')
  return Promise.all(items.map(({ ref }) => get<CaseRecord>(page, `/api/v1/cases/${ref}`)))
}

async function get<T>({ request }: Page, path: string): Promise<T> {
  return (await (await request.get(path)).json()) as T
}

function canBeCompleted({ actions }: Task): boolean {
  return actions.some(({ action, allowed }) => action === 'complete' && allowed)
}

/** The one of the highest score; of equals the first. @throws when none has a score */
function chooseBest<T>(ones: T[], score: (one: T) => number | false): T {
  const best = ones.toSorted((a, b) => Number(score(b)) - Number(score(a)))[0]
  if (best === undefined || !score(best)) throw new Error('The demonstration has no case that shows this')
  return best
}
