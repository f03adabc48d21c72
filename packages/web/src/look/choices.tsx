import { useId } from 'react'
import type { ReactNode } from 'react'
import { StateShape } from './state-mark.tsx'
import classes from './choices.module.css'

export type Choice = { id: string; name: string }

/** One of a few, each with its number as key; many become a plain list. */
export function Choices(props: { label: ReactNode; choices: Choice[]; value: string | undefined; choose: (id: string) => void; error?: string; numbered?: boolean; name?: string }) {
  const name = useId()
  const { label, choices, value, choose, error, numbered = false } = props
  const errorId = `${name}-error`
  return (
    <fieldset className={classes.choices} aria-describedby={error ? errorId : undefined} data-field={props.name}>
      <legend className="label">{label}</legend>
      {error ? <p className={classes.error} id={errorId}><StateShape state="overdue" />{error}</p> : null}
      <div className={classes.all}>
        {choices.map((choice, index) => (
          <label key={choice.id} className={classes.choice}>
            <input type="radio" name={name} checked={value === choice.id} onChange={() => choose(choice.id)} />
            <span>{choice.name}{numbered && index < 9 ? <> <kbd className="letter" aria-hidden="true">{index + 1}</kbd></> : null}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
