import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Fragment, useState } from 'react'
import { fetchReply } from '../api.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { dayInWords, spanInWords } from '../look/dates.ts'
import { DayCells } from '../look/day-cells.tsx'
import type { DayCell } from '../look/day-cells.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { SidePanel } from '../look/side-panel.tsx'
import type { ClockExplanation } from '../shapes.ts'
import { basisInWords } from './clock-words.ts'
import classes from './clock-ledger.module.css'
import { ledgerAsText } from './ledger-text.ts'

/** "Why this date?": the sum behind a due date, as accounts are written. */
export function ClockLedger({ caseRef, clockId, close }: { caseRef: string; clockId: string; close: () => void }) {
  const path = `/api/v1/cases/${encodeURIComponent(caseRef)}/clocks/${encodeURIComponent(clockId)}/explanation`
  const explanation = useQuery({ queryKey: ['explanation', caseRef, clockId], queryFn: ({ signal }) => fetchReply<ClockExplanation>({ path, signal }) })
  return (
    <SidePanel kicker="Why this date?" title={explanation.data?.title ?? 'Working it out'} close={close}>
      {explanation.isPending ? <Loading what="the working" bars={[90, 60, 80, 70]} /> : null}
      {explanation.isError ? <Failure what="The working" error={explanation.error} retry={() => void explanation.refetch()} /> : null}
      {explanation.data ? <Ledger explanation={explanation.data} /> : null}
    </SidePanel>
  )
}

function Ledger({ explanation }: { explanation: ClockExplanation }) {
  const { today } = useAlmanac()
  return (
    <>
      <p className={classes.rule}>{explanation.rule}<span className="second">{[basisInWords(explanation.basis), explanation.source].filter(Boolean).join(' · ')}</span></p>
      <DayCells cells={cellsOf(explanation)} words={`${explanation.rule} ${explanation.title}`} />
      <Allowed explanation={explanation} />
      <Counted explanation={explanation} />
      <div className={classes.more}>
        {explanation.firstTarget && explanation.firstTarget !== explanation.dueOn ? <p><b>First target</b> {dayInWords(explanation.firstTarget, today)}. It stays on the record and in reports.</p> : null}
        <p><b>Calendar</b> {explanation.calendar.name}, version {explanation.calendar.version}.</p>
      </div>
      <CopyAsText explanation={explanation} />
    </>
  )
}

function Allowed({ explanation }: { explanation: ClockExplanation }) {
  const total = explanation.allowed.reduce((sum, row) => sum + row.units, 0)
  return (
    <table className={classes.sum}>
      <caption>Allowed</caption>
      <tbody>
        {explanation.allowed.map((row, index) => (
          <tr key={row.label + row.detail}><th scope="row">{row.label}</th><td>{row.detail}</td><td className={classes.num}>{index === 0 ? row.units : `+ ${row.units}`}</td></tr>
        ))}
        <tr className={classes.carry}><th scope="row">Allowed</th><td /><td className={classes.num}>{total}</td></tr>
      </tbody>
    </table>
  )
}

function Counted({ explanation }: { explanation: ClockExplanation }) {
  const { today: thisDay } = useAlmanac()
  const { days, today } = explanation
  const turn = days.findIndex((row) => row.from > today)
  const last = days.at(-1)
  return (
    <table className={classes.sum} data-counted>
      <caption className="sr">Counted</caption>
      <thead><tr><th scope="col"><b>Counted</b></th><td /><th scope="col" className={classes.num}>count</th><th scope="col" className={classes.num}>so far</th></tr></thead>
      <tbody>
        {days.map((row, index) => (
          <Fragment key={row.from + row.kind}>
            {index === turn ? <Today left={leftWords(explanation)} /> : null}
            <tr data-kind={row.kind}>
              <th scope="row">{spanInWords(row.from, row.to, thisDay)}</th>
              <td>{row.words}</td>
              <td className={classes.num}>{row.kind === 'counted' || row.kind === 'to-come' || row.count ? row.count : '–'}</td>
              <td className={classes.num}>{row.soFar}</td>
            </tr>
          </Fragment>
        ))}
      </tbody>
      <tfoot><tr><th scope="row">Due</th><td colSpan={2}>{explanation.dueOn ? `${dayInWords(explanation.dueOn, thisDay)}, to midnight` : 'no date while paused'}</td><td className={classes.num}>{last?.soFar ?? ''}</td></tr></tfoot>
    </table>
  )
}

function Today({ left }: { left: string }) {
  return <tr className={classes.today}><th scope="row">Today</th><td colSpan={3}>{left}</td></tr>
}

function leftWords({ days, today }: ClockExplanation): string {
  const total = days.at(-1)?.soFar ?? 0
  const now = days.findLast((row) => row.from <= today)?.soFar ?? 0
  return `${total - now} left`
}

function cellsOf(explanation: ClockExplanation): DayCell[] {
  return explanation.cells.map((cell) => ({ kind: cell.kind, today: cell.day === explanation.today, due: cell.day === explanation.dueOn }))
}

function CopyAsText({ explanation }: { explanation: ClockExplanation }) {
  const { today } = useAlmanac()
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(ledgerAsText(explanation, today))
      setSaid('Copied.')
    } catch {
      setSaid('The browser did not allow copying. Select the text instead.')
    }
  }
  return <div className={`buttons ${classes.buttons} no-print`}><Button size="xs" onClick={() => void copy()}>Copy as text</Button><span role="status" className="hint">{said}</span></div>
}
