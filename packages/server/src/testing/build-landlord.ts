import type { Calendar, CaseTypeDefinition } from '@casement/engine'
import type { Pool } from 'pg'
import { v7 as newId } from 'uuid'
import { publishCaseTypes, saveCalendars } from '../case-types/save-library.ts'
import { createCasework } from '../cases/casework.ts'
import { createPool } from '../database/pool.ts'
import { inLandlord } from '../database/landlord-transaction.ts'
import type { Role } from '../database/rows.ts'
import { savePeople, saveHomes, savePatches, saveTenancies } from '../records/save-records.ts'
import { saveStaff, saveTeams } from '../staff/save-staff.ts'
import { saveLandlord } from '../landlords/save-landlord.ts'
import { voidVisit } from './void-visit.ts'

/** Weekdays only; Christmas 2026 is closed. */
export const testCalendar: Calendar = {
  id: 'england-and-wales', version: 1, name: 'England and Wales', zone: 'Europe/London', workingWeekdays: [1, 2, 3, 4, 5],
  closedDays: [{ date: '2026-12-25', name: 'Christmas Day' }, { date: '2026-12-28', name: 'Boxing Day' }], knownFrom: '2026-01-01', knownTo: '2027-12-31',
}

/** A landlord for tests: two officers, a manager, a team, one home with a tenancy, and small case types. */
export interface BuiltLandlord {
  id: string
  officer: BuiltStaff
  colleague: BuiltStaff
  manager: BuiltStaff
  team: string
  home: string
  person: string
  tenancy: string
}

export interface BuiltStaff {
  id: string
  email: string
  roles: Role[]
}

export interface LandlordOrder {
  pool: Pool
  /** Where its clock stands; real time when not said. */
  frozenNow?: string
  caseTypes?: CaseTypeDefinition[]
}

/** Builds a landlord in the database, on the same ways that the application takes. */
export async function buildLandlord({ pool, frozenNow, caseTypes = [voidVisit] }: LandlordOrder): Promise<BuiltLandlord> {
  const id = newId()
  const [officer, colleague, manager] = [member('Rosalind Quill', 'officer'), member('Tariq Fennimore', 'officer'), member('Dawn Ellery', 'manager')]
  const [home, person, tenancy] = [newId(), newId(), newId()]
  await inLandlord({ pool, landlordId: id }, async (tx) => {
    await saveLandlord(tx, { name: 'Larkmere Homes', zone: 'Europe/London', calendar: testCalendar.id, frozenNow })
    await saveCalendars(tx, [testCalendar])
    await publishCaseTypes(tx, caseTypes)
    await savePatches(tx, [{ id: 'north', name: 'North', officer: officer.id }])
    await saveTeams(tx, [{ id: 'voids', name: 'Voids', members: [] }])
    await saveStaff(tx, [{ ...officer, patch: 'north' }, colleague, manager].map((one) => ({ ...one, role: one.roles[0] ?? 'officer' })))
    await saveTeams(tx, [{ id: 'voids', name: 'Voids', members: [colleague.id] }])
    await saveHomes(tx, [{ id: home, address: '14 Wharf Street, Brambleford', postcode: 'BR1 4AA', patch: 'north' }])
    await savePeople(tx, [{ id: person, name: 'Ann Okafor', bornOn: '1971-03-02' }])
    await saveTenancies(tx, [{ id: tenancy, reference: 'TN-20001', home, startedOn: '2019-04-01', weeklyRent: 98.5, arrears: 120.25, tenants: [person] }])
  })
  return { id, officer, colleague, manager, team: 'voids', home, person, tenancy }
}

function member(name: string, role: Role): BuiltStaff & { name: string } {
  const email = `${name.toLowerCase().replace(' ', '.')}@larkmere.example`
  return { id: newId(), name, email, roles: [role] }
}

/** A casework on a test database; end its pool when the tests are done. */
export function openCasework(appUrl: string) {
  return createCasework(createPool({ url: appUrl, name: 'casement test', max: 8 }))
}
