import type { Text } from '../procedure/procedure.ts'
import type { Compiled } from './compile.ts'
import { type ChartSnapshot, type Persisted, restore, type Taken } from './step.ts'
import { headOfGroup } from './superiors.ts'
import { type Actor, type Appointment, actsAs } from './vocabulary.ts'

export type HandedOver =
  | { ok: true; taken: Taken; capacity: 'owner' | Appointment }
  | { ok: false; code: 'transition_not_available' | 'not_permitted'; why: Text }

/**
 * Gives a request another owner: by the owner in a post of its group, or by the director of that group. Nothing else of
 * it changes: decisions stay with the persons who took them, so that a new owner is not kept from what another proposed
 * and whoever proposed stays kept from it. Pure.
 */
export function handOver(
  compiled: Compiled,
  before: ChartSnapshot,
  actor: Actor | null,
  to: string,
): HandedOver {
  if (before.status !== 'active') return { ok: false, code: 'transition_not_available', why: hasEnded }
  const capacity = actor ? mayHandOver(before, actor) : undefined
  if (!capacity) return { ok: false, code: 'not_permitted', why: notYours }
  if (to === before.context.owner) return { ok: false, code: 'transition_not_available', why: isOwner }
  const persisted = compiled.machine.getPersistedSnapshot(before) as unknown as Persisted
  const snapshot = restore(compiled, { ...persisted, context: { ...before.context, owner: to } })
  return { ok: true, capacity, taken: { ok: true, snapshot, timers: [], cancelled: [], effects: [] } }
}

/** In which capacity this actor may give the request another owner; undefined where they may not. */
export const mayHandOver = (
  { context, status }: ChartSnapshot,
  actor: Actor,
): 'owner' | Appointment | undefined =>
  status === 'active'
    ? (actsAs({ as: 'owner' }, context, actor) ??
      actsAs({ as: headOfGroup, within: 'group' }, context, actor))
    : undefined

const hasEnded: Text = { th: 'เรื่องสิ้นสุดแล้ว จึงโอนไม่ได้', en: 'The request has ended and cannot be handed over.' }
const isOwner: Text = { th: 'ผู้นี้เป็นเจ้าของเรื่องอยู่แล้ว', en: 'This person owns the request already.' }
const notYours: Text = {
  th: 'โอนเรื่องได้โดยเจ้าของเรื่องที่ยังมีการแต่งตั้งในกลุ่ม หรือผู้อำนวยการกลุ่มของเจ้าของเรื่อง',
  en: 'A request is handed over by its owner, while appointed in its group, or by the director of that group.',
}
