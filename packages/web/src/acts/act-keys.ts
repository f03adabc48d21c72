import { useState } from 'react'
import { newActKey } from '../api.ts'

/** The keys of acts that may be tried again. */
export type ActKeys = {
  /** The same key for the same words, so that what is tried again happens once. */
  keyOf: (request: unknown) => string
  /** From here on the same words are a new act: they were carried out, or are sent against another version. */
  forget: () => void
}

export function useActKeys(): ActKeys {
  const [keys] = useState(makeActKeys)
  return keys
}

export function makeActKeys(): ActKeys {
  const known = new Map<string, string>()
  return {
    keyOf: (request) => {
      const words = JSON.stringify(request)
      const key = known.get(words) ?? newActKey()
      known.set(words, key)
      return key
    },
    forget: () => known.clear(),
  }
}
