import { useAlmanac } from '../look/almanac-context.tsx'
import { timeInWords } from '../look/dates.ts'
import { useBrokenLine } from './line.ts'
import classes from './live.module.css'

/** Says so when what is on screen may be old; a break of a few seconds is not worth a word. */
export function LineNotice() {
  const { zone } = useAlmanac()
  const shows = useBrokenLine()
  return <div role="status" className={classes.line}>{shows === undefined ? null : <p>Not connected; showing {timeInWords(shows, zone)}</p>}</div>
}
