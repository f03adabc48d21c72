import type { Demonstration } from '@casement/server/contract'
import { useState } from 'react'
import { asSentence } from '../look/counts.ts'
import { makeAlmanac, longDayInWords } from '../look/dates.ts'
import classes from './sign-in.module.css'

type SignInAs = (email: string, password: string) => void

/** The panes beside the form: the day, and in a demonstration whom one may be. */
export function Window({ demonstration, signIn }: { demonstration: Demonstration | null | undefined; signIn: SignInAs }) {
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

/** One of each role first; the others are a press away. */
function SignIns({ demonstration, signIn }: { demonstration: Demonstration; signIn: SignInAs }) {
  const first = demonstration.signIns.filter((person, index, all) => all.findIndex((other) => other.role === person.role) === index)
  const others = demonstration.signIns.filter((person) => !first.includes(person))
  return (
    <section className={classes.people} aria-labelledby="be-someone">
      <h2 id="be-someone">This is a demonstration. Everyone and everything in it is made up. Sign in as</h2>
      <People people={first} password={demonstration.password} signIn={signIn} />
      {others.length > 0 ? (
        <details>
          <summary>{others.length} others</summary>
          <People people={others} password={demonstration.password} signIn={signIn} />
        </details>
      ) : null}
      <p className="second">The password of each is <b className={classes.password}>{demonstration.password}</b></p>
    </section>
  )
}

function People({ people, password, signIn }: { people: Demonstration['signIns']; password: string; signIn: SignInAs }) {
  return (
    <ul>
      {people.map((person) => (
        <li key={person.email}>
          <button type="button" onClick={() => signIn(person.email, password)}>
            <b>{person.name}</b>
            <span>{asSentence(person.role)}</span>
            <span className="second">{person.email}</span>
          </button>
        </li>
      ))}
    </ul>
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
