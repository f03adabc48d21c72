import type { ReactNode } from 'react'
import classes from './why-button.module.css'

/** A date that can show its working: a button with a dotted underline. */
export function WhyButton({ children, open, onClick }: { children: ReactNode; open: boolean; onClick: () => void }) {
  return (
    <button type="button" className={classes.why} aria-expanded={open} onClick={onClick}>
      {children}
      <span className="sr">, why this date?</span>
    </button>
  )
}
