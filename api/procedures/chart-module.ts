import { hashOf } from '../../machines/hash/canonical.ts'
import type { Procedure, Reminder } from '../../machines/procedure/procedure.ts'
import { recordedChart } from '../../machines/run/compile.ts'
import { drawn } from '../../machines/text/blank.ts'

/**
 * A version's chart as a TypeScript module that needs nothing but XState: its guards, actions and delays mean there what they
 * mean here (`vocabulary.ts`), so that a request can be simulated, tested or built upon elsewhere. What stands beside a chart
 * is not in it: who is asked, what is public, and the content.
 */
export function chartModule(procedure: Procedure, version: number): string {
  const { title, deadlines } = procedure
  return [
    '/**',
    ` * ${commented(title.th)}`,
    ` * ${commented(title.en)}`,
    ` * ${procedure.id}, version ${version}, ${hashOf(procedure)}`,
    ' */',
    meaning,
    `/** The deadlines that a chart may wait for: the end of the day in a field, or so many days after a step is entered. */`,
    `const deadlines: Deadline[] = ${written(deadlines.map(bareDeadline))}`,
    '',
    `const chart = ${written(recordedChart(procedure))}`,
    '',
    machine,
  ].join('\n')
}

const written = (value: unknown) => JSON.stringify(value, null, 2)
const commented = (text: string) => text.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')

const bareDeadline = (deadline: Procedure['deadlines'][number]) => {
  const { title: _, clause: __, source: ___, reminders, ...bare } = deadline
  return { ...bare, ...(reminders && { reminders: reminders.map(bareReminder) }) }
}

const bareReminder = ({ clause: _, source: __, ...bare }: Reminder) => bare

const meaning = `import { type AnyStateMachine, assign, setup } from 'xstate'

/** A post that a person holds; group is null for a post of the whole office. */
export type Appointment = { office: string; group: string | null; role: string }
/** Who acts; null for a deadline. */
export type Actor = { person: string; appointments: Appointment[] }
export type Decision = { type: string; by: string; at: number; revision: number }
export type Context = {
  office: string
  group: string
  owner: string
  /** The revision of the content that the last submission froze; 0 before the first. */
  revision: number
  values: Record<string, unknown>
  decisions: Decision[]
}
/** at: ms since 1970, UTC. holidays: the days (YYYY-MM-DD) that working days skip. */
export type Input = { office: string; group: string; owner: string; at: number; holidays: ReadonlySet<string> }
export type ChartEvent = {
  type: string
  at: number
  actor: Actor | null
  /** The revision of the content as it stands when the event is taken. */
  revision: number
  data: Record<string, unknown>
  holidays: ReadonlySet<string>
}
export type May = {
  as: string | string[]
  within?: 'group' | 'office'
  group?: string
  unit?: true
  notBy?: string[]
}
type Test = { field: string; value: string }
type Comparison =
  | { field: string; test: 'equals' | 'atLeast' | 'atMost'; value: string }
  | { field: string; test: 'oneOf'; values: string[] }
  | { field: string; test: 'empty' }
type Condition =
  | { type: 'asked' | 'notAsked'; params: Test }
  | { type: 'is'; params: Comparison }
  | { type: 'all' | 'any'; params: { of: Condition[] } }
  | { type: 'not'; params: { of: Condition } }
/** When before, at or after a deadline somebody is reminded of it, and of what; it is no transition, and nothing here sends it. */
export type Reminder = {
  when: 'before' | 'at' | 'after' | 'every'
  days?: number | null
  working?: boolean
  whom: string
  within?: 'group' | 'office'
  group?: string
  of?: { th: string; en: string }
}
type Deadline = (
  | { id: string; kind: 'date'; field: string }
  | { id: string; kind: 'days'; days: number | null; working: boolean }
) & { reminders?: Reminder[] }

/** Whether a person has the part that a choice is for: the owner's, that of the owner's unit, or a role in reach. */
function hasPart(may: May, context: Context, { person, appointments }: Actor): boolean {
  const roles = [may.as].flat()
  const here = appointments.filter(({ office }) => office === context.office)
  if (roles.includes('owner')) {
    if (person === context.owner) return true
    if (may.unit && here.some(({ group }) => group === context.group)) return true
  }
  return here.some(({ role, group }) => {
    if (!roles.includes(role)) return false
    if (may.group !== undefined) return group === may.group
    return may.within !== 'group' || group === context.group
  })
}

/** Whether a person may take a choice: in the part that it is for, and not one who has decided what keeps them from it. */
const isAllowed = (may: May, context: Context, actor: Actor | null): boolean =>
  actor !== null &&
  hasPart(may, context, actor) &&
  !context.decisions.some(({ by, type }) => by === actor.person && (may.notBy ?? []).includes(type))

/** A text of which a reader sees something. */
const drawn = ${drawn}
/** Whether a field counts as not filled in. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && !drawn.test(value)) ||
  (Array.isArray(value) && value.length === 0)

/** Days are written year first, so that their order is that of letters. */
function compares(params: Comparison, value: unknown): boolean {
  switch (params.test) {
    case 'equals':
      return value === params.value
    case 'oneOf':
      return typeof value === 'string' && params.values.includes(value)
    case 'empty':
      return isEmpty(value)
    case 'atLeast':
      return typeof value === 'string' && value >= params.value
    case 'atMost':
      return typeof value === 'string' && !isEmpty(value) && value <= params.value
  }
}

function holds(condition: Condition, values: Record<string, unknown>): boolean {
  switch (condition.type) {
    case 'asked':
      return [values[condition.params.field]].flat().includes(condition.params.value)
    case 'notAsked':
      return ![values[condition.params.field]].flat().includes(condition.params.value)
    case 'is':
      return compares(condition.params, values[condition.params.field])
    case 'all':
      return condition.params.of.every((one) => holds(one, values))
    case 'any':
      return condition.params.of.some((one) => holds(one, values))
    case 'not':
      return !holds(condition.params.of, values)
  }
}

const dayMs = 86_400_000
/** Asia/Bangkok is UTC+7 all year. */
const offsetMs = 7 * 3_600_000
const dayOf = (at: number) => Math.floor((at + offsetMs) / dayMs) * dayMs

/** How long until a deadline, in ms from at; Infinity where none is set. */
function delayUntil(deadline: Deadline, { values }: Context, at: number, holidays: ReadonlySet<string>): number {
  if (deadline.kind === 'date') {
    const day = values[deadline.field]
    if (typeof day !== 'string') return Number.POSITIVE_INFINITY
    return Math.max(0, Date.parse(\`\${day}T00:00:00Z\`) - offsetMs + dayMs - at)
  }
  if (deadline.days === null) return Number.POSITIVE_INFINITY
  let day = dayOf(at)
  for (let left = deadline.days; left > 0; ) {
    day += dayMs
    const skipped = new Date(day).getUTCDay() % 6 === 0 || holidays.has(new Date(day).toISOString().slice(0, 10))
    if (!deadline.working || !skipped) left -= 1
  }
  return day - offsetMs + dayMs - at
}

/** An engine's own event has no time: then it is now, without holidays. */
const timeOf = (event: object): { at: number; holidays: ReadonlySet<string> } => {
  const { input = event } = event as { input?: object }
  const { at = Date.now(), holidays = new Set<string>() } = input as Partial<Input>
  return { at, holidays }
}
`

const machine = `const vocabulary = setup({
  types: { context: {} as Context, events: {} as ChartEvent, input: {} as Input },
  guards: {
    may: ({ context, event }, params: May) => isAllowed(params, context, event.actor ?? null),
    asked: ({ context }, params: Test) => holds({ type: 'asked', params }, context.values),
    notAsked: ({ context }, params: Test) => holds({ type: 'notAsked', params }, context.values),
    is: ({ context }, params: Comparison) => holds({ type: 'is', params }, context.values),
    /** Of a choice: who may, and what has to hold. */
    all: ({ context, event }, { of }: { of: (Condition | { type: 'may'; params: May })[] }) =>
      of.every((one) =>
        one.type === 'may'
          ? isAllowed(one.params, context, event.actor ?? null)
          : holds(one, context.values),
      ),
    any: ({ context }, params: { of: Condition[] }) => holds({ type: 'any', params }, context.values),
    not: ({ context }, params: { of: Condition }) => holds({ type: 'not', params }, context.values),
  },
  actions: {
    /** Who decided what on which revision, and what the event carried. */
    record: assign(({ context, event }, params: { keep: string[] }) => {
      const values = { ...context.values }
      for (const field of params.keep) if (Object.hasOwn(event.data, field)) values[field] = event.data[field]
      if (!event.actor) return { values }
      const { type, at } = event
      const decision = { type, by: event.actor.person, at, revision: context.revision }
      return { values, decisions: [...context.decisions, decision] }
    }),
    /** The content as it stands now is what the following decisions are about. */
    freeze: assign({ revision: ({ context, event }) => event.revision ?? context.revision }),
    /** Back to the first step: whatever was certified, approved or given must be so again. */
    startAgain: assign({ decisions: [], values: {} }),
    /** Whom to tell, and of what: give it an implementation by machine.provide. */
    notify: (_, _params: { whom: string; of: { th: string; en: string } }) => {},
  },
  delays: Object.fromEntries(
    deadlines.map((deadline) => [
      deadline.id,
      ({ context, event }: { context: Context; event: ChartEvent }) => {
        const { at, holidays } = timeOf(event)
        return delayUntil(deadline, context, at, holidays)
      },
    ]),
  ),
})

/** Runs by createActor(machine, { input }); every event is a ChartEvent. */
export const machine: AnyStateMachine = vocabulary.createMachine({
  ...chart,
  context: ({ input }: { input: Input }) => ({
    office: input.office,
    group: input.group,
    owner: input.owner,
    revision: 0,
    values: {},
    decisions: [],
  }),
} as never) as unknown as AnyStateMachine
`
