import type { Demonstration } from '@casement/server/contract'
import { useState } from 'react'
import { asSentence } from '../look/counts.ts'
import { makeAlmanac, longDayInWords } from '../look/dates.ts'
import classes from './sign-in.module.css'

/** The panes beside the form: the day, and in a demonstration whom one may be. */
export function Window({ demonstration, signIn }: { demonstration: Demonstration | null | undefined; signIn: (email: string, password: string) => void }) {
  const [today] = useState(() => makeAlmanac({ now: Date.now() }).today)
  const [weekday, ...date] = longDayInWords(today).split(' ')
  return (
    <aside className={classes.window} aria-label="Before you start">
      <div className={classes.blank} aria-hidden="true" />
      <div><h2>{weekday}</h2><p className={classes.big}>{date.join(' ')}</p></div>
      {demonstration ? <SignIns demonstration={demonstration} signIn={signIn} /> : <ForEveryone />}
    </aside>
  )
}

function SignIns({ demonstration, signIn }: { demonstration: Demonstration; signIn: (email: string, password: string) => void }) {
  return (
    <section className={classes.people} aria-labelledby="be-someone">
      <h2 id="be-someone">This is a demonstration. Everyone and everything in it is made up. Sign in as</h2>
      <ul>
        {demonstration.signIns.map((person) => (
          <li key={person.email}>
            <button type="button" onClick={() => signIn(person.email, demonstration.password)}>
              <b>{person.name}</b>
              <span>{asSentence(person.role)}</span>
              <span className="second">{person.email}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="second">The password of each is <b className={classes.password}>{demonstration.password}</b></p>
    </section>
  )
}

function ForEveryone() {
  return (
    <>
      <div><h2>Nothing gets lost</h2><p>What you type is kept, even when the line drops or your session ends.</p></div>
      <div className={classes.blank} aria-hidden="true" />
    </>
  )
}
