import { type Actor, type CaseTypeDefinition, type Command, type Subject, subjectKinds } from '@casement/engine'
import type { Casework } from '../cases/casework.ts'
import { findCaseForUpdate, type StoredCase } from '../cases/case-store.ts'
import type { OpenCaseErrand } from '../cases/errands-of-events.ts'
import { findOpeningGround, readLandlord } from '../cases/ground.ts'
import type { NewCase } from '../cases/opening.ts'
import { type CaseHistory, type HistoryResult, runCommandsWithin } from '../cases/run-commands.ts'
import type { LandlordTransaction } from '../database/landlord-transaction.ts'
import type { OutboxItem } from './outbox.ts'

/** What a path asked for is done by nobody. */
export const PATH: Actor = { kind: 'system', id: 'path' }

/** Opens the cases that others asked for, each once: it is opened, linked and answered in the transaction that takes the errand away. */
export async function openAskedCases(tx: LandlordTransaction, items: OutboxItem<'open-case'>[], casework: Casework): Promise<void> {
  for (const { payload } of items) {
    const asking = await findCaseForUpdate(tx, payload.ref)
    if (asking && isWaiting(asking, payload.request)) await openAskedCase(tx, casework, { asking, asked: payload })
  }
}

/** Whether the case still waits for an answer to it. */
export function isWaiting({ state }: StoredCase, request: number): boolean {
  return state.requests?.some(({ seq }) => seq === request) ?? false
}

async function openAskedCase(tx: LandlordTransaction, casework: Casework, { asking, asked }: { asking: StoredCase; asked: OpenCaseErrand }): Promise<void> {
  const run = (histories: CaseHistory[], preview: boolean) => runCommandsWithin(tx, { casework, request: { landlordId: tx.landlordId, histories, preview } })
  const { caseType, fields, priority } = asked
  const ground = await findOpeningGround(tx, casework, { newCase: { caseType }, landlord: await readLandlord(tx) })
  const newCase: NewCase = { caseType, fields, priority, subject: ground && subjectFor(ground.caseType.definition, asking) }
  const opening = (steps: Command[]): CaseHistory => ({ newCase: { ...newCase, actor: PATH }, steps: steps.map((command) => ({ actor: PATH, command })) })
  const { id, ref, status } = asking.state
  const link: Command = { type: 'link-case', link: asked.link, way: 'to', case: { id, ref, isOpen: status === 'open' }, reason: asked.reason, depth: asked.depth }
  // Tried first: what is refused must take no number.
  const [tried] = await run([opening([link])], true)
  const owner = tried?.kind === 'done' && tried.state.owner === undefined && asking.state.owner
  const [opened] = tried?.kind === 'done' ? await run([opening([link, ...(owner ? [{ type: 'assign-owner' as const, to: owner, reason: asked.reason }] : [])])], false) : [tried]
  await run([{ ref, steps: [{ actor: PATH, command: answerOf(asked, opened) }] }], false)
}

function answerOf({ request, caseType }: OpenCaseErrand, opened: HistoryResult | undefined): Command {
  if (opened?.kind === 'done') return { type: 'answer-request', request, case: { id: opened.id, ref: opened.ref, isOpen: opened.state.status === 'open' } }
  return { type: 'answer-request', request, failed: whyNotOpened(opened, caseType) }
}

export function whyNotOpened(tried: HistoryResult | undefined, caseType: string): string {
  return tried?.kind === 'refused' ? tried.refusal.words : `There is no case type ${caseType} for this day.`
}

/** The same record where the type takes one of its kind, else the asking case itself. */
function subjectFor(definition: CaseTypeDefinition, { state: { subject, ref } }: StoredCase): Subject | undefined {
  const kinds = subjectKinds(definition)
  if (subject && kinds.includes(subject.kind)) return subject
  return kinds.includes('case') ? { kind: 'case', id: ref } : undefined
}
