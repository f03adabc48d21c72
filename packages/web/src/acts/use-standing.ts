import type { Task } from '@casement/server/contract'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useAlmanac } from '../look/almanac-context.tsx'
import { caseQuery } from './case-record.ts'
import type { Answers } from './given-answers.ts'
import type { Standing } from './score-assessment.ts'

/** What the assessment of a task comes to as its form stands; nothing until the engine is there, and of any other task. */
export function useStanding({ caseRef, task, answers }: { caseRef: string; task: Task; answers: Answers }): Standing | undefined {
  const { assessment } = task
  const [engine, setEngine] = useState<typeof import('./score-assessment.ts')>()
  useEffect(() => {
    if (assessment) void import('./score-assessment.ts').then(setEngine)
  }, [assessment])
  const record = useQuery({ ...caseQuery(caseRef), enabled: assessment !== undefined }).data?.record
  const { today } = useAlmanac()
  const scorer = useMemo(() => (engine && record && assessment ? engine.scorerOf(task, assessment, record) : undefined), [engine, record, assessment, task])
  return useMemo(() => scorer?.(answers, today), [scorer, answers, today])
}
