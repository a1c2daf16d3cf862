import { randomUUID } from 'node:crypto'
import type Sqlite from 'better-sqlite3'
import express from 'express'
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely'
import { type ChartEvent, people } from './chart.ts'
import { beginPure, type Stepped, stepPure } from './pure-step.ts'
import { serve } from './serve.ts'
import { openStorage, type Tables } from './storage.ts'

/** The same as the plain server, with statements kept, the pure step, and one COMMIT for all that arrives together. */
const db = new Kysely<Tables>({
  dialect: new SqliteDialect({ database: keptStatements(openStorage(process.argv[2] ?? ':memory:')) }),
})

/** SQLite prepares each text of SQL once. */
function keptStatements(sqlite: Sqlite.Database) {
  const kept = new Map<string, Sqlite.Statement>()
  return {
    close: () => sqlite.close(),
    prepare: (sql: string): Sqlite.Statement => {
      const statement = kept.get(sql) ?? sqlite.prepare(sql)
      kept.set(sql, statement)
      return statement
    },
  }
}

type Answer = [status: number, body: object]
type Work = (connection: Kysely<Tables>) => Promise<Answer>
type Job = { run: Work; resolve: (answer: Answer) => void; reject: (reason: unknown) => void }
const waiting: Job[] = []
let busy = false

/** Runs the work under a SAVEPOINT of its own and answers after the COMMIT that it shares. */
const commit = (run: Work) =>
  new Promise<Answer>((resolve, reject) => {
    waiting.push({ run, resolve, reject })
    if (!busy) void drain()
  })

async function drain(): Promise<void> {
  busy = true
  // One turn of the event loop, so that what arrived together is together.
  await new Promise((resolve) => setImmediate(resolve))
  while (waiting.length > 0) {
    const jobs = waiting.splice(0)
    const outcomes = await db.connection().execute(async (connection) => {
      const run = (sql: string) => connection.executeQuery(CompiledQuery.raw(sql))
      await run('begin immediate')
      const results: PromiseSettledResult<Answer>[] = []
      for (const job of jobs) {
        await run('savepoint job')
        const [result] = await Promise.allSettled([job.run(connection)])
        if (result.status === 'rejected') await run('rollback to job')
        await run('release job')
        results.push(result)
      }
      await run('commit')
      return results
    })
    for (const [index, outcome] of outcomes.entries())
      if (outcome.status === 'fulfilled') jobs[index]?.resolve(outcome.value)
      else jobs[index]?.reject(outcome.reason)
  }
  busy = false
}

type Step = { request: string; seq: number; event: ChartEvent; from: string; to: Stepped }

async function record(trx: Kysely<Tables>, { request, seq, event, from, to }: Step): Promise<void> {
  const { type, at, actor, data } = event
  const audit = { request, seq, type, actor: actor?.person ?? null, at, payload: JSON.stringify(data) }
  await trx
    .insertInto('audit')
    .values({ ...audit, from_state: from, to_state: to.state })
    .execute()
  if (from === 'published' && to.ended) await trx.deleteFrom('timer').where('request', '=', request).execute()
  for (const timer of to.timers)
    await trx
      .insertInto('timer')
      .values({ request, id: timer.id, due_at: at + timer.in })
      .execute()
}

const app = express().use(express.json())

app.post('/api/requests', async (req, res) => {
  const by = people.get(req.get('X-Person') ?? '')
  if (!by) return void res.status(401).end()
  const [id, at] = [randomUUID(), Date.now()]
  const [status, answer] = await commit(async (trx) => {
    const to = beginPure(by)
    const { state, snapshot } = to
    await trx.insertInto('request').values({ id, state, version: 1, snapshot, updated_at: at }).execute()
    const event = { type: 'begin', at, actor: by, data: req.body }
    await record(trx, { request: id, seq: 1, event, from: '', to })
    return [201, { id, state, version: 1 }]
  })
  res.status(status).json(answer)
})

app.post('/api/requests/:id/events', async (req, res) => {
  const by = people.get(req.get('X-Person') ?? '')
  if (!by) return void res.status(401).end()
  const [{ id }, at] = [req.params, Date.now()]
  const seen = Number(req.get('If-Match')?.replaceAll('"', ''))
  const [status, answer] = await commit(async (trx) => {
    const row = await trx.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) return [404, {}]
    if (row.version !== seen) return [409, { version: row.version }]
    const event: ChartEvent = { type: req.body.type, at, actor: by, data: req.body }
    const to = stepPure(row.snapshot, event)
    if (!to) return [403, {}]
    const [{ state, snapshot }, version] = [to, seen + 1]
    const change = { state, version, snapshot, updated_at: at }
    await trx.updateTable('request').set(change).where('id', '=', id).where('version', '=', seen).execute()
    await record(trx, { request: id, seq: version, event, from: row.state, to })
    return [200, { id, state, version }]
  })
  res.status(status).json(answer)
})

serve(app)
