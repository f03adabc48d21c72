import type { CaseRecord } from '@casement/server/contract'
import { Button, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { ActName } from '../acts/act-forms.ts'
import { isAllowed } from '../acts/is-allowed.ts'
import { undoneWork } from '../acts/undone-work.ts'
import { maySayWaitingOn } from '../acts/waiting-forms.ts'
import { useAlmanac } from '../look/almanac-context.tsx'
import { countInWords } from '../look/counts.ts'
import { agoInWords, dayInWords, dayOf, dueInWords } from '../look/dates.ts'
import type { Almanac } from '../look/dates.ts'
import { Facts } from '../look/facts.tsx'
import type { Fact } from '../look/facts.tsx'
import { Icon } from '../look/icon.tsx'
import { StateMark } from '../look/state-mark.tsx'
import { AlsoHere } from '../live/also-here.tsx'
import { waitingWord } from '../look/waiting-on.ts'
import { WhyButton } from '../look/why-button.tsx'
import { isRecordKind, recordPlaces } from '../people/record.ts'
import { pathOf } from './path-stops.ts'
import type { CaseActs } from './case-screen.tsx'
import { caseStateOf, findNextClock, isOpen } from './case-state.ts'
import classes from './cases.module.css'

/** The title, what can be done to the case as a whole, and five facts. */
export function CaseHead({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const almanac = useAlmanac()
  return (
    <>
      <div className={classes.crumbs}><p><Link className="quiet-link" to="/my-work">My work</Link> › {record.caseType.name}, version {record.caseType.version}</p><AlsoHere caseRef={record.ref} /></div>
      <div className={classes.title}>
        <div>
          <h1>{titleOf(record)}</h1>
          <p className="muted">{record.caseType.name} <span className="ref">{record.ref}</span><WhoAndWhere subject={record.subject} /></p>
        </div>
        <HeadActs record={record} acts={acts} />
      </div>
      <Facts facts={factsOf(record, acts, almanac)} />
    </>
  )
}

/** A case about a home or its tenancy is called by where it is. */
function titleOf({ subject, caseType }: CaseRecord): string {
  if (!subject) return caseType.name
  return subject.kind === 'tenancy' || subject.kind === 'home' ? subject.home?.name ?? subject.label : subject.label
}

function WhoAndWhere({ subject }: { subject: CaseRecord['subject'] }) {
  if (!subject) return null
  const { home, people } = subject
  if (subject.kind === 'person') return <> · <Link to={recordPlaces.person} params={{ id: subject.id }}>the person</Link>{home ? <> · <Link to={recordPlaces.home} params={{ id: home.id }}>{home.name}</Link></> : null}</>
  return (
    <>
      {people.length > 0 ? <> · {people.length === 1 ? 'tenant' : 'tenants'} {people.map((person, index) => <Fragment key={person.id}>{index > 0 ? ' and ' : ''}<Link to={recordPlaces.person} params={{ id: person.id }}>{person.name}</Link></Fragment>)}</> : null}
      {isRecordKind(subject.kind) ? <> · <Link to={recordPlaces[subject.kind]} params={{ id: subject.id }}>the {subject.kind}</Link></> : null}
    </>
  )
}

/** What the menu offers; those marked are left out, not explained, where they do not apply. */
const MORE: { action: string; act: ActName; words: string; onlyAllowed?: true }[] = [
  { action: 'claim', act: 'claim-case', words: 'Take the case', onlyAllowed: true },
  { action: 'assign-owner', act: 'assign-case', words: 'Give it to another owner' },
  { action: 'add-helper', act: 'add-helper', words: 'Ask somebody to help', onlyAllowed: true },
  { action: 'assign-manager', act: 'assign-manager', words: 'Say who manages it', onlyAllowed: true },
  { action: 'watch', act: 'watch-case', words: 'Watch it', onlyAllowed: true },
  { action: 'unwatch', act: 'unwatch-case', words: 'Watch it no longer', onlyAllowed: true },
  { action: 'set-priority', act: 'set-priority', words: 'Set the priority' },
  { action: 'say-waiting-on', act: 'say-waiting-on', words: 'Say whom it waits on', onlyAllowed: true },
  { action: 'add-task', act: 'add-task', words: 'Add a task' },
  { action: 'record-interaction', act: 'record-contact', words: 'Record a contact', onlyAllowed: true },
  { action: 'record-access-attempt', act: 'record-access-attempt', words: 'Record an attempt to get in', onlyAllowed: true },
  { action: 'record-cost', act: 'record-cost', words: 'Record a cost', onlyAllowed: true },
  { action: 'link', act: 'link-case', words: 'Link a case' },
  { action: 'merge', act: 'merge-case', words: 'Merge into another case' },
  { action: 'move-to-stage', act: 'move-to-stage', words: 'Move to another stage', onlyAllowed: true },
  { action: 'close', act: 'close-case', words: 'Close the case' },
  { action: 'cancel', act: 'cancel-case', words: 'Cancel the case' },
  { action: 'reopen', act: 'reopen-case', words: 'Reopen the case', onlyAllowed: true },
]

/** Whom it waits on is said of a task, and a case waits on whom its tasks wait on. */
function actionsOf({ actions, tasks }: CaseRecord): CaseRecord['actions'] {
  return [...actions, { action: 'say-waiting-on', allowed: tasks.some(maySayWaitingOn) }]
}

function HeadActs({ record, acts }: { record: CaseRecord; acts: CaseActs }) {
  const actions = actionsOf(record)
  const known = MORE.flatMap((more) => {
    const action = actions.find((each) => each.action === more.action)
    return action && (action.allowed || (action.words && !more.onlyAllowed)) ? [{ ...more, action }] : []
  })
  return (
    <div className={`${classes.acts} no-print`}>
      {isAllowed(record.actions, 'add-note') ? <Button size="xs" onClick={() => acts.open('add-note')}>Note <kbd className="letter">N</kbd></Button> : null}
      {isAllowed(record.actions, 'release') ? <Button size="xs" onClick={() => acts.open('release-case')}>Release <kbd className="letter">H</kbd></Button> : null}
      {isAllowed(record.actions, 'hold') && !isAllowed(record.actions, 'release') ? <Button size="xs" onClick={() => acts.open('hold-case')}>Hold <kbd className="letter">H</kbd></Button> : null}
      {known.length > 0 ? (
        <Menu width="20rem">
          <Menu.Target><Button size="xs" rightSection={<Icon name="down" />}>More</Button></Menu.Target>
          <Menu.Dropdown>
            {known.map(({ act, words, action }) => (
              <Menu.Item key={act} disabled={!action.allowed && undoneWork(act, record).length === 0} onClick={() => acts.open(act)}>
                {words}
                {action.allowed ? null : <span className={classes.whyNot}>{notNow(act, record) ?? action.words}</span>}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </div>
  )
}

/** A list of what is not done is read in the sheet. */
function notNow(act: ActName, record: CaseRecord): string | undefined {
  const count = undoneWork(act, record).length
  return count === 0 ? undefined : count === 1 ? 'Not yet: one thing stands in the way' : `Not yet: ${count} things stand in the way`
}

function factsOf(record: CaseRecord, acts: CaseActs, almanac: Almanac): Fact[] {
  const state = caseStateOf(record, almanac)
  const opened = dayOf(record.openedAt, almanac.zone)
  return [
    { label: 'State', value: <StateMark {...state} />, second: [outcomeWords(record) ?? stageWords(record), reopenedWords(record), priorityWords(record)].filter(Boolean).join(' · ') },
    ...(record.endedAt ? [endedFact(record.endedAt, almanac)] : [dueFact(record, acts, almanac), waitingFact(record, almanac)]),
    { label: 'Owner', value: record.owner?.name ?? 'Nobody yet', second: ownerWords(record) },
    { label: 'Opened', value: <time dateTime={opened}>{dayInWords(opened, almanac.today)}</time>, second: agoInWords(opened, almanac) },
  ]
}

function ownerWords({ owner, coversFor, nobodyFound }: CaseRecord): string | undefined {
  if (coversFor) return `covers for ${coversFor.name}`
  if (nobodyFound) return 'take it or choose somebody: nothing is completed before'
  return owner?.kind === 'team' ? 'a team, until someone takes it' : undefined
}

function endedFact(endedAt: string, almanac: Almanac): Fact {
  const day = dayOf(endedAt, almanac.zone)
  return { label: 'Ended', value: <time dateTime={day}>{dayInWords(day, almanac.today)}</time>, second: agoInWords(day, almanac) }
}

/** How an ended case ended. */
function outcomeWords({ status, outcome, closureReasons }: CaseRecord): string | undefined {
  if (status !== 'closed') return undefined
  return outcome === 'merged' ? 'Merged into another case' : closureReasons.find(({ id }) => id === outcome)?.name
}

/** A case that comes back is looked at with other eyes. */
function reopenedWords({ reopenings }: CaseRecord): string | undefined {
  return reopenings === 0 ? undefined : reopenings === 1 ? 'opened again once' : `opened again ${countInWords(reopenings)} times`
}

/** Only what is out of the ordinary is worth a word. */
function priorityWords({ priority }: CaseRecord): string | undefined {
  return priority === 'normal' ? undefined : `${priority} priority`
}

function stageWords(record: CaseRecord): string | undefined {
  const { stops } = pathOf(record.stages, record.tasks)
  const index = stops.findIndex((stop) => stop.at === 'now')
  const stop = stops[index]
  if (!stop) return undefined
  return stops.length === 1 ? stop.name : `Stage ${index + 1} of ${stops.length}, ${stop.name}`
}

function dueFact(record: CaseRecord, acts: CaseActs, almanac: Almanac): Fact {
  const clock = findNextClock(record.clocks)
  if (!clock?.dueAt) return { label: 'Due', value: 'No date', second: record.clocks.some((each) => each.state === 'paused') ? 'the clock is paused' : undefined }
  const { date, distance } = dueInWords({ dueAt: clock.dueAt, dueOn: clock.dueOn }, almanac)
  const open = acts.clockShown === clock.id
  return {
    label: `${clock.name} by`,
    value: <WhyButton open={open} onClick={() => acts.showClock(open ? undefined : clock.id)}><time dateTime={clock.dueOn ?? undefined}>{date}</time></WhyButton>,
    second: distance,
  }
}

function waitingFact(record: CaseRecord, almanac: Almanac): Fact {
  const hold = record.holds[0]
  if (hold) return { label: 'Waiting on', value: hold.name ?? hold.reason, second: `on hold since ${dayInWords(dayOf(hold.since, almanac.zone), almanac.today)}` }
  const open = record.tasks.filter(isOpen)
  const ours = open.filter((task) => !waitingWord(task.waitingOn)).length
  const other = open.find((task) => waitingWord(task.waitingOn))
  const word = waitingWord(other?.waitingOn) ?? 'Others'
  const since = other?.startedAt ? `since ${dayInWords(dayOf(other.startedAt, almanac.zone), almanac.today)}` : undefined
  if (open.length === 0) return { label: 'Waiting on', value: record.status === 'open' ? 'Nobody' : '–' }
  if (ours === 0) return { label: 'Waiting on', value: <StateMark state="waiting" word={word} />, second: since }
  return { label: 'Waiting on', value: `Us, ${ours} ${ours === 1 ? 'task' : 'tasks'}`, second: other ? <><StateMark state="waiting" word={word} light /> {since}</> : undefined }
}
