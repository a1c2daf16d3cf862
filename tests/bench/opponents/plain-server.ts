import { randomUUID } from 'node:crypto'
import express from 'express'
import { Kysely, SqliteDialect, type Transaction } from 'kysely'
import { createActor, type Snapshot } from 'xstate'
import { type ChartEvent, expiry, inputOf, machine, people } from './chart.ts'
import { serve } from './serve.ts'
import { openStorage, type Tables } from './storage.ts'

/** The server that a user of Express, Kysely and XState would write in a day: one transaction an event. */
const db = new Kysely<Tables>({
  dialect: new SqliteDialect({ database: openStorage(process.argv[2] ?? ':memory:') }),
})

async function keepTimer(trx: Transaction<Tables>, request: string, { state, until, was }: Kept) {
  if (state === 'published' && until !== undefined)
    await trx.insertInto('timer').values({ request, id: expiry, due_at: until }).execute()
  else if (was === 'published') await trx.deleteFrom('timer').where('request', '=', request).execute()
}
type Kept = { state: string; was: string; until: number | undefined }

const app = express().use(express.json())

app.post('/api/requests', async (req, res) => {
  const by = people.get(req.get('X-Person') ?? '')
  if (!by) return void res.status(401).end()
  const [id, at] = [randomUUID(), Date.now()]
  const actor = createActor(machine, { input: inputOf(by) })
  const state = actor.getSnapshot().value as string
  const snapshot = JSON.stringify(actor.getPersistedSnapshot())
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('request').values({ id, state, version: 1, snapshot, updated_at: at }).execute()
    const audit = {
      request: id,
      seq: 1,
      type: 'begin',
      actor: by.person,
      at,
      from_state: '',
      to_state: state,
    }
    await trx
      .insertInto('audit')
      .values({ ...audit, payload: JSON.stringify(req.body) })
      .execute()
  })
  res.status(201).json({ id, state, version: 1 })
})

app.post('/api/requests/:id/events', async (req, res) => {
  const by = people.get(req.get('X-Person') ?? '')
  if (!by) return void res.status(401).end()
  const [{ id }, at] = [req.params, Date.now()]
  const seen = Number(req.get('If-Match')?.replaceAll('"', ''))
  const [status, answer] = await db.transaction().execute(async (trx): Promise<[number, object]> => {
    const row = await trx.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) return [404, {}]
    if (row.version !== seen) return [409, { version: row.version }]
    const actor = createActor(machine, { snapshot: JSON.parse(row.snapshot) as Snapshot<unknown> }).start()
    const event: ChartEvent = { type: req.body.type, at, actor: by, data: req.body }
    if (!actor.getSnapshot().can(event)) return [403, {}]
    actor.send(event)
    const { value, context } = actor.getSnapshot()
    const [state, version, snapshot] = [
      value as string,
      seen + 1,
      JSON.stringify(actor.getPersistedSnapshot()),
    ]
    actor.stop()
    const change = { state, version, snapshot, updated_at: at }
    await trx.updateTable('request').set(change).where('id', '=', id).where('version', '=', seen).execute()
    const audit = { request: id, seq: version, type: event.type, actor: by.person, at }
    await trx
      .insertInto('audit')
      .values({ ...audit, payload: JSON.stringify(req.body), from_state: row.state, to_state: state })
      .execute()
    const day = context.values.publishUntil as string | undefined
    await keepTimer(trx, id, { state, was: row.state, until: day ? Date.parse(day) : undefined })
    return [200, { id, state, version }]
  })
  res.status(status).json(answer)
})

serve(app)
