import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Choices } from '../look/choices.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { staffQuery } from './staff.ts'

/** As many people as fit beside each other; typing narrows the rest. */
const MOST_SHOWN = 12

/** One person of the landlord's, found by typing a part of the name. */
export function StaffPicker({ label, value, choose, error }: { label: string; value: string | undefined; choose: (id: string) => void; error?: string }) {
  const staff = useQuery(staffQuery)
  const [typed, setTyped] = useState('')
  if (staff.isError) return <Failure what="The list of people" error={staff.error} retry={() => void staff.refetch()} />
  // There before the people are: whoever opened the form types a name at once.
  const byName = <TextInput label="Find by name" value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
  if (!staff.data) return <>{byName}<Loading what="people" bars={[50, 40, 60]} /></>
  const sought = typed.trim().toLowerCase()
  const found = staff.data.filter((person) => person.name.toLowerCase().includes(sought) || person.id === value)
  const shown = found.slice(0, MOST_SHOWN).map((person) => ({ id: person.id, name: `${person.name}, ${person.role}` }))
  return (
    <>
      {byName}
      <Choices label={label} choices={shown} value={value} choose={choose} error={error} />
      {found.length > shown.length ? <p className="hint">{found.length - shown.length} more; type a part of the name.</p> : null}
    </>
  )
}
