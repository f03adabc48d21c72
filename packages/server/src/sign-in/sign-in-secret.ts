import { createHmac } from 'node:crypto'
import { OperatorError } from '../operator-error.ts'

/**
 * What session cookies are signed with: derived from the password of the application's role, so that every process has the
 * same and there is nothing to store. A new password ends all sessions.
 * @throws OperatorError when the address of the database holds no password
 */
export function deriveSignInSecret(appUrl: string): string {
  const { password } = new URL(appUrl)
  if (password === '') {
    throw new OperatorError('The application\'s address of the database holds no password, so session cookies cannot be signed.', 'Give the role of CASEMENT_APP_DATABASE_URL a password and write it into the address.')
  }
  return createHmac('sha256', decodeURIComponent(password)).update('casement sign-in').digest('base64url')
}
