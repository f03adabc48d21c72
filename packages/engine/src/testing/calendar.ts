import type { Calendar } from '../calendars/calendar.ts'

/** England and Wales around Christmas 2026, enough for tests of the engine. */
export const englandAndWales: Calendar = {
  id: 'england-and-wales',
  version: 1,
  name: 'England and Wales',
  zone: 'Europe/London',
  workingWeekdays: [1, 2, 3, 4, 5],
  closedDays: [
    { date: '2026-08-31', name: 'Summer bank holiday' },
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2026-12-28', name: 'Boxing Day (substitute day)' },
    { date: '2027-01-01', name: 'New Year’s Day' },
    { date: '2027-03-26', name: 'Good Friday' },
    { date: '2027-03-29', name: 'Easter Monday' },
  ],
  knownFrom: '2026-01-01',
  knownTo: '2027-12-31',
}
