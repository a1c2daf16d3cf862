import type { Db } from '../../db/open.ts'
import { schemaOf, schemaOfThisEdition } from '../../db/schema.ts'

/**
 * Compares the tables, indexes, views and triggers of a database with those that its edition makes: a trigger that is gone
 * keeps nobody from changing what is only ever added to, and one more may change rows long after it was put there.
 */
export async function verifySchema(db: Db): Promise<string[]> {
  const [is, should] = [await schemaOf(db), await schemaOfThisEdition()]
  return [...new Set([...should.keys(), ...is.keys()])].flatMap((what) => {
    if (!is.has(what)) return [`schema: the ${what} is missing`]
    if (!should.has(what)) return [`schema: the ${what} is none of this edition`]
    return is.get(what) === should.get(what) ? [] : [`schema: the ${what} is not as this edition makes it`]
  })
}
