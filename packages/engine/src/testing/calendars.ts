import type { Calendar } from '../calendars/calendar.ts'

const WEEKEND_REST = [1, 2, 3, 4, 5]
const KNOWN = { version: 1, zone: 'Europe/London', workingWeekdays: WEEKEND_REST, knownFrom: '2026-10-01', knownTo: '2027-06-30' }

const SHARED = [
  { date: '2026-12-25', name: 'Christmas Day' },
  { date: '2026-12-28', name: 'Boxing Day' },
  { date: '2027-01-01', name: 'New Year’s Day' },
  { date: '2027-03-26', name: 'Good Friday' },
  { date: '2027-05-03', name: 'Early May bank holiday' },
  { date: '2027-05-31', name: 'Spring bank holiday' },
]
const EASTER_MONDAY = { date: '2027-03-29', name: 'Easter Monday' }
const ST_ANDREW = { date: '2026-11-30', name: 'St Andrew’s Day' }
const SECOND_JANUARY = { date: '2027-01-04', name: '2nd January' }
const ST_PATRICK = { date: '2027-03-17', name: 'St Patrick’s Day' }

/** Bank holidays from October 2026 to June 2027 as GOV.UK publishes them. */
export const englandAndWales: Calendar = { ...KNOWN, id: 'england-and-wales', name: 'England and Wales', closedDays: [...SHARED, EASTER_MONDAY] }
export const scotland: Calendar = { ...KNOWN, id: 'scotland', name: 'Scotland', closedDays: [ST_ANDREW, ...SHARED, SECOND_JANUARY] }
/** Any day that is a bank holiday somewhere in the United Kingdom: Freedom of Information Act 2000 s10(6). */
export const unitedKingdom: Calendar = { ...KNOWN, id: 'united-kingdom', name: 'United Kingdom', closedDays: [ST_ANDREW, ...SHARED, SECOND_JANUARY, ST_PATRICK, EASTER_MONDAY] }
