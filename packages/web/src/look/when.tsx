import { NativeSelect, TextInput } from '@mantine/core'
import { useId } from 'react'
import { useAlmanac } from './almanac-context.tsx'
import { addDays, dayInWords, dayOf, daysBetween } from './dates.ts'
import type { Day } from './dates.ts'
import { momentOn } from './past-moment.ts'
import type { PastMoment } from './past-moment.ts'
import classes from './when.module.css'

type Props = { label: string; hint: string; value: PastMoment | undefined; since?: string; error?: string; change: (moment: PastMoment | undefined) => void }

/** Days back that can be chosen; what is older is put on the record as a note. */
const DAYS_BACK = 14
/** More days than this make a long list to choose from. */
const MOST_DAYS_BACK = 60

/** Just now, or a day and a time in the past, back to when the case was opened where that is known. */
export function When({ label, hint, value, since, error, change }: Props) {
  const almanac = useAlmanac()
  const labelId = useId()
  const daysBack = since ? Math.min(MOST_DAYS_BACK, daysBetween(dayOf(since, almanac.zone), almanac.today)) : DAYS_BACK
  const days = Array.from({ length: daysBack + 1 }, (_, index) => addDays(almanac.today, -index))
  // A draft may be older than the days on offer.
  if (value && !days.includes(value.day)) days.push(value.day)
  const data = [{ value: '', label: 'Just now' }, ...days.map((day) => ({ value: day, label: dayName(day, almanac.today) }))]
  const choose = (day: Day) => change(day ? momentOn(day, value?.time, almanac) : undefined)
  return (
    <div role="group" aria-labelledby={labelId} data-field="occurredAt">
      <span className="label" id={labelId}>{label}</span>
      <div className={classes.when}>
        <NativeSelect aria-label="Day" data={data} value={value?.day ?? ''} onChange={(event) => choose(event.currentTarget.value)} />
        {value ? <TextInput aria-label="Time" type="time" value={value.time} error={Boolean(error)} onChange={(event) => change({ ...value, time: event.currentTarget.value })} /> : null}
      </div>
      {error ? <p className={classes.error} role="alert">{error}</p> : null}
      <p className="hint">{hint}</p>
    </div>
  )
}

function dayName(day: Day, today: Day): string {
  const words = dayInWords(day, today)
  return day === today ? `Today, ${words}` : day === addDays(today, -1) ? `Yesterday, ${words}` : words
}
