import type { Party } from '../case/event.ts'
import { record, type Turn } from '../case/turn.ts'
import { choicesAt, refuse, type Refusal } from '../refusal.ts'
import type { CommandOf } from './command.ts'
import { refuseUnlessOpen, type Situation } from './situation.ts'

export function addParty(turn: Turn, command: CommandOf<'add-party'>, situation: Situation): Refusal | undefined {
  const refusal = refuseUnlessOpen(situation) ?? refuseRole(situation, command.party)
  if (refusal) return refusal
  record(turn, 'party-added', { party: { ...command.party, id: `party.${situation.state.parties.length + 1}` }, reason: command.reason })
  return undefined
}

/** Where a case type says in which roles people take part, nobody takes part in another, nor more of them, nor unknown where they must be known. */
function refuseRole({ state, caseType }: Situation, { role: id, person }: Omit<Party, 'id'>): Refusal | undefined {
  const { parties: roles, name } = caseType.definition
  if (!roles) return undefined
  const role = roles.find((each) => each.id === id)
  if (!role) return refuse('role-unknown', `In a case of type ${name} nobody takes part as ${id}.`, { at: choicesAt('role', roles), remedy: 'Choose one of these roles.' })
  if (person === undefined && role.unknown !== true) return refuse('party-unnamed', `${role.name} must be somebody on record.`, { at: [{ place: 'person', words: 'Name the person.' }], remedy: 'Choose the person, or add them to the records first.' })
  const most = role.atMost ?? Infinity
  return partiesAs(state, id) < most ? undefined : refuse('too-many-parties', `${role.name}: there can be ${most} of them at most.`, { remedy: 'End the part of one of them first.' })
}

function partiesAs({ parties }: Situation['state'], id: string): number {
  return parties.filter(({ role, ended }) => role === id && ended !== true).length
}

/** Of somebody who has a part: it ends once. */
export function refuseEndParty(situation: Situation, { ended, role }: Party): Refusal | undefined {
  return refuseUnlessOpen(situation) ?? (ended === true ? refuse('party-ended', `The part of ${role} has ended already.`) : undefined)
}

export function endParty(turn: Turn, command: CommandOf<'end-party'>, situation: Situation): Refusal | undefined {
  const { parties, ref } = situation.state
  const party = parties.find(({ id }) => id === command.party)
  const known = parties.filter(({ ended }) => ended !== true).map(({ id, name, role }) => ({ id, name: name ?? role }))
  if (!party) return refuseUnlessOpen(situation) ?? refuse('party-unknown', `Case ${ref} has no party ${command.party}.`, { at: choicesAt('party', known), remedy: 'Name somebody who takes part.' })
  const refusal = refuseEndParty(situation, party)
  if (refusal) return refusal
  record(turn, 'party-ended', { party: party.id, reason: command.reason })
  return undefined
}
