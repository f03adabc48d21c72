import { NativeSelect, TextInput, Textarea } from '@mantine/core'
import { Choices } from '../look/choices.tsx'
import type { TaskField } from '../shapes.ts'

export type Answers = Record<string, unknown>

const YES_NO = [{ id: 'yes', name: 'Yes' }, { id: 'no', name: 'No' }]
/** Up to this many options stand side by side; more become a list to choose from. */
const MOST_SIDE_BY_SIDE = 4

/** The fields that a task or a case type asks for, each by its kind. */
export function TaskFields(props: { fields: TaskField[]; answers: Answers; change: (answers: Answers) => void; errors: Record<string, string> }) {
  return props.fields.map((field) => (
    <TaskFieldInput
      key={field.id}
      field={field}
      value={props.answers[field.id] ?? field.value}
      change={(value) => props.change({ ...props.answers, [field.id]: value })}
      error={props.errors[field.id]}
    />
  ))
}

function TaskFieldInput({ field, value, change, error }: { field: TaskField; value: unknown; change: (value: unknown) => void; error: string | undefined }) {
  const label = field.required ? field.name : `${field.name} (if known)`
  const options = field.options ?? []
  const typed = (text: string) => change(text === '' ? undefined : text)
  const common = { label, error, 'data-field': field.id, required: false }
  if (field.kind === 'yesNo') {
    return <Choices label={label} name={field.id} error={error} choices={YES_NO} value={value === undefined || value === null ? undefined : value ? 'yes' : 'no'} choose={(id) => change(id === 'yes')} />
  }
  if (options.length > 0 && options.length <= MOST_SIDE_BY_SIDE) {
    return <Choices label={label} name={field.id} error={error} choices={options} value={value as string | undefined} choose={change} />
  }
  if (options.length > 0) {
    const data = [{ value: '', label: 'Choose' }, ...options.map((option) => ({ value: option.id, label: option.name }))]
    return <NativeSelect {...common} data={data} value={(value as string | undefined) ?? ''} onChange={(event) => typed(event.currentTarget.value)} />
  }
  if (field.kind === 'lines') return <Textarea {...common} rows={3} value={(value as string | undefined) ?? ''} onChange={(event) => typed(event.currentTarget.value)} />
  if (field.kind === 'number') {
    return <TextInput {...common} type="number" inputMode="decimal" value={(value as number | undefined) ?? ''} onChange={(event) => change(event.currentTarget.value === '' ? undefined : event.currentTarget.valueAsNumber)} />
  }
  const type = field.kind === 'date' || field.kind === 'time' ? field.kind : 'text'
  return <TextInput {...common} type={type} value={(value as string | undefined) ?? ''} onChange={(event) => typed(event.currentTarget.value)} />
}

/** The first required field without an answer, with the words to show above it. */
export function findMissing(fields: TaskField[], answers: Answers): Record<string, string> {
  const missing = fields.filter((field) => field.required && (answers[field.id] ?? field.value ?? '') === '')
  return Object.fromEntries(missing.map((field) => [field.id, `Say ${field.name.charAt(0).toLowerCase()}${field.name.slice(1)}`]))
}
