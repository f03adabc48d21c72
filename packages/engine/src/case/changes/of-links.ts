import type { CaseLink } from '../link.ts'
import type { CaseRequest, CaseState } from '../state.ts'
import type { Changes } from './change.ts'
import { happen } from './happen.ts'

export const changesOfLinks = {
  'case-linked': (state, { payload: { link, way, case: other, reason, depth, request } }) => ({ ...withoutRequest(state, request), links: [...(state.links ?? []), { link, way, ...other, reason, depth }] }),
  'case-unlinked': (state, { payload }) => ({ ...state, links: (state.links ?? []).filter((link) => !isLink(link, payload)) }),
  'linked-case-changed': (state, { payload }) => ({ ...state, links: (state.links ?? []).map((link) => (link.id === payload.case ? { ...link, isOpen: payload.isOpen } : link)) }),
  'case-asked-for': (state, { seq, payload }) => withRequest(state, { seq, what: 'case', name: payload.caseType, link: payload.link, from: payload.from }),
  'link-asked-for': (state, { seq, payload }) => withRequest(state, { seq, what: 'link', name: payload.ref, link: payload.link, from: payload.from }),
  'webhook-asked-for': (state, { seq, payload }) => withRequest(state, { seq, what: 'webhook', name: payload.webhook, from: payload.from }),
  'webhook-called': (state, { payload }) => withoutRequest(state, payload.request),
  'request-failed': (state, event) => {
    const { request, from } = event.payload
    return happen(withoutRequest(state, request), event, from && { item: from.item, parent: state.items[from.item]?.parent })
  },
} satisfies Changes

/** Two cases can be linked in several ways; each link is there once. */
export function isLink({ link, way, id }: CaseLink, other: { link: CaseLink['link']; way: CaseLink['way']; case: string }): boolean {
  return link === other.link && way === other.way && id === other.case
}

function withRequest(state: CaseState, request: CaseRequest): CaseState {
  return { ...state, requests: [...(state.requests ?? []), request] }
}

function withoutRequest(state: CaseState, seq: number | undefined): CaseState {
  return seq === undefined || state.requests === undefined ? state : { ...state, requests: state.requests.filter((request) => request.seq !== seq) }
}
