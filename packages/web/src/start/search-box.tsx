import { useId } from 'react'
import { Icon } from '../look/icon.tsx'
import classes from './start.module.css'

/** A search field with its glass; the label is read, not seen. */
export function SearchBox({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  const id = useId()
  return (
    <div className={classes.box}>
      <Icon name="search" />
      <label className="sr" htmlFor={id}>{label}</label>
      <input id={id} type="search" placeholder={label} autoComplete="off" value={value} onChange={(event) => change(event.currentTarget.value)} />
    </div>
  )
}
