import { Link } from '@tanstack/react-router'
import { Icon } from '../look/icon.tsx'
import classes from './foot-bar.module.css'
import { PLACES } from './go-to.ts'

/** On a narrow screen the words of the top bar stand at the foot. */
export function FootBar({ find }: { find: () => void }) {
  return (
    <nav className={`${classes.foot} no-print`} aria-label="Main, small screen">
      {PLACES.map((place) => (
        <Link key={place.to} to={place.to} activeProps={{ 'aria-current': 'page' }}>
          <Icon name={place.icon} />
          {place.short}
        </Link>
      ))}
      <button type="button" onClick={find}><Icon name="search" />Find</button>
    </nav>
  )
}
