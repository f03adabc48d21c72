import { Button } from '@mantine/core'
import { createContext, use, useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { isWorthAnotherTry } from '../api.ts'
import { useKeys } from './keys.ts'
import { StateShape } from './state-mark.tsx'
import classes from './status-line.module.css'

/** The last thing done, or that it was not taken back. `undo` only where the system can truly take it back; it throws where it does not. */
export type Deed = { words: string; undo?: () => Promise<unknown>; isTrouble?: true }

type StatusLine = { deed: Deed | undefined; tell: (deed: Deed | undefined) => void }
const StatusLineContext = createContext<StatusLine>({ deed: undefined, tell: () => undefined })

export function StatusLineProvider({ children }: { children: ReactNode }) {
  const [deed, tell] = useState<Deed>()
  return <StatusLineContext value={useMemo(() => ({ deed, tell }), [deed])}>{children}</StatusLineContext>
}

/** Says what was just done, at the foot of the screen. */
export function useTell(): StatusLine['tell'] {
  return use(StatusLineContext).tell
}

/** The foot of the screen: the last thing done with its undo, what others did, then the keys that work here. */
export function StatusLine({ keys, news }: { keys: { keys: string[]; does: string }[]; news?: ReactNode }) {
  const { deed, tell } = use(StatusLineContext)
  const undo = useCallback(() => {
    tell(undefined)
    if (deed) takeBack(deed).catch((error: unknown) => tell(notTakenBack(deed, error)))
  }, [deed, tell])
  useKeys({ z: undo }, { on: Boolean(deed?.undo) })
  return (
    <footer className={`${classes.line} no-print`}>
      <div role="status" className={classes.status}>
        {deed ? (
          <div className={classes.toast}>
            <StateShape state={deed.isTrouble ? 'overdue' : 'done'} />
            <span>{deed.words}</span>
            {deed.undo ? <Button size="xs" variant="transparent" className={classes.undo} onClick={undo}>Undo <kbd className="letter">Z</kbd></Button> : null}
          </div>
        ) : null}
      </div>
      {news ? <div role="status" className={classes.news}>{news}</div> : null}
      {keys.map((hint) => (
        <span key={hint.does} className={classes.hint}>
          {hint.keys.map((key) => (key === '–' ? key : <kbd key={key} className={key.length === 1 ? 'letter' : undefined}>{key}</kbd>))} {hint.does}
        </span>
      ))}
      <span className={`${classes.hint} ${classes.end}`}><kbd>?</kbd> all keys</span>
    </footer>
  )
}

async function takeBack({ undo }: Deed): Promise<void> {
  await undo?.()
}

/** Why what was done stands; the way back stays on offer where it may yet work. */
export function notTakenBack({ undo }: Deed, error: unknown): Deed {
  const why = error instanceof Error ? error.message : 'The answer could not be read.'
  return { words: `Not taken back. ${why}`, isTrouble: true, ...(isWorthAnotherTry(error) ? { undo } : {}) }
}
