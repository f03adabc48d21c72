import { Button } from '@mantine/core'
import { Problem } from '../api.ts'
import { Trouble } from '../look/notice.tsx'
import { isConflict } from './send-act.ts'

/** Why an act was not done: what changed since, or the refusal in the server's words. What was typed stays. */
export function TroubleWithAct({ error, again }: { error: unknown; again: () => void }) {
  if (isConflict(error)) {
    return (
      <Trouble acts={<Button size="xs" onClick={again}>Send mine as well</Button>}>
        <p><b>This case changed while you were writing.</b> What you typed is not lost.</p>
        {error.changed.length > 0 ? <ul>{error.changed.map((words) => <li key={words}>{words}</li>)}</ul> : null}
      </Trouble>
    )
  }
  const words = error instanceof Error ? error.message : 'It was not done. Try again.'
  const tryAgain = error instanceof Problem && error.status < 500 ? undefined : <Button size="xs" onClick={again}>Try again</Button>
  return <Trouble acts={tryAgain}><p><b>It was not done.</b> {words} {error instanceof Problem ? error.remedy : null}</p></Trouble>
}
