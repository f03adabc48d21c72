import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { errorsOf } from '../acts/field-errors.ts'
import { TroubleWithAct } from '../acts/trouble-with-act.tsx'
import { useAlmanac } from '../look/almanac-context.tsx'
import { useTell } from '../look/status-line.tsx'
import { StaffPicker } from '../people/staff-picker.tsx'
import { recordLeave, useLeaveChange } from './leave-query.ts'
import type { NewLeave } from './leave-query.ts'
import classes from './team.module.css'

/** Who is away, from when to when, and who covers. */
export function LeaveForm({ people, close }: { people: { id: string; name: string }[]; close: () => void }) {
  const { today } = useAlmanac()
  const tell = useTell()
  const [leave, setLeave] = useState<NewLeave>({ person: people[0]?.id ?? '', cover: '', firstDay: today, lastDay: today })
  const [isTried, setTried] = useState(false)
  const sending = useLeaveChange(recordLeave, () => {
    close()
    tell({ words: 'The leave is recorded. New work comes to the cover and goes back at its end.' })
  })
  const change = (more: Partial<NewLeave>) => {
    sending.reset()
    setLeave({ ...leave, ...more })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (leave.cover !== '' && !sending.isPending) sending.mutate(leave)
  }
  const errors = errorsOf(sending.error)
  return (
    <form className={classes.leaveForm} onSubmit={submit} noValidate>
      <NativeSelect label="Who is away?" data={people.map(({ id, name }) => ({ value: id, label: name }))} value={leave.person} error={errors['person']} onChange={(event) => change({ person: event.currentTarget.value })} />
      <TextInput label="First day" type="date" value={leave.firstDay} error={errors['firstDay']} onChange={(event) => change({ firstDay: event.currentTarget.value })} />
      <TextInput label="Last day" type="date" value={leave.lastDay} error={errors['lastDay']} onChange={(event) => change({ lastDay: event.currentTarget.value })} />
      <StaffPicker label="Who covers?" value={leave.cover || undefined} choose={(cover) => change({ cover })} error={errors['cover'] ?? (isTried && leave.cover === '' ? 'Choose who covers.' : undefined)} />
      {sending.error ? <TroubleWithAct error={sending.error} again={() => sending.mutate(leave)} /> : null}
      <div className="buttons"><Button type="submit" variant="filled" loading={sending.isPending}>Record it</Button></div>
    </form>
  )
}
