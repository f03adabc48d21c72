import type { ReactNode } from 'react'
import classes from './facts.module.css'

export type Fact = { label: string; value: ReactNode; second?: ReactNode }

/** The panes under a title: a label, a value and a second line each. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes.panes}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
          {fact.second ? <dd>{fact.second}</dd> : null}
        </div>
      ))}
    </dl>
  )
}
