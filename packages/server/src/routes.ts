import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'
import { getCalendarVersion, listCalendars, saveCalendar } from './case-types/calendar-routes.ts'
import { getCaseType, getCaseTypeVersion, listCaseTypes } from './case-types/case-type-routes.ts'
import { getFragmentVersion, listFragments, saveFragment } from './case-types/fragment-routes.ts'
import { getDifference, saveCaseType, withdrawCaseType } from './case-types/publish-routes.ts'
import { explainClock } from './cases/explain-clock-route.ts'
import { getCase } from './cases/get-case-route.ts'
import { listCases } from './cases/list-cases-route.ts'
import { listEvents } from './cases/list-events-route.ts'
import { listOpenCasesNear } from './cases/list-open-cases-near-route.ts'
import { openCase } from './cases/open-case-route.ts'
import { runOnBoth } from './cases/run-on-both.ts'
import { runTransition } from './cases/run-transition.ts'
import { transitions } from './cases/transitions.ts'
import { setTestClock } from './clock/set-test-clock-route.ts'
import type { calendarRoutes, fragmentRoutes } from './contract/case-type-parts.ts'
import type { caseTypeRoutes } from './contract/case-types.ts'
import type { commandRoutes } from './contract/commands.ts'
import type { RouteName } from './contract/contract.ts'
import type { moveRoutes } from './contract/moves.ts'
import { type Handler, answer } from './http/answer.ts'
import { livez, metrics, readyz } from './http/health-routes.ts'
import type { Parts } from './http/parts.ts'
import { passToSignIn } from './http/sign-in-routes.ts'
import { getAgeing } from './insight/get-ageing-route.ts'
import { getClockResults } from './insight/get-clock-results-route.ts'
import { getRealPath } from './insight/get-real-path-route.ts'
import { getVolumes } from './insight/get-volumes-route.ts'
import { changeLeave, endLeave, listLeave, recordLeave } from './leave/leave-routes.ts'
import type { LiveFeed } from './live/live-feed.ts'
import { endPresence, keepPresence } from './live/presence-routes.ts'
import { openStream } from './live/stream-route.ts'
import { getMove, listMoves, moveBack, releaseMove, stopMove, tryMove, tryMoveBack } from './moves/move-routes.ts'
import { getDemonstration } from './people/get-demonstration-route.ts'
import { getMe } from './people/get-me-route.ts'
import { getRecord } from './people/record-routes.ts'
import { search } from './people/search-route.ts'
import { listStaff, listTeams } from './people/staff-routes.ts'
import { saveRecords } from './records/save-records-route.ts'
import { getTeamLoad } from './teams/get-team-load-route.ts'
import { listTeamTasks } from './teams/list-team-tasks-route.ts'
import { listMine } from './work-lists/list-mine-route.ts'
import { reassignTasks } from './work-lists/reassign-tasks-route.ts'

type Handlers = { [Name in Exclude<RouteName, keyof typeof commandRoutes>]: Handler<Name> }

/** Every route of the contract with what answers it: one that is missing does not compile. */
export function addRoutes(app: FastifyInstance, { parts, registry, feed }: { parts: Parts; registry: Registry; feed: LiveFeed }): void {
  const handlers: Handlers = {
    signIn: passToSignIn(parts),
    signOut: passToSignIn(parts),
    getMe: getMe(parts),
    getDemonstration: getDemonstration(parts),
    setTestClock: setTestClock(parts),
    openCase: openCase(parts),
    listCases: listCases(parts),
    listOpenCasesNear: listOpenCasesNear(parts),
    getCase: getCase(parts),
    listEvents: listEvents(parts),
    explainClock: explainClock(parts),
    linkCase: runOnBoth('linkCase', parts),
    unlinkCase: runOnBoth('unlinkCase', parts),
    mergeCase: runOnBoth('mergeCase', parts),
    listMine: listMine(parts),
    reassignTasks: reassignTasks(parts),
    getTeamLoad: getTeamLoad(parts),
    listTeamTasks: listTeamTasks(parts),
    getPerson: getRecord('person', parts),
    getHome: getRecord('home', parts),
    getTenancy: getRecord('tenancy', parts),
    saveRecords: saveRecords(parts),
    listLeave: listLeave(parts),
    recordLeave: recordLeave(parts),
    changeLeave: changeLeave(parts),
    endLeave: endLeave(parts),
    listStaff: listStaff(parts),
    listTeams: listTeams(parts),
    search: search(parts),
    ...aboutCaseTypes(parts),
    getRealPath: getRealPath(parts),
    getVolumes: getVolumes(parts),
    getClockResults: getClockResults(parts),
    getAgeing: getAgeing(parts),
    openStream: openStream(feed, parts),
    keepPresence: keepPresence(parts),
    endPresence: endPresence(parts),
    livez: livez(),
    readyz: readyz(parts),
    metrics: metrics(registry),
  }
  for (const [name, handler] of Object.entries(handlers)) answer(app, name as RouteName, handler as Handler<RouteName>)
  for (const name of Object.keys(transitions) as (keyof typeof commandRoutes)[]) answer(app, name, runTransition(name, parts))
}

type AboutCaseTypes = keyof typeof caseTypeRoutes | keyof typeof calendarRoutes | keyof typeof fragmentRoutes | keyof typeof moveRoutes

function aboutCaseTypes(parts: Parts): Pick<Handlers, AboutCaseTypes> {
  return {
    listCaseTypes: listCaseTypes(parts),
    getCaseType: getCaseType(parts),
    getCaseTypeVersion: getCaseTypeVersion(parts),
    saveCaseType: saveCaseType(parts),
    withdrawCaseType: withdrawCaseType(parts),
    getDifference: getDifference(parts),
    saveCalendar: saveCalendar(parts),
    listCalendars: listCalendars(parts),
    getCalendarVersion: getCalendarVersion(parts),
    saveFragment: saveFragment(parts),
    listFragments: listFragments(parts),
    getFragmentVersion: getFragmentVersion(parts),
    tryMove: tryMove(parts),
    releaseMove: releaseMove(parts),
    listMoves: listMoves(parts),
    getMove: getMove(parts),
    moveBack: moveBack(parts),
    tryMoveBack: tryMoveBack(parts),
    stopMove: stopMove(parts),
  }
}
