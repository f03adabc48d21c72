import { type Actor, type Assignee, type CaseState, type CommandOf, type Item, type Refusal, consequences, isUnfinished } from '@casement/engine'
import type { ReassignedTask, Reassignments, Role, RouteInput, api } from '../contract/contract.ts'
import type { NameOf } from '../cases/holder-view.ts'
import type { CaseHistory, HistoryResult } from '../cases/run-commands.ts'
import { namedIn } from '../cases/seen-case.ts'
import { holderOf } from '../cases/task-rows.ts'
import { assigneeOf } from '../cases/transitions.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { NameBook } from '../people/name-book.ts'
import { authoriseCommand } from '../policy/authorise-command.ts'

type Body = RouteInput<typeof api.reassignTasks>['body']
type AskedTask = Body['tasks'][number]
type Done = Extract<HistoryResult, { kind: 'done' }>

/** One history a case, its tasks in the order asked. */
export function historiesOf({ tasks, to, reason, notes }: Body, { actor, role }: { actor: Actor; role: Role }): CaseHistory[] {
  return [...byCase(tasks)].map(([ref, asked]) => ({
    ref,
    steps: asked.map(({ task, version }) => {
      const command: CommandOf<'reassign-task'> = { type: 'reassign-task', task, to: assigneeOf(to), reason, notes }
      return { actor, command, ifMatch: version, authorise: (state) => authoriseCommand(command.type, { roles: [role], state }) ?? refuseTheirs(command, state) }
    }),
  }))
}

/** Among many, what follows its owner to the new holder stays as it is: nobody would notice that it follows no more. */
function refuseTheirs({ task, to }: CommandOf<'reassign-task'>, state: CaseState): Refusal | undefined {
  const item = findItem(state, task)
  const holder = item && isUnfinished(item) ? holderOf(item.assignee, state) : undefined
  if (item === undefined || holder === undefined || to.kind !== holder.kind || to.id !== holder.id) return undefined
  return { refused: 'already-assigned', words: `${item.name} is theirs already.` }
}

interface Presenting {
  tasks: AskedTask[]
  results: HistoryResult[]
  preview: boolean
  names: NameBook
}

/** What became of each task, in the order asked. */
export async function presentReassignments(tx: LandlordTransaction, { tasks, results, preview, names }: Presenting): Promise<Reassignments> {
  const nameOf = await names.learn(tx, results.flatMap((result) => (result.kind === 'done' && result.before ? namedIn(result.before.state) : [])))
  const told = new Map<AskedTask, ReassignedTask>()
  for (const [index, asked] of [...byCase(tasks).values()].entries()) {
    for (const [step, one] of asked.entries()) told.set(one, { case: one.case, task: one.task, ...whatBecame(results[index], { step, task: one.task, nameOf, preview }) })
  }
  const items = tasks.flatMap((one) => told.get(one) ?? [])
  const done = items.filter(({ result }) => result === 'done').length
  return { preview, done, refused: items.length - done, items }
}

type Became = Omit<ReassignedTask, 'case' | 'task'>

function whatBecame(result: HistoryResult | undefined, { step, task, nameOf, preview }: { step: number; task: string; nameOf: NameOf; preview: boolean }): Became {
  if (result?.kind !== 'done') return { result: 'refused', code: 'not-found', words: 'It does not exist, or it is not yours to see.' }
  const item = findItem(result.state, task)
  const refusal = result.skipped.find((skipped) => skipped.step === step)?.refusal
  if (refusal) return { result: 'refused', name: item?.name, code: refusal.refused, words: refusal.words, remedy: refusal.remedy }
  const before = findItem(result.before?.state, task)
  return { result: 'done', name: item?.name, ...(preview ? { consequences: consequencesOf(result, task) } : { version: result.state.version }), was: holderBefore(before?.assignee, nameOf) }
}

function consequencesOf({ state, events }: Done, task: string): string[] {
  return consequences(state, events.filter((event) => event.type === 'task-assigned' && event.payload.item === task))
}

function findItem(state: CaseState | undefined, task: string): Item | undefined {
  return state !== undefined && Object.hasOwn(state.items, task) ? state.items[task] : undefined
}

function holderBefore(assignee: Assignee | undefined, nameOf: NameOf): ReassignedTask['was'] {
  if (assignee === undefined || assignee.kind === 'owner') return { kind: 'owner', name: 'The owner of the case' }
  return { ...assignee, name: nameOf(assignee) }
}

function byCase(tasks: AskedTask[]): Map<string, AskedTask[]> {
  return Map.groupBy(tasks, (one) => one.case)
}
