import type { Me } from '@casement/server/contract'
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Empty } from '../look/empty.tsx'
import { Loading } from '../look/loading.tsx'
import { useTitle } from '../look/use-title.ts'
import { meQuery } from '../people/me.ts'
import { teamsQuery } from './team-query.ts'
import { TeamWork } from './team-work.tsx'
import classes from './team.module.css'

/** Who of a team has how much, what nobody has, and how to even it out. */
export function TeamScreen() {
  useTitle('Team')
  const me = useQuery(meQuery)
  return (
    <main className="page" id="work" tabIndex={-1}>
      {me.data ? <ChosenTeam me={me.data.me} /> : <Loading what="the team" />}
    </main>
  )
}

/** Those who oversee cases see every team, their own first; everybody else, the teams they are in. */
function ChosenTeam({ me }: { me: Me }) {
  const { team: asked, person, due } = useSearch({ from: '/signed-in/team' })
  const all = useQuery({ ...teamsQuery, enabled: me.role !== 'officer' })
  const teams = me.role === 'officer' ? me.teams : all.data ?? me.teams
  const team = asked ?? me.teams[0]?.id ?? teams[0]?.id
  if (team === undefined) {
    if (all.isLoading) return <Loading what="the team" />
    return <><h1>Team</h1><Empty title="You are in no team">Ask a manager to add you to one. What its people have to do will stand here.</Empty></>
  }
  return <TeamWork key={team} team={team} filter={{ ...(person && { person }), ...(due && { due }) }} choice={teams.length > 1 ? <ChooseTeam teams={teams} team={team} /> : null} />
}

function ChooseTeam({ teams, team }: { teams: Me['teams']; team: string }) {
  const navigate = useNavigate()
  return <NativeSelect className={classes.choice} aria-label="Team" data={teams.map(({ id, name }) => ({ value: id, label: name }))} value={team} onChange={(event) => void navigate({ to: '/team', search: { team: event.currentTarget.value } })} />
}
