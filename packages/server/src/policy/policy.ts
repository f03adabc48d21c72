import type { CaseState, CommandType } from '@casement/engine'
import type { Role, RouteName } from '../contract/contract.ts'

/**
 * Who may. `anyone` needs no session; everything else needs one. A manager may do what an officer may, an administrator all.
 * `time` is for commands that no person gives: the passing of time, and what came of what a case asked for.
 */
export type Permission = 'anyone' | 'work-cases' | 'oversee-cases' | 'design-case-types' | 'administer' | 'time'

const heldBy: Record<Exclude<Permission, 'anyone' | 'time'>, readonly Role[]> = {
  'work-cases': ['officer', 'manager', 'administrator'],
  'oversee-cases': ['manager', 'administrator'],
  'design-case-types': ['manager', 'administrator'],
  administer: ['administrator'],
}

/** The role of somebody, and those that it includes: what a case type leaves to managers, an administrator may do too. */
export function rolesOf(role: Role): Role[] {
  const included: Record<Role, Role[]> = { officer: [], manager: ['officer'], administrator: ['manager', 'officer'] }
  return [role, ...included[role]]
}

/** Whether one of the roles holds a permission. */
export function permits(permission: Permission, roles: readonly string[]): boolean {
  if (permission === 'anyone') return true
  return permission !== 'time' && heldBy[permission].some((role) => roles.includes(role))
}

/** The permission of every command that can be given to a case. The case type may narrow it further (semantics 22). */
export const commandPolicy: Record<CommandType, Permission> = {
  'open-case': 'work-cases',
  'start-task': 'work-cases',
  'complete-task': 'work-cases',
  'skip-task': 'work-cases',
  'offer-task-again': 'work-cases',
  'cancel-task': 'work-cases',
  'move-to-stage': 'work-cases',
  'redo-task': 'work-cases',
  'restart-from': 'work-cases',
  'save-draft': 'work-cases',
  'set-waiting-on': 'work-cases',
  'reassign-task': 'work-cases',
  'claim-task': 'work-cases',
  hold: 'work-cases',
  release: 'work-cases',
  'assign-owner': 'work-cases',
  'claim-case': 'work-cases',
  'assign-manager': 'work-cases',
  'add-helper': 'work-cases',
  'remove-helper': 'work-cases',
  watch: 'work-cases',
  unwatch: 'work-cases',
  'hand-back': 'time',
  'set-priority': 'work-cases',
  'edit-fields': 'work-cases',
  'add-party': 'work-cases',
  'end-party': 'work-cases',
  'link-record': 'work-cases',
  'unlink-record': 'work-cases',
  'start-strand': 'work-cases',
  'end-strand': 'work-cases',
  'add-note': 'work-cases',
  'record-interaction': 'work-cases',
  'record-access-attempt': 'work-cases',
  'record-cost': 'work-cases',
  'add-task': 'work-cases',
  'record-task': 'work-cases',
  'record-outside-event': 'work-cases',
  'extend-clock': 'work-cases',
  'revise-clock': 'work-cases',
  'explain-lateness': 'work-cases',
  'close-case': 'work-cases',
  'cancel-case': 'work-cases',
  'reopen-case': 'work-cases',
  'prepare-message': 'work-cases',
  'approve-message': 'work-cases',
  'return-message': 'work-cases',
  'record-message-delivered': 'time',
  'record-message-failed': 'work-cases',
  'link-case': 'work-cases',
  'unlink-case': 'work-cases',
  'merge-case': 'work-cases',
  'note-linked-case': 'time',
  'answer-request': 'time',
  'move-to-version': 'oversee-cases',
  'advance-time': 'time',
}

/** The permission that a command needs of a case as it stands: a cancelled case is brought back only by who oversees cases. */
export function permissionOfCommand(command: CommandType, state: Pick<CaseState, 'status'> | undefined): Permission {
  return command === 'reopen-case' && state?.status === 'cancelled' ? 'oversee-cases' : commandPolicy[command]
}

/** The permission of every route of the contract: a new one does not compile, nor start, until it stands here. */
export const routePolicy: Record<RouteName, Permission> = {
  signIn: 'anyone',
  signOut: 'anyone',
  getDemonstration: 'anyone',
  livez: 'anyone',
  readyz: 'anyone',
  metrics: 'anyone',
  // Exists only with CASEMENT_TEST_CLOCK=1, which production refuses.
  setTestClock: 'anyone',

  getMe: 'work-cases',
  openCase: commandPolicy['open-case'],
  listCases: 'work-cases',
  listOpenCasesNear: 'work-cases',
  getCase: 'work-cases',
  listEvents: 'work-cases',
  explainClock: 'work-cases',

  completeTask: commandPolicy['complete-task'],
  startTask: commandPolicy['start-task'],
  skipTask: commandPolicy['skip-task'],
  offerTaskAgain: commandPolicy['offer-task-again'],
  cancelTask: commandPolicy['cancel-task'],
  redoTask: commandPolicy['redo-task'],
  restartFrom: commandPolicy['restart-from'],
  saveDraft: commandPolicy['save-draft'],
  setWaitingOn: commandPolicy['set-waiting-on'],
  assignTask: commandPolicy['reassign-task'],
  claimTask: commandPolicy['claim-task'],
  holdTask: commandPolicy.hold,
  releaseTask: commandPolicy.release,
  holdCase: commandPolicy.hold,
  releaseCase: commandPolicy.release,
  moveToStage: commandPolicy['move-to-stage'],
  closeCase: commandPolicy['close-case'],
  cancelCase: commandPolicy['cancel-case'],
  reopenCase: commandPolicy['reopen-case'],
  // Whoever works cases may ask; the command is for who oversees them.
  moveCase: 'work-cases',
  addNote: commandPolicy['add-note'],
  recordInteraction: commandPolicy['record-interaction'],
  recordAccessAttempt: commandPolicy['record-access-attempt'],
  recordCost: commandPolicy['record-cost'],
  addTask: commandPolicy['add-task'],
  recordTask: commandPolicy['record-task'],
  assignOwner: commandPolicy['assign-owner'],
  claimCase: commandPolicy['claim-case'],
  assignManager: commandPolicy['assign-manager'],
  addHelper: commandPolicy['add-helper'],
  removeHelper: commandPolicy['remove-helper'],
  watchCase: commandPolicy.watch,
  unwatchCase: commandPolicy.unwatch,
  setPriority: commandPolicy['set-priority'],
  editFields: commandPolicy['edit-fields'],
  addParty: commandPolicy['add-party'],
  endParty: commandPolicy['end-party'],
  linkRecord: commandPolicy['link-record'],
  unlinkRecord: commandPolicy['unlink-record'],
  startStrand: commandPolicy['start-strand'],
  endStrand: commandPolicy['end-strand'],
  extendClock: commandPolicy['extend-clock'],
  reviseClock: commandPolicy['revise-clock'],
  explainLateness: commandPolicy['explain-lateness'],
  recordOutsideEvent: commandPolicy['record-outside-event'],

  prepareLetter: commandPolicy['prepare-message'],
  approveLetter: commandPolicy['approve-message'],
  returnLetter: commandPolicy['return-message'],
  recordLetterFailed: commandPolicy['record-message-failed'],

  // On both of the cases.
  linkCase: commandPolicy['link-case'],
  unlinkCase: commandPolicy['unlink-case'],
  mergeCase: commandPolicy['merge-case'],
  listMine: 'work-cases',
  reassignTasks: commandPolicy['reassign-task'],
  // Of their own teams; whoever oversees cases sees all of them (may-see-team.ts).
  getTeamLoad: 'work-cases',
  listTeamTasks: 'work-cases',
  getPerson: 'work-cases',
  getHome: 'work-cases',
  getTenancy: 'work-cases',
  // Another system, which signs in as somebody who administers.
  saveRecords: 'administer',
  // Their own; whoever oversees cases records everybody's.
  listLeave: 'work-cases',
  recordLeave: 'work-cases',
  changeLeave: 'work-cases',
  endLeave: 'work-cases',
  listStaff: 'work-cases',
  listTeams: 'work-cases',
  search: 'work-cases',
  listCaseTypes: 'work-cases',
  getCaseType: 'work-cases',
  getCaseTypeVersion: 'work-cases',
  saveCaseType: 'design-case-types',
  withdrawCaseType: 'design-case-types',
  getDifference: 'work-cases',
  saveCalendar: 'design-case-types',
  listCalendars: 'work-cases',
  getCalendarVersion: 'work-cases',
  saveFragment: 'design-case-types',
  listFragments: 'work-cases',
  getFragmentVersion: 'work-cases',
  tryMove: 'design-case-types',
  releaseMove: 'design-case-types',
  listMoves: 'design-case-types',
  getMove: 'design-case-types',
  moveBack: 'design-case-types',
  tryMoveBack: 'design-case-types',
  stopMove: 'design-case-types',
  getRealPath: 'work-cases',
  getVolumes: 'work-cases',
  getClockResults: 'work-cases',
  getAgeing: 'work-cases',

  openStream: 'work-cases',
  keepPresence: 'work-cases',
  endPresence: 'work-cases',
}

/** Addresses that are no part of the contract: pages and their files, the document of the API and its reader. */
export const openPaths: readonly string[] = ['/', '/*', '/api/openapi.json', '/api/docs', '/api/docs/', '/api/docs/js/scalar.js']
