import { Client } from 'pg'
import type { BuiltLandlord, BuiltStaff } from './build-landlord.ts'
import { type Following, type Message, followStream } from './follow-stream.ts'
import { cookieAt } from './served-visitor.ts'
import { type TestApplication, type Visitor, openTestApplication } from './test-application.ts'

export interface FollowOrder {
  cookie?: string
  /** Id of the last message that was seen. */
  after?: string
  query?: string
  /** Another process than the first. */
  at?: string
}

/** The real application on a port, with one landlord whose people can follow what changes. */
export interface FollowedHouse extends TestApplication {
  landlord: BuiltLandlord
  address: string
  /** The database as its owner, for what no request does. */
  owner: Client
  signIn(staff: BuiltStaff): Promise<string>
  /** Somebody who follows, and was told already that from here on nothing is missed. */
  follow(staff: BuiltStaff, order?: FollowOrder): Promise<Following>
  /** Ends what was followed since the last time. */
  leaveAll(): Promise<void>
}

export async function openFollowedHouse(): Promise<FollowedHouse> {
  const house = await openTestApplication()
  const landlord = await house.buildLandlord()
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  const owner = new Client({ connectionString: house.ownerUrl })
  await owner.connect()
  const followings: Following[] = []
  const leaveAll = async () => {
    for (const following of followings.splice(0)) {
      following.close()
      await following.ended
    }
  }
  const signIn = ({ id }: BuiltStaff) => cookieAt(address, id)
  return {
    ...house, landlord, address, owner, signIn, leaveAll,
    follow: async (staff, { cookie, after, query = '', at = address } = {}) => {
      const following = await followStream(`${at}/api/v1/stream${query}`, { cookie: cookie ?? (await signIn(staff)), ...(after && { 'last-event-id': after }) })
      followings.push(following)
      await following.next(({ kind }) => kind === 'ready')
      return following
    },
    close: async () => {
      await leaveAll()
      await owner.end()
      // fetch opens connections ahead that never ask for anything, and a server waits for those.
      house.app.server.closeAllConnections()
      await house.close()
    },
  }
}

export async function openVoidVisit(visitor: Visitor, { home }: BuiltLandlord): Promise<string> {
  const reply = await visitor.send('POST', '/api/v1/cases', { body: { caseType: 'void-visit', subject: { kind: 'home', id: home } } })
  if (reply.statusCode !== 201) throw new Error(`No case was opened: ${reply.body}`)
  return reply.json().ref
}

/** Changes a case; answers its version then. */
export async function addNote(visitor: Visitor, ref: string, text = 'Rang back'): Promise<number> {
  const reply = await visitor.send('POST', `/api/v1/cases/${ref}/notes`, { body: { text }, headers: { 'if-match': '*' } })
  if (reply.statusCode !== 200) throw new Error(`No note was added: ${reply.body}`)
  return reply.json().version
}

/** Fits the message that a case changed, to this version or to any. */
export function changeOf(ref: string, version?: number): (message: Message) => boolean {
  return ({ kind, data }) => kind === 'case-changed' && data['ref'] === ref && (version === undefined || data['version'] === version)
}

/** The positions of the changes that were told. */
export function positionsOf({ messages }: Following): number[] {
  return messages.flatMap(({ kind, id }) => (kind === 'case-changed' ? [Number(id)] : []))
}
