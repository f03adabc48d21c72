import { useQuery } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useMemo, useRef, useState } from 'react'
import { Problem } from '../api.ts'
import { AlmanacContext } from '../look/almanac-context.tsx'
import { makeAlmanac } from '../look/dates.ts'
import { Failure } from '../look/failure.tsx'
import { useKeys } from '../look/keys.ts'
import { Loading } from '../look/loading.tsx'
import { useServerTime } from '../look/server-time.ts'
import { LineNotice } from '../live/line-notice.tsx'
import { useLive } from '../live/use-live.ts'
import { meQuery } from '../people/me.ts'
import { FootBar } from './foot-bar.tsx'
import { useGoToKeys } from './go-to.ts'
import { TopBar } from './top-bar.tsx'

const KeyboardMap = lazy(() => import('./keyboard-map.tsx'))
const Palette = lazy(() => import('../find/palette.tsx'))

/** How often the words that depend on the time of day are read again, in milliseconds. */
const TICK_MS = 30_000

/** What surrounds every screen of a signed-in person. */
export function Shell() {
  const me = useQuery(meQuery)
  const [open, setOpen] = useState<'keys' | 'palette'>()
  const almanac = useServerAlmanac(me.data?.me)
  useLive(me.data?.me)
  useGoToKeys()
  useKeys({ '?': () => setOpen('keys'), '/': () => setOpen('palette') })
  usePaletteKey(() => setOpen('palette'))
  if (me.isError && !(me.error instanceof Problem && me.error.status === 401)) {
    return <main className="page"><Failure what="Casement" error={me.error} retry={() => void me.refetch()} /></main>
  }
  if (!me.data || !almanac) return <main className="page"><Loading what="Casement" /></main>
  return (
    <AlmanacContext value={almanac}>
      <a className="sr" href="#work">Go to the work</a>
      <TopBar me={me.data.me} find={() => setOpen('palette')} showKeys={() => setOpen('keys')} />
      <FocusOnArrival />
      <Suspense fallback={<main className="page" id="work"><Loading what="the screen" /></main>}>
        <Outlet />
      </Suspense>
      <LineNotice />
      <FootBar find={() => setOpen('palette')} />
      <Suspense fallback={null}>
        {open === 'keys' ? <KeyboardMap close={() => setOpen(undefined)} /> : null}
        {open === 'palette' ? <Palette close={() => setOpen(undefined)} /> : null}
      </Suspense>
    </AlmanacContext>
  )
}

/** The server's time, carried on by this machine's count of milliseconds, never by its clock. */
function useServerAlmanac(me: { zone: string; closedDays?: string[] } | undefined) {
  const heard = useServerTime()
  const [minute, setMinute] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setMinute(performance.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return useMemo(() => {
    if (!heard || !me) return undefined
    const { zone, closedDays } = me
    return makeAlmanac({ now: heard.now + Math.max(0, minute - heard.heardAt), zone, closedDays })
  }, [heard, me, minute])
}

/** After each change of screen, focus goes to the work, so that keys and screen readers start there. */
function FocusOnArrival() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const arrived = useRef(path)
  useEffect(() => {
    if (arrived.current === path) return
    arrived.current = path
    document.getElementById('work')?.focus({ preventScroll: true })
  }, [path])
  return null
}

/** Ctrl K opens the palette even from inside a field. */
function usePaletteKey(open: () => void): void {
  const latest = useRef(open)
  useEffect(() => {
    latest.current = open
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'k') return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
