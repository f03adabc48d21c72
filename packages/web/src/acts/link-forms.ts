import { linkTypes, linkWords, type LinkType, type LinkWay } from '@casement/engine'
import type { CaseRecord, LinkView } from '@casement/server/contract'
import { REASON, type ActForm } from './act-form.ts'

const RELATIONS = linkTypes.flatMap((link) => (['to', 'from'] as const).map((way) => ({ id: `${link} ${way}`, link, way, name: `This case ${linkWords(link, way)} it` })))

/** What a chosen relation is in a request. */
export function relationOf(id: string): { link: LinkType; way: LinkWay } | undefined {
  const found = RELATIONS.find((relation) => relation.id === id)
  return found && { link: found.link, way: found.way }
}

export function linkForm({ ref }: CaseRecord): ActForm {
  return {
    title: 'Link a case', send: 'Link it', done: `${ref} is linked.`, path: 'links',
    asks: [{ kind: 'case', id: 'case', label: 'Which case?' }, { kind: 'choice', id: 'relation', label: 'How do the two hang together?', choices: RELATIONS.map(({ id, name }) => ({ id, name })) }, REASON],
  }
}

/** What was taken away can be linked again, for the same reason where there was one. */
export function unlinkForm({ ref }: CaseRecord, { link, way, words, ref: other, reason }: LinkView): ActForm {
  const named = { link, way, case: other }
  return {
    title: `Take the link away: ${words} ${other}`, send: 'Take it away', done: `${ref} and ${other} are no longer linked so.`, path: 'unlinking', body: named, asks: [REASON],
    undo: { ref, path: 'links', body: { ...named, reason: reason ?? 'As before' } },
  }
}

export function mergeForm({ ref }: CaseRecord): ActForm {
  return {
    title: 'Merge into another case', send: 'Merge', done: `${ref} is closed: the other case goes on.`, path: 'merger',
    asks: [{ kind: 'case', id: 'into', label: 'Which case goes on?' }, { ...REASON, hint: 'This case closes as a duplicate. Its people, notes and answers stay with it, and are found from the other case.' }],
  }
}
