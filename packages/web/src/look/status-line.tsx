import { Button } from '@mantine/core'
import { createContext, use, useCallback, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useKeys } from './keys.ts'
import { StateShape } from './state-mark.tsx'
import classes from './status-line.module.css'

/** The last thing done. `undo` only where the system can truly take it back. */
export type Deed = { words: string; undo?: () => void | Promise<unknown> }

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
    const taken = deed?.undo
    tell(undefined)
    if (taken) void taken()
  }, [deed, tell])
  useKeys({ z: undo }, { on: Boolean(deed?.undo) })
  return (
    <footer className={`${classes.line} no-print`}>
      <div role="status" className={classes.status}>
        {deed ? (
          <div className={classes.toast}>
            <StateShape state="done" />
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
