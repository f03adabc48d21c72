import type { WorkItem } from '@casement/server/contract'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { STATE_WORDS } from '../look/state.ts'
import { StateShape } from '../look/state-mark.tsx'
import { stripOf } from './work-groups.ts'
import type { StripDay } from './work-groups.ts'
import classes from './my-work.module.css'

/** Marks drawn for one day; the count says the rest. */
const MOST_MARKS = 5

/** A day is a unit: what is due on each of the next ten working days. Pressing a day shows only its rows. */
export function DayStrip({ items, chosen, partial }: { items: WorkItem[]; chosen: string | undefined; partial: boolean }) {
  const almanac = useAlmanac()
  return (
    <ol className={classes.strip} id="days" aria-label={partial ? 'What is due on each of the next ten working days, of the rows shown so far' : 'What is due on each of the next ten working days'}>
      {stripOf(items, almanac).map((place) => (
        <Fragment key={place.key}>
          {place.afterWeekend ? <li className={classes.weekend} aria-hidden="true" /> : null}
          <li className={classes.day} data-kind={place.kind}>
            <Link to="/my-work" activeOptions={{ includeSearch: true, explicitUndefined: true }} search={(now) => ({ ...now, day: chosen === place.key ? undefined : place.key })} aria-current={chosen === place.key ? 'true' : undefined}>
              <span className={classes.name}>{place.label}</span>
              <span className={classes.count}>{place.states.length > 0 ? place.states.length : '–'}</span>
              <span className="sr">{wordsFor(place)}</span>
              <span className={classes.marks}>{place.states.slice(0, MOST_MARKS).map((state, index) => <StateShape key={index} state={state} />)}</span>
            </Link>
          </li>
        </Fragment>
      ))}
    </ol>
  )
}

/** What the marks say, for those who cannot see them. */
function wordsFor(place: StripDay): string {
  const kinds = [...new Set(place.states)].map((state) => `${place.states.filter((each) => each === state).length} ${STATE_WORDS[state].toLowerCase()}`)
  return kinds.length > 0 ? kinds.join(', ') : 'nothing'
}
