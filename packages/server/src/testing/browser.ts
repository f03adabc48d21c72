import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'
import { describe } from 'vitest'
import { findChromium } from './chromium.ts'

/** Tests that drive a browser; without Chromium they are counted as skipped, and the run says what to install. */
export const describeInBrowser = findChromium() === undefined ? describe.skip : describe

/** A new Chromium without a window. As root it has no sandbox, because it refuses to start with one. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('Chromium is missing; wrap these tests in describeInBrowser.')
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
}
