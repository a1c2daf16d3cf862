import {
  type AnyActorScope,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createActor,
  type ExecutableActionObject,
} from 'xstate'
import { allTransitions } from '../chart/transitions.ts'
import { hashOf } from '../hash/canonical.ts'
import { fieldTestsOf } from '../procedure/condition.ts'
import { type Language, languageOf } from '../procedure/language.ts'
import {
  type Action,
  type Chart,
  dayFieldOf,
  needTraits,
  type Procedure,
  publicFieldsOf,
  type StateNodeConfig,
  shownFields,
  type Transition,
  type Transitions,
} from '../procedure/procedure.ts'
import { kindOfNeed } from '../procedure/resolved-need.ts'
import { type Input, vocabularyOf } from './vocabulary.ts'

/** A procedure version ready to run. `hash` names the version: the SHA-256 of its canonical JSON. */
export type Compiled = {
  hash: string
  procedure: Procedure
  language: Language
  machine: AnyStateMachine
  /** For the machine's pure functions: an actor that never starts, made once (`recordingScope`). */
  scope: AnyActorScope
  /** What `restore` made lately, by where the snapshot stands. */
  restored: Map<string, AnyMachineSnapshot>
}

/** Drafts are compiled at every proof, so that what nobody asks for any more has to go; in the order of their making. */
const maxKept = 200
const cache = new Map<string, Compiled>()
const nothing: Input = { office: '', group: '', owner: '', at: 0, holidays: new Set() }

/**
 * Builds the XState machine of a procedure, once for each version. The procedure must have passed `checkProcedure`:
 * XState itself would run an unknown delay at once and an unknown action in silence.
 */
export function compile(procedure: Procedure): Compiled {
  const hash = hashOf(procedure)
  const known = cache.get(hash)
  if (known) return known
  const config = {
    ...recordedChart(procedure),
    // `checkProcedure` refuses charts that never come to rest; without a bound XState would hang in one all the same.
    options: { maxIterations: 1000 },
    context: ({ input = nothing }: { input: Input | undefined }) => ({
      office: input.office,
      group: input.group,
      owner: input.owner,
      revision: 0,
      values: {},
      decisions: [],
    }),
  }
  // The chart is data, so its literal types are unknown to the compiler; `checkProcedure` stands in for them.
  const machine = vocabularyOf(procedure).createMachine(config as never) as unknown as AnyStateMachine
  const language = languageOf(procedure)
  const compiled = { hash, procedure, language, machine, scope: inertScope(machine), restored: new Map() }
  for (const oldest of cache.keys()) if (cache.size >= maxKept) cache.delete(oldest)
  cache.set(hash, compiled)
  return compiled
}

function inertScope(machine: AnyStateMachine): AnyActorScope {
  const self = createActor(machine)
  return {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: () => {},
    defer: () => {},
    emit: () => {},
    stopChild: () => {},
    actionExecutor: () => {},
  }
}

/**
 * A scope that carries out nothing and lists the actions instead. XState's `transition` makes a new actor at every call,
 * and with it a first snapshot: twice the time of the step itself.
 */
export function recordingScope({ scope }: Compiled): {
  scope: AnyActorScope
  actions: ExecutableActionObject[]
} {
  const actions: ExecutableActionObject[] = []
  return { scope: { ...scope, actionExecutor: (action) => void actions.push(action) }, actions }
}

const read = new WeakMap<Procedure, string[]>()

/** The fields at which the chart looks, in the form or not: in its guards, and for the days of its deadlines. */
export function fieldsByWhichItDecides({ chart, deadlines }: Procedure): Set<string> {
  const tested = [...allTransitions(chart)].flatMap(({ transition: { guard } }) =>
    fieldTestsOf(guard).map(({ field }) => field),
  )
  return new Set([...tested, ...deadlines.map(dayFieldOf)].filter((field) => field !== undefined))
}

/** Those of them that are fields of the form. */
export function fieldsRead(procedure: Procedure): string[] {
  const known = read.get(procedure)
  if (known) return known
  const named = fieldsByWhichItDecides(procedure)
  const fields = procedure.form.map(({ name }) => name).filter((name) => named.has(name))
  read.set(procedure, fields)
  return fields
}

/** The chart of a procedure, in which every transition of an actor also records the decision and what the event carried. */
export const recordedChart = (procedure: Procedure): Chart =>
  withRecords(procedure.chart, [...shownFields, ...publicFieldsOf(procedure), ...fieldsRead(procedure)])

/** The same chart, in which every transition of an actor also records the decision and what the event carried. */
function withRecords<Node extends StateNodeConfig | Chart>(node: Node, submitted: string[]): Node {
  const on = Object.entries(node.on ?? {}).map(([type, given]) => [
    type,
    [given].flat().map((one) => withRecord(one, submitted)),
  ])
  const states = Object.entries(node.states ?? {}).map(([name, child]) => [
    name,
    withRecords(child, submitted),
  ])
  return {
    ...node,
    ...(node.on && { on: Object.fromEntries(on) as Record<string, Transitions> }),
    ...(node.states && { states: Object.fromEntries(states) }),
  }
}

/** `submitted`: what a submission says anew, whatever earlier events said of it. */
function withRecord(transition: Transition, submitted: string[]): Transition {
  const asked = (transition.meta.needs ?? [])
    .filter((need) => needTraits[kindOfNeed(need)].kept)
    .map(({ field }) => field)
  const actions = [transition.actions ?? []].flat()
  const isFreeze = (action: Action) => action.type === 'freeze'
  const keep = actions.some(isFreeze) ? [...new Set([...asked, ...submitted])] : asked
  const record = { type: 'record', params: { keep } } as unknown as Action
  return {
    ...transition,
    // The decision names the revision that this very transition froze.
    actions: [...actions.filter(isFreeze), record, ...actions.filter((action) => !isFreeze(action))],
  }
}
