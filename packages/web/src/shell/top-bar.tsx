import type { Me } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Icon } from '../look/icon.tsx'
import { Mark } from '../look/mark.tsx'
import { PersonMenu } from './person-menu.tsx'
import classes from './top-bar.module.css'

/** The bar over every screen: where one can go, find, start a case, and who is signed in. */
export function TopBar({ me, find, showKeys }: { me: Me; find: () => void; showKeys: () => void }) {
  return (
    <header className={`${classes.top} no-print`}>
      <Link to="/my-work" className={classes.mark}><Mark /><span>Casement</span></Link>
      <nav aria-label="Main">
        <Link to="/my-work" activeProps={{ 'aria-current': 'page' }}>My work</Link>
        <Link to="/team" activeProps={{ 'aria-current': 'page' }}>Team</Link>
        <Link to="/insight" activeProps={{ 'aria-current': 'page' }}>Insight</Link>
      </nav>
      <button type="button" className={classes.find} aria-keyshortcuts="Control+K" onClick={find}>
        <Icon name="search" />
        <span>Find a person, home or case</span>
        <kbd aria-hidden="true">Ctrl K</kbd>
      </button>
      <Button component={Link} to="/start" className={classes.start} leftSection={<Icon name="plus" />}>Start a case</Button>
      <PersonMenu me={me} showKeys={showKeys} />
    </header>
  )
}
