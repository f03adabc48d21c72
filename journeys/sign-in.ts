import type { Page } from 'playwright-core'
import { demonstrationPassword } from '../packages/server/src/demonstration/sign-ins.ts'

/** Signs somebody in on the page that stands at the sign-in, and waits for their work; with the password of the demonstration unless another is given. */
export async function signIn(page: Page, email: string, password = demonstrationPassword): Promise<void> {
  await page.getByLabel('Work email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'My work' }).waitFor()
}
