import { useCallback, useEffect, useRef, useState } from 'react'
import { readStored, writeStored } from './stored.ts'

/** Milliseconds of stillness after which a draft is written. */
const SETTLE_MS = 400

export type Draft<Value> = {
  value: Value
  change: (next: Value) => void
  /** Forgets the draft, as after it was sent. */
  clear: () => void
  /** When it was last saved, in milliseconds since 1970. */
  savedAt: number | undefined
}

/** Typed things that outlive a reload, a lost connection and an expired session, kept under one key. */
export function useDraft<Value>(key: string, empty: Value): Draft<Value> {
  const [kept, setKept] = useState<{ value: Value; savedAt?: number }>(() => readDraft<Value>(key) ?? { value: empty })
  const latest = useRef<{ value: Value; dirty: boolean }>({ value: kept.value, dirty: false })

  const save = useCallback(() => {
    if (!latest.current.dirty) return
    latest.current.dirty = false
    const savedAt = Date.now()
    if (keepDraft(key, { value: latest.current.value, savedAt })) setKept((now) => ({ ...now, savedAt }))
  }, [key])

  useEffect(() => {
    const timer = setTimeout(save, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [kept.value, save])

  useEffect(() => {
    window.addEventListener('pagehide', save)
    return () => {
      window.removeEventListener('pagehide', save)
      save()
    }
  }, [save])

  const change = useCallback((value: Value) => {
    latest.current = { value, dirty: true }
    setKept((now) => ({ ...now, value }))
  }, [])

  const clear = useCallback(() => {
    latest.current = { value: empty, dirty: false }
    writeStored(`draft.${key}`, undefined)
    setKept({ value: empty })
  }, [key, empty])

  return { value: kept.value, change, clear, savedAt: kept.savedAt }
}

/** Keeps what was typed elsewhere for the form that has this key. True when it was kept. */
export function keepDraft<Value>(key: string, draft: { value: Value; savedAt: number }): boolean {
  return writeStored(`draft.${key}`, JSON.stringify(draft))
}

function readDraft<Value>(key: string): { value: Value; savedAt: number } | undefined {
  const text = readStored(`draft.${key}`)
  if (!text) return undefined
  try {
    return JSON.parse(text) as { value: Value; savedAt: number }
  } catch {
    return undefined
  }
}
