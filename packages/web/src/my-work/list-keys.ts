import type { WorkItem } from '@casement/server/contract'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { rowKey } from '../acts/row-key.ts'
import { useKeys } from '../look/keys.ts'

export type Asked = { act: 'hold' | 'reassign' }

/** Which row one stands on, which is open in place, and what was asked of it. */
export type RowState = {
  current: string | undefined
  open: string | undefined
  /** What the person pressed on it, done once the row's case has been read; each press is one of its own. */
  asked: Asked | undefined
  stand: (key: string) => void
  toggle: (key: string | undefined, asked?: Asked) => void
  /** The row was dealt with: close it and stand on the next. */
  leave: (key: string) => void
}

/** J and K move, Enter opens the case, Space opens in place, C, H and R act (design-language: Keys). */
export function useListKeys(items: WorkItem[]): RowState {
  const navigate = useNavigate()
  const [current, stand] = useState<string>()
  const [opened, setOpened] = useState<{ key: string; asked?: Asked }>()
  const next = useRef<string>(undefined)
  const at = items.findIndex((item) => rowKey(item) === current)
  const move = (step: number) => {
    const item = items[Math.min(items.length - 1, Math.max(0, at + step))]
    if (item) focusRow(rowKey(item))
  }
  const here = items[at] ?? items[0]
  const toggle: RowState['toggle'] = (key, asked) => {
    setOpened(key ? { key, asked } : undefined)
    if (!key && opened) focusRow(opened.key)
  }
  const act = (asked?: Asked) => (here ? toggle(rowKey(here), asked) : undefined)

  useKeys({
    j: () => move(current === undefined ? 0 : 1),
    k: () => move(-1),
    ' ': (event) => (isControl(event.target) ? false : act()),
    Enter: (event) => {
      if (event.target !== document.body || !here) return false
      void navigate({ to: '/cases/$ref', params: { ref: here.case.ref } })
    },
    c: () => (opened ? false : act()),
    h: () => act({ act: 'hold' }),
    r: () => act({ act: 'reassign' }),
    f: () => document.querySelector<HTMLElement>('#days a')?.focus(),
    Escape: () => (opened ? toggle(undefined) : false),
  })

  useEffect(() => {
    if (!next.current) return
    focusRow(next.current)
    next.current = undefined
  }, [items])

  const leave = (key: string) => {
    const index = items.findIndex((item) => rowKey(item) === key)
    const following = items[index + 1] ?? items[index - 1]
    next.current = following ? rowKey(following) : undefined
    setOpened(undefined)
  }
  return { current, open: opened?.key, asked: opened?.asked, stand, toggle, leave }
}

function focusRow(key: string): void {
  document.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"] a`)?.focus()
}

/** Space presses what has the focus; only on a row's link or the page does it open in place. */
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button, input, [role="menuitem"]')
}
