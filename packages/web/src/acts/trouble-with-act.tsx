import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Problem, isWorthAnotherTry } from '../api.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { momentInWords } from '../look/dates.ts'
import { Trouble } from '../look/notice.tsx'
import { isWorthTelling } from './event-kinds.ts'
import { isConflict } from './send-act.ts'

/** More than this are counted, not told. */
const MOST_TOLD = 5

/** Why an act was not done: who did what since, or the refusal in the server's words. What was typed stays. */
export function TroubleWithAct({ error, caseRef, again }: { error: unknown; caseRef?: string; again: () => void }) {
  if (isConflict(error)) {
    return (
      <Trouble acts={<><Button size="xs" onClick={again}>Send mine as well</Button>{caseRef ? <Link to="/cases/$ref" params={{ ref: caseRef }} search={{ tab: 'log' }} target="_blank">Look at the case beside this</Link> : null}</>}>
        <p><b>This case changed while you were writing.</b> Nothing was sent, and what you typed is kept.</p>
        <WhatChanged changed={error.changed} />
      </Trouble>
    )
  }
  const words = error instanceof Error ? error.message : 'It was not done. Try again.'
  const tryAgain = isWorthAnotherTry(error) ? <Button size="xs" onClick={again}>Try again</Button> : undefined
  return <Trouble acts={tryAgain}><p><b>It was not done.</b> {words} {error instanceof Problem ? error.remedy : null}</p></Trouble>
}

/** What was done; what the path did because of it only where there is nothing else. */
function WhatChanged({ changed }: { changed: Problem['changed'] }) {
  const almanac = useAlmanac()
  const main = changed.filter(({ type }) => isWorthTelling(type))
  const told = main.length > 0 ? main : changed
  const more = told.length - MOST_TOLD
  return (
    <ul>
      {told.slice(0, MOST_TOLD).map(({ seq, actor, recordedAt, words }) => <li key={seq}>{actor.name}, {momentInWords(recordedAt, almanac)}: {words}</li>)}
      {more > 0 ? <li>and {more} more</li> : null}
    </ul>
  )
}
