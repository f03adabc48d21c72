import type { CaseRecord } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import type { CSSProperties } from 'react'
import { STATE_WORDS } from '../look/state.ts'
import { StateShape } from '../look/state-mark.tsx'
import { pathOf } from './path-stops.ts'
import classes from './path-picture.module.css'

/** Stages as stops on a line: dark where the case has been, a ring where it is. */
export function PathPicture({ record, alone }: { record: CaseRecord; alone?: boolean }) {
  const { stops, besides, uncalled } = pathOf(record.stages, record.tasks)
  if (stops.length === 0) return null
  return (
    <section className={classes.picture} aria-labelledby="path">
      <div className="section">
        <h2 id="path">Where the case is</h2>
        {alone ? null : <span className="second end"><Link from="/cases/$ref" to="/cases/$ref" search={(now) => ({ ...now, tab: 'tasks', as: undefined })} resetScroll={false}>See the path as a list</Link></span>}
      </div>
      <ol className={classes.path} style={{ '--stops': stops.length } as CSSProperties}>
        {stops.map((stop) => (
          <li key={stop.id} data-at={stop.at} aria-current={stop.at === 'now' ? 'step' : undefined} style={{ '--share': `${stop.share * 100}%` } as CSSProperties}>
            <span className={classes.stop} />
            <h3>{stop.name}</h3>
            <span className={classes.note}>{stop.at === 'now' ? <b>{stop.note}</b> : stop.note}</span>
            <ul>
              {stop.steps.filter((step) => step.id !== stop.id).map((step) => (
                <li key={step.id} data-state={step.state}><StateShape state={step.state} /><span>{step.name}<span className="sr">, {STATE_WORDS[step.state].toLowerCase()}</span></span></li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {besides.length > 0 ? (
        <ul className={`${classes.beside} ${classes.besides}`} aria-label="Beside the path">
          {besides.map((step) => <li key={step.id} data-state={step.state}><StateShape state={step.state} /><span>{step.name}<span className="sr">, {STATE_WORDS[step.state].toLowerCase()}</span></span></li>)}
        </ul>
      ) : null}
      {uncalled.length > 0 ? <p className={classes.beside}>If it is called for: {uncalled.join(', ')}.</p> : null}
    </section>
  )
}
