import { useEffect } from 'react'
import type { KeyboardEvent as FieldKeyEvent, RefObject } from 'react'

/** Ctrl Enter sends the form from any of its fields. */
export function sendOnCtrlEnter(event: FieldKeyEvent<HTMLFormElement>): void {
  if (!isCtrlEnter(event)) return
  event.preventDefault()
  event.currentTarget.requestSubmit()
}

/** Ctrl Enter sends the form from anywhere on its page, but not through what lies over the page. */
export function useSendOnCtrlEnter(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!isCtrlEnter(event) || event.defaultPrevented || isInDialog(event.target)) return
      event.preventDefault()
      form.current?.requestSubmit()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [form])
}

function isCtrlEnter({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean {
  return key === 'Enter' && (ctrlKey || metaKey)
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role="dialog"]') !== null
}
