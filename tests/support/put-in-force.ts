import { activate as putInForce } from '../../api/procedures/versions.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { withMarks } from './unmarked.ts'

/** Puts a procedure in force that a test has written into: what it put in says nothing of where it comes from. */
export const activate = (db: Parameters<typeof putInForce>[0], given: Procedure, now: number) =>
  putInForce(db, withMarks(given), now)
