import { z } from 'zod'
import { notificationsSchema } from '../http/contract.ts'
import { type Call, endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import type { Change, DraftChange } from '../process/changes.ts'
import { sessionLives } from '../sign-in/sessions.ts'

const most = 100

const streamHeaders = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-store',
  'X-Accel-Buffering': 'no',
}
/** A reader that has fallen behind by so many bytes is let go; it will connect again and read everything afresh. */
const mostBuffered = 256 * 1024

/** Tells of every change in the person's office until either side closes, or the session ends. */
function openStream({ deps, me, res }: Pick<Call<unknown, unknown>, 'deps' | 'me' | 'res'>): void {
  const close = () => {
    clearInterval(beat)
    deps.changes.off('change', tell)
    deps.changes.off('draft', tellDraft)
    res.end()
  }
  const send = async (text: string) => {
    try {
      // Whoever has signed out or been disabled meanwhile is told nothing more.
      const still = res.writableLength < mostBuffered && (await sessionLives(deps, me.session))
      if (!still) close()
      else if (!res.writableEnded) res.write(text)
    } catch (error) {
      deps.log.warn({ err: error }, 'A stream of changes was closed; its page will open another')
      close()
    }
  }
  const tell = ({ office, ...change }: Change) => {
    if (office === me.person.office) void send(`event: change\ndata: ${JSON.stringify(change)}\n\n`)
  }
  const tellDraft = ({ office, ...change }: DraftChange) => {
    if (office === me.person.office) void send(`event: draft\ndata: ${JSON.stringify(change)}\n\n`)
  }
  // A comment now and then keeps proxies from closing the stream.
  const beat = setInterval(() => void send(': still here\n\n'), 25_000)
  deps.changes.on('change', tell)
  deps.changes.on('draft', tellDraft)
  res.on('close', close)
  res.writeHead(200, streamHeaders)
  res.write(': open\n\n')
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
    summary:
      'A stream that names each request and each draft of my office as it changes (server-sent events)',
    access: 'signedIn',
    response: {
      status: 200,
      description:
        '`event: change`, data {request, revision, by}; `event: draft`, data {draft, revision, by}',
      contentType: 'text/event-stream',
    },
    problems: [],
    run: async (call) => {
      // HEAD has no body: it would only hold its connection open.
      if (call.req.method === 'HEAD') return { headers: streamHeaders }
      openStream(call)
      return {}
    },
  }),
]
