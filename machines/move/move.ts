import { isTagged, nodeAt, standsTagged } from '../chart/graph.ts'
import { allTransitions } from '../chart/transitions.ts'
import { fieldTestsOf } from '../procedure/condition.ts'
import { isEmpty } from '../procedure/field-value.ts'
import { type Chart, dayFieldOf, type Procedure, publicFieldsOf, type Text } from '../procedure/procedure.ts'
import { choiceTitle, titleOfField } from '../procedure/titles.ts'
import type { Compiled } from '../run/compile.ts'
import { metaOfStep, stepsOf } from '../run/standing.ts'
import { type ChartSnapshot, isTimer, restore, type Taken, type Timer, transitionsHere } from '../run/step.ts'
import type { Context, Decision, EventTime } from '../run/vocabulary.ts'
import {
  askingsOf,
  type Brought,
  broughtTo,
  forSeparation,
  submittingTypes,
  withNewNames,
} from './brought.ts'
import { bypassedRequirement, type Skipped } from './bypassed-requirement.ts'
import { type Due, deadlinesOf, withDue } from './deadlines.ts'
import { arrive, type History } from './enter-states.ts'
import { pathsOf } from './paths.ts'
import { fits } from './strictness.ts'

/** The steps of the new version to enter, as dotted paths, or the same as now. */
export type MoveTarget = string[] | 'same'
/** What is known of a request beside its snapshot. */
export type MoveFacts = {
  /** The content that was submitted last; without it, what the form wants is not asked. */
  content?: Record<string, unknown>
  /** The timers that run; without them, every timer is set anew. */
  timers?: Timer[]
}
/** What a move took along: written into its event, so that it never has to be judged again. */
export type Carried = {
  /** The fields whose values were kept. */
  values: string[]
  decisions: Decision[]
  due: Due
}
export type Moved =
  | {
      ok: true
      taken: Taken
      /** Where it went: the target, or the step that asks again for what was lost. */
      target: MoveTarget
      carried: Carried
      kept: Text[]
      lost: Text[]
      /** Deadlines that begin, end, or are counted anew. */
      deadlines: Text[]
    }
  | { ok: false; why: Text }

/**
 * Takes a request from one version of its procedure to another: pure, so the same move always gives the same answer.
 * The steps where it stands already are not entered anew, the others are, by XState itself. A decision counts on only
 * where it satisfies what the new version asks; where one is lost that this version wants first, a request that would
 * stay where it is goes back to the step that asks for it. A deadline that the new version has as it was runs on.
 * Refused where a step is missing, where something that the new version wants could be passed over, and wherever the
 * move by itself would publish, take down, submit or end the request.
 */
export function moveSnapshot(
  from: Compiled,
  to: Compiled,
  before: ChartSnapshot,
  target: MoveTarget,
  event: EventTime,
  facts: MoveFacts = {},
): Moved {
  if (before.status !== 'active') return { ok: false, why: hasEnded }
  const wanted = target === 'same' ? stepsOf(before.value) : target
  const uncovered = uncoveredBy(from.procedure, to.procedure, facts.content)
  if (uncovered && before.hasTag('public')) return { ok: false, why: wouldShow(uncovered) }
  const brought = broughtTo(from.procedure, to, before.context, facts.content)
  // Nobody decided that the public may read it.
  const here = {
    from,
    to,
    before,
    event,
    facts,
    brought: uncovered ? { ...brought, ...nothingCertified } : brought,
  }
  const tried = tryMove(here, wanted)
  if (!('skipped' in tried)) return tried.ok ? { ...tried, target } : tried
  const refused = { ok: false as const, why: wouldSkip(tried.skipped.title) }
  if (target !== 'same' || before.hasTag('public')) return refused
  for (const back of backTo(here, tried.skipped)) {
    const again = tryMove(here, back)
    if (!('skipped' in again) && again.ok) return { ...again, target: back }
  }
  return refused
}

type Here = {
  from: Compiled
  to: Compiled
  before: ChartSnapshot
  event: EventTime
  facts: MoveFacts
  brought: Brought
}
type Tried =
  | Omit<Extract<Moved, { ok: true }>, 'target'>
  | Extract<Moved, { ok: false }>
  | { skipped: Skipped }

function tryMove({ from, to, before, event, facts, brought }: Here, wanted: string[]): Tried {
  const missing = wanted.find((step) => !canBeEntered(to.procedure.chart, step))
  if (missing !== undefined)
    return { ok: false, why: noSuchStep(metaOfStep(from.procedure.chart, missing).title) }
  // Whoever may write again may change what was decided about.
  const startsAgain = !before.hasTag('editable') && editable(to.procedure.chart, wanted)
  const { context, kept, lost } = carry(from.procedure, to, before.context, brought, startsAgain)
  const entered = enter(to, before, { context, wanted, event })
  if (!entered) return { ok: false, why: notTogether }
  const why = whyNot(before, entered.snapshot)
  if (why) return { ok: false, why }
  const skipped = bypassedRequirement(
    to,
    entered.snapshot,
    startsAgain ? { ...brought, ...nothingDecided } : brought,
  )
  if (skipped) return { skipped }
  const { due, deadlines } = deadlinesOf(from, to, before, entered, facts.timers)
  const carried = { values: Object.keys(context.values), decisions: context.decisions, due }
  return { ok: true, taken: withDue(entered, due), carried, kept, lost, deadlines }
}

/** Takes a move of the past once more, as its event tells what it took along; nothing is judged again. */
export function moveAgain(
  to: Compiled,
  before: ChartSnapshot,
  target: MoveTarget,
  { values, decisions, due }: Carried,
  event: EventTime,
): Taken | undefined {
  const wanted = target === 'same' ? stepsOf(before.value) : target
  if (!wanted.every((step) => canBeEntered(to.procedure.chart, step))) return undefined
  const kept = Object.entries(before.context.values).filter(([field]) => values.includes(field))
  const context = { ...before.context, values: Object.fromEntries(kept), decisions }
  const entered = enter(to, before, { context, wanted, event })
  return entered && !whyNot(before, entered.snapshot) ? withDue(entered, due) : undefined
}

/**
 * A move from before events told what was taken along: every value and decision whose name the new version knew, every
 * timer set anew.
 */
export function moveOfOld(
  to: Compiled,
  before: ChartSnapshot,
  target: MoveTarget,
  event: EventTime,
): Taken | undefined {
  const wanted = target === 'same' ? stepsOf(before.value) : target
  const startsAgain = !before.hasTag('editable') && editable(to.procedure.chart, wanted)
  const fields = fieldsOf(to.procedure)
  const types = eventTypesOf(to.procedure)
  const { context } = before
  const carried = {
    values: Object.keys(context.values).filter((field) => fields.has(field)),
    decisions: (context as Context).decisions.filter(({ type }) => !startsAgain && types.has(type)),
    due: [],
  }
  return moveAgain(to, before, target, carried, event)
}

function enter(
  to: Compiled,
  before: ChartSnapshot,
  { context, wanted, event }: { context: Context; wanted: string[]; event: EventTime },
): Taken | undefined {
  const arrived = arrive(to, { context, present: stepsOf(before.value), wanted, event })
  if (!arrived) return undefined
  const historyValue = { ...remembered(to, before), ...arrived.persisted.historyValue }
  const snapshot = restore(to, { ...arrived.persisted, historyValue })
  const old = transitionsHere(before)
    .filter(isTimer)
    .map(({ eventType }) => eventType)
  return { ...arrived.taken, snapshot, cancelled: [...new Set([...old, ...arrived.taken.cancelled])] }
}

/** The steps that ask for what was decided once but does not count any more, nearest the beginning first. */
function backTo({ to, before }: Here, { edges }: Skipped): string[][] {
  const { decisions, revision } = before.context as Context
  const present = stepsOf(before.value)
  return edges
    .filter(({ type, freezes }) => (freezes ? revision > 0 : decisions.some((one) => one.type === type)))
    .filter(
      ({ from, freezes }) => from.length > 0 && (!freezes || isTagged(to.procedure.chart, from, 'editable')),
    )
    .map(({ from }) => [
      ...present.filter((step) => isBeside(to.procedure.chart, step.split('.'), from)),
      from.join('.'),
    ])
}

/** Whether a request can stand at both steps at once: they part ways at a parallel step. */
function isBeside(chart: Chart, one: string[], other: string[]): boolean {
  const length = one.findIndex((name, index) => other[index] !== name)
  return length >= 0 && other.length > length && nodeAt(chart, one.slice(0, length))?.type === 'parallel'
}

const canBeEntered = (chart: Chart, step: string): boolean => {
  const node = step === '' ? undefined : nodeAt(chart, step.split('.'))
  return node !== undefined && node.type !== 'history'
}

const editable = (chart: Chart, steps: string[]) => standsTagged(chart, steps, 'editable')

/** What a move may not do by itself, because only the people whom the chart names may decide it. */
function whyNot(before: ChartSnapshot, after: ChartSnapshot): Text | undefined {
  if (after.status !== 'active') return wouldEnd
  if (before.hasTag('public') && !after.hasTag('public')) return wouldTakeDown
  if (!before.hasTag('public') && after.hasTag('public')) return wouldPublish
  if (before.hasTag('editable') && !after.hasTag('editable')) return wouldSubmit
  return undefined
}

/** The words of a field with something in it that the new version shows to the public and the old one did not. */
function uncoveredBy(
  from: Procedure,
  to: Procedure,
  content: Record<string, unknown> = {},
): Text | undefined {
  const shown = new Set(publicFieldsOf(from))
  const field = publicFieldsOf(to).find((name) => !shown.has(name) && !isEmpty(content[name]))
  return field === undefined ? undefined : titleOfField(to, field)
}

const nothingCertified = { counts: () => false, everCounted: () => false }
const nothingDecided = { ...nothingCertified, submits: () => false }

/** What the request remembers, as far as it satisfies what the new version asks. */
function carry(
  from: Procedure,
  to: Compiled,
  context: Context,
  brought: Brought,
  startsAgain: boolean,
): { context: Context; kept: Text[]; lost: Text[] } {
  const askings = askingsOf(to.procedure).map(({ asking }) => asking)
  const fields = fieldsOf(to.procedure)
  const values = Object.entries(context.values)
  const remains = ([field, value]: [string, unknown]) =>
    !startsAgain && fields.has(field) && fits(askings, field, value)
  const types = eventTypesOf(to.procedure)
  const submitting = submittingTypes(from)
  const renamed = submittingTypes(to.procedure)
  const { edges } = pathsOf(to)
  const counts = ({ type, revision }: Decision) => {
    if (revision === forSeparation) return false
    // Under its old name a submission counts where it is one under any name of the new version.
    if (submitting.has(type) && !renamed.has(type))
      return edges.some((edge) => edge.freezes && brought.submits(edge))
    return edges.some(
      (edge) =>
        edge.type === type &&
        (edge.freezes
          ? brought.submits(edge)
          : revision === context.revision
            ? brought.counts(edge)
            : brought.everCounted(edge)),
    )
  }
  const decisions = context.decisions.flatMap((one) =>
    withNewNames(from, to.procedure, [one]).flatMap((alike): Decision[] => {
      if (!types.has(alike.type)) return []
      const same = { ...one, type: alike.type }
      return [counts(same) ? same : { ...same, revision: forSeparation }]
    }),
  )
  const told = context.decisions.filter(({ revision }) => revision !== forSeparation)
  const titles = (given: { type: string }[]) =>
    [...new Set(given.map(({ type }) => type))].map((type) => choiceTitle(from.chart, type))
  const named = (known: boolean) =>
    values.filter((one) => remains(one) === known).map(([field]) => titleOfField(from, field))
  const keeps = (one: Decision) => !startsAgain && counts(one)
  return {
    context: {
      ...context,
      values: Object.fromEntries(values.filter(remains)),
      decisions: startsAgain ? [] : decisions,
    },
    kept: [...titles(told.filter(keeps)), ...named(true)],
    lost: [...titles(told.filter((one) => !keeps(one))), ...named(false)],
  }
}

const eventTypesOf = ({ chart }: Procedure): Set<string> =>
  new Set([...allTransitions(chart)].flatMap(({ kind, name }) => (kind === 'on' ? [name] : [])))

/** Every name under which an event of this procedure may leave a value, or by which its chart reads one. */
function fieldsOf({ form, deadlines, chart }: Procedure): Set<string> {
  const fields = new Set(form.map(({ name }) => name))
  const name = (field: string | undefined) => field !== undefined && fields.add(field)
  for (const deadline of deadlines) name(dayFieldOf(deadline))
  for (const { transition } of allTransitions(chart)) {
    for (const { field } of transition.meta.needs ?? []) fields.add(field)
    for (const { field } of fieldTestsOf(transition.guard)) fields.add(field)
  }
  return fields
}

/** What history steps remember, where the new version has them and the remembered steps. */
function remembered({ machine }: Compiled, before: ChartSnapshot): History {
  const has = ({ id }: { id: string }) => {
    try {
      return machine.getStateNodeById(id) !== undefined
    } catch {
      return false
    }
  }
  const nodes = Object.entries(before.historyValue as History)
  const known = nodes.filter(([id, steps]) => [{ id }, ...steps].every(has))
  return Object.fromEntries(known.map(([id, steps]) => [id, steps.map((step) => ({ id: step.id }))]))
}

const noSuchStep = (title: Text): Text => ({
  th: `ฉบับใหม่ไม่มีขั้น “${title.th}” ให้ย้ายไป เลือกขั้นอื่น หรือให้คงอยู่กับฉบับเดิม`,
  en: `The new version has no step “${title.en}” to go to: choose another, or let it stay on its version.`,
})
const notTogether: Text = {
  th: 'ในฉบับใหม่ เรื่องอยู่ในขั้นเหล่านี้พร้อมกันไม่ได้ เลือกขั้นเดียวกันให้ทุกขั้นปัจจุบัน',
  en: 'In the new version a request cannot stand at these steps at once: choose one step for all of them.',
}
const hasEnded: Text = { th: 'เรื่องสิ้นสุดแล้ว', en: 'The request has ended.' }
const wouldEnd: Text = {
  th: 'การย้ายจะทำให้เรื่องสิ้นสุดโดยไม่มีผู้ใดสั่ง',
  en: 'The move would end the request without anyone having decided so.',
}
const wouldPublish: Text = {
  th: 'การย้ายจะนำเรื่องขึ้นเว็บไซต์โดยไม่มีผู้อนุญาต เลือกขั้นก่อนการเผยแพร่',
  en: 'The move would publish it without anyone having allowed that: choose a step before publication.',
}
const wouldShow = (title: Text): Text => ({
  th: `ฉบับใหม่แสดง “${title.th}” ต่อสาธารณะ ซึ่งยังไม่มีผู้ใดพิจารณาให้เผยแพร่ ให้คงอยู่กับฉบับเดิม`,
  en: `The new version shows “${title.en}” to the public, which nobody has decided to publish: let it stay on its version.`,
})
const wouldTakeDown: Text = {
  th: 'การย้ายจะนำรายการที่เผยแพร่อยู่ออกจากเว็บไซต์ เลือกขั้นที่เผยแพร่อยู่ หรือให้คงอยู่กับฉบับเดิม',
  en: 'The move would take down what is public: choose a step that is public, or let it stay on its version.',
}
const wouldSkip = (title: Text): Text => ({
  th: `เรื่องยังไม่ผ่าน “${title.th}” ซึ่งฉบับใหม่กำหนดไว้ก่อน และจากขั้นนี้จะข้ามไปได้ เลือกขั้นที่มีรายการนี้ หรือให้คงอยู่กับฉบับเดิม`,
  en: `It has not had “${title.en}”, which the new version wants first and which could be passed over from this step: choose the step that has it, or let it stay on its version.`,
})
const wouldSubmit: Text = {
  th: 'เจ้าของเรื่องยังไม่ได้เสนอ การย้ายจะเสนอแทน เลือกขั้นที่เจ้าของเรื่องแก้ไขได้',
  en: 'Its owner has not submitted it, and the move would: choose a step in which the owner may write.',
}
