import type { ClockExplanation } from '@casement/engine'
import type { ClockView } from '@casement/server/contract'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { basisInWords } from '../acts/basis-words.ts'
import { isAllowed } from '../acts/is-allowed.ts'
import { fetchReply } from '../api.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { spanInWords } from '../look/dates.ts'
import { DayCells } from '../look/day-cells.tsx'
import { Failure } from '../look/failure.tsx'
import { Loading } from '../look/loading.tsx'
import { SidePanel } from '../look/side-panel.tsx'
import classes from './clock-ledger.module.css'
import type { CaseActs } from './case-screen.tsx'

/** The working as the engine gives it, and the same as plain text. */
type Explained = ClockExplanation & { text: string }

/** "Why this date?": the sum behind a due date, as accounts are written. */
export function ClockLedger({ caseRef, clockId, clock, acts }: { caseRef: string; clockId: string; clock: ClockView | undefined; acts: CaseActs }) {
  const path = `/api/v1/cases/${encodeURIComponent(caseRef)}/clocks/${encodeURIComponent(clockId)}/explanation`
  const explanation = useQuery({ queryKey: ['explanation', caseRef, clockId], queryFn: ({ signal }) => fetchReply<Explained>({ path, signal }) })
  return (
    <SidePanel kicker="Why this date?" title={explanation.data?.title ?? 'Working it out'} close={() => acts.showClock(undefined)}>
      {explanation.isPending ? <Loading what="the working" bars={[90, 60, 80, 70]} /> : null}
      {explanation.isError ? <Failure what="The working" error={explanation.error} retry={() => void explanation.refetch()} /> : null}
      {explanation.data ? <Ledger explanation={explanation.data} /> : null}
      {explanation.data ? <LedgerActs text={explanation.data.text} clock={clock} acts={acts} /> : null}
    </SidePanel>
  )
}

function Ledger({ explanation }: { explanation: Explained }) {
  const { rule, basis, source, start, cells, due, firstDue, opens, left, calendar } = explanation
  return (
    <>
      <p className={classes.rule}>{rule}<span className="second">{[basisInWords(basis), source].filter(Boolean).join(' · ')}</span></p>
      <DayCells cells={cells} words={`Started: ${start.words}. ${left.words}. ${firstDue ? `First due ${firstDue.words}, extended. ` : ''}Due ${due.words}.`} />
      <Allowed explanation={explanation} />
      <Counted explanation={explanation} />
      <div className={classes.more}>
        <p><b>Now</b> {left.words}.</p>
        {opens ? <p><b>Not before</b> {opens.words}.</p> : null}
        {firstDue ? <p><b>First target</b> {firstDue.words}.</p> : null}
        <p><b>Calendar</b> {calendar.name}, version {calendar.version}. {calendar.warning}</p>
      </div>
    </>
  )
}

function Allowed({ explanation: { allowed, total, unit } }: { explanation: Explained }) {
  return (
    <table className={classes.sum}>
      <caption>{countedIn(unit)} allowed</caption>
      <tbody>
        {allowed.map((row, index) => (
          <tr key={row.label + index}><th scope="row">{row.label}</th><td>{row.detail}</td><td className={classes.num}>{amountWords(row.units, index)}</td></tr>
        ))}
        <tr className={classes.carry}><th scope="row">Allowed</th><td>{unit}</td><td className={classes.num}>{total}</td></tr>
      </tbody>
    </table>
  )
}

/** What is not in force adds nothing. */
function amountWords(units: number, index: number): string {
  if (index === 0) return String(units)
  return units === 0 ? '–' : `+ ${units}`
}

/** Working days are days, working hours hours. */
function countedIn(unit: Explained['unit']): 'Days' | 'Hours' | 'Minutes' {
  if (unit.endsWith('minutes')) return 'Minutes'
  return unit.endsWith('hours') ? 'Hours' : 'Days'
}

function Counted({ explanation: { rows, unit, due, total } }: { explanation: Explained }) {
  const { today } = useAlmanac()
  const counted = `${countedIn(unit)} counted`
  return (
    <table className={classes.sum}>
      <caption className="sr">{counted}</caption>
      <thead><tr><th scope="col"><b>{counted}</b></th><th scope="col"><span className="sr">Why</span></th><th scope="col" className={classes.num}>{countedIn(unit).toLowerCase()}</th><th scope="col" className={classes.num}>so far</th></tr></thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.from + row.kind} data-kind={row.kind}>
            <th scope="row">{ledgerSpan(row, rows[index - 1], today)}</th>
            <td>{row.words}</td>
            <td className={classes.num}>{row.count === 0 ? '–' : row.count}</td>
            <td className={classes.num}>{row.soFar}</td>
          </tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row">Due</th><td colSpan={2}>{due.words}</td><td className={classes.num}>{total}</td></tr></tfoot>
    </table>
  )
}

/** The month is said once, as in accounts, at its first row. */
function ledgerSpan(row: { from: string; to: string }, before: { to: string } | undefined, today: string): string {
  const words = spanInWords(row.from, row.to, today)
  const sameMonth = before?.to.slice(0, 7) === row.to.slice(0, 7) && row.from.slice(0, 7) === row.to.slice(0, 7)
  return sameMonth && row.to.slice(0, 4) === today.slice(0, 4) ? words.slice(0, words.lastIndexOf(' ')) : words
}

/** Extend where the rule lets anyone; why not, where it does but not now. */
function LedgerActs({ text, clock, acts }: { text: string; clock: ClockView | undefined; acts: CaseActs }) {
  const extend = clock?.actions.find(({ action }) => action === 'extend')
  const canExtend = clock && isAllowed(clock.actions, 'extend')
  const whyNot = extend?.code === 'clock-not-extendable' || extend?.code === 'clock-ended' || canExtend ? undefined : extend
  return (
    <>
      <div className={`buttons ${classes.buttons} no-print`}>
        {canExtend ? <Button size="xs" onClick={() => acts.open('extend-clock', { clock })}>Extend</Button> : null}
        {clock && isAllowed(clock.actions, 'revise') ? <Button size="xs" onClick={() => acts.open('revise-clock', { clock })}>Revise</Button> : null}
        <CopyAsText text={text} />
      </div>
      {whyNot ? <p className="hint">{whyNot.words} {whyNot.remedy}</p> : null}
    </>
  )
}

function CopyAsText({ text }: { text: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied.')
    } catch {
      setSaid('The browser did not allow copying. Select the text instead.')
    }
  }
  return <><Button size="xs" onClick={() => void copy()}>Copy as text</Button><span role="status" className="hint">{said}</span></>
}
