/**
 * JSON in one form only: keys sorted by code unit, no spaces, absent values left out. PostgreSQL may store and reorder a
 * payload as it likes; what is read back has the same canonical form, so its digest can be checked.
 * @throws TypeError for what JSON cannot hold
 */
export function canonicalJson(value: unknown): string {
  const text = hasUnsettableKey(value) ? write(value) : JSON.stringify(sorted(value))
  if (text === undefined) throw new TypeError('There is nothing to write down')
  return text
}

/** An object shows keys that are numbers first, however they were set, and __proto__ not at all; such values are written by hand. */
function hasUnsettableKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return value.some(hasUnsettableKey)
  for (const key of Object.keys(value)) {
    if ((key >= '0' && key < ':') || key === '__proto__' || hasUnsettableKey(value[key as keyof typeof value])) return true
  }
  return false
}

/** A copy whose keys were set in their order; three times as fast as writing by hand. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(value).sort()) copy[key] = sorted(value[key as keyof typeof value])
  return copy
}

function write(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map((element) => write(element) ?? 'null').join(',')}]`
  const parts: string[] = []
  for (const key of Object.keys(value).sort()) {
    const text = write(value[key as keyof typeof value])
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`)
  }
  return `{${parts.join(',')}}`
}
