import { createHmac, timingSafeEqual } from 'node:crypto'

export const COOKIE_PREFIX = 'casement'

/** The name under which better-auth keeps the token of a session; with https it begins with __Secure-. */
export function sessionCookieName(isSecure: boolean): string {
  return `${isSecure ? '__Secure-' : ''}${COOKIE_PREFIX}.session_token`
}

export interface CookieReading {
  name: string
  secret: string
}

/** The token of a session from a Cookie header, if our signature on it is right. better-auth writes `token.signature`, percent-encoded. */
export function findSessionToken(header: string | undefined, { name, secret }: CookieReading): string | undefined {
  const value = findCookie(header, name)
  if (value === undefined) return undefined
  const dot = value.lastIndexOf('.')
  const token = value.slice(0, Math.max(dot, 0))
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  const right = createHmac('sha256', secret).update(token).digest()
  return token !== '' && given.length === right.length && timingSafeEqual(given, right) ? token : undefined
}

function findCookie(header: string | undefined, name: string): string | undefined {
  const start = `${name}=`
  const found = header?.split(';').map((part) => part.trim()).find((part) => part.startsWith(start))
  try {
    return found === undefined ? undefined : decodeURIComponent(found.slice(start.length))
  } catch {
    // Not percent-encoded as we write it, so not ours.
    return undefined
  }
}
