import type { CaseRecord } from '@casement/server/contract'
import { Link, useSearch } from '@tanstack/react-router'
import type { CaseActs } from './case-screen.tsx'
import { PathPicture } from './path-picture.tsx'
import { TaskList } from './task-list.tsx'
import classes from './cases.module.css'

/** Every task, as a list with what can be done, or as the path with where the case is on it. */
export function CaseTasks({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const { as } = useSearch({ from: '/signed-in/cases/$ref' })
  return (
    <>
      <nav className={classes.ways} aria-label="Tasks">
        <Link from="/cases/$ref" to="/cases/$ref" activeOptions={{ includeSearch: true, explicitUndefined: true }} search={(now) => ({ ...now, as: undefined })} aria-current={as ? undefined : 'true'} resetScroll={false}>As a list</Link>
        <Link from="/cases/$ref" to="/cases/$ref" activeOptions={{ includeSearch: true, explicitUndefined: true }} search={(now) => ({ ...now, as: 'path' })} aria-current={as ? 'true' : undefined} resetScroll={false}>As the path</Link>
      </nav>
      {as === 'path' ? <PathPicture record={record} alone /> : <TaskList record={record} acts={acts} whole />}
    </>
  )
}
