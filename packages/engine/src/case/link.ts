/** How one case hangs together with another. Read from the case that says so: this one `follows` the other. */
export const linkTypes = ['duplicate-of', 'caused-by', 'blocks', 'part-of', 'follows'] as const
export type LinkType = (typeof linkTypes)[number]

/** From the case that says it to the other, or from the other: each of two linked cases keeps its own end of the link. */
export type LinkWay = 'to' | 'from'

/** Another case, as it stands when it is named. */
export interface OtherCase {
  id: string
  ref: string
  isOpen: boolean
}

export interface CaseLink extends OtherCase {
  link: LinkType
  way: LinkWay
  reason?: string
  /** How many cases were opened one from another up to this one. */
  depth?: number
}

const WORDS: Record<LinkType, Record<LinkWay, string>> = {
  'duplicate-of': { to: 'is a duplicate of', from: 'is duplicated by' },
  'caused-by': { to: 'is caused by', from: 'caused' },
  blocks: { to: 'blocks', from: 'is blocked by' },
  'part-of': { to: 'is part of', from: 'includes' },
  follows: { to: 'follows', from: 'is followed by' },
}

/** What stands between the two cases in a sentence: this case "is caused by" that one. */
export function linkWords(link: LinkType, way: LinkWay): string {
  return WORDS[link][way]
}
