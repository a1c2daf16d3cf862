import { assign, setup } from 'xstate'

/**
 * The chart of `cmi3.publication` as the opponents run it: the same steps, transitions, guards, records and deadline.
 * A copy, so that no change of the product can make its opponents slower or faster.
 */

type Appointment = { office: string; group: string | null; role: string }
export type Actor = { person: string; appointments: Appointment[] }
type Decision = { type: string; by: string; at: number; revision: number }
type Context = {
  office: string
  group: string
  owner: string
  revision: number
  values: Record<string, unknown>
  decisions: Decision[]
}
export type Input = { office: string; group: string; owner: string }
/** `data` is the body of the request: checklists, reasons, the last day of publication. */
export type ChartEvent = { type: string; at: number; actor: Actor | null; data: Record<string, unknown> }
type May = { as: string; within?: 'group'; notBy?: string[] }

const office = 'cmi3'
/** The three people who take part, by the name that the client sends in `X-Person`. */
export const people = new Map<string, Actor>(
  [
    { person: 'cmi3.officer', appointments: [{ office, group: 'policy', role: 'officer' }] },
    {
      person: 'cmi3.groupDirector',
      appointments: [
        { office, group: 'policy', role: 'groupDirector' },
        { office, group: 'policy', role: 'officer' },
      ],
    },
    {
      person: 'cmi3.webmaster',
      appointments: [
        { office, group: null, role: 'webmaster' },
        { office, group: 'ict', role: 'officer' },
      ],
    },
  ].map((actor) => [actor.person, actor]),
)
export const inputOf = ({ person, appointments }: Actor): Input => ({
  office,
  group: appointments.find(({ group }) => group !== null)?.group ?? '',
  owner: person,
})

function mayAct({ as, within, notBy = [] }: May, context: Context, actor: Actor | null): boolean {
  if (!actor) return false
  const holds =
    as === 'owner'
      ? actor.person === context.owner
      : actor.appointments.some(
          (held) =>
            held.office === context.office &&
            held.role === as &&
            (within !== 'group' || held.group === context.group),
        )
  return holds && !context.decisions.some(({ by, type }) => by === actor.person && notBy.includes(type))
}

/** The end of a day in Bangkok (UTC+7), in ms since 1970 UTC. */
const endOfBangkokDay = (day: string) => Date.parse(`${day}T00:00:00Z`) + 17 * 3_600_000

const owner = { type: 'may' as const, params: { as: 'owner' } }
const record = 'record' as const
const tellOwner = 'notify' as const

/** The name of the deadline's event: XState makes it of the delay and the step. */
export const expiry = 'xstate.after.publishUntil.cmi3-publication.published'

export const machine = setup({
  types: { context: {} as Context, events: {} as ChartEvent, input: {} as Input | undefined },
  guards: {
    may: ({ context, event }, params: May) => mayAct(params, context, event.actor),
  },
  actions: {
    record: assign(({ context, event }) => {
      const { actor, data } = event
      const values =
        typeof data.publishUntil === 'string'
          ? { ...context.values, publishUntil: data.publishUntil }
          : context.values
      if (!actor) return { values }
      const decision = { type: event.type, by: actor.person, at: event.at, revision: context.revision }
      return { values, decisions: [...context.decisions, decision] }
    }),
    freeze: assign({ revision: ({ context }) => context.revision + 1 }),
    startAgain: assign({ decisions: [] }),
    notify: () => {},
  },
  delays: {
    publishUntil: ({ context, event }) => {
      const day = context.values.publishUntil
      return typeof day === 'string' ? Math.max(0, endOfBangkokDay(day) - event.at) : Number.POSITIVE_INFINITY
    },
  },
}).createMachine({
  id: 'cmi3-publication',
  initial: 'drafting',
  context: ({ input = { office: '', group: '', owner: '' } }) => ({
    ...input,
    revision: 0,
    values: {},
    decisions: [],
  }),
  states: {
    drafting: {
      tags: ['editable'],
      on: {
        PROPOSE: { target: 'certification', guard: owner, actions: ['freeze', record] },
        WITHDRAW: { target: 'withdrawn', guard: owner, actions: record },
      },
    },
    certification: {
      on: {
        CERTIFY: {
          target: 'handover',
          guard: { type: 'may', params: { as: 'groupDirector', within: 'group', notBy: ['PROPOSE'] } },
          actions: record,
        },
        RETURN: {
          target: 'drafting',
          guard: { type: 'may', params: { as: 'groupDirector', within: 'group' } },
          actions: [record, 'startAgain', tellOwner],
        },
        WITHDRAW: { target: 'withdrawn', guard: owner, actions: record },
      },
    },
    handover: {
      on: {
        HAND_OVER: { target: 'screening', guard: owner, actions: record },
        WITHDRAW: { target: 'withdrawn', guard: owner, actions: record },
      },
    },
    screening: {
      on: {
        PUBLISH: {
          target: 'published',
          guard: { type: 'may', params: { as: 'webmaster', notBy: ['CERTIFY'] } },
          actions: [record, tellOwner],
        },
        REFUSE: {
          target: 'drafting',
          guard: { type: 'may', params: { as: 'webmaster', notBy: ['CERTIFY'] } },
          actions: [record, 'startAgain', tellOwner],
        },
        WITHDRAW: { target: 'withdrawn', guard: owner, actions: record },
      },
    },
    published: {
      tags: ['public', 'resting'],
      on: {
        TAKE_DOWN: {
          target: 'takenDown',
          guard: { type: 'may', params: { as: 'webmaster' } },
          actions: [record, tellOwner],
        },
      },
      after: { publishUntil: { target: 'takenDown', actions: tellOwner } },
    },
    takenDown: { type: 'final' },
    withdrawn: { type: 'final' },
  },
})
