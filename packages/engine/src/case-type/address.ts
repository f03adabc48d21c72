import type { CaseState } from '../case/state.ts'

const PLACE_HOLDER = /\{([^{}]*)\}/g
const FIELD = 'fields.'
/** `.` and `..` would lead elsewhere in the other system, and no encoding keeps them from it. */
const ONLY_DOTS = /^\.+$/

/** What an address asks of the case: `case.ref`, `fields.home`. */
export function placeHoldersIn(url: string): string[] {
  return [...url.matchAll(PLACE_HOLDER)].map(([, name = '']) => name)
}

/** An address without its place-holders, for whoever looks at the rest. */
export function withoutPlaceHolders(url: string): string {
  return url.replace(PLACE_HOLDER, 'x')
}

/** The field of the case that a place-holder is; undefined where it is none. */
export function fieldOfPlaceHolder(name: string): string | undefined {
  return name.startsWith(FIELD) ? name.slice(FIELD.length) : undefined
}

/** The same address with fields under the names that they have outside of a fragment. */
export function renamePlaceHolders(url: string, fieldName: (id: string) => string): string {
  return url.replace(PLACE_HOLDER, (written, name: string) => {
    const field = fieldOfPlaceHolder(name)
    return field === undefined ? written : `{${FIELD}${fieldName(field)}}`
  })
}

/** The address for this case, each value percent-encoded, so that none of them can lead elsewhere; what is not there is left empty. */
export function addressFor(url: string, state: Pick<CaseState, 'ref' | 'subject' | 'fields'>): string {
  return url.replace(PLACE_HOLDER, (_written, name: string) => encoded(valueOf(name, state)))
}

function valueOf(name: string, { ref, subject, fields }: Pick<CaseState, 'ref' | 'subject' | 'fields'>): unknown {
  if (name === 'case.ref') return ref
  if (name === 'case.subject') return subject?.id
  const field = fieldOfPlaceHolder(name)
  return field !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined
}

function encoded(value: unknown): string {
  const words = value === undefined || value === null ? '' : String(value)
  // Half of a pair of code units is no character, and cannot be encoded.
  return ONLY_DOTS.test(words) ? '' : encodeURIComponent(words.replace(/\p{Surrogate}/gu, ''))
}
