import type { ReactNode } from 'react'
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
