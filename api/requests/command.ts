import type { Transaction } from 'kysely'
import type { Tables } from '../../db/tables.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import type { NewEvent } from '../http/contract.ts'
import type { Announce } from '../process/group-commit.ts'

/** The person who acts, and their appointments of today: from the session, never from a body. */
export type By = { person: { id: string; office: string; name: string }; actor: Actor }

/** What one command is carried out with: its transaction, its time, and who is told after COMMIT. */
export type Unit = {
  trx: Transaction<Tables>
  announce: Announce
  /** ms since 1970 UTC */
  at: number
}

/** A clock that was put back makes no event earlier than the one before it: the chain is in the order of its times. */
export const afterLast = (unit: Unit, { updatedAt }: { updatedAt: number }): Unit =>
  unit.at < updatedAt ? { ...unit, at: updatedAt } : unit

export type Command = {
  request: string
  by: By | 'timer'
  event: NewEvent
  /** The revision that the person saw; a timer, which saw nothing, leaves it out. */
  ifMatch?: number
}
