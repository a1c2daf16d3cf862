import { assign, setup } from 'xstate'
import { conditionHolds, testHolds } from '../procedure/condition.ts'
import { type Language, languageOf, languages } from '../procedure/language.ts'
import type { Action, Condition, Deadline, Guard, May, Procedure } from '../procedure/procedure.ts'
import { unreachable } from '../procedure/unreachable.ts'
import { endOfBangkokDay, endOfNthDay } from './thai-time.ts'

/** ผู้ดำรงตำแหน่ง, or one of the three ways in which another person acts for the post (ม.๕๓; ม.๖๘; written delegation). */
export const capacities = ['holder', 'actingByLaw', 'actingInPost', 'delegated'] as const
export type CapacityKind = (typeof capacities)[number]

/** A role that a person holds now, as the session found it. `group` is null for a role of the whole office. */
export type Appointment = {
  id: string
  office: string
  group: string | null
  role: string
  capacity: CapacityKind
  orderNumber: string | null
  /** In a capacity: the post gave the owner's part, or that of the owner's unit, and no part of its own role. */
  as?: 'owner' | 'unit'
}
/** Who acts. Comes from the session or, for a timer, is absent; never from the body of a request. */
export type Actor = {
  person: string
  appointments: Appointment[]
  /**
   * `post`: the owner acts by an appointment in the request's group, as every session's person does. Absent in a model
   * of people, and in events that were recorded before ownership was tied to a post.
   */
  ownsBy?: 'post'
}

export type Decision = { type: string; by: string; at: number; revision: number }

/** What the chart itself remembers of a request. Everything else (text, names) stays outside it. */
export type Context = {
  office: string
  group: string
  owner: string
  /** The content revision that the last submission froze; 0 before the first. */
  revision: number
  /** Values that events carried under `meta.needs`: publishUntil, channels, … */
  values: Record<string, unknown>
  /** Decisions since the request last started again. */
  decisions: Decision[]
}
export type Input = {
  office: string
  group: string
  owner: string
  /** The time at which the request begins, and the holidays: its first step may have a deadline. */
  at: number
  holidays: ReadonlySet<string>
}

export type ChartEvent = {
  type: string
  /** Milliseconds since 1970, UTC: the only clock that a chart sees. */
  at: number
  actor: Actor | null
  /** The content revision as it stands when the event is taken. */
  revision: number
  data: Record<string, unknown>
  /** The holidays (YYYY-MM-DD) that working days skip. */
  holidays: ReadonlySet<string>
  /** Of the past: until 2026-11-27 a request that started again kept the values of the round before. */
  keepsValues?: boolean
}

export type Refusal = {
  code: 'not_owner' | 'owner_left' | 'role_missing' | 'separation_of_duties' | 'condition_unmet'
  /** The roles that could take the choice. */
  roles: string[]
  /** For `separation_of_duties`: the decisions of the same person that stand in the way. */
  decisions?: string[]
  /** For `condition_unmet`: what would have to hold. */
  condition?: Condition
}

/** Whether a role held in `group` (null: in the whole office) reaches a request, as `may` and `notify` narrow it. */
export const inScope = (
  { within, group: named }: Pick<May, 'within' | 'group'>,
  request: Pick<Context, 'group'>,
  group: string | null,
): boolean => (named !== undefined ? group === named : within !== 'group' || group === request.group)

/** The appointment, or `owner`, under which this actor satisfies `as`; holders are preferred to those who act. */
export function actsAs(params: May, context: Context, actor: Actor): 'owner' | Appointment | undefined {
  const roles = [params.as].flat()
  if (roles.includes('owner')) {
    const part = actor.person === context.owner ? 'owner' : params.unit ? 'unit' : undefined
    if (part === 'owner' && actor.ownsBy === undefined) return 'owner'
    const post = part && postInGroup(context, actor)
    if (post && (post.as === undefined || post.as === part)) return { ...post, as: part }
  }
  const suitable = actor.appointments.filter(
    (held) =>
      held.as === undefined &&
      held.office === context.office &&
      roles.includes(held.role) &&
      inScope(params, context, held.group),
  )
  return holderFirst(suitable)
}

/** The post in the request's own group by which its owner, or another of the unit, acts. */
export const postInGroup = (
  { office, group }: Pick<Context, 'office' | 'group'>,
  { appointments }: Pick<Actor, 'appointments'>,
): Appointment | undefined =>
  holderFirst(appointments.filter((held) => held.office === office && held.group === group))

const holderFirst = (held: Appointment[]) => held.find(({ capacity }) => capacity === 'holder') ?? held[0]

/** Why this actor may not take a transition guarded by `may`; empty when allowed. */
export function refusals(params: May, context: Context, actor: Actor | null): Refusal[] {
  const roles = [params.as].flat()
  if (!actor || !actsAs(params, context, actor)) {
    if (actor && roles.includes('owner') && actor.person === context.owner)
      return [{ code: 'owner_left', roles }]
    return [{ code: roles.length === 1 && roles[0] === 'owner' ? 'not_owner' : 'role_missing', roles }]
  }
  const decisions = context.decisions
    .filter((taken) => taken.by === actor.person && params.notBy?.includes(taken.type))
    .map((taken) => taken.type)
  return decisions.length > 0
    ? [{ code: 'separation_of_duties', roles, decisions: [...new Set(decisions)] }]
    : []
}

/** Whether a condition holds for what the events of a request have left; of the event under way nothing counts yet. */
export const isMet = ({ values }: Pick<Context, 'values'>, condition: Condition): boolean =>
  conditionHolds(condition, (test) => testHolds(test, values[test.field]))

/** When an event happens: ms since 1970 UTC, and the holidays (YYYY-MM-DD) as they stand then. */
export type EventTime = Pick<ChartEvent, 'at' | 'holidays' | 'keepsValues'>
let present: EventTime | undefined

/** Sets the ambient event time for delays while `work` runs, synchronously. */
export function withEventTime<Result>(time: EventTime, work: () => Result): Result {
  const before = present
  present = time
  try {
    return work()
  } finally {
    present = before
  }
}

/**
 * The engine's own first event has the time of its input. What follows `onDone` is told of `xstate.done.state.*` only,
 * which has no time: there it is the time of the step under way.
 */
function eventTimeOf(event: ChartEvent | { input: Input } | { type: string }): EventTime {
  if ('input' in event) return event.input
  if ('at' in event) return event
  if (!present) throw new Error(`The time of "${event.type}" is not known`)
  return present
}

/** How long until a deadline, in ms from the event's time; Infinity where none is set (ไม่กำหนด). */
export function delayUntil(deadline: Deadline, context: Context, { at, holidays }: EventTime): number {
  switch (deadline.kind) {
    case 'date': {
      const day = context.values[deadline.field]
      return typeof day === 'string' ? Math.max(0, endOfBangkokDay(day) - at) : Number.POSITIVE_INFINITY
    }
    case 'days':
      return deadline.days === null
        ? Number.POSITIVE_INFINITY
        : endOfNthDay(at, deadline.days, deadline.working, holidays) - at
    default:
      return unreachable(deadline)
  }
}

type ParamsOf<One> = One extends { params: infer Params } ? Params : undefined
type GuardParams = { [Type in Guard['type']]: ParamsOf<Extract<Guard, { type: Type }>> }
type ActionParams = { [Type in Action['type']]: ParamsOf<Extract<Action, { type: Type }>> }

/** The guards, actions and delays that the charts of one procedure may name. */
function vocabulary(deadlines: Deadline[]) {
  return setup<
    Context,
    ChartEvent,
    Record<never, never>,
    Record<never, never>,
    ActionParams & { record: { keep: string[] } },
    GuardParams,
    string,
    string,
    Input | undefined
  >({
    types: { context: {} as Context, events: {} as ChartEvent, input: {} as Input | undefined },
    guards: {
      may: ({ context, event }, params) => refusals(params, context, event.actor).length === 0,
      asked: ({ context }, params) => isMet(context, { type: 'asked', params }),
      notAsked: ({ context }, params) => isMet(context, { type: 'notAsked', params }),
      is: ({ context }, params) => isMet(context, { type: 'is', params }),
      all: ({ context, event }, { of }) =>
        of.every((one) =>
          one.type === 'may' ? refusals(one.params, context, event.actor).length === 0 : isMet(context, one),
        ),
      any: ({ context }, params) => isMet(context, { type: 'any', params }),
      not: ({ context }, params) => isMet(context, { type: 'not', params }),
    },
    actions: {
      /** Given to every transition of an actor by `compile`: who decided what on which revision, and what it carried. */
      record: assign(({ context, event }, params) => {
        const values = { ...context.values }
        for (const field of params.keep)
          if (Object.hasOwn(event.data, field)) values[field] = event.data[field]
        if (!event.actor) return { values }
        const decision = {
          type: event.type,
          by: event.actor.person,
          at: event.at,
          revision: context.revision,
        }
        return { values, decisions: [...context.decisions, decision] }
      }),
      /** The content as it stands now is what the following decisions are about. */
      freeze: assign({ revision: ({ context, event }) => event.revision ?? context.revision }),
      /** Back to the first step: whatever was certified, approved or given must be so again. */
      startAgain: assign(({ context }) => ({
        decisions: [],
        values: present?.keepsValues ? context.values : {},
      })),
      /** Carried out after the event is committed: `step` returns it as an effect. */
      notify: () => {},
    },
    delays: Object.fromEntries(
      deadlines.map((deadline) => [
        deadline.id,
        ({ context, event }: { context: Context; event: ChartEvent }) =>
          delayUntil(deadline, context, eventTimeOf(event)),
      ]),
    ),
  })
}

/**
 * The second language says more of where the parts of a chart come from, and has conditions that the first lacks (`is`, and
 * `all` of a `may` and a condition); what both have means the same.
 */
const vocabularies: Record<Language, typeof vocabulary> = { 1: vocabulary, 2: vocabulary }

/** What the names of a procedure's chart mean in its language. Throws for a language of a later release. */
export function vocabularyOf(procedure: Pick<Procedure, 'id' | 'language' | 'deadlines'>) {
  const language = languageOf(procedure)
  if (!languages.includes(language))
    throw new Error(
      `The procedure ${procedure.id} is written in language ${language}, and this release knows ${languages.join(' and ')}`,
    )
  return vocabularies[language](procedure.deadlines)
}
