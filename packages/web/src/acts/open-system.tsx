import type { Task } from '@casement/server/contract'

/** Leads to another system, in a tab of its own that is not told where it was opened from. */
export function OpenSystem({ address: { system, url } }: { address: NonNullable<Task['address']> }) {
  return (
    <p>
      <a href={url} target="_blank" rel="noreferrer">Open in {system}</a> <span className="hint">(a new tab)</span>
    </p>
  )
}
