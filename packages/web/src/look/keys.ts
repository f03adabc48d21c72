import { useEffect, useRef } from 'react'
import { readStored, writeStored } from './stored.ts'

/** A key (as in KeyboardEvent.key, lower case) or two in a row ("g w"), and what it does; false leaves the key to the browser. */
export type KeyMap = Record<string, (event: KeyboardEvent) => false | void>

/** Milliseconds within which the second key of a pair must follow. */
const PAIR_MS = 1200

/** Layers from the page upwards; while something lies over the page, the page's keys rest. */
const layers: symbol[] = []

/** Listens to keys while mounted. `over` marks a palette, dialog or sheet, whose keys silence those beneath. */
export function useKeys(keys: KeyMap, { over = false, on = true }: { over?: boolean; on?: boolean } = {}): void {
  const current = useRef(keys)
  useEffect(() => {
    current.current = keys
  })
  useEffect(() => {
    if (!on) return
    const layer = Symbol('layer')
    if (over) layers.push(layer)
    let first: { key: string; at: number } | undefined
    let silent = false
    // As the key goes down: a sheet that Escape closes on the way must not let the same Escape through to what lay beneath it.
    const lookUp = () => {
      silent = over ? layers.at(-1) !== layer : layers.length > 0
    }
    const listen = (event: KeyboardEvent) => {
      if (silent || event.defaultPrevented || !isForUs(event)) return
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      const pair = first && event.timeStamp - first.at < PAIR_MS ? current.current[`${first.key} ${key}`] : undefined
      const act = pair ?? current.current[key]
      first = { key, at: event.timeStamp }
      if (act && act(event) !== false) event.preventDefault()
    }
    window.addEventListener('keydown', lookUp, true)
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', lookUp, true)
      window.removeEventListener('keydown', listen)
      const at = layers.indexOf(layer)
      if (at !== -1) layers.splice(at, 1)
    }
  }, [over, on])
}

/** Single letters work only outside fields and can be turned off (WCAG 2.1.4); Escape always works. */
function isForUs(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (event.key === 'Escape') return true
  if (isTyping(event.target)) return false
  return singleLettersOn() || event.key.length > 1
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['radio', 'checkbox', 'button', 'submit'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
}

export function singleLettersOn(): boolean {
  return readStored('single-letters') !== 'off'
}

/** Turns single letters on or off for this browser, and hides or shows their hints. */
export function setSingleLetters(on: boolean): void {
  writeStored('single-letters', on ? undefined : 'off')
  showSingleLetterHints()
}

export function showSingleLetterHints(): void {
  document.documentElement.dataset['singleLetters'] = singleLettersOn() ? 'on' : 'off'
}
