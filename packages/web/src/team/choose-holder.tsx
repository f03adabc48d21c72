import type { TeamLoad, TeamTask } from '@casement/server/contract'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { staffQuery } from '../people/staff.ts'
import { shareOut, sharesInWords } from './share-out.ts'
import type { NewHolder } from './share-out.ts'
import { tasksInWords } from './team-words.ts'
import classes from './move-panel.module.css'

/** As many as stand beside the list without scrolling; typing finds the rest. */
const MOST_SHOWN = 6

type Offer = NewHolder & { load?: string; second: string }

/** Somebody, or the officers of the team between them. */
export type Choice = NewHolder | 'shared'

type Props = { load: TeamLoad; tasks: TeamTask[]; value: Choice | undefined; choose: (choice: Choice) => void }

/** Whoever can have the tasks: shared out, the team's own, officers before who oversees them and the least loaded first, or anybody by name. */
export function ChooseHolder({ load, tasks, value, choose }: Props) {
  const [typed, setTyped] = useState('')
  const name = useId()
  const sought = typed.trim().toLowerCase()
  const found = useOffers(load, tasks, sought)
  const shown = found.slice(0, MOST_SHOWN)
  const chosen = value === 'shared' ? undefined : value
  const offers = chosen && !shown.some(({ id }) => id === chosen.id) ? [...found.filter(({ id }) => id === chosen.id), ...shown] : shown
  const shares = sought === '' ? shareOut(tasks, load) : []
  const hidden = found.length - shown.length
  return (
    <fieldset className={classes.to}>
      <legend className="label">Give them to</legend>
      <TextInput aria-label="Find anyone by name" placeholder="Find anyone by name" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      {shares.length > 0 ? <OfferRow group={name} name="Share them out" second={sharesInWords(shares.map(({ to, tasks: theirs }) => ({ to, count: theirs.length })))} isChosen={value === 'shared'} choose={() => choose('shared')} /> : null}
      {offers.map(({ kind, id, name: offered, load: then, second }) => (
        <OfferRow key={`${kind} ${id}`} group={name} name={offered} second={second} load={then} isChosen={chosen?.id === id} choose={() => choose({ kind, id, name: offered })} />
      ))}
      {found.length === 0 ? <p className="hint">Nobody of that name works here.</p> : null}
      {hidden > 0 ? <p className="hint">{hidden} more; type a part of the name.</p> : null}
    </fieldset>
  )
}

function OfferRow({ group, name, second, load, isChosen, choose }: { group: string; name: string; second: string; load?: string; isChosen: boolean; choose: () => void }) {
  return (
    <label className={classes.offer}>
      <input type="radio" data-autofocus name={group} checked={isChosen} onChange={choose} />
      <span><span className={classes.name}>{name}</span> <span className="second">{second}</span></span>
      {load ? <span className={classes.count}>{load}</span> : null}
    </label>
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
