import { nodeAt } from '../../../machines/chart/graph.ts'
import type { InspectionEvent } from '../../../machines/inspection/inspection.ts'
import type { Chart, Role, Text } from '../../../machines/procedure/procedure.ts'
import { metaOfStep, stepsOf } from '../../../machines/run/standing.ts'
import type { ChartEvent } from '../../chart/chart-procedure.ts'

export type Json = Record<string, unknown>
export type Sender = {
  role: string
  person: string
  name: string
  capacity?: NonNullable<ChartEvent['actedAs']>['capacity']
  order?: string | null
  group?: string | null
}
/** An event as it was sent to the chart. */
export type Sent = { type: string; actor: Sender | null; data: Json }
/** An official's role, the request itself, or its deadlines. */
export type Lane = { id: string; kind: 'role' | 'request' | 'timer'; name: string }
/** One event that the request took: from which lane it came, and what the request was before and after it. */
export type Moment = {
  at: number
  event: Sent
  lane: string
  /** The chart on which it runs from here on. */
  chart: Chart
  title: Text | null
  from: string[]
  to: string[]
  before: Json | undefined
  after: Json
  /** The messages that arrived with it. */
  messages: InspectionEvent[]
}
/** The request's lane is the first: every event goes there. */
export type Flow = { lanes: Lane[]; moments: Moment[] }

const timer: Lane = { id: 'timer', kind: 'timer', name: 'xstate.after' }

/** The messages of an inspection as one flow. Only what the messages themselves say is used. */
export function flowOf(messages: InspectionEvent[]): Flow {
  const roles: Lane[] = []
  let request: Lane | undefined
  let chart: Chart | undefined
  const moments: Moment[] = []
  let arrived: InspectionEvent[] = []
  let sent: { event: Sent; lane: string } | undefined
  for (const message of messages) {
    arrived.push(message)
    if (message.type === '@xstate.actor') {
      const { sessionId: id, name, definition } = message
      if (definition === undefined) roles.push({ id, kind: 'role', name })
      else {
        request = { id, kind: 'request', name }
        chart = JSON.parse(definition) as Chart
      }
    } else if (message.type === '@xstate.event') {
      const own = message.sourceId === undefined || message.sourceId === message.sessionId
      sent = {
        event: message.event as Sent,
        lane: own ? timer.id : (message.sourceId ?? timer.id),
      }
    } else if (sent && chart) {
      const before = moments.at(-1)
      const after = stateOf(message.snapshot)
      const from = before?.to ?? []
      moments.push({
        ...sent,
        at: Number(message.createdAt),
        chart,
        title: titleOf(before?.chart ?? chart, from, sent.event.type),
        from,
        to: stepsOf(after.value as string),
        before: before?.after,
        after,
        messages: arrived,
      })
      arrived = []
      sent = undefined
    }
  }
  const timers = moments.some(({ lane }) => lane === timer.id) ? [timer] : []
  return { lanes: [...(request ? [request] : []), ...timers, ...roles], moments }
}

/** What of a snapshot says where the request is and what it knows. */
const stateOf = ({ status, value, tags, context, historyValue }: Json): Json => ({
  status,
  value,
  tags,
  context,
  ...(Object.keys((historyValue as object | undefined) ?? {}).length > 0 && { historyValue }),
})

/** The words of an event at the steps where it was sent, the innermost first; null where the chart names none. */
function titleOf(chart: Chart, from: string[], type: string): Text | null {
  const [, deadline] = /^xstate\.after\.([^.]+)\./.exec(type) ?? []
  for (const step of from)
    for (let path = step.split('.'); ; path = path.slice(0, -1)) {
      const node = nodeAt(chart, path)
      const given = deadline === undefined ? node?.on?.[type] : node?.after?.[deadline]
      const [first] = [given ?? []].flat()
      if (first) return first.meta.title
      if (path.length === 0) break
    }
  return null
}

/** A step's title in the chart of a moment. */
export const stepTitle = ({ chart }: Moment, step: string): Text => metaOfStep(chart, step).title

type Moved = { from?: { version?: unknown }; to?: { version?: unknown } }
/** The version on which the request ran after a moment: the next move tells from where, the present one is `current`. */
export function versionAt(moments: Moment[], index: number, current: number): number {
  const next = moments.slice(index + 1).find(({ event }) => event.type === 'move')
  const version = (next?.event.data as Moved | undefined)?.from?.version
  return typeof version === 'number' ? version : current
}

/** The moments as the chart wants to hear of them. */
export const chartEvents = (moments: Moment[], roles: Role[]): ChartEvent[] =>
  moments.map(({ at, event: { type, actor }, title, from, to }, index) => ({
    seq: index + 1,
    type,
    title: title ?? { th: type, en: type },
    from,
    to,
    at: new Date(at).toISOString(),
    actor: actor && { id: actor.person, name: actor.name },
    actedAs: actor && {
      role: actor.role,
      title: roleTitle(roles, actor.role),
      capacity: actor.capacity ?? null,
      orderNumber: actor.order ?? null,
      group: actor.group ?? null,
    },
  }))

/** Roles that no procedure lists: of whoever began the request, and of whoever moves it to another version. */
const unlisted: Record<string, Text> = {
  owner: { th: 'เจ้าของเรื่อง', en: 'Owner' },
  admin: { th: 'ผู้ดูแลระบบ', en: 'Administrator' },
}

/** A role in words. */
export const roleTitle = (roles: Role[], role: string): Text =>
  roles.find(({ id }) => id === role)?.title ?? unlisted[role] ?? { th: role, en: role }
