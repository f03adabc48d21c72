import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Empty } from '../look/empty.tsx'
import type { WorkView } from '../routes.tsx'

/** What an empty list means, and what would stand in it: each view holds something else. */
export const EMPTY_VIEWS: Record<WorkView, { title: string; until: string }> = {
  'needs-me': { title: 'Nothing needs you', until: 'What is given to you, or becomes due, will stand here.' },
  'waiting': { title: 'Nothing waits on others', until: 'Tasks of your cases that are on hold, or wait for somebody’s answer, will stand here.' },
  'my-cases': { title: 'Your cases have no open tasks', until: 'The tasks of the cases you own, manage or help with, whoever has them, will stand here.' },
  'team': { title: 'Your team has nothing to take', until: 'What is given to your team, and to nobody in it yet, will stand here.' },
}

/** In the place of the rows; `isDayEmpty` where only the day that was pressed has none. */
export function NothingHere({ view, isDayEmpty }: { view: WorkView; isDayEmpty: boolean }) {
  const navigate = useNavigate()
  if (isDayEmpty) {
    return <Empty title="Nothing stands at this day" act={<Button size="xs" onClick={() => void navigate({ to: '/my-work', search: { view } })}>Show every day</Button>} />
  }
  const { title, until } = EMPTY_VIEWS[view]
  return <Empty title={title} act={view === 'needs-me' ? <Button size="xs" component={Link} to="/start">Start a case</Button> : undefined}>{until}</Empty>
}
