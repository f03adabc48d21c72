import type { Leave, Me, TeamLoad } from '@casement/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { spanInWords } from '../look/dates.ts'
import { Failure } from '../look/failure.tsx'
import { Sheet } from '../look/sheet.tsx'
import { useTell } from '../look/status-line.tsx'
import { meQuery } from '../people/me.ts'
import { LeaveForm } from './leave-form.tsx'
import { endLeave, leaveQuery, useLeaveChange } from './leave-query.ts'
import classes from './team.module.css'

/** Who of the team is away and who covers; whoever may records it. */
export function LeaveSection({ load }: { load: TeamLoad }) {
  const me = useQuery(meQuery).data?.me
  const leave = useQuery(leaveQuery(load.team.id))
  const [isOpen, open] = useState(false)
  const able = me ? peopleFor(me, load) : []
  return (
    <section className={classes.leave} aria-labelledby="leave">
      <div className="section">
        <h2 id="leave">Away</h2>
        {able.length > 0 ? <span className="end"><button type="button" className="link-button" onClick={() => open(true)}>Record leave</button></span> : null}
      </div>
      {leave.isError && !leave.data ? <Failure what="Who is away" error={leave.error} retry={() => void leave.refetch()} /> : null}
      {leave.data?.length === 0 ? <p className="hint">Nobody of the team is away or will be.</p> : null}
      <ul className={classes.away}>{leave.data?.map((one) => <LeaveRow key={one.id} leave={one} mayEnd={me !== undefined && (me.role !== 'officer' || me.person.id === one.person.id)} />)}</ul>
      {isOpen ? <Sheet title="Record leave" close={() => open(false)}><LeaveForm people={able} close={() => open(false)} /></Sheet> : null}
    </section>
  )
}

/** Everybody records their own leave, and whoever oversees cases that of all. */
function peopleFor(me: Me, { people }: TeamLoad): { id: string; name: string }[] {
  return people.filter(({ id, hasLeft }) => !hasLeft && (me.role !== 'officer' || id === me.person.id))
}

function LeaveRow({ leave, mayEnd }: { leave: Leave; mayEnd: boolean }) {
  const { today } = useAlmanac()
  const tell = useTell()
  const ending = useLeaveChange(endLeave, () => tell({ words: `${leave.person.name} is back: what came to ${leave.cover.name} goes back.` }))
  return (
    <li>
      <b>{leave.person.name}</b> <span>{spanInWords(leave.firstDay, leave.lastDay, today)}{leave.state === 'now' ? ', away now' : ''}</span>
      <span className="second">
        {leave.cover.name} covers.
        {mayEnd ? <> <button type="button" className="link-button" aria-label={`End the leave of ${leave.person.name}`} disabled={ending.isPending} onClick={() => ending.mutate(leave)}>End it</button></> : null}
      </span>
    </li>
  )
}
