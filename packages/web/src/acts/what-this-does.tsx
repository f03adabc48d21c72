import { Problem } from '../api.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { consequencesOf, foldLong } from './consequences.ts'
import type { Consequence } from './consequences.ts'
import { usePreview } from './send-act.ts'
import type { Act } from './send-act.ts'
import classes from './acts.module.css'

/** What an act will do, said before it is done (design-language: principle 4). */
export function WhatThisDoes({ act, until }: { act: Act | undefined; until: string }) {
  const preview = usePreview(act)
  return (
    <div className={classes.does}>
      <p className="label">What this does</p>
      <div aria-live="polite">{act ? <Consequences preview={preview} /> : <p className="hint">{until}</p>}</div>
    </div>
  )
}

function Consequences({ preview }: { preview: ReturnType<typeof usePreview> }) {
  const almanac = useAlmanac()
  if (preview.isError) return <p className="hint">{preview.error instanceof Problem ? `Not yet: ${[preview.error.message, preview.error.remedy].filter(Boolean).join(' ')}` : preview.error.message}</p>
  if (!preview.data) return <p className="hint">Working it out…</p>
  const consequences = consequencesOf(preview.data, almanac)
  if (consequences.length === 0) return <p className="hint">Nothing else changes.</p>
  const { told, folded } = foldLong(consequences)
  return (
    <>
      <Lines of={told} />
      {folded.length > 0 ? <details className={classes.more}><summary>and {folded.length} more that no longer count</summary><Lines of={folded} /></details> : null}
    </>
  )
}

function Lines({ of: consequences }: { of: Consequence[] }) {
  return <ul>{consequences.map(({ first, second }) => <li key={first}>{first}{second ? <span className="second"> {second}</span> : null}</li>)}</ul>
}
