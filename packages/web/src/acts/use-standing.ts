import type { AssessmentView, Field } from '@casement/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { caseQuery } from './case-record.ts'
import type { Standing } from './form-standing.ts'
import type { Answers } from './given-answers.ts'

/** `caseRef` is missing of a case that is not open yet. */
type Form = { of: 'task' | 'case'; caseRef?: string; fields: Field[]; assessment?: AssessmentView; answers: Answers }

/** What a form asks as it stands: until the engine is there, and where nothing depends on an answer, all of its fields. */
export function useStanding({ of, caseRef, fields, assessment, answers }: Form): Standing {
  const [engine, setEngine] = useState<typeof import('./form-standing.ts')>()
  const depends = assessment !== undefined || fields.some(({ showWhen, requireWhen }) => showWhen !== undefined || requireWhen !== undefined)
  useEffect(() => {
    if (depends) void import('./form-standing.ts').then(setEngine)
  }, [depends])
  const record = useQuery({ ...caseQuery(caseRef ?? ''), enabled: depends && caseRef !== undefined }).data?.record
  const { today } = useAlmanac()
  const isReady = depends && (record !== undefined || caseRef === undefined)
  const read = useMemo(() => (engine && isReady ? engine.standingReader({ of, fields, assessment, record }) : undefined), [engine, isReady, of, fields, assessment, record])
  return useMemo(() => read?.(answers, today) ?? { fields }, [read, answers, today, fields])
}

/** The same with what the chosen outcome needs, whatever else its fields are. */
export function neededBy<Outcome extends { id: string; needs?: string[] }>(fields: Field[], outcomes: Outcome[], chosen: string | undefined): Field[] {
  const needs = outcomes.find(({ id }) => id === chosen)?.needs ?? []
  return needs.length === 0 ? fields : fields.map((field) => (needs.includes(field.id) ? { ...field, required: true } : field))
}
