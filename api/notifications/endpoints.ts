import { z } from 'zod'
import { markRead, markReadOf, newestNotifications, newestOfficeNotices } from '../../db/notifications.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { notificationsSchema } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import { countWaitingFor } from '../people/confirmations.ts'
import type { Deps } from '../process/deps.ts'
import { caughtUp } from '../requests/projections.ts'
import { inboxTotal } from '../requests/request-list.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { shownRequests, shownUnread } from './shown-notices.ts'

const most = 100

const whomOf = ({ person }: SignedIn, { clock }: Pick<Deps, 'clock'>) => ({
  person: person.id,
  office: person.office,
  at: clock.now(),
})

const streamHeaders = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
}
export const notificationEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/notifications',
    summary: 'What I was told, newest first',
    access: 'signedIn',
    response: {
      status: 200,
      description: `The newest ${most}, and how many are unread`,
      schema: notificationsSchema,
    },
    problems: [],
    run: async ({ deps, me }) => {
      await caughtUp(deps)
      const whom = whomOf(me, deps)
      const told = await newestNotifications(deps.reads, whom.person, most)
      const shown = await shownRequests(
        deps.reads,
        whom,
        told.map(({ request }) => request),
      )
      const ofRequests = told.filter(({ request }) => shown.has(request))
      const ofOffice = await newestOfficeNotices(deps.reads, whom.person, most)
      const notifications = [...ofRequests, ...ofOffice.map((row) => ({ ...row, request: null, title: '' }))]
        .sort((one, other) => other.at - one.at)
        .slice(0, most)
        .map(({ id, request, title, messageTh, messageEn, at, readAt }) => ({
          id,
          request,
          title,
          message: { th: messageTh, en: messageEn },
          at: iso(at),
          read: readAt !== null,
        }))
      return { body: { notifications, unread: await shownUnread(deps.reads, whom) } }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/notifications/unread',
    summary:
      'How much I was told that I have not read, how many requests wait for me, and how much waits for me to confirm',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'The numbers; the stream of changes tells the first anew when it grows',
      schema: notificationsSchema.pick({ unread: true }).extend({ inbox: z.int(), confirmations: z.int() }),
    },
    problems: [],
    run: async ({ deps, me }) => {
      await caughtUp(deps)
      return {
        body: {
          unread: await shownUnread(deps.reads, whomOf(me, deps)),
          inbox: await inboxTotal(deps.reads, me, deps.clock.now()),
          confirmations: await countWaitingFor(deps.reads, me.person, deps.clock.now()),
        },
      }
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/notifications/read',
    summary: 'Mark as read',
    access: 'signedIn',
    body: z
      .strictObject({
        ids: z.array(z.string().max(100)).max(most).optional(),
        // Whoever has a request before them has read what they were told of it.
        request: z.string().min(1).max(100).optional(),
      })
      .refine(({ ids, request }) => ids !== undefined || request !== undefined),
    response: { status: 204, description: 'Marked; what was not told to you is passed over' },
    problems: ['invalid_request'],
    run: async ({ deps, me, body }) => {
      const { id: person } = me.person
      const now = deps.clock.now()
      const { ids = [], request } = body
      await caughtUp(deps)
      await deps.commits(async (trx) => {
        await markRead(trx, person, ids, now)
        if (request !== undefined) await markReadOf(trx, { person, request, now })
      })
      return {}
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/changes',
    summary:
      'A stream of what changes in my office, what changes together told together (server-sent events)',
    access: 'signedIn',
    response: {
      status: 200,
      description:
        '`event: change`, data {request, revision, by}; `event: draft`, to administrators, data {draft, revision, by}; `event: personal`, where my lists or notices change with it, data {inbox, mine, unread?}; `event: refresh`, where more changed than is told: whatever is shown is to be loaded again',
      contentType: 'text/event-stream',
    },
    problems: ['too_many_requests'],
    run: async ({ deps, me, req, res }) => {
      if (!deps.streams.hasRoom(me.session))
        throw new ApiProblem('too_many_requests', { message: tooManyTabs })
      // HEAD has no body: it would only hold its connection open.
      if (req.method === 'HEAD') return { headers: streamHeaders }
      res.writeHead(200, streamHeaders)
      res.write(': open\n\n')
      deps.streams.open({ session: me.session, person: me.person.id, office: me.person.office, out: res })
      return {}
    },
  }),
]

const tooManyTabs: Text = {
  th: 'เปิดหน้าพร้อมกันมากเกินไป หน้านี้จึงไม่ปรับเองเมื่อมีการเปลี่ยนแปลง ปิดหน้าอื่นแล้วเปิดใหม่',
  en: 'Too many pages are open: this one does not follow what changes. Close others, then open it again.',
}
