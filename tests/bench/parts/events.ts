import type { Done } from '../opponents/limit.ts'
import type { Bench } from '../support/bench.ts'
import { HttpClient } from '../support/http-client.ts'
import { walkRequests } from '../support/lifecycle.ts'
import { namedPeople, type People, signInAll } from '../support/people.ts'
import { answerOf, cpuMs, type Running, startOpponent } from '../support/processes.ts'
import { interleaved } from '../support/rounds.ts'
import { median, ratios, short, summary } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

/** Events a second, and the server's and the client's CPU in ms for each. */
type Measured = { rate: number; cpu: number; client: number }
type Contender = { running: Running; client: HttpClient; people: People }

const maxClients = 256
const warmMs = 4000

/** Create and five durable events: the product against the plain server, the prototype and the limit. */
export async function events(bench: Bench): Promise<Row[]> {
  const product = await bench.product(await bench.directory('events'))
  const plain = await opponent(bench, 'plain-server')
  const prototype = await opponent(bench, 'prototype')
  const limit = bench.closing(await startOpponent('limit', await bench.directory('limit')))
  const ownClient = new HttpClient(product.port, maxClients)
  const ours: Contender = { running: product, client: ownClient, people: await signInAll(ownClient) }

  // A cold process costs several times as much: its code is not compiled yet.
  for (const cold of [ours, plain, prototype]) await measure(cold, { clients: 16, ms: warmMs })

  const rows: Row[] = []
  for (const clients of bench.options.clients) {
    const ms = bench.options.seconds * 1000
    for (const warm of [ours, plain, prototype]) await measure(warm, { clients, ms: ms / 2 })
    const measured = await interleaved(bench.rounds(), {
      product: () => measure(ours, { clients, ms }),
      plain: () => measure(plain, { clients, ms }),
      prototype: () => measure(prototype, { clients, ms }),
      limit: async (): Promise<Measured> => {
        const before = cpuMs(limit.pid)
        const done = await answerOf<Done>(limit.child, { kind: 'events', ms })
        return {
          rate: (done.count / done.ms) * 1000,
          cpu: (cpuMs(limit.pid) - before) / done.count,
          client: 0,
        }
      },
    })
    for (const [name, all] of Object.entries(measured))
      bench.note(
        `${clients} clients, ${name}: ${short(median(all.map(({ rate }) => rate)))} events a second, ${summary(
          all.map(({ cpu }) => cpu),
          ' ms',
        )} CPU an event, client ${summary(
          all.map(({ client }) => client),
          ' ms',
        )}`,
      )
    rows.push(...rowsOf(clients, measured))
  }
  return rows
}

async function opponent(bench: Bench, name: 'plain-server' | 'prototype'): Promise<Contender> {
  const running = bench.closing(await startOpponent(name, await bench.directory(name)))
  return { running, client: new HttpClient(running.port, maxClients), people: namedPeople }
}

async function measure(
  { running, client, people }: Contender,
  load: { clients: number; ms: number },
): Promise<Measured> {
  const [server, own] = [cpuMs(running.pid), process.cpuUsage()]
  const { events: count, ms } = await walkRequests(client, people, load)
  const { user, system } = process.cpuUsage(own)
  return {
    rate: (count / ms) * 1000,
    cpu: (cpuMs(running.pid) - server) / count,
    client: (user + system) / 1000 / count,
  }
}

function rowsOf(
  clients: number,
  measured: Record<'product' | 'plain' | 'prototype' | 'limit', Measured[]>,
): Row[] {
  const of = (name: keyof typeof measured, key: keyof Measured) => measured[name].map((one) => one[key])
  const at = `${clients} ${clients === 1 ? 'client' : 'clients'}`
  const goal = goals[clients] ?? { rate: [], limit: [], cpu: [] }
  const row = (what: string, measured: string, [toReach = '', aim = '']: string[]): Row => ({
    what: `${what}, ${at}`,
    measured,
    toReach,
    aim,
  })
  const ofPrototype = summary(ratios(of('prototype', 'cpu'), of('plain', 'cpu')))
  return [
    row(
      'events a second, against the plain server',
      summary(ratios(of('product', 'rate'), of('plain', 'rate')), ' ×'),
      goal.rate,
    ),
    row('  against the prototype', summary(ratios(of('product', 'rate'), of('prototype', 'rate')), ' ×'), []),
    row('  against the limit', summary(ratios(of('product', 'rate'), of('limit', 'rate'))), goal.limit),
    row(
      '  CPU of the server an event, plain server = 1',
      `${summary(ratios(of('product', 'cpu'), of('plain', 'cpu')))}; prototype ${ofPrototype}`,
      goal.cpu,
    ),
  ]
}

const goals: Record<number, { rate: string[]; limit: string[]; cpu: string[] }> = {
  1: { rate: ['0.8 ×', '1.5 ×'], limit: [], cpu: [] },
  64: { rate: ['2 ×', '4 ×, then 10 ×'], limit: ['0.1', '0.2, then 0.45'], cpu: ['≤ 0.7', '0.3'] },
}
