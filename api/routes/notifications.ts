import { z } from 'zod'
import type { Change } from '../changes.ts'
import { notificationsSchema } from '../contract.ts'
import { endpoint } from '../endpoint.ts'
import { iso } from '../request-view.ts'

const most = 100

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
      const rows = await deps.db
        .selectFrom('notification')
        .innerJoin('request', 'request.id', 'notification.request')
        .select([
          'notification.id',
          'notification.request',
          'request.title',
          'messageTh',
          'messageEn',
          'at',
          'readAt',
        ])
        .where('person', '=', me.person.id)
        .orderBy('at', 'desc')
        .orderBy('notification.id')
        .limit(most)
        .execute()
      const { unread } = await deps.db
        .selectFrom('notification')
        .select((eb) => eb.fn.countAll<number>().as('unread'))
        .where('person', '=', me.person.id)
        .where('readAt', 'is', null)
        .executeTakeFirstOrThrow()
      const notifications = rows.map(({ id, request, title, messageTh, messageEn, at, readAt }) => ({
        id,
        request,
        title,
        message: { th: messageTh, en: messageEn },
        at: iso(at),
        read: readAt !== null,
      }))
      return { body: { notifications, unread } }
    },
  }),
  endpoint({
    method: 'post',
    path: '/api/notifications/read',
    summary: 'Mark as read',
    access: 'signedIn',
    body: z.strictObject({ ids: z.array(z.string().max(100)).max(most) }),
    response: { status: 204, description: 'Marked; ids that are not yours are passed over' },
    problems: ['invalid_request'],
    run: async ({ deps, me, body }) => {
      if (body.ids.length > 0)
        await deps.db
          .updateTable('notification')
          .set({ readAt: deps.clock.now() })
          .where('person', '=', me.person.id)
          .where('readAt', 'is', null)
          .where('id', 'in', body.ids)
          .execute()
      return {}
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/changes',
    summary: 'A stream that names each request of my office as it changes (server-sent events)',
    access: 'signedIn',
    response: {
      status: 200,
      description: '`event: change`, data {request, revision, by}',
      contentType: 'text/event-stream',
    },
    problems: [],
    run: async ({ deps, me, req, res }) => {
      res.writeHead(200, {
        'Content-Type': 'text/event-stream',
        'Cache-Control': 'no-store',
        'X-Accel-Buffering': 'no',
      })
      res.write(': open\n\n')
      const tell = ({ office, ...change }: Change) => {
        if (office === me.person.office) res.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`)
      }
      // A comment now and then keeps proxies from closing the stream; whoever signed out meanwhile is let go.
      const beat = setInterval(async () => {
        const still = await deps.db
          .selectFrom('session')
          .select('id')
          .where('id', '=', me.session)
          .executeTakeFirst()
        if (still) res.write(': still here\n\n')
        else res.end()
      }, 25_000)
      deps.changes.on('change', tell)
      req.on('close', () => {
        clearInterval(beat)
        deps.changes.off('change', tell)
      })
      return {}
    },
  }),
]
