import type { ClockResult } from '@casement/server/contract'
import { Fragment } from 'react'
import { basisInWords } from '../acts/basis-words.ts'
import { StateShape } from '../look/state-mark.tsx'
import type { StateName } from '../look/state.ts'
import { figure, percent, timeTaken } from './figures.ts'
import { Meter } from './meter.tsx'
import { countOrDash } from './volumes-table.tsx'
import classes from './insight.module.css'

const HEADS = ['In time', 'Late', 'Overdue now', 'Running', 'Paused', 'Withdrawn', 'Half done within', 'Paused for']

/** On time and late by clock, under each case type: law before code before the landlord's own targets, the latest first. */
export function ClockTable({ results }: { results: ClockResult[] }) {
  const byType = [...Map.groupBy(results, ({ caseType }) => caseType.id).values()]
  return (
    <section aria-labelledby="clocks" className={classes.clocks}>
      <div className="section"><h2 id="clocks">On time, by clock</h2></div>
      {results.length === 0 ? <p className={`hint ${classes.none}`}>No clock ended in this time, and none is running.</p> : (
        <>
          <table className={`${classes.table} ${classes.results}`}>
            <thead>
              <tr><th scope="col">Clock and what it rests on</th><th scope="col">On time</th>{HEADS.map((head) => <th key={head} scope="col" className={classes.number}>{head}</th>)}</tr>
            </thead>
            {byType.map((clocks) => (
              <tbody key={clocks[0]?.caseType.id}>
                <tr className={classes.group}><th scope="rowgroup" colSpan={HEADS.length + 2}>{clocks[0]?.caseType.name}</th></tr>
                {clocks.toSorted(worstFirst).map((clock) => <ClockRow key={`${clock.rule} ${clock.basis}`} clock={clock} />)}
              </tbody>
            ))}
          </table>
          <p className={`hint ${classes.none}`}>On time is, of the clocks that were met or missed in this time and those that fell due in it and still run, the share that was met. Running, paused and overdue are as of now.</p>
        </>
      )}
    </section>
  )
}

const BASES = ['law', 'code', 'landlord']

/** Where nothing fell due there is nothing to mend. */
function worstFirst(one: ClockResult, other: ClockResult): number {
  return BASES.indexOf(one.basis) - BASES.indexOf(other.basis) || (one.onTime ?? 2) - (other.onTime ?? 2) || other.met - one.met || one.name.localeCompare(other.name)
}

function ClockRow({ clock }: { clock: ClockResult }) {
  const { name, basis, source, met, missed, withdrawn, running, paused, overdue, overdueInPeriod, onTime, medianSeconds, pausedSeconds } = clock
  const earlier = overdue - overdueInPeriod
  return (
    <tr>
      <th scope="row">{name}<span className="second"><b>{basisInWords(basis)}</b>{source === null ? '' : ` · ${source}`}</span></th>
      <td className={classes.share}>
        {onTime === null ? <span className="muted">None fell due</span> : <span className={classes.bar}><b>{percent(onTime)}</b><Meter share={onTime} /></span>}
        {onTime === null ? null : <span className="second">{figure(met)} of {figure(met + missed + overdueInPeriod)}</span>}
      </td>
      <Figure head={0} count={met} />
      <Figure head={1} count={missed} state="done-late" />
      <Figure head={2} count={overdue} state="overdue" second={overdue > 0 && earlier > 0 ? `${figure(earlier)} due before` : undefined} />
      <Figure head={3} count={running} />
      <Figure head={4} count={paused} state="paused" />
      <Figure head={5} count={withdrawn} />
      <td className={classes.number} data-head={HEADS[6]} data-none={medianSeconds === null || undefined}>{medianSeconds === null ? '–' : timeTaken(medianSeconds)}</td>
      <td className={classes.number} data-head={HEADS[7]} data-none={pausedSeconds === 0 || undefined}>{pausedSeconds === 0 ? '–' : timeTaken(pausedSeconds)}</td>
    </tr>
  )
}

function Figure({ head, count, state, second }: { head: number; count: number; state?: StateName; second?: string }) {
  const isMarked = state !== undefined && count > 0
  return (
    <td className={classes.number} data-head={HEADS[head]} data-none={count === 0 || undefined}>
      <span className={classes.marked} data-state={isMarked ? state : undefined}>{isMarked ? <StateShape state={state} /> : null}{countOrDash(count)}</span>
      {second === undefined ? <Fragment /> : <span className="second">{second}</span>}
    </td>
  )
}
