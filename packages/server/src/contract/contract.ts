/** The agreement between the server and whoever calls it: every route of the API, once. */
import * as cases from './cases.ts'
import { calendarRoutes, fragmentRoutes } from './case-type-parts.ts'
import { caseTypeRoutes } from './case-types.ts'
import { commandRoutes } from './commands.ts'
import { healthRoutes } from './health.ts'
import { insightRoutes } from './insight.ts'
import { linkRoutes } from './links.ts'
import { leaveRoutes } from './leave.ts'
import { liveRoutes } from './live.ts'
import { moveRoutes } from './moves.ts'
import { peopleRoutes } from './people.ts'
import { reassignTasks } from './reassignments.ts'
import { saveRecords } from './records.ts'
import { sessionRoutes } from './sessions.ts'
import { teamRoutes } from './teams.ts'
import { listMine } from './work-lists.ts'

export type { Action } from './actions.ts'
export type { CaseEventView, CaseRecord, CaseSort, CaseSummary, ClockView, Done, HoldView, LinkView, NearCase, PartyView, Preview, StageView, StrandView } from './cases.ts'
export type { CostView, InteractionView } from './recorded.ts'
export type { AssessmentView } from './assessments.ts'
export type { CaseTypeSummary, CaseTypeVersion } from './case-types.ts'
export type { Readiness } from './health.ts'
export type { Ageing, ClockResult, RealPath, Volumes } from './insight.ts'
export type { Leave } from './leave.ts'
export type { CaseChanged, CaseOpenedBy, PresentPerson, StreamMessages } from './live.ts'
export type { RecordView, Role, SearchReply, SearchResult, StaffMember } from './people.ts'
export type { Problem, ProblemType } from './problem.ts'
export type { ReassignedTask, Reassignments } from './reassignments.ts'
export type { Route, RouteInput, RouteReply } from './route.ts'
export type { Demonstration, Me } from './sessions.ts'
export type { Field, Task, TaskState } from './tasks.ts'
export type { TeamLoad, TeamTask } from './teams.ts'
export type { WorkItem, WorkView } from './work-lists.ts'

const { openCase, listCases, listOpenCasesNear, getCase, listEvents, explainClock } = cases

/** Every route by name. */
export const api = {
  ...sessionRoutes,
  openCase,
  listCases,
  listOpenCasesNear,
  getCase,
  listEvents,
  explainClock,
  ...commandRoutes,
  ...linkRoutes,
  listMine,
  reassignTasks,
  ...teamRoutes,
  ...leaveRoutes,
  ...peopleRoutes,
  saveRecords,
  ...caseTypeRoutes,
  ...calendarRoutes,
  ...fragmentRoutes,
  ...moveRoutes,
  ...insightRoutes,
  ...liveRoutes,
  ...healthRoutes,
}

export type RouteName = keyof typeof api
