import type { Text } from '../procedure/procedure.ts'
import type { Compiled } from './compile.ts'
import { type ChartSnapshot, type Persisted, restore, type Taken } from './step.ts'
import { type Actor, type Appointment, actsAs } from './vocabulary.ts'

export type Discarded =
  | { ok: true; taken: Taken; capacity: 'owner' | Appointment }
  | { ok: false; code: 'transition_not_available' | 'not_permitted'; why: Text }

/**
 * Throws a draft away: by its owner, while nothing of it was ever submitted and nobody has decided anything about it.
 * What is left stands at no step, and no event is taken there. Pure.
 */
export function discard(compiled: Compiled, before: ChartSnapshot, actor: Actor | null): Discarded {
  if (!isDraft(before)) return { ok: false, code: 'transition_not_available', why: submitted }
  const capacity = actor ? mayDiscard(before, actor) : undefined
  if (!capacity) return { ok: false, code: 'not_permitted', why: notYours }
  const persisted = compiled.machine.getPersistedSnapshot(before) as unknown as Persisted
  const snapshot = restore(compiled, { ...persisted, status: 'stopped' })
  return { ok: true, capacity, taken: { ok: true, snapshot, timers: [], cancelled: [], effects: [] } }
}

/** In which capacity this actor may throw the draft away; undefined where they may not, or it is no draft any more. */
export const mayDiscard = (snapshot: ChartSnapshot, actor: Actor): 'owner' | Appointment | undefined =>
  isDraft(snapshot) ? actsAs({ as: 'owner' }, snapshot.context, actor) : undefined

/** An event of the chart is a decision, also one that submits nothing: whoever it tells something may rely on it. */
const isDraft = ({ status, context }: ChartSnapshot): boolean =>
  status === 'active' && context.revision === 0 && context.decisions.length === 0

const submitted: Text = {
  th: 'เรื่องนี้เสนอหรือดำเนินการไปแล้ว จึงลบไม่ได้ หากไม่ประสงค์ดำเนินการต่อ ให้ถอนเรื่องตามขั้นตอน',
  en: 'This request was submitted or acted on, so it cannot be deleted. Withdraw it as its procedure says instead.',
}
const notYours: Text = {
  th: 'ลบร่างได้เฉพาะเจ้าของเรื่องที่ยังมีการแต่งตั้งในกลุ่ม',
  en: 'A draft is deleted by its owner alone, while appointed in its group.',
}
