import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Empty } from '../look/empty.tsx'
import { useTitle } from '../look/use-title.ts'

/** An address that leads nowhere; said the same way for what is not there and what is not yours. */
export function NotFound() {
  useTitle('Not found')
  return (
    <main className="page" id="work" tabIndex={-1}>
      <h1>There is nothing at this address</h1>
      <Empty title="It may have moved, or it may not be yours to see" act={<Button component={Link} to="/my-work">Go to My work</Button>}>
        Check the reference, or find the case by a name or an address.
      </Empty>
    </main>
  )
}
