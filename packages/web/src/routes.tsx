import { QueryClient } from '@tanstack/react-query'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { Problem } from './api.ts'
import { readInsightSearch, readShownShare } from './insight/period.ts'
import { Failure } from './look/failure.tsx'
import { NotFound } from './shell/not-found.tsx'
import { Shell } from './shell/shell.tsx'

/** Milliseconds for which an answer is taken as fresh; changes made here refresh it at once. */
const FRESH_MS = 15_000

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: FRESH_MS, retry: (count, error) => !(error instanceof Problem) && count < 2 },
    mutations: { retry: false },
  },
})

const root = createRootRoute({ notFoundComponent: NotFound })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string; ended?: boolean } => ({
    ...(isOwnPath(search['to']) ? { to: search['to'] } : {}),
    ...(search['ended'] === true ? { ended: true } : {}),
  }),
  component: lazyRouteComponent(() => import('./sign-in/sign-in.tsx'), 'SignIn'),
})

const signedIn = createRoute({ getParentRoute: () => root, id: 'signed-in', component: Shell })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/my-work', replace: true })
  },
})

export const WORK_VIEWS = ['needs-me', 'my-cases', 'waiting', 'team'] as const
export type WorkView = (typeof WORK_VIEWS)[number]

const myWork = createRoute({
  getParentRoute: () => signedIn,
  path: '/my-work',
  validateSearch: (search: Record<string, unknown>): { view?: WorkView; day?: string } => ({
    ...(WORK_VIEWS.includes(search['view'] as WorkView) ? { view: search['view'] as WorkView } : {}),
    ...(typeof search['day'] === 'string' ? { day: search['day'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./my-work/my-work.tsx'), 'MyWork'),
})

const team = createRoute({
  getParentRoute: () => signedIn,
  path: '/team',
  validateSearch: (search: Record<string, unknown>): { team?: string; person?: string; due?: string } =>
    Object.fromEntries(['team', 'person', 'due'].flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : []))),
  component: lazyRouteComponent(() => import('./team/team-screen.tsx'), 'TeamScreen'),
})

export const CASE_TABS = ['summary', 'tasks', 'people', 'clocks', 'log'] as const
export type CaseTab = (typeof CASE_TABS)[number]

const caseRecord = createRoute({
  getParentRoute: () => signedIn,
  path: '/cases/$ref',
  validateSearch: (search: Record<string, unknown>): { tab?: CaseTab; clock?: string; task?: string; compare?: string; as?: 'path'; kind?: string } => ({
    ...(CASE_TABS.includes(search['tab'] as CaseTab) ? { tab: search['tab'] as CaseTab } : {}),
    ...(typeof search['clock'] === 'string' ? { clock: search['clock'] } : {}),
    ...(typeof search['task'] === 'string' ? { task: search['task'] } : {}),
    ...(typeof search['compare'] === 'string' ? { compare: search['compare'] } : {}),
    ...(search['as'] === 'path' ? { as: 'path' as const } : {}),
    ...(typeof search['kind'] === 'string' ? { kind: search['kind'] } : {}),
  }),
  component: lazyRouteComponent(() => import('./cases/case-screen.tsx'), 'CaseScreen'),
})

const records = [
  createRoute({ getParentRoute: () => signedIn, path: '/people/$id', component: lazyRouteComponent(() => import('./people/record-screen.tsx'), 'PersonScreen') }),
  createRoute({ getParentRoute: () => signedIn, path: '/homes/$id', component: lazyRouteComponent(() => import('./people/record-screen.tsx'), 'HomeScreen') }),
  createRoute({ getParentRoute: () => signedIn, path: '/tenancies/$id', component: lazyRouteComponent(() => import('./people/record-screen.tsx'), 'TenancyScreen') }),
] as const

const start = createRoute({
  getParentRoute: () => signedIn,
  path: '/start',
  validateSearch: (search: Record<string, unknown>): { subject?: string } => (typeof search['subject'] === 'string' ? { subject: search['subject'] } : {}),
  component: lazyRouteComponent(() => import('./start/start-case.tsx'), 'StartCase'),
})

const insight = createRoute({
  getParentRoute: () => signedIn,
  path: '/insight',
  validateSearch: readInsightSearch,
  component: lazyRouteComponent(() => import('./insight/insight-screen.tsx'), 'InsightScreen'),
})

const realPath = createRoute({
  getParentRoute: () => signedIn,
  path: '/insight/$type',
  validateSearch: readShownShare,
  component: lazyRouteComponent(() => import('./insight/path-screen.tsx'), 'PathScreen'),
})

export const router = createRouter({
  routeTree: root.addChildren([home, signIn, signedIn.addChildren([myWork, team, caseRecord, ...records, start, insight, realPath])]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: ({ error, reset }) => <main className="page"><Failure what="This screen" error={error} retry={reset} /></main>,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

/** Only a path of this site may follow a sign-in, never another address. */
function isOwnPath(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith('/') && !/^\/[/\\]/.test(value)
}
