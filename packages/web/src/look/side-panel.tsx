import { Button } from '@mantine/core'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { useKeys } from './keys.ts'
import classes from './side-panel.module.css'

/** A pane beside the work; Escape closes it and focus goes back to what opened it. Below the work on a narrow screen. */
export function SidePanel({ kicker, title, close, children }: { kicker: string; title: string; close: () => void; children: ReactNode }) {
  const titleId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    // Open on arrival, from an address: nobody asked to be moved.
    if (!(opener instanceof HTMLElement) || opener === document.body) return
    heading.current?.focus({ preventScroll: true })
    // Under the wide layout the panel lies below the work, out of sight.
    if (window.matchMedia('(max-width: 1180px)').matches) panel.current?.scrollIntoView({ block: 'start' })
    return () => {
      if (opener.isConnected) opener.focus()
    }
  }, [])
  useKeys({ Escape: close })
  return (
    <aside className={classes.side} aria-labelledby={titleId} ref={panel}>
      <header>
        <div>
          <p className="second">{kicker}</p>
          <h2 id={titleId} tabIndex={-1} ref={heading}>{title}</h2>
        </div>
        <Button size="xs" variant="subtle" aria-label="Close" onClick={close}><Icon name="cross" /></Button>
      </header>
      {children}
    </aside>
  )
}
