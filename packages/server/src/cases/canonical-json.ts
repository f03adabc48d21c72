/**
 * JSON in one form only: keys sorted by code unit, no spaces, absent values left out. PostgreSQL may store and reorder a
 * payload as it likes; what is read back has the same canonical form, so its digest can be checked.
 * @throws TypeError for what JSON cannot hold (functions, big integers, cycles end in a RangeError)
 */
export function canonicalJson(value: unknown): string {
  const text = write(value)
  if (text === undefined) throw new TypeError('There is nothing to write down')
  return text
}

function write(value: unknown): string | undefined {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'number') return JSON.stringify(value)
  if (value === undefined) return undefined
  if (typeof value !== 'object') throw new TypeError(`JSON cannot hold a ${typeof value}`)
  if (Array.isArray(value)) return `[${value.map((element) => write(element) ?? 'null').join(',')}]`
  return writeObject(value)
}

function writeObject(value: object): string {
  const parts: string[] = []
  for (const key of Object.keys(value).sort()) {
    const text = write(value[key as keyof typeof value])
    if (text !== undefined) parts.push(`${JSON.stringify(key)}:${text}`)
  }
  return `{${parts.join(',')}}`
}
