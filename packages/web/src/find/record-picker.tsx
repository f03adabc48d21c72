import type { Field } from '@casement/server/contract'
import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useRecordName } from '../people/record-name.tsx'
import { isFoundKind, searchQuery, useStill } from './search.ts'
import classes from './record-picker.module.css'

/** Findings offered at once. */
const MOST_SHOWN = 5

type Props = { label: string; value: string | null | undefined; choose: (id: string | null, kind?: string) => void; error: string | undefined; kind: Field['record']; near?: { id: string; label: string; detail: string; kind?: string }[] }

/** A person, a case or another record of the kind that is asked for, found by name, address or reference; what is near is offered before anything is sought. The answer is its id. */
export function RecordPicker({ label, value, choose, error, kind, near = [] }: Props) {
  const [words, setWords] = useState('')
  const name = useRecordName(kind, value)
  const search = useQuery(searchQuery(useStill(words), isFoundKind(kind) ? kind : undefined))
  if (value) {
    return (
      <div>
        <p className="label">{label}</p>
        <p>{name} <Button size="xs" variant="subtle" onClick={() => choose(null)}>Change</Button></p>
      </div>
    )
  }
  const found = words ? (search.data?.results ?? []).filter((hit) => (kind === undefined ? hit.kind !== 'case' : hit.kind === kind)).slice(0, MOST_SHOWN) : near
  return (
    <div>
      <TextInput label={label} error={error} placeholder="Name, address or reference" value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      <ul className={classes.found}>
        {found.map((hit) => (
          <li key={hit.id}><button type="button" onClick={() => choose(hit.id, hit.kind)}>{hit.label} <span className="second">{hit.detail}</span></button></li>
        ))}
      </ul>
    </div>
  )
}

/** Any record but a case; the answer is its kind and id, `home:0198…`. */
export function AnyRecordPicker({ label, value, choose, error }: { label: string; value: string | undefined; choose: (record: string) => void; error: string | undefined }) {
  const [kind, id] = value ? value.split(':') : []
  return <RecordPicker label={label} kind={kind as Field['record']} value={id} choose={(found, of) => choose(found ? `${of}:${found}` : '')} error={error} />
}
