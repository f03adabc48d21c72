import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useId, useRef } from 'react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import { useKeys } from './keys.ts'
import { Sheet } from './sheet.tsx'
import classes from './side-panel.module.css'

type Panel = { kicker: string; title: string; close: () => void; children: ReactNode }

/** Under this there is no room beside the work (as in cases.module.css). */
const NO_ROOM_BESIDE = '(max-width: 1180px)'

/** A pane beside the work, on a narrow screen a sheet from the foot; Escape closes it and focus goes back to what opened it. */
export function SidePanel(panel: Panel) {
  const isNarrow = useMediaQuery(NO_ROOM_BESIDE, undefined, { getInitialValueInEffect: false })
  if (!isNarrow) return <Beside {...panel} />
  return (
    <Sheet fromFoot title={<><span className={classes.kicker}>{panel.kicker}</span>{panel.title}</>} close={panel.close}>
      {panel.children}
    </Sheet>
  )
}

function Beside({ kicker, title, close, children }: Panel) {
  const titleId = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const opener = document.activeElement
    // Open on arrival, from an address: nobody asked to be moved.
    if (!(opener instanceof HTMLElement) || opener === document.body) return
    heading.current?.focus({ preventScroll: true })
    return () => {
      if (opener.isConnected) opener.focus()
    }
  }, [])
  useKeys({ Escape: close })
  return (
    <aside className={classes.side} aria-labelledby={titleId}>
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
