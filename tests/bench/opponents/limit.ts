import { randomUUID } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import { type Actor, type ChartEvent, expiry, people } from './chart.ts'
import { beginPure, type Stepped, stepPure } from './pure-step.ts'
import { openStorage } from './storage.ts'

/**
 * What the machine can do at most: prepared statements and the pure step in one process, no HTTP. The parent asks for
 * `events` over so many ms, 64 requests a transaction, or for `timers`, 100 a transaction.
 */
export type Task = { kind: 'events'; ms: number } | { kind: 'timers'; count: number }
export type Done = { count: number; ms: number }

const atOnce = 64
const timersAtOnce = 100

const sqlite = openStorage(process.argv[2] ?? ':memory:')
const insert = sqlite.prepare('INSERT INTO request VALUES (?, ?, ?, ?, ?)')
const find = sqlite.prepare('SELECT state, version, snapshot FROM request WHERE id = ?')
const update = sqlite.prepare(
  'UPDATE request SET state = ?, version = ?, snapshot = ?, updated_at = ? WHERE id = ? AND version = ?',
)
const audit = sqlite.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
const setTimer = sqlite.prepare('INSERT INTO timer VALUES (?, ?, ?)')
const dropTimers = sqlite.prepare('DELETE FROM timer WHERE request = ?')
const dueTimers = sqlite.prepare('SELECT request, id FROM timer WHERE due_at <= ? ORDER BY due_at LIMIT ?')

function personOf(name: string): Actor {
  const found = people.get(name)
  if (!found) throw new Error(`There is no person ${name}`)
  return found
}
const officer = personOf('cmi3.officer')
const content = JSON.stringify({ procedure: 'cmi3.publication', content: { body: 'ก'.repeat(200) } })
const today = new Date().toISOString().slice(0, 10)
const steps: [type: string, by: Actor, data: Record<string, unknown>][] = [
  ['PROPOSE', officer, {}],
  ['CERTIFY', personOf('cmi3.groupDirector'), { checked: ['accurate', 'complete'] }],
  ['HAND_OVER', officer, { publishUntil: today }],
  ['PUBLISH', personOf('cmi3.webmaster'), { checked: ['accurate', 'complete', 'current'] }],
  ['TAKE_DOWN', personOf('cmi3.webmaster'), { reasons: { grounds: [], text: 'ครบกำหนด' } }],
]

function create(id: string): void {
  const at = Date.now()
  const { state, snapshot } = beginPure(officer)
  insert.run(id, state, 1, snapshot, at)
  audit.run(id, 1, 'begin', officer.person, at, content, '', state)
}

function take(id: string, event: ChartEvent): void {
  const row = find.get(id) as { state: string; version: number; snapshot: string }
  const to = stepPure(row.snapshot, event)
  if (!to) throw new Error(`The chart does not allow ${event.type}`)
  const version = row.version + 1
  update.run(to.state, version, to.snapshot, event.at, id, row.version)
  const { type, actor, at, data } = event
  audit.run(id, version, type, actor?.person ?? null, at, JSON.stringify(data), row.state, to.state)
  keepTimers(id, at, to)
}

function keepTimers(id: string, at: number, { timers, ended }: Stepped): void {
  if (ended) dropTimers.run(id)
  for (const timer of timers) setTimer.run(id, timer.id, at + timer.in)
}

const createAll = sqlite.transaction((ids: string[]) => ids.forEach(create))
const takeAll = sqlite.transaction((ids: string[], event: Omit<ChartEvent, 'at'>) => {
  for (const id of ids) take(id, { ...event, at: Date.now() })
})
const takeDue = sqlite.transaction((due: { request: string; id: string }[]) => {
  for (const { request, id } of due) take(request, { type: id, at: Date.now(), actor: null, data: {} })
})

/** Create and so many of the five events, for `atOnce` requests. */
function walk(events: number): number {
  const ids = Array.from({ length: atOnce }, () => randomUUID())
  createAll(ids)
  for (const [type, actor, data] of steps.slice(0, events)) takeAll(ids, { type, actor, data })
  return atOnce * (events + 1)
}

function runEvents(ms: number): Done {
  const begin = performance.now()
  let count = 0
  while (performance.now() - begin < ms) count += walk(steps.length)
  return { count, ms: performance.now() - begin }
}

function runTimers(count: number): Done {
  for (let made = 0; made < count; made += atOnce) walk(steps.length - 1)
  sqlite.prepare('UPDATE timer SET due_at = ? WHERE id = ?').run(Date.now(), expiry)
  const begin = performance.now()
  let taken = 0
  for (;;) {
    const due = dueTimers.all(Date.now(), timersAtOnce) as { request: string; id: string }[]
    if (due.length === 0) return { count: taken, ms: performance.now() - begin }
    takeDue(due)
    taken += due.length
  }
}

process.on('message', (task: Task) => {
  process.send?.(task.kind === 'events' ? runEvents(task.ms) : runTimers(task.count))
})
process.on('disconnect', () => process.exit())
process.send?.({ ready: true })
