import { Button } from '@mantine/core'
import { Trouble } from './notice.tsx'

/** A screen or list that could not be fetched, with the way to try again. */
export function Failure({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  const detail = error instanceof Error ? error.message : 'The answer could not be read.'
  return (
    <Trouble acts={retry ? <Button size="xs" onClick={retry}>Try again</Button> : undefined}>
      <p><b>{what} could not be shown.</b> {detail}</p>
    </Trouble>
  )
}
