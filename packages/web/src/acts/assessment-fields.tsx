import type { AssessmentView, CaseRecord, Field, Task } from '@casement/server/contract'
import { Button, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useAlmanac } from '../look/almanac-context.tsx'
import { Choices } from '../look/choices.tsx'
import { dayInWords, dayOf } from '../look/dates.ts'
import { valueInWords } from '../cases/field-words.ts'
import { caseQuery } from './case-record.ts'
import type { Answers } from './given-answers.ts'
import type { Standing } from './form-standing.ts'
import { TaskFields } from './task-fields.tsx'
import classes from './assessment-fields.module.css'

/** Another band than that of the answers, and why. */
export type Override = { band?: string; reason: string }

type Props = {
  caseRef: string
  task: Task
  assessment: AssessmentView
  score: Standing['score']
  answers: Answers
  change: (answers: Answers) => void
  override: Override | undefined
  changeOverride: (override: Override | undefined) => void
  errors: Record<string, string>
}

/** The questions of an assessment by section, what they come to as they are answered, and what they came to before. */
export function AssessmentFields({ caseRef, task, assessment, score, answers, change, errors, ...judging }: Props) {
  const record = useQuery(caseQuery(caseRef)).data?.record
  const earlier = record?.tasks.find(({ id }) => id === assessment.before?.task)
  const asked = (id: string) => task.fields.find((field) => field.id === id)
  const own = task.fields.filter(({ id }) => !assessment.sections.some(({ questions }) => questions.some((question) => question.id === id)))
  return (
    <>
      <Before assessment={assessment} record={record} />
      {assessment.sections.map((section) => (
        <fieldset key={section.id} className={classes.section}>
          <legend className={classes.title}><span>{section.name}</span><span className="second">{points(score?.sections[section.id])}</span></legend>
          {section.questions.map(({ id }) => {
            const field = asked(id)
            return field ? <Question key={id} field={field} earlier={earlier?.fields.find((each) => each.id === id)} answers={answers} change={change} errors={errors} /> : null
          })}
        </fieldset>
      ))}
      <TaskFields fields={own} answers={answers} errors={errors} change={change} />
      <Result task={task} assessment={assessment} score={score} />
      <Judgement assessment={assessment} scored={score?.band?.id} errors={errors} {...judging} />
    </>
  )
}

function Question({ field, earlier, answers, change, errors }: { field: Field; earlier: Field | undefined } & Pick<Props, 'answers' | 'change' | 'errors'>) {
  const { today } = useAlmanac()
  return (
    <div>
      <TaskFields fields={[field]} answers={answers} errors={errors} change={change} />
      {earlier ? <p className="second">Before: {valueInWords(earlier, today)}</p> : null}
    </div>
  )
}

/** What it came to when it was last done, and by whose judgement. */
function Before({ assessment: { before, bands }, record }: { assessment: AssessmentView; record: CaseRecord | undefined }) {
  const { today, zone } = useAlmanac()
  if (!before) return null
  const when = before.endedAt ? `, ${dayInWords(dayOf(before.endedAt, zone), today)}` : ''
  const who = record?.tasks.find(({ id }) => id === before.task)?.name
  return (
    <p className={classes.before}>
      <b>Before: {bandName(bands, before.band)}</b>, {points(before.score) || 'no score'} ({who}{when})
      {before.reason === null ? null : <span className="second">{before.scoredBand === null ? 'Judged' : `${bandName(bands, before.scoredBand)} by the answers; judged otherwise`}: {before.reason}</span>}
    </p>
  )
}

/** Said again whenever it changes, for those who do not see it. */
function Result({ task, assessment: { bands }, score: result }: { task: Task; assessment: AssessmentView; score: Standing['score'] }) {
  const { score, band, lifted = [], warning } = result ?? {}
  const because = lifted.map((id) => task.fields.find((field) => field.id === id)?.name ?? id).join(', ')
  return (
    <div className={classes.result}>
      <p role="status"><b>{band ? `${band.name}, ${points(score)}` : warning ? 'No score' : 'Score'}</b>{because ? ` because of: ${because}` : null}{warning ? ` yet: ${warning}. Choose the band yourself, or correct the answers.` : null}</p>
      <p className={classes.bands}>
        {bands.map(({ id, name, from }) => <span key={id} aria-current={band?.id === id ? 'true' : undefined}>{name}{from === null ? '' : ` from ${from}`}</span>)}
      </p>
    </div>
  )
}

/** Professional judgement: another band, only where whoever does it may choose one, and always with a reason. */
function Judgement({ assessment: { bands, mayRaise, mayLower }, scored, override, changeOverride, errors }: Pick<Props, 'assessment' | 'override' | 'changeOverride' | 'errors'> & { scored: string | undefined }) {
  const at = bands.findIndex(({ id }) => id === scored)
  const others = bands.filter((_band, index) => (at < 0 ? true : index > at ? mayRaise : index < at && mayLower))
  if (others.length === 0) return null
  if (!override) return <Button className={classes.judge} variant="subtle" onClick={() => changeOverride({ reason: '' })}>Choose another band</Button>
  return (
    <div className={classes.judgement}>
      <Choices label="Your judgement" name="override.band" choices={others} value={override.band} error={errors['override.band'] ?? errors['override']} choose={(band) => changeOverride({ ...override, band })} />
      <Textarea label="Why" rows={2} data-field="override.reason" error={errors['override.reason']} value={override.reason} onChange={(event) => changeOverride({ ...override, reason: event.currentTarget.value })} />
      <Button className={classes.judge} variant="subtle" onClick={() => changeOverride(undefined)}>Keep the band of the answers</Button>
    </div>
  )
}

/** What is still to be said of another band. */
export function missingJudgement(override: Override | undefined): Record<string, string> {
  if (!override) return {}
  return { ...(override.band === undefined ? { 'override.band': 'Choose one' } : {}), ...(override.reason.trim() === '' ? { 'override.reason': 'Say why' } : {}) }
}

function bandName(bands: AssessmentView['bands'], id: string): string {
  return bands.find((band) => band.id === id)?.name ?? id
}

function points(score: number | null | undefined): string {
  return score === null || score === undefined ? '' : `score ${Number(score.toFixed(2))}`
}
