import { isTagged, nodeAt } from '../chart/graph.ts'
import { allTransitions } from '../chart/transitions.ts'
import { type Chart, dayFieldOf, fieldTestOf, type Procedure, type Text } from '../procedure/procedure.ts'
import { choiceTitle } from '../procedure/titles.ts'
import type { Compiled } from '../run/compile.ts'
import { metaOfStep, stepsOf } from '../run/standing.ts'
import { type ChartSnapshot, isTimer, restore, type Taken, transitionsHere } from '../run/step.ts'
import type { Context, EventTime } from '../run/vocabulary.ts'
import { skippedDuty } from './bypassed-requirement.ts'
import { arrive, type History } from './enter-states.ts'

/** The steps of the new version to enter, as dotted paths, or the same as now. */
export type MoveTarget = string[] | 'same'
export type Moved = { ok: true; taken: Taken; kept: Text[]; lost: Text[] } | { ok: false; why: Text }

/**
 * Takes a request from one version of its procedure to another: pure, so the same move always gives the same answer.
 * The steps where it stands already are not entered anew, the others are, by XState itself; every timer is set anew,
 * counted from the move. Values and decisions that the new version still asks for are kept, the others listed. Refused
 * where a step is missing, and wherever the move by itself would publish, take down, submit or end the request.
 */
export function moveSnapshot(
  from: Compiled,
  to: Compiled,
  before: ChartSnapshot,
  target: MoveTarget,
  event: EventTime,
): Moved {
  if (before.status !== 'active') return { ok: false, why: hasEnded }
  const present = stepsOf(before.value)
  const wanted = target === 'same' ? present : target
  const { chart } = to.procedure
  const missing = wanted.find((step) => !canBeEntered(chart, step))
  if (missing !== undefined)
    return { ok: false, why: noSuchStep(metaOfStep(from.procedure.chart, missing).title) }

  const { context, kept, lost } = contextFor(from.procedure, to.procedure, before.context, {
    // Whoever may write again may change what was decided about.
    startsAgain: !before.hasTag('editable') && editable(chart, wanted),
  })
  const arrived = arrive(to, { context, present, wanted, event })
  if (!arrived) return { ok: false, why: notTogether }
  const historyValue = { ...remembered(to, before), ...arrived.persisted.historyValue }
  const snapshot = restore(to, { ...arrived.persisted, historyValue })
  const why = whyNot(to, before, snapshot)
  if (why) return { ok: false, why }
  const old = transitionsHere(before)
    .filter(isTimer)
    .map(({ eventType }) => eventType)
  const taken = { ...arrived.taken, snapshot, cancelled: [...new Set([...old, ...arrived.taken.cancelled])] }
  return { ok: true, taken, kept, lost }
}

const canBeEntered = (chart: Chart, step: string): boolean => {
  const node = step === '' ? undefined : nodeAt(chart, step.split('.'))
  return node !== undefined && node.type !== 'history'
}

const editable = (chart: Chart, steps: string[]) =>
  steps.some((step) => isTagged(chart, step.split('.'), 'editable'))

/** What a move may not do by itself, because only the people whom the chart names may decide it. */
function whyNot(to: Compiled, before: ChartSnapshot, after: ChartSnapshot): Text | undefined {
  if (after.status !== 'active') return wouldEnd
  if (before.hasTag('public') && !after.hasTag('public')) return wouldTakeDown
  if (!before.hasTag('public') && after.hasTag('public')) return wouldPublish
  if (before.hasTag('editable') && !after.hasTag('editable')) return wouldSubmit
  const skipped = skippedDuty(to, after)
  return skipped && wouldSkip(skipped)
}

/** What the request remembers, as far as the new version has a use for it. */
function contextFor(
  from: Procedure,
  to: Procedure,
  context: Context,
  { startsAgain }: { startsAgain: boolean },
): { context: Context; kept: Text[]; lost: Text[] } {
  const fields = fieldsOf(to)
  const types = new Set(
    [...allTransitions(to.chart)].flatMap(({ kind, name }) => (kind === 'on' ? [name] : [])),
  )
  const values = Object.entries(context.values)
  const remains = ({ type }: { type: string }) => !startsAgain && types.has(type)
  const titles = (given: { type: string }[]) =>
    [...new Set(given.map(({ type }) => type))].map((type) => choiceTitle(from.chart, type))
  const named = (known: boolean) =>
    values.filter(([field]) => fields.has(field) === known).map(([field]) => titleOfField(from, field))
  return {
    context: {
      ...context,
      values: Object.fromEntries(values.filter(([field]) => fields.has(field))),
      decisions: context.decisions.filter(remains),
    },
    kept: [...titles(context.decisions.filter(remains)), ...named(true)],
    lost: [...titles(context.decisions.filter((one) => !remains(one))), ...named(false)],
  }
}

/** Every name under which an event of this procedure may leave a value, or by which its chart reads one. */
function fieldsOf({ form, deadlines, chart }: Procedure): Set<string> {
  const fields = new Set(form.map(({ name }) => name))
  const name = (field: string | undefined) => field !== undefined && fields.add(field)
  for (const deadline of deadlines) name(dayFieldOf(deadline))
  for (const { transition } of allTransitions(chart)) {
    for (const { field } of transition.meta.needs ?? []) fields.add(field)
    if (transition.guard) name(fieldTestOf(transition.guard)?.field)
  }
  return fields
}

/** The words of a value that an event carried: its need's, the form's or its deadline's. */
export function titleOfField({ form, deadlines, chart }: Procedure, field: string): Text {
  for (const { transition } of allTransitions(chart))
    for (const need of transition.meta.needs ?? [])
      if (need.field === field && 'title' in need) return need.title
  const deadline = deadlines.find((one) => dayFieldOf(one) === field)
  return form.find(({ name }) => name === field)?.title ?? deadline?.title ?? { th: field, en: field }
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
  th: `ฉบับใหม่ไม่มีขั้น “${title.th}” ให้ย้ายไป — เลือกขั้นอื่น หรือให้คงอยู่กับฉบับเดิม`,
  en: `The new version has no step “${title.en}” to go to: choose another, or let it stay on its version.`,
})
const notTogether: Text = {
  th: 'ในฉบับใหม่ เรื่องอยู่ในขั้นเหล่านี้พร้อมกันไม่ได้ — เลือกขั้นเดียวกันให้ทุกขั้นปัจจุบัน',
  en: 'In the new version a request cannot stand at these steps at once: choose one step for all of them.',
}
const hasEnded: Text = { th: 'เรื่องสิ้นสุดแล้ว', en: 'The request has ended.' }
const wouldEnd: Text = {
  th: 'การย้ายจะทำให้เรื่องสิ้นสุดโดยไม่มีผู้ใดสั่ง',
  en: 'The move would end the request without anyone having decided so.',
}
const wouldPublish: Text = {
  th: 'การย้ายจะนำเรื่องขึ้นเว็บไซต์โดยไม่มีผู้อนุญาต — เลือกขั้นก่อนการเผยแพร่',
  en: 'The move would publish it without anyone having allowed that: choose a step before publication.',
}
const wouldTakeDown: Text = {
  th: 'การย้ายจะนำรายการที่เผยแพร่อยู่ออกจากเว็บไซต์ — เลือกขั้นที่เผยแพร่อยู่ หรือให้คงอยู่กับฉบับเดิม',
  en: 'The move would take down what is public: choose a step that is public, or let it stay on its version.',
}
const wouldSkip = (title: Text): Text => ({
  th: `เรื่องยังไม่ผ่าน “${title.th}” ซึ่งฉบับใหม่กำหนดไว้ก่อน และจากขั้นนี้จะข้ามไปได้ — เลือกขั้นที่มีรายการนี้ หรือให้คงอยู่กับฉบับเดิม`,
  en: `It has not had “${title.en}”, which the new version wants first and which could be passed over from this step: choose the step that has it, or let it stay on its version.`,
})
const wouldSubmit: Text = {
  th: 'เจ้าของเรื่องยังไม่ได้เสนอ การย้ายจะเสนอแทน — เลือกขั้นที่เจ้าของเรื่องแก้ไขได้',
  en: 'Its owner has not submitted it, and the move would: choose a step in which the owner may write.',
}
