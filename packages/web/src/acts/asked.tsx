import { NativeSelect, TextInput, Textarea } from '@mantine/core'
import { AnyRecordPicker, RecordPicker } from '../find/record-picker.tsx'
import { Choices } from '../look/choices.tsx'
import { When } from '../look/when.tsx'
import { StaffPicker } from '../people/staff-picker.tsx'
import type { AskedField } from './act-form.ts'
import { momentOfAnswer } from './answers.ts'

type One = Exclude<AskedField, { kind: 'several' | 'followers' }>

/** One question of a sheet. */
export function Asked({ asked, value, change, error }: { asked: One; value: string | undefined; change: (value: string) => void; error: string | undefined }) {
  switch (asked.kind) {
    case 'choice':
      return <Choices label={asked.label} choices={asked.choices} value={value} choose={change} error={error} />
    case 'pick':
      return <NativeSelect label={asked.label} description={asked.hint} data={[{ value: '', label: 'Choose' }, ...asked.choices.map(({ id, name }) => ({ value: id, label: name }))]} value={value ?? ''} error={error} onChange={(event) => change(event.currentTarget.value)} />
    case 'record':
      return asked.record ? <RecordPicker label={asked.label} kind={asked.record} value={value} choose={(id) => change(id ?? '')} error={error} /> : <AnyRecordPicker label={asked.label} value={value} choose={change} error={error} />
    case 'staff':
      return <StaffPicker label={asked.label} value={value} choose={change} error={error} />
    case 'case':
      return <RecordPicker label={asked.label} kind="case" value={value} choose={(ref) => change(ref ?? '')} error={error} />
    case 'lines':
      return <Textarea label={asked.label} description={asked.hint} rows={4} value={value ?? ''} error={error} onChange={(event) => change(event.currentTarget.value)} />
    case 'amount':
      return <TextInput label={asked.label} type="number" min={1} max={asked.most} step={1} value={value ?? ''} error={error} onChange={(event) => change(event.currentTarget.value)} />
    case 'sum':
      return <TextInput label={asked.label} type="number" min={0} step="any" value={value ?? ''} error={error} onChange={(event) => change(event.currentTarget.value)} />
    case 'when':
      return <When label={asked.label} hint={asked.hint} since={asked.since} value={momentOfAnswer(value)} error={error} change={(moment) => change(moment ? `${moment.day}T${moment.time}` : '')} />
    case 'line':
    case 'date':
      return <TextInput label={asked.label} type={asked.kind === 'date' ? 'date' : 'text'} value={value ?? ''} error={error} onChange={(event) => change(event.currentTarget.value)} />
  }
}
