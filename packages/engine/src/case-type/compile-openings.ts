import { compileExpression, type Compiled, type ExpressionField } from '../expressions/compile-expression.ts'
import type { Finding } from './case-type.ts'
import type { OpeningDefinition, OpeningRule } from './opening-rule.ts'
import { isRecordKind, partsOfRecord } from './record-parts.ts'

/** What happens to records is read over the record alone: there is no case yet. */
export function compileOpenings(openings: OpeningDefinition[] = [], report: (finding: Finding) => void): OpeningRule[] {
  return openings.map(({ has, when, fields = {}, ...opening }, index) => {
    const parts = partsOfRecord({ ...opening, has })
    const known = { fields: Object.entries(parts).map(([id, part]): ExpressionField => ({ id, kind: isRecordKind(part) ? 'record' : part })), steps: [], roles: [] }
    const compile = (source: string, part: string): Compiled | undefined => {
      const result = compileExpression(source, known)
      if ('compiled' in result) return result.compiled
      for (const { message, remedy } of result.findings) report({ place: `opensOn[${index}].${part}`, severity: 'error', message, remedy })
      return undefined
    }
    const compiled = Object.entries(fields).flatMap(([id, source]) => {
      const value = compile(source, `fields.${id}`)
      return value ? [[id, value] as const] : []
    })
    return { ...opening, parts, when: when === undefined ? undefined : compile(when, 'when'), fields: Object.fromEntries(compiled) }
  })
}
