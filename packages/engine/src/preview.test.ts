import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consequences } from './consequences.ts'
import { decide } from './case/decide.ts'
import { isRefusal } from './refusal.ts'
import { arbitraryCaseType } from './testing/arbitrary-case-type.ts'
import { anyCommand, contextAt, deepFreeze, strokesUpTo, upToNow, walk } from './testing/walk.ts'

const runs = process.env['CASEMENT_NIGHTLY'] ? 20_000 : 100

test('a preview of any command tells exactly what it then does, and changes nothing', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(15), fc.array(fc.record({ kind: fc.nat(999), choice: fc.nat(30) }), { minLength: 1, maxLength: 8 }), (caseType, strokes, asked) => {
    const { state, now } = upToNow(walk(caseType, strokes), caseType)
    if (!state) return
    const stands = deepFreeze(structuredClone(state))
    const previews = asked.map((stroke) => {
      const command = anyCommand(stands, { ...stroke, hours: 0, ago: 0, now })
      const preview = decide(stands, command, contextAt(now, caseType))
      return { command, preview, told: isRefusal(preview) ? [preview.words] : consequences(preview.state, preview.events) }
    })
    for (const { command, preview, told } of previews.toReversed()) {
      const done = decide(structuredClone(state), command, contextAt(now, caseType))
      expect(done).toEqual(preview)
      expect(isRefusal(done) ? [done.words] : consequences(done.state, done.events)).toEqual(told)
    }
  }), { numRuns: runs })
})

test('what never began fills no preview: it is told only where a person cancels it, or where it can now never start', () => {
  fc.assert(fc.property(arbitraryCaseType, strokesUpTo(15), (caseType, strokes) => {
    const { state, now } = upToNow(walk(caseType, strokes), caseType)
    const ended = state && decide(state, { type: 'cancel-case', reason: 'why' }, contextAt(now, caseType))
    if (!ended || isRefusal(ended)) return
    const begun = new Set(Object.values(state.items).filter(({ startedSeq }) => startedSeq !== undefined).map(({ name }) => name))
    const cancelled = consequences(ended.state, ended.events).filter((words) => words.startsWith('Cancels ') && words !== 'Cancels the case')
    expect(cancelled.filter((words) => !begun.has(words.slice('Cancels '.length)))).toEqual([])
  }), { numRuns: runs })
})
