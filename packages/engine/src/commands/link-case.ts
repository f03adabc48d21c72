import { isLink } from '../case/changes/of-links.ts'
import { linkWords, type CaseLink } from '../case/link.ts'
import { record, type Turn } from '../case/turn.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { endCase } from '../settle/end-scope.ts'
import type { CommandOf } from './command.ts'
import { refuseNarrowed, refuseReason, refuseUnlessOpen, type Situation } from './situation.ts'

/** Links a case with another, in any state of either: what came before may have ended long ago. Each of the two is told its own end. */
export function linkCase(turn: Turn, command: CommandOf<'link-case'>, { state }: Situation): Refusal | undefined {
  const { link, way, case: other, reason, depth } = command
  const refusal = refuseReason(reason, 'Linking two cases') ?? refuseLink(state, command)
  if (refusal) return refusal
  record(turn, 'case-linked', { link, way, case: other, reason, depth })
  return undefined
}

function refuseLink({ id, ref, links = [] }: Situation['state'], { link, way, case: other }: Pick<CommandOf<'link-case'>, 'link' | 'way' | 'case'>): Refusal | undefined {
  if (other.id === id) return refuse('same-case', `${ref} cannot be linked with itself.`, { remedy: 'Name another case.' })
  const said = links.find((known) => known.link === link && known.id === other.id)
  if (!said) return undefined
  const words = `${ref} ${linkWords(link, said.way)} ${other.ref}`
  return refuse('already-linked', said.way === way ? `${words} already.` : `${words}, so it cannot be the other way round.`, { remedy: 'Take that link away first, or leave it.' })
}

export function refuseUnlinkCase({ state }: Situation): Refusal | undefined {
  return state.links?.length ? undefined : refuse('not-linked', `Case ${state.ref} is linked with no other.`)
}

export function unlinkCase(turn: Turn, { link, way, case: other, reason }: CommandOf<'unlink-case'>, situation: Situation): Refusal | undefined {
  const { links = [], ref } = situation.state
  const refusal = refuseUnlinkCase(situation) ?? refuseReason(reason, 'Taking a link away')
  if (refusal) return refusal
  if (!links.some((known) => isLink(known, { link, way, case: other }))) {
    return refuse('not-linked', `Case ${ref} has no such link.`, { remedy: `It has: ${links.map(linkInWords).join('; ')}.` })
  }
  record(turn, 'case-unlinked', { link, way, case: other, reason })
  return undefined
}

function linkInWords({ link, way, ref }: CaseLink): string {
  return `${linkWords(link, way)} ${ref}`
}

/** A case that is merged ends without its gates, as one that is cancelled does, and a type that narrows the one narrows the other. */
export function refuseMergeCase(situation: Situation): Refusal | undefined {
  return refuseUnlessOpen(situation) ?? refuseNarrowed(situation, 'cancel')
}

/** Closes the case as a duplicate of another, which goes on. Its parties, notes and answers stay with it and are found by the link. */
export function mergeCase(turn: Turn, { into, reason }: CommandOf<'merge-case'>, situation: Situation): Refusal | undefined {
  const link = { link: 'duplicate-of', way: 'to', case: into } as const
  const refusal = refuseMergeCase(situation) ?? refuseReason(reason, 'Merging two cases') ?? refuseMergeInto(situation, into)
  if (refusal) return refusal
  if (!situation.state.links?.some((known) => isLink(known, { ...link, case: into.id }))) {
    const contrary = refuseLink(situation.state, link)
    if (contrary) return contrary
    record(turn, 'case-linked', { ...link, reason })
  }
  endCase(turn)
  record(turn, 'case-closed', { outcome: 'merged', notes: reason, mergedInto: into.ref })
  return undefined
}

function refuseMergeInto({ state }: Situation, into: CommandOf<'merge-case'>['into']): Refusal | undefined {
  if (into.id === state.id) return refuse('same-case', `${state.ref} cannot be merged into itself.`, { remedy: 'Name another case.' })
  return into.isOpen ? undefined : refuse('other-case-ended', `Case ${into.ref} has ended.`, { remedy: 'Reopen it first, or link the two instead.' })
}

/** A case that this one is linked with has ended, or was opened again. Told in any state; what is known already is not told twice. */
export function noteLinkedCase(turn: Turn, { case: other, isOpen }: CommandOf<'note-linked-case'>, { state }: Situation): undefined {
  if (state.links?.some((link) => link.id === other && link.isOpen !== isOpen)) record(turn, 'linked-case-changed', { case: other, isOpen })
}
