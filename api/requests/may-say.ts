import { choices } from '../../machines/run/choices.ts'
import type { By } from './command.ts'
import type { Loaded } from './load.ts'

type Me = Pick<By, 'actor'>

/** Whoever may take the item itself down may close a version before it; so may an administrator of the office. */
export const mayWithhold = ({ row, compiled, snapshot }: Loaded, { actor }: Me): boolean =>
  actor.appointments.some(({ role, office }) => role === 'admin' && office === row.office) ||
  choices(compiled, snapshot, actor).some(({ allowed, kind }) => allowed && kind === 'ending')

/**
 * What took its place, and what an assessor finds there, also its owner may say, and any of its group: it tells readers more,
 * and takes nothing from them.
 */
export const maySayOf = (loaded: Loaded, me: Me): boolean =>
  mayWithhold(loaded, me) ||
  me.actor.appointments.some(
    ({ office, group }) => office === loaded.row.office && group === loaded.row.groupId,
  )
