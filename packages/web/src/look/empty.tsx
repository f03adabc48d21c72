import type { ReactNode } from 'react'
import classes from './empty.module.css'

/** Nothing here: what is next, and at most one step to take. */
export function Empty({ title, children, act }: { title: string; children?: ReactNode; act?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <h2 className={classes.title}>{title}</h2>
      {children ? <p>{children}</p> : null}
      {act ? <div className={`buttons ${classes.act}`}>{act}</div> : null}
    </div>
  )
}
