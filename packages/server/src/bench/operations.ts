import { randomUUID } from 'node:crypto'
import type { RequestSource } from './drive.ts'
import { homeCheck, homeCheckCompletions } from './home-check.ts'
import type { BenchRequest } from './http-connection.ts'

/** What is measured, by the names of the file of figures; what adds to the officer's own lists comes last. */
export const OPERATIONS = ['get-case', 'list-by-due', 'my-work', 'search', 'complete-task', 'create-case'] as const
export type Operation = (typeof OPERATIONS)[number]

export function createCase(home: string): BenchRequest {
  return post('/api/v1/cases', { caseType: homeCheck.id, subject: { kind: 'home', id: home }, fields: { reportedBy: 'neighbour' } })
}

/** Completes the task of this place in the order of a home check, on a case at this version. */
export function completeTask(ref: string, place: number, version: number): BenchRequest {
  const { task, body } = homeCheckCompletions[place]!
  const request = post(`/api/v1/cases/${ref}/tasks/${task}/completion`, body)
  return { ...request, headers: { ...request.headers, 'if-match': `"${version}"` } }
}

export function getCase(ref: string): BenchRequest {
  return { method: 'GET', path: `/api/v1/cases/${ref}` }
}

export function listByDue(): BenchRequest {
  return { method: 'GET', path: '/api/v1/work-lists/mine?view=needs-me&limit=50' }
}

/** What the screen My work asks for. */
export function myWork(): BenchRequest {
  return { method: 'GET', path: '/api/v1/work-lists/mine?view=needs-me&counts=true&limit=100' }
}

export function search(asked: string): BenchRequest {
  return { method: 'GET', path: `/api/v1/search?q=${encodeURIComponent(asked)}` }
}

/** What people look for: a case, a name, an address, whole, begun, shortened and misspelt. */
export const SEARCHES = [
  'TC-26-00418', 'postlethwaite', 'olwen kettle', 'Fethergil', 'odete quarmbey', '14 larch walk', '3 warf street', '12 mill ln', 'complant', 'home check 7 larch', 'Brambelford wharf',
]

function post(path: string, body: unknown): BenchRequest {
  return { method: 'POST', path, headers: { 'idempotency-key': randomUUID() }, body: JSON.stringify(body) }
}

/** What the sources draw on. */
export interface Stock {
  homes: string[]
  /** Cases to look at. */
  refs: string[]
  /** Cases with all tasks still to do; each is taken once. */
  untouched: string[]
  /** The version of a home check before each of its completions. */
  versions: number[]
}

/** How one connection goes on asking for an operation. */
export function openSource(operation: Operation, stock: Stock): RequestSource {
  const { homes, refs } = stock
  switch (operation) {
    case 'create-case': return () => createCase(anyOf(homes))
    case 'complete-task': return completions(stock)
    case 'get-case': return () => getCase(anyOf(refs))
    case 'list-by-due': return listByDue
    case 'my-work': return myWork
    case 'search': return () => search(anyOf(SEARCHES))
  }
}

/** All tasks of a case one after the other, then those of the next. */
function completions({ untouched, versions }: Stock): RequestSource {
  let ref: string | undefined
  let place = 0
  return () => {
    if (place % homeCheckCompletions.length === 0) {
      ref = untouched.pop()
      place = 0
    }
    if (ref === undefined) return undefined
    const request = completeTask(ref, place, versions[place]!)
    place++
    return request
  }
}

function anyOf<Value>(values: Value[]): Value {
  return values[Math.floor(Math.random() * values.length)]!
}
