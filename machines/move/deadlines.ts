import { canonicalJson } from '../hash/canonical.ts'
import { type Deadline, dayFieldOf, type Text } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import { type ChartSnapshot, delayOf, isTimer, type Taken, type Timer, transitionsHere } from '../run/step.ts'
import type { Context } from '../run/vocabulary.ts'

/** Timers that run on as before; `dueAt` is null for one that was taken already, or put away. */
export type Due = { id: string; dueAt: number | null }[]
/** A deadline that a present step waits for. */
type Waiting = { id: string; path: string; deadline: Deadline }

/**
 * Which timers run on, and in words which deadlines a move changes: one that a step had before it, with the same length
 * or the same day, began when the step was entered and is due when it was due.
 */
export function deadlinesOf(
  from: Compiled,
  to: Compiled,
  before: ChartSnapshot,
  { snapshot: after, timers: set }: Taken,
  running: Timer[] | undefined,
): { due: Due; deadlines: Text[] } {
  if (!running) return { due: [], deadlines: [] }
  const old = waitingOf(from, before)
  const due: Due = []
  const deadlines: Text[] = []
  const dueAt = (id: string) => running.find((timer) => timer.id === id)?.dueAt ?? null
  for (const { id, path, deadline } of waitingOf(to, after)) {
    const isPresent = stepsOf(before.value).some((step) => path === '' || `${step}.`.startsWith(`${path}.`))
    const like = old.filter((one) => isPresent && one.path === path)
    const same = like.find((one) => isSame(one.deadline, before.context, deadline, after.context))
    if (same) due.push({ id, dueAt: dueAt(same.id) })
    else if (set.some((timer) => timer.id === id))
      deadlines.push(like.some((one) => one.deadline.id === deadline.id) ? anew(deadline) : begins(deadline))
  }
  for (const { id, deadline } of old)
    if (dueAt(id) !== null && !waitingOf(to, after).some((one) => one.deadline.id === deadline.id))
      deadlines.push(ends(deadline))
  return { due, deadlines }
}

const waitingOf = ({ procedure }: Compiled, snapshot: ChartSnapshot): Waiting[] =>
  transitionsHere(snapshot)
    .filter(isTimer)
    .flatMap(({ eventType: id, source }) => {
      const deadline = procedure.deadlines.find((one) => one.id === delayOf(id))
      return deadline ? [{ id, path: source.path.join('.'), deadline }] : []
    })

function isSame(one: Deadline, was: Context, other: Deadline, is: Context): boolean {
  const rule = ({ id: _, title: __, clause: ___, source: ____, reminders: _____, ...rest }: Deadline) =>
    canonicalJson(rest)
  const field = dayFieldOf(other)
  return rule(one) === rule(other) && (field === undefined || was.values[field] === is.values[field])
}

/** What was set on arrival, but for what runs on. */
export function withDue(taken: Taken, due: Due): Taken {
  const known = new Map(due.map(({ id, dueAt }) => [id, dueAt]))
  const timers = taken.timers.filter(({ id }) => !known.has(id))
  for (const [id, dueAt] of known) if (dueAt !== null) timers.push({ id, dueAt })
  return { ...taken, timers }
}

const anew = ({ title }: Deadline): Text => ({
  th: `“${title.th}” เปลี่ยนไป นับใหม่ตั้งแต่วันที่ย้าย`,
  en: `“${title.en}” has changed and is counted anew from the day of the move`,
})
const begins = ({ title }: Deadline): Text => ({
  th: `“${title.th}” เริ่มนับตั้งแต่วันที่ย้าย`,
  en: `“${title.en}” is counted from the day of the move`,
})
const ends = ({ title }: Deadline): Text => ({
  th: `“${title.th}” ไม่มีในฉบับใหม่ จึงเลิกนับ`,
  en: `“${title.en}” is not in the new version and is counted no more`,
})
