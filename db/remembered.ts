import type { Kysely } from 'kysely'
import { adapterOf, type Remembered } from './sqlite-dialect.ts'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>

/** Beyond this what was remembered first is forgotten. */
const maxRemembered = 2000

/**
 * Reads once and remembers, by the arguments, until one of `tables` is written to: dropped in the commit that changes
 * it, and never remembered while a transaction that changed it is open. Writes of other
 * connections to the file are noticed too. The value is shared: nobody may change it.
 */
export function remembered<Arguments extends string[], Value>(
  tables: readonly (keyof Tables & string)[],
  read: (db: Db, ...given: Arguments) => Promise<Value>,
): (db: Db, ...given: Arguments) => Promise<Value> {
  return async (db, ...given) => {
    const { versions, remembered: all, writtenElsewhere } = adapterOf(db)
    const version = versions.current(tables)
    if (version === undefined) return read(db, ...given)
    const known = all.get(read) ?? new Map<string, Remembered>()
    all.set(read, known)
    const key = given.join('\n')
    const elsewhere = writtenElsewhere()
    const found = known.get(key)
    if (found?.version === version && found.elsewhere === elsewhere) return found.value as Value
    const value = await read(db, ...given)
    for (const oldest of known.keys()) if (known.size >= maxRemembered) known.delete(oldest)
    known.set(key, { version, elsewhere, value })
    return value
  }
}
