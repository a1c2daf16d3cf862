import { type Kysely, sql } from 'kysely'
import type { Tables } from './tables.ts'

type Db = Kysely<Tables>
/** A query of FTS5; '' where nothing is sorted out. */
export type Match = { text: string; isExact: boolean }
export type Searched = 'request' | 'publication'
/** So many trigrams are looked for at most: a query of 100 letters would name tens of thousands. */
const maxTerms = 1000
/** Letters with which more trigrams than these begin occur everywhere, so that looking for them sorts nothing out. */
const maxTrigrams = 500
/**
 * A phrase costs its letters times the places where they stand: 100 quotes took 200 ms in one text of 200,000 quotes.
 * So many letters sort out nearly everything.
 */
const maxPhrase = 24

/**
 * What FTS5 is to match so that every word occurs in a text; undefined where one of them occurs nowhere. The index holds
 * every three letters in a row. A word of one or two letters is the threes that begin with it, whichever occur; so that
 * the last letters of a text begin some too, it is indexed with two blanks behind it. Those with very many are left out:
 * what matches is then not `isExact`, and has to be looked through for the words.
 */
export async function matchOf(db: Db, searched: Searched, words: string[]): Promise<Match | undefined> {
  const terms: string[] = []
  let isExact = true
  let count = 0
  // Long words sort out the most.
  const longestFirst = [...words].sort((one, other) => other.length - one.length)
  for (const word of longestFirst) {
    const letters = [...word]
    if (letters.length >= 3) {
      terms.push(quoted(letters.slice(0, maxPhrase).join('')))
      if (letters.length > maxPhrase) isExact = false
      continue
    }
    const trigrams = await trigramsFrom(db, searched, word)
    if (trigrams.length === 0) return undefined
    count += trigrams.length
    if (trigrams.length < maxTrigrams && count <= maxTerms)
      terms.push(`(${trigrams.map(quoted).join(' OR ')})`)
    else isExact = false
  }
  return { text: terms.join(' AND '), isExact }
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

/** select term from …Trigram where term begins with $1 limit … */
async function trigramsFrom(db: Db, searched: Searched, beginning: string): Promise<string[]> {
  const { rows } = await sql<{ term: string }>`
    SELECT term FROM ${sql.table(`${searched}Trigram`)}
    WHERE term >= ${beginning} AND term < ${`${beginning}\u{10FFFF}`} LIMIT ${maxTrigrams}`.execute(db)
  return rows.map(({ term }) => term)
}

/**
 * The requests of an office whose text, or whose publication's, matches, at most `limit`, in no
 * order: select request from searchDocument where id in (select rowid from …Search where … match $1 and rowid … limit $2)
 */
export async function findMatching(
  db: Db,
  searched: Searched,
  { office, match, limit }: { office: string; match: Match; limit: number },
): Promise<string[]> {
  const { number } = (await db
    .selectFrom('searchOffice')
    .select('number')
    .where('office', '=', office)
    .executeTakeFirst()) ?? { number: 0 }
  const index = sql.ref(`${searched}Search`)
  const matches = match.text === '' ? sql`true` : sql`${index} MATCH ${match.text}`
  const { rows } = await sql<{ request: string }>`
    SELECT request FROM searchDocument WHERE id IN (
      SELECT rowid FROM ${index}
      WHERE ${matches} AND rowid > ${number} << 40 AND rowid < (${number} + 1) << 40 LIMIT ${limit})`.execute(
    db,
  )
  return rows.map(({ request }) => request)
}
