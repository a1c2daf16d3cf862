import type { May } from '../procedure/procedure.ts'
import { choices } from './choices.ts'
import type { Compiled } from './compile.ts'
import { metaOfStep, standingOf } from './standing.ts'
import type { ChartSnapshot } from './step.ts'
import type { Actor, Context } from './vocabulary.ts'

/**
 * Whom a choice waits for, `seatsOf` has their names; `apart` are the persons whom an earlier decision keeps from it, `from`
 * the steps (dotted paths) whose choices ask them.
 */
export type Asked = { whom: string; apart: string[]; from: string[] }

/**
 * Whom a request waits for: an actor has a choice that is awaited and allowed if, and only if, one of their seats is
 * named here and does not keep them apart. Empty where nobody is asked to act.
 */
export function askedOf(compiled: Compiled, snapshot: ChartSnapshot): Asked[] {
  if (!standingOf(compiled.procedure.chart, snapshot).waiting) return []
  const { context } = snapshot
  const asked = new Map<string, Omit<Asked, 'whom'>>()
  for (const { awaited, may, apart, from } of choices(compiled, snapshot, nobody)) {
    if (!awaited) continue
    const group = may.group ?? (may.within === 'group' ? context.group : undefined)
    for (const role of [may.as].flat()) {
      const seats = [roleSeat(role, group), ...(role === 'owner' ? ownerSeats(may, context) : [])]
      // Excluded from one choice, a person may still take another that asks the same seat.
      for (const whom of seats) {
        const known = asked.get(whom)
        asked.set(whom, {
          apart: known?.apart.filter((person) => apart.includes(person)) ?? [...new Set(apart)].sort(),
          from: [...new Set([...(known?.from ?? []), from])],
        })
      }
    }
  }
  return [...asked].map(([whom, one]) => ({ whom, ...one }))
}

/** The seats in which a person may be asked in an office: those of their appointments there, and their own in a group. */
export function seatsOf({ person, appointments }: Actor, office: string): string[] {
  const held = appointments.filter((appointment) => appointment.office === office)
  const seats = held.flatMap(({ role, group }) => seatsOfHolder({ person, role, groupId: group }))
  return [...new Set(seats)]
}

/** The seats in which one appointment may be asked: in a group, also as the owner of its requests and as its unit. */
export const seatsOfHolder = (held: { person: string; role: string; groupId: string | null }): string[] =>
  held.groupId === null
    ? [roleSeat(held.role)]
    : [
        roleSeat(held.role),
        roleSeat(held.role, held.groupId),
        personSeat(held.person, held.groupId),
        unitSeat(held.groupId),
      ]

/** Whoever asks: what a choice waits for does not depend on it. */
const nobody: Actor = { person: '', appointments: [] }

const ownerSeats = ({ unit }: May, { owner, group }: Context) => [
  personSeat(owner, group),
  ...(unit ? [unitSeat(group)] : []),
]
const personSeat = (person: string, group: string) => `person:${person}@${group}`
const unitSeat = (group: string) => `unit:@${group}`
const roleSeat = (role: string, group?: string) =>
  group === undefined ? `role:${role}` : `role:${role}@${group}`

/** Whether a present step is one that the document wants done at once. */
export const isPrompt = ({ procedure }: Compiled, snapshot: ChartSnapshot): boolean =>
  standingOf(procedure.chart, snapshot).steps.some((step) => metaOfStep(procedure.chart, step).promptly)
