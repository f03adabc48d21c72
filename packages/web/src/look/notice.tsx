import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'
import classes from './notice.module.css'

/** Something worth knowing that stops nobody. */
export function Notice({ children }: { children: ReactNode }) {
  return <div className={classes.notice}>{children}</div>
}

/** A conflict or refusal: what happened, what was kept, what to do. Read out at once. */
export function Trouble({ children, acts }: { children: ReactNode; acts?: ReactNode }) {
  return (
    <div className={classes.trouble} role="alert">
      {children}
      {acts ? <div className={`buttons ${classes.acts}`}>{acts}</div> : null}
    </div>
  )
}

/** Danger to staff: the instruction first, then why and when it is reviewed. The only stripes in the product. */
export function SafetyAlert({ instruction, children }: { instruction: string; children?: ReactNode }) {
  return (
    <div className={classes.safety} role="note">
      <Icon name="shield" />
      <p><b>{instruction}.</b> {children}</p>
    </div>
  )
}

/** The same warning in a row: a striped square and the instruction. */
export function SafetyMark({ instruction }: { instruction: string }) {
  return <span className={classes.mark}><span className={classes.stripe} aria-hidden="true" />{instruction}</span>
}
