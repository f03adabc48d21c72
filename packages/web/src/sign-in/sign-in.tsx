import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Problem, fetchReply } from '../api.ts'
import { Notice, Trouble } from '../look/notice.tsx'
import { readStored, writeStored } from '../look/stored.ts'
import { useTitle } from '../look/use-title.ts'
import { Mark } from '../look/mark.tsx'
import { demonstrationQuery } from './demonstration.ts'
import classes from './sign-in.module.css'
import { Window } from './window.tsx'

/** The way in; afterwards the person is back where they were. */
export function SignIn() {
  useTitle('Sign in')
  const { ended } = useSearch({ from: '/sign-in' })
  const demonstration = useQuery(demonstrationQuery).data
  const [trouble, setTrouble] = useState<string>()
  const [busy, setBusy] = useState(false)
  const enter = useEnter()
  const password = useRef<HTMLInputElement>(null)

  const signIn = async (email: string, secret: string) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await enter(email, secret)
    } catch (error) {
      setBusy(false)
      setTrouble(wordsFor(error))
      password.current?.focus()
    }
  }

  return (
    <div className={classes.frame}>
      <main className={classes.in}>
        <span className={classes.mark}><Mark /><span>Casement</span></span>
        <form
          className={classes.form}
          onSubmit={(event) => {
            event.preventDefault()
            const typed = new FormData(event.currentTarget)
            void signIn(String(typed.get('email')), String(typed.get('password')))
          }}
        >
          <h1>Sign in to {demonstration ? demonstration.landlord : 'Casement'}</h1>
          {ended ? <Notice>You were signed out. What you were typing is kept and will be there when you are back.</Notice> : null}
          {trouble ? <Trouble><p>{trouble}</p></Trouble> : null}
          <TextInput label="Work email" name="email" type="email" autoComplete="username" required withAsterisk={false} defaultValue={readStored('last-email') ?? ''} />
          <PasswordInput label="Password" name="password" autoComplete="current-password" required withAsterisk={false} ref={password} />
          <Button type="submit" variant="filled" loading={busy}>Sign in</Button>
          <p className="hint">Forgotten it? Your administrator can give you a new one.</p>
        </form>
        <p className="second">Signing in and opening private cases are recorded.</p>
      </main>
      <Window demonstration={demonstration} signIn={(email, secret) => void signIn(email, secret)} />
    </div>
  )
}

function useEnter() {
  const queries = useQueryClient()
  const router = useRouter()
  const { to } = useSearch({ from: '/sign-in' })
  const entering = useRef(false)
  useEffect(() => {
    queries.removeQueries({ queryKey: ['me'] })
  }, [queries])
  return async (email: string, password: string) => {
    if (entering.current) return
    entering.current = true
    try {
      await fetchReply({ method: 'POST', path: '/api/auth/sign-in/email', body: { email, password } })
      writeStored('last-email', email)
      queries.clear()
      router.history.replace(to ?? '/my-work')
    } finally {
      entering.current = false
    }
  }
}

function wordsFor(error: unknown): string {
  if (!(error instanceof Problem)) return error instanceof Error ? error.message : 'Signing in did not work. Try again.'
  if (error.status === 429) return 'Too many tries. Wait a minute, then try again.'
  if (error.status < 500) return 'The email and the password do not go together. Check both and try again.'
  return 'Casement cannot sign you in just now. Try again in a minute; if it stays, tell your help desk.'
}
