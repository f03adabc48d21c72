import type { TeamLoad, TeamTask } from '@casement/server/contract'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { staffQuery } from '../people/staff.ts'
import type { NewHolder } from './reassign.ts'
import { tasksInWords } from './team-words.ts'
import classes from './move-panel.module.css'

/** As many as stand beside the list without scrolling; typing finds the rest. */
const MOST_SHOWN = 6

type Offer = NewHolder & { load?: string; second: string }

/** Whoever can have the tasks: the team's own, officers before who oversees them and the least loaded first, or anybody by name. */
export function ChooseHolder({ load, tasks, value, choose }: { load: TeamLoad; tasks: TeamTask[]; value: NewHolder | undefined; choose: (holder: NewHolder) => void }) {
  const [typed, setTyped] = useState('')
  const name = useId()
  const sought = typed.trim().toLowerCase()
  const found = useOffers(load, tasks, sought)
  const shown = found.slice(0, MOST_SHOWN)
  const offers = value && !shown.some(({ id }) => id === value.id) ? [...found.filter(({ id }) => id === value.id).slice(0, 1), ...shown] : shown
  const hidden = found.length - shown.length
  return (
    <fieldset className={classes.to}>
      <legend className="label">Give them to</legend>
      <TextInput aria-label="Find anyone by name" placeholder="Find anyone by name" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      {offers.map((offer) => (
        <label key={`${offer.kind} ${offer.id}`} className={classes.offer}>
          <input type="radio" name={name} checked={value?.id === offer.id} onChange={() => choose({ kind: offer.kind, id: offer.id, name: offer.name })} />
          <span><span className={classes.name}>{offer.name}</span> <span className="second">{offer.second}</span></span>
          {offer.load ? <span className={classes.count}>{offer.load}</span> : null}
        </label>
      ))}
      {found.length === 0 ? <p className="hint">Nobody of that name works here.</p> : null}
      {hidden > 0 ? <p className="hint">{hidden} more; type a part of the name.</p> : null}
    </fieldset>
  )
}

/** Nobody is offered what is all theirs already. */
function useOffers({ team, people, nobody }: TeamLoad, tasks: TeamTask[], sought: string): Offer[] {
  const staff = useQuery(staffQuery)
  const staying = (id: string) => tasks.filter(({ holder }) => holder?.id === id).length
  const after = (id: string, now: number) => `${now} → ${tasksInWords(now + tasks.length - staying(id))}`
  const own = people
    .filter(({ hasLeft }) => !hasLeft)
    .toSorted((one, other) => Number(one.role !== 'officer') - Number(other.role !== 'officer') || one.openTasks - other.openTasks)
    .map((person): Offer => ({ kind: 'person', id: person.id, name: person.name, load: after(person.id, person.openTasks), second: [person.patch ?? person.role, ...(person.overdue > 0 ? [`${person.overdue} overdue`] : [])].join(' · ') }))
  const others = (staff.data ?? []).filter(({ id }) => !people.some((person) => person.id === id)).map(({ id, name, role }): Offer => ({ kind: 'person', id, name, second: `${role}, of another team` }))
  const itself: Offer = { kind: 'team', id: team.id, name: team.name, load: after(team.id, nobody.openTasks), second: 'for anyone in it to take' }
  const all = sought === '' ? [...own, itself] : [...own, itself, ...others]
  return all.filter(({ id, name }) => name.toLowerCase().includes(sought) && staying(id) < tasks.length)
}
