import { useEffect, useState } from 'react'
import classes from './loading.module.css'

/** Milliseconds before still bars show; most answers come sooner, and a flash of bars only disturbs. */
const QUIET_MS = 200

/** Still bars for what is on its way. */
export function Loading({ what, bars = [62, 88, 45] }: { what: string; bars?: number[] }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={classes.loading} role="status">
      <span className="sr">{late ? `Loading ${what}` : ''}</span>
      {late ? bars.map((width, index) => <i key={index} style={{ width: `${width}%` }} />) : null}
    </div>
  )
}
