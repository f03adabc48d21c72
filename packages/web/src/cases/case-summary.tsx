import type { CaseRecord } from '@casement/server/contract'
import type { CaseActs } from './case-screen.tsx'
import { CaseFields } from './case-fields.tsx'
import { LinkedCases } from './linked-cases.tsx'
import { LinkedRecords } from './linked-records.tsx'
import { NextActions } from './next-actions.tsx'
import { PathPicture } from './path-picture.tsx'
import { PeopleList } from './people-list.tsx'
import { StrandList } from './strand-list.tsx'
import { TaskList } from './task-list.tsx'
import { Timeline } from './timeline.tsx'
import classes from './cases.module.css'

/** What comes next, where the case is, and what happened. */
export function CaseSummary({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  return (
    <>
      <NextActions record={record} acts={acts} />
      <PathPicture record={record} />
      <div className={classes.two}>
        <div>
          <StrandList record={record} acts={acts} />
          <TaskList record={record} acts={acts} />
          <CaseFields record={record} />
          <PeopleList record={record} acts={acts} />
          <LinkedRecords record={record} acts={acts} />
          <LinkedCases record={record} acts={acts} />
        </div>
        <Timeline caseRef={record.ref} />
      </div>
    </>
  )
}
