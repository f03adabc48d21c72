import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Pictures of a screen as it stands, for whoever looks at the screens: none unless CASEMENT_LOOK names a folder. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const into = process.env['CASEMENT_LOOK']
  if (into === undefined) return
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: join(into, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  }
  await page.emulateMedia({ colorScheme: null })
  await page.setViewportSize({ width: 1440, height: 1000 })
}
