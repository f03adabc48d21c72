import type { ReactNode } from 'react'
import { STATE_WORDS } from './state.ts'
import type { StateName } from './state.ts'
import classes from './state-mark.module.css'

/** Filled means now, hollow means not yet (design-language: principle 3). */
const SHAPES: Record<StateName, ReactNode> = {
  'overdue': <path fillRule="evenodd" d="M1.5 1.5h13v13h-13zM7 4h2v5H7zM7 10.4h2v2H7z" />,
  'due-today': <path fillRule="evenodd" d="M8 1 15.4 14.5H.6zM7.1 5.6h1.8v4.4H7.1zM7.1 11h1.8v1.8H7.1z" />,
  'due-soon': <path fillRule="evenodd" d="M8 1 15.4 14.5H.6zM8 5 3.9 12.5h8.2z" />,
  'on-track': <path fillRule="evenodd" d="M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 2.1a4.4 4.4 0 1 0 0 8.8 4.4 4.4 0 0 0 0-8.8z" />,
  'likely-late': <path fillRule="evenodd" d="M1.5 1.5h13v13h-13zM3.2 3.2v9.6h9.6V3.2zM7.1 4.600h1.800v4.200H7.100zM7.100 9.800h1.800v1.700H7.100z" />,
  'paused': <path d="M3 2.5h3.6v11H3zM9.4 2.5H13v11H9.4z" />,
  'waiting': <path fillRule="evenodd" d="M3 1h10v2.6L9.3 8l3.7 4.4V15H3v-2.6L6.7 8 3 3.6zM5 3l3 3.5L11 3z" />,
  'live': <><path fillRule="evenodd" d="M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 1.8a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.800z" /><circle cx="8" cy="8" r="3.200" /></>,
  'not-started': <circle cx="8" cy="8" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.7" strokeDasharray="2.2 2.2" />,
  'done': <path d="M6.2 13.2 1.4 8.3l1.7-1.7 3 3.1 6.8-7.1 1.7 1.7z" />,
  'done-late': <path fillRule="evenodd" d="M1.5 1.5h13v13h-13zM3.3 3.3v9.4h9.4V3.3zM5 6.2 6.2 5 8 6.8 9.8 5 11 6.2 9.2 8 11 9.8 9.8 11 8 9.2 6.2 11 5 9.8 6.8 8z" />,
  'skipped': <path d="M2 3.200 6.800 8 2 12.800zM8.200 3.200 13 8l-4.800 4.800z" />,
  'cancelled': <path fillRule="evenodd" d="M8 1.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zm-3.900 4A4.600 4.600 0 0 0 10.500 11.900zM5.500 4.100 11.900 10.500A4.600 4.600 0 0 0 5.500 4.100z" />,
  'private': <path fillRule="evenodd" d="M3 7h1.200V5a3.800 3.800 0 0 1 7.600 0v2H13v7.500H3zM6 7h4V5a2 2 0 0 0-4 0z" />,
}

/** The shape alone, for places where the word stands near by; otherwise pass `label`. */
export function StateShape({ state, label }: { state: StateName; label?: string }) {
  return (
    <svg className={classes.shape} data-state={state} viewBox="0 0 16 16" {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
      {SHAPES[state]}
    </svg>
  )
}

/** Word and shape in the state's colour. `word` replaces the usual one, as for whom something waits. */
export function StateMark({ state, word, light }: { state: StateName; word?: string; light?: boolean }) {
  return (
    <span className={classes.mark} data-state={state} data-light={light || undefined}>
      <StateShape state={state} />
      {word ?? STATE_WORDS[state]}
    </span>
  )
}
