import { findPublicationOfRequest } from '../../db/publications.ts'
import {
  allCounts,
  closeFeedback,
  countAllOpenFeedback,
  dayCountsSince,
  feedbackOfRequest,
  findFeedback,
  openFeedback,
} from '../../db/readers.ts'
import type { RequestRow } from '../../db/requests.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import { officeFeedbackSchema, readersSchema } from '../http/readers-contract.ts'
import type { Reader } from '../procedures/versions.ts'
import type { By } from '../requests/command.ts'
import { hasPost, readableRequest } from '../requests/may-read.ts'

const daysShown = 30
const dayMs = 86_400_000
const mostShown = 50
const mostRequests = 20

/** What the public did and said about what an office publishes. */
export const readerEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/readers',
    summary: 'How often what a request published was read, and what readers said of it',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'The counts, and the newest of what was said',
      schema: readersSchema,
    },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps, me, params: { id = '' } }) => {
      const row = await readableRequest(deps.reads, me, id)
      return { body: await viewOf(deps.reads, me, row, deps.clock.now()) }
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/feedback/{id}/close',
    summary: 'Mark what a reader said as dealt with',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'The counts, and the newest of what was said',
      schema: readersSchema,
    },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps, me, params: { id = '' } }) => {
      const feedback = await findFeedback(deps.db, id)
      if (!feedback) throw new ApiProblem('not_found')
      const row = await readableRequest(deps.db, me, feedback.request)
      if (!mayClose(me, row)) throw new ApiProblem('not_permitted')
      const at = deps.clock.now()
      await deps.commits((trx) => closeFeedback(trx, { id, at, by: me.person.id }))
      return { body: await viewOf(deps.db, me, row, at) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/feedback',
    summary: 'How much of what readers said is still open, and about which requests',
    access: 'signedIn',
    response: { status: 200, description: `At most ${mostRequests} requests`, schema: officeFeedbackSchema },
    problems: ['not_permitted'],
    run: async ({ deps, me, params: { office = '' } }) => {
      if (office !== me.person.office || !hasPost(me)) throw new ApiProblem('not_permitted')
      const requests = await openFeedback(deps.reads, office, mostRequests)
      return {
        body: {
          open: await countAllOpenFeedback(deps.reads, office),
          requests: requests.map(({ request, title, count }) => ({ id: request, title, open: count })),
        },
      }
    },
  }),
]

/** The owner, whoever holds a post in the owner's group, and those whose post is the whole office's. */
const mayClose = ({ person, actor }: By, { office, owner, groupId }: RequestRow): boolean =>
  owner === person.id ||
  actor.appointments.some((held) => held.office === office && (held.group === null || held.group === groupId))

async function viewOf(db: Reader, me: By, row: RequestRow, now: number) {
  const publication = await findPublicationOfRequest(db, row.id)
  const none = { reads: 0, useful: 0, notUseful: 0 }
  const since = bangkokDay(now - (daysShown - 1) * dayMs)
  const days = publication ? await dayCountsSince(db, publication.id, since) : []
  const feedback = await feedbackOfRequest(db, row.id, mostShown)
  return {
    ...(publication ? await allCounts(db, publication.id) : none),
    days: days.filter(({ reads }) => reads > 0).map(({ day, reads }) => ({ day, reads })),
    feedback: feedback.map(({ id, text, at, contentRevision, closedAt, closedByName }) => ({
      id,
      text,
      at: iso(at),
      contentRevision,
      closed: closedAt === null ? null : { at: iso(closedAt), by: closedByName ?? '' },
    })),
    mayClose: mayClose(me, row),
  }
}
