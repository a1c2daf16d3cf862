import { afterEach, beforeEach, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { type CompiledQuery, Kysely } from 'kysely'
import { countDead, countEffects, retryDead } from '../../db/effects.ts'
import { migrateToLatest } from '../../db/migrations/migrate.ts'
import { failedMessages } from '../../db/person-mail.ts'
import { PrakatSqliteDialect } from '../../db/sqlite-dialect.ts'
import type { Tables } from '../../db/tables.ts'

let sqlite: Sqlite.Database
let db: Kysely<Tables>
let asked: CompiledQuery[]
beforeEach(async () => {
  sqlite = new Sqlite(':memory:')
  asked = []
  db = new Kysely<Tables>({
    dialect: new PrakatSqliteDialect(sqlite),
    log: ({ query }) => void asked.push(query),
  })
  await migrateToLatest(db)
})
afterEach(() => db.destroy())

test.each<[string, (db: Kysely<Tables>) => Promise<unknown>]>([
  ['lists what could not be delivered', (db) => failedMessages(db, 'mail', 100)],
  ['counts what was given up', (db) => countDead(db, 'mail')],
  ['makes it due again', (db) => retryDead(db, { integration: 'mail', now: 1 })],
  ['counts it for an office', (db) => countEffects(db, 'cmi3')],
])('whatever %s goes by what is unsettled, and reads nothing of what was delivered', async (_, ask) => {
  await ask(db)
  const { sql, parameters } = asked.at(-1) as CompiledQuery
  const plan = sqlite
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map((step) => (step as { detail: string }).detail)
  expect(plan.filter((step) => / effect /.test(`${step} `))).toEqual([
    expect.stringMatching(/^SEARCH effect USING (COVERING )?INDEX effectUnsettled \(integration=\?\)/),
  ])
})
