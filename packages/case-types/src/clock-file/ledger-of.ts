import { type Allowance, type ClockLedger, type Finding, isInDays, utcText } from '@casement/engine'
import type { WrittenClock, WrittenEntry } from './clock-file-schema.ts'

/** Every pause of a ledger that names no reason stops its clock. */
const UNNAMED = 'on hold'

/** The ledger of a clock as the engine keeps it, or what is wrong with its entries. */
export function ledgerOf({ id, rule, ledger: entries }: WrittenClock, place: string): { ledger?: ClockLedger; findings: Finding[] } {
  const findings = faultsOf(entries, rule.allow, `${place}.ledger`)
  if (findings.length > 0) return { findings }
  const { name = id, basis = 'landlord', pausedBy, escalate = [], ...settings } = rule
  const reasons = [...new Set(entries.flatMap((entry) => (entry.event === 'paused' ? [entry.reason ?? UNNAMED] : [])))]
  const begun: ClockLedger = {
    id, startedAt: utcText(entries[0]!.at), trigger: { name: 'started', seq: 1 }, pauses: [], fired: [],
    terms: { ...settings, id, name, basis, escalate, pausedBy: pausedBy ?? reasons, calendar: 'of-the-file', calendarVersion: 1 },
  }
  return { ledger: entries.reduce((ledger, entry, index) => add(ledger, entry, index + 1), begun), findings }
}

function add(ledger: ClockLedger, entry: WrittenEntry, seq: number): ClockLedger {
  const at = utcText(entry.at)
  switch (entry.event) {
    case 'started': return ledger
    case 'paused': return pause(ledger, { at, reason: entry.reason ?? UNNAMED, seq })
    case 'resumed': return { ...ledger, pauses: ledger.pauses.map((one) => (one.to === undefined && (entry.reason === undefined || entry.reason === one.reason) ? { ...one, to: at } : one)) }
    case 'extended': return { ...ledger, extensions: [...(ledger.extensions ?? []), { seq, by: entry.by, reason: entry.reason ?? 'Extended', who: 'the file', askedAt: at, state: 'in-force', firedBefore: 0 }] }
    case 'revised': return withTarget(ledger, { seq, at, how: 'revised', allow: entry.allow, on: entry.on, dueAt: entry.dueAt && utcText(entry.dueAt), why: entry.reason ?? 'Revised', who: 'the file', firedBefore: 0 })
    case 'rated': return withTarget(ledger, { seq, at, how: 'rated', allow: entry.allow, why: entry.reason ?? 'as it is rated now', firedBefore: 0 })
    case 'stopped': return { ...ledger, stopped: { at, by: 'stopped', seq } }
    case 'withdrawn': return { ...ledger, withdrawn: { at, reason: entry.reason ?? 'withdrawn', seq } }
  }
}

/** As in a case, a hold for another reason than the rule names leaves the clock running. */
function pause(ledger: ClockLedger, { at, reason, seq }: { at: string; reason: string; seq: number }): ClockLedger {
  return ledger.terms.pausedBy.includes(reason) ? { ...ledger, pauses: [...ledger.pauses, { from: at, reason, hold: `hold.${seq}` }] } : ledger
}

function withTarget(ledger: ClockLedger, target: NonNullable<ClockLedger['targets']>[number]): ClockLedger {
  return { ...ledger, targets: [...(ledger.targets ?? []), target] }
}

/** What cannot have happened so. */
function faultsOf(entries: WrittenEntry[], allow: Allowance, place: string): Finding[] {
  const open = new Set<string>()
  return entries.flatMap((entry, index) => {
    const wrong = orderFault(entries, index) ?? pauseFault(entry, open) ?? (entry.event === 'revised' ? revisionFault(entry, allow) : undefined)
    if (entry.event === 'paused') open.add(entry.reason ?? UNNAMED)
    if (entry.event === 'resumed') for (const reason of entry.reason === undefined ? [...open] : [entry.reason]) open.delete(reason)
    return wrong ? [{ place: `${place}[${index}]`, severity: 'error' as const, ...wrong }] : []
  })
}

type Wrong = Pick<Finding, 'message' | 'remedy'>

function orderFault(entries: WrittenEntry[], index: number): Wrong | undefined {
  const [entry, before] = [entries[index]!, entries[index - 1]]
  if (!before) return entry.event === 'started' ? undefined : { message: `A clock begins with started, not with ${entry.event}.`, remedy: 'Write when it started first.' }
  if (entry.event === 'started') return { message: 'A clock starts once.', remedy: 'Write a further run as a clock of its own.' }
  if (before.event === 'stopped' || before.event === 'withdrawn') return { message: `Nothing happens to a clock once it was ${before.event}.`, remedy: 'Take this entry out, or put it before the end.' }
  const isLater = Date.parse(entry.at) >= Date.parse(before.at)
  return isLater || entry.event === 'stopped' || entry.event === 'withdrawn' ? undefined : { message: 'It lies before the entry above it.', remedy: 'Write the entries in order of time.' }
}

function pauseFault(entry: WrittenEntry, open: Set<string>): Wrong | undefined {
  if (entry.event === 'paused' && open.has(entry.reason ?? UNNAMED)) return { message: 'It is paused for that reason already.', remedy: 'Resume it before, or give another reason.' }
  if (entry.event !== 'resumed') return undefined
  if (open.size === 0) return { message: 'It is not paused, so it cannot resume.', remedy: 'Write when it was paused before.' }
  if (entry.reason === undefined ? open.size > 1 : !open.has(entry.reason)) return { message: `It is paused for ${[...open].join(' and for ')}.`, remedy: 'Name the reason whose pause ends.' }
  return undefined
}

function revisionFault({ allow, on, dueAt }: Extract<WrittenEntry, { event: 'revised' }>, rule: Allowance): Wrong | undefined {
  const given = [allow, on, dueAt].filter((one) => one !== undefined)
  const remedy = isInDays(rule) ? 'Write either allow, a new length, or on, a new due day.' : 'Write either allow, a new length, or dueAt, a new due moment.'
  if (given.length !== 1) return { message: 'A revised target is one of allow, on and dueAt.', remedy }
  if (isInDays(rule) ? dueAt !== undefined : on !== undefined) return { message: isInDays(rule) ? 'A rule that counts days is due on a day.' : 'A rule that counts time is due at a moment.', remedy }
  return undefined
}
