import type { Volumes } from '@casement/server/contract'
import { NativeSelect, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useKeys } from '../look/keys.ts'
import { PERIODS } from './period.ts'
import type { InsightSearch, PeriodName } from './period.ts'
import classes from './insight.module.css'

const PERIOD_CHOICES = Object.entries(PERIODS).map(([value, label]) => ({ value, label }))

/** Which days and which case type: kept in the address, so that a view can be shared and comes back. */
export function InsightTools({ search, days, caseTypes }: { search: InsightSearch; days: { from: string; to: string }; caseTypes: Volumes['caseTypes'] }) {
  const navigate = useNavigate({ from: '/insight' })
  const first = useRef<HTMLSelectElement>(null)
  useKeys({ f: () => first.current?.focus() })
  const change = (next: InsightSearch) => void navigate({ search: (now) => withoutNothing({ ...now, ...next }), resetScroll: false })
  const choosePeriod = (period: PeriodName) => change({ period: period === 'twelve-months' ? undefined : period, from: period === 'own' ? days.from : undefined, to: period === 'own' ? days.to : undefined })
  return (
    <div className={`${classes.tools} no-print`}>
      <NativeSelect ref={first} label="Period" data={PERIOD_CHOICES} value={search.period ?? 'twelve-months'} onChange={(event) => choosePeriod(event.currentTarget.value as PeriodName)} />
      {search.period === 'own' ? (
        <>
          <TextInput type="date" label="From" max={days.to} value={days.from} onChange={(event) => event.currentTarget.value && change({ from: event.currentTarget.value })} />
          <TextInput type="date" label="To" min={days.from} value={days.to} onChange={(event) => event.currentTarget.value && change({ to: event.currentTarget.value })} />
        </>
      ) : null}
      <NativeSelect
        label="Case type"
        data={[{ value: '', label: 'All' }, ...caseTypes.map(({ id, name }) => ({ value: id, label: name }))]}
        value={search.type ?? ''}
        onChange={(event) => change({ type: event.currentTarget.value || undefined })}
      />
    </div>
  )
}

function withoutNothing(search: InsightSearch): InsightSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as InsightSearch
}
