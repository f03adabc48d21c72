import { Notice } from '../look/notice.tsx'
import classes from './start.module.css'

/** What the case type tells whoever starts a case, by the answers so far; `instead` where it takes the place of a case. */
export function AdviceGiven({ advice, instead }: { advice: string[]; instead?: string }) {
  if (advice.length === 0 && instead === undefined) return null
  return (
    <div aria-live="polite">
      <Notice>
        {instead === undefined ? null : <><p><b>No case is needed.</b></p><p className={classes.advice}>{instead}</p></>}
        {advice.map((text) => <p key={text} className={classes.advice}>{text}</p>)}
      </Notice>
    </div>
  )
}
