import classes from './meter.module.css'

/** A share as a bar, beside the figure that says the same. */
export function Meter({ share, of = 1 }: { share: number; of?: number }) {
  return <span className={classes.meter} aria-hidden="true"><i style={{ width: `${of === 0 ? 0 : Math.min(100, (share / of) * 100)}%` }} /></span>
}
