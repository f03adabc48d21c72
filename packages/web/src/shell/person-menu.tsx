import type { Me } from '@casement/server/contract'
import { Menu, useMantineColorScheme } from '@mantine/core'
import type { MantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { fetchReply } from '../api.ts'
import { asSentence } from '../look/counts.ts'
import { StateShape } from '../look/state-mark.tsx'
import { forgetStored, writeStored } from '../look/stored.ts'
import classes from './top-bar.module.css'

const SCHEMES: { value: MantineColorScheme; words: string }[] = [
  { value: 'auto', words: 'As the system' },
  { value: 'light', words: 'Light' },
  { value: 'dark', words: 'Dark' },
]

/** Who is signed in, light or dark, the keys, and the way out. */
export function PersonMenu({ me, showKeys }: { me: Me; showKeys: () => void }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const signOut = useSignOut()
  return (
    <Menu>
      <Menu.Target>
        <button type="button" className={classes.me} aria-label={`${me.person.initials}, ${me.person.name}: your menu`}>{me.person.initials}</button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <p><b>{me.person.name}</b></p>
          <p className="second">{asSentence(me.role)}, {me.landlord.name}</p>
        </div>
        <Menu.Label>Light and dark</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {SCHEMES.map((scheme) => <Menu.RadioItem key={scheme.value} value={scheme.value} checkIcon={<StateShape state="done" />}>{scheme.words}</Menu.RadioItem>)}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item onClick={showKeys} rightSection={<kbd>?</kbd>}>All keys</Menu.Item>
        <Menu.Item onClick={signOut}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Signing out by hand forgets the drafts too: the next person at this desk must not read them. */
function useSignOut(): () => void {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return () => {
    const leave = async () => {
      await fetchReply({ method: 'POST', path: '/api/auth/sign-out', body: {} }).catch(() => undefined)
      forgetStored('draft.')
      writeStored('signed-in', undefined)
      await navigate({ to: '/sign-in' })
      queries.clear()
    }
    void leave()
  }
}
