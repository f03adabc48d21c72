import type { CaseTypeSummary } from '@casement/server/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchReply } from '../api.ts'
import type { StartDraft } from './start-draft.ts'

/** The landlord's published case types that this person may start, today or as of the day on which we were told: lists hold the values of that day. */
export function caseTypesQuery({ toldOn }: Pick<StartDraft, 'toldOn'>) {
  return queryOptions({
    queryKey: ['case-types', toldOn ?? 'today'],
    queryFn: async ({ signal }) => (await fetchReply<{ items: CaseTypeSummary[] }>({ path: '/api/v1/case-types', query: { on: toldOn }, signal })).items.filter((type) => type.mayStart),
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  })
}

/** The case types that fit the words, best first; all of them, by name, where nothing is typed. */
export function matchCaseTypes(types: CaseTypeSummary[], words: string): CaseTypeSummary[] {
  const sought = splitWords(words)
  if (sought.length === 0) return types.toSorted(byName)
  return types
    .map((type) => ({ type, score: scoreOf(type, sought) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || byName(a.type, b.type))
    .map(({ type }) => type)
}

function byName(a: CaseTypeSummary, b: CaseTypeSummary): number {
  return a.name.localeCompare(b.name)
}

/** Words too common to tell case types apart. */
const COMMON = new Set(['a', 'an', 'and', 'at', 'for', 'has', 'in', 'is', 'it', 'my', 'not', 'of', 'on', 'or', 'our', 'the', 'there', 'to', 'with'])
/** Letters from which the beginning of a word counts as the word. */
const STEM_LETTERS = 4

function splitWords(words: string): string[] {
  return words.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1 && !COMMON.has(word))
}

function scoreOf(type: CaseTypeSummary, sought: string[]): number {
  const name = splitWords(type.name)
  const keywords = splitWords(type.words.join(' '))
  const description = splitWords(type.description ?? '')
  const hit = (among: string[], word: string) => among.some((each) => isSameWord(each, word))
  return sought.reduce((score, word) => score + (hit(name, word) ? 4 : 0) + (hit(keywords, word) ? 3 : 0) + (hit(description, word) ? 1 : 0), 0)
}

/** The same word, the beginning of it, or one with the same stem: "leaking" and "leak". */
function isSameWord(a: string, b: string): boolean {
  if (a.startsWith(b)) return true
  const stem = Math.min(a.length, b.length, Math.max(STEM_LETTERS, Math.min(a.length, b.length) - 2))
  return stem >= STEM_LETTERS && a.slice(0, stem) === b.slice(0, stem)
}

/** Whether a piece of text holds one of the words sought, so that it can be marked. */
export function isSought(piece: string, words: string): boolean {
  const sought = splitWords(words)
  return splitWords(piece).some((word) => sought.some((each) => isSameWord(word, each)))
}
