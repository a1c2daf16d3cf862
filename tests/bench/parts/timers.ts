import { setTimeout as delay } from 'node:timers/promises'
import type { Done } from '../opponents/limit.ts'
import type { Bench } from '../support/bench.ts'
import { setTimers, watchTimers } from '../support/bulk-writer.ts'
import { HttpClient } from '../support/http-client.ts'
import { walkRequests } from '../support/lifecycle.ts'
import { signInAll } from '../support/people.ts'
import { answerOf, startOpponent } from '../support/processes.ts'
import { percentile, short } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

const count = 10_000
const clients = 2
/** From here until the timers are due: the product starts, people sign in, and their quiet time is measured. */
const leadMs = 20_000
const quietMs = 6_000

/** Ten thousand deadlines that pass at one moment, while two people keep working. */
export async function timers(bench: Bench): Promise<Row[]> {
  const { data } = await bench.filledWith('published', count)
  const dueAt = Date.now() + leadMs
  const set = setTimers(data, dueAt)
  const { port } = await bench.product(data)
  const client = new HttpClient(port, clients)
  const people = await signInAll(client)
  await walkRequests(client, people, { clients, ms: 2000 })
  if (Date.now() + quietMs > dueAt) throw new Error('The product took too long to start: lengthen leadMs')
  const quiet = await walkRequests(client, people, { clients, ms: quietMs })
  await delay(Math.max(0, dueAt - Date.now()))

  const watch = watchTimers(data)
  const begin = performance.now()
  let busy = true
  const others = (async () => {
    const latencies: number[] = []
    while (busy) latencies.push(...(await walkRequests(client, people, { clients, ms: 200 })).latencies)
    return latencies
  })()
  while (watch.due() > 0) await delay(20)
  const ms = performance.now() - begin
  busy = false
  const meanwhile = await others
  watch.close()
  await bench.endPart()

  const limit = bench.closing(await startOpponent('limit', await bench.directory('limit')))
  const done = await answerOf<Done>(limit.child, { kind: 'timers', count })
  const limitMs = (done.ms / done.count) * set
  const [p99, quietP99] = [percentile(meanwhile, 0.99), percentile(quiet.latencies, 0.99)]
  bench.note(
    `${set} timers: ${short(ms / 1000)} s, limit ${short(limitMs / 1000)} s; others took ${short((meanwhile.length / ms) * 1000)} events a second (quiet ${short((quiet.events / quiet.ms) * 1000)})`,
  )
  return [
    {
      what: `${set} timers due, against the limit at 100 a transaction`,
      measured: `${short(ms / limitMs)} × (${short(limitMs / 1000)} → ${short(ms / 1000)} s)`,
      toReach: '≤ 5 ×',
      aim: '2 ×',
    },
    {
      what: '  events of others while those are taken: p99 against quiet',
      measured: `${short(p99 / quietP99)} × (${short(quietP99)} → ${short(p99)} ms)`,
      toReach: '≤ 3 ×',
      aim: '1.5 ×',
    },
  ]
}
