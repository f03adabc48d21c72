import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { searchQuery, useStill } from './search.ts'
import classes from './record-picker.module.css'

/** Findings offered at once. */
const MOST_SHOWN = 5

/** A person, home or tenancy found by name or address; the answer is its id. */
export function RecordPicker({ label, value, choose, error, kind }: { label: string; value: string | null | undefined; choose: (id: string | null) => void; error: string | undefined; kind?: 'person' }) {
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<string>()
  const search = useQuery(searchQuery(useStill(words)))
  if (value) {
    return (
      <div>
        <p className="label">{label}</p>
        <p>{chosen ?? value} <Button size="xs" variant="subtle" onClick={() => choose(null)}>Change</Button></p>
      </div>
    )
  }
  const found = words ? (search.data?.results ?? []).filter((hit) => hit.kind !== 'case' && (!kind || hit.kind === kind)).slice(0, MOST_SHOWN) : []
  return (
    <div>
      <TextInput label={label} error={error} placeholder="Name or address" value={words} onChange={(event) => setWords(event.currentTarget.value)} />
      <ul className={classes.found}>
        {found.map((hit) => (
          <li key={hit.id}><button type="button" onClick={() => { setChosen(hit.label); choose(hit.id) }}>{hit.label} <span className="second">{hit.detail}</span></button></li>
        ))}
      </ul>
    </div>
  )
}
