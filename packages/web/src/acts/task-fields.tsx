import { Checkbox, NativeSelect, TextInput, Textarea } from '@mantine/core'
import type { Field } from '@casement/server/contract'
import { RecordPicker } from '../find/record-picker.tsx'
import { Choices } from '../look/choices.tsx'
import classes from './acts.module.css'
import { answerTo, isEmpty } from './given-answers.ts'
import type { Answers } from './given-answers.ts'
import type { Near } from './records-of-case.ts'

/** `change` is given null for what was emptied. */
type Input = { field: Field; label: string; value: unknown; change: (value: unknown) => void; error: string | undefined; near?: Near }

const YES_NO = [{ id: 'yes', name: 'Yes' }, { id: 'no', name: 'No' }]
/** Up to this many options stand side by side; more become a list to choose from. */
const MOST_SIDE_BY_SIDE = 4

/** The fields that a task or a case type asks for, each by its kind. */
export function TaskFields(props: { fields: Field[]; answers: Answers; change: (answers: Answers) => void; errors: Record<string, string>; near?: Near }) {
  // Documents cannot be added from a form yet, so they are asked for only where nothing goes without them.
  return props.fields.filter((field) => field.kind !== 'documents' || field.required).map((field) => (
    <FieldInput
      key={field.id}
      field={field}
      label={`${field.name}${field.unit ? `, in ${field.unit}` : ''}${field.required ? '' : ' (optional)'}`}
      value={answerTo(field, props.answers)}
      change={(value) => props.change({ ...props.answers, [field.id]: value })}
      error={props.errors[field.id]}
      near={props.near}
    />
  ))
}

function FieldInput(input: Input) {
  const { field, label, value, change, error } = input
  switch (field.kind) {
    case 'yesNo':
      return <Choices label={label} name={field.id} error={error} choices={YES_NO} value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : undefined} choose={(id) => change(id === 'yes')} />
    case 'choice':
      return <ChoiceInput {...input} />
    case 'list':
      return <ListInput {...input} />
    case 'person':
    case 'record':
      return <RecordPicker label={label} error={error} value={value as string | null | undefined} choose={change} kind={field.record} near={input.near?.(field.record)} />
    case 'documents':
      return <Lines {...input} value={Array.isArray(value) ? value.join('\n') : ''} rows={2} change={(text) => change(text === null ? null : String(text).split('\n'))} />
    case 'text':
      return (field.lines ?? 1) > 1 ? <Lines {...input} rows={field.lines ?? 3} /> : <Line {...input} type="text" />
    case 'number':
      return <Line {...input} type="number" />
    case 'date':
    case 'time':
      return <Line {...input} type={field.kind} />
  }
}

function ChoiceInput({ field, label, value, change, error }: Input) {
  const options = field.options ?? []
  if (options.length <= MOST_SIDE_BY_SIDE) return <Choices label={label} name={field.id} error={error} choices={options} value={(value as string | null | undefined) ?? undefined} choose={change} />
  const data = [{ value: '', label: 'Choose' }, ...options.map((option) => ({ value: option.id, label: option.name }))]
  return <NativeSelect label={label} description={field.help} error={error} data-field={field.id} data={data} value={(value as string | null | undefined) ?? ''} onChange={(event) => change(event.currentTarget.value || null)} />
}

function ListInput({ field, label, value, change, error }: Input) {
  const chosen = Array.isArray(value) ? value.map(String) : []
  return (
    <Checkbox.Group label={label} description={field.help} error={error} value={chosen} onChange={(next) => change(next.length === 0 ? null : next)} data-field={field.id}>
      <div className={classes.list}>{(field.options ?? []).map((option) => <Checkbox key={option.id} value={option.id} label={option.name} />)}</div>
    </Checkbox.Group>
  )
}

function Lines({ field, label, value, change, error, rows }: Input & { rows: number }) {
  return <Textarea label={label} description={field.help} error={error} data-field={field.id} rows={rows} value={(value as string | null | undefined) ?? ''} onChange={(event) => change(event.currentTarget.value || null)} />
}

function Line({ field, label, value, change, error, type }: Input & { type: 'text' | 'number' | 'date' | 'time' }) {
  return (
    <TextInput
      label={label}
      description={field.help}
      error={error}
      data-field={field.id}
      type={type}
      min={field.min}
      max={field.max}
      step={type === 'number' ? 'any' : undefined}
      value={(value as string | number | null | undefined) ?? ''}
      onChange={({ currentTarget }) => change(currentTarget.value === '' ? null : type === 'number' ? currentTarget.valueAsNumber : currentTarget.value)}
    />
  )
}

/** The required fields without an answer, and the choices of which the answer is no longer offered, with the words to show above each. */
export function findMissing(fields: Field[], answers: Answers): Record<string, string> {
  const missing = fields.filter((field) => {
    const answer = answerTo(field, answers)
    return isEmpty(answer) ? field.required : field.kind === 'choice' && !field.options?.some(({ id }) => id === answer)
  })
  return Object.fromEntries(missing.map((field) => [field.id, field.options ? 'Choose one' : 'This is needed']))
}
