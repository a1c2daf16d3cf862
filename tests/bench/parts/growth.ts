import type { Bench } from '../support/bench.ts'
import { HttpClient } from '../support/http-client.ts'
import { signIn } from '../support/people.ts'
import { runScript } from '../support/processes.ts'
import { cpuOfRead, type Reader } from '../support/reads.ts'
import { short } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

type Read = { what: string; path: string; as?: 'officer' | 'webmaster' }

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)
/** A page that is full at the small number too: its length must not be what grows. */
const list = (query: string) => `/api/requests?limit=15&${query}`
const search = (words: string) => `q=${encodeURIComponent(words)}`
const figures = (days: number) => `/api/procedures/cmi3.publication/figures?from=${day(days)}&until=${day(0)}`
/** The number of one request of the written ones, and a word that none of them has. */
const [hit, miss] = ['n0000555', 'zzzzqqqq']

const reads = (item: string): Read[] => [
  { what: 'inbox', path: list('view=inbox'), as: 'webmaster' },
  { what: 'mine', path: list('view=mine'), as: 'officer' },
  { what: 'office list', path: list('view=office'), as: 'officer' },
  { what: 'office list, by status', path: list('view=office&status=ended'), as: 'officer' },
  { what: 'office list, by step', path: list('view=office&state=screening'), as: 'officer' },
  { what: 'office search, a hit', path: list(`view=office&${search(hit)}`), as: 'officer' },
  { what: 'office search, no hit', path: list(`view=office&${search(miss)}`), as: 'officer' },
  { what: 'steps of the office', path: '/api/offices/cmi3/steps', as: 'officer' },
  { what: 'notifications', path: '/api/notifications', as: 'officer' },
  { what: 'figures over 90 days', path: figures(90), as: 'officer' },
  { what: 'figures over 3 years', path: figures(3 * 365), as: 'officer' },
  { what: 'public search, a hit', path: `/o/cmi3?${search(hit)}` },
  { what: 'public search, no hit', path: `/o/cmi3?${search(miss)}` },
  { what: 'public office page', path: '/o/cmi3' },
  { what: 'public item page', path: `/o/cmi3/items/${item}` },
  { what: 'Atom feed', path: '/o/cmi3/feed.xml' },
  { what: 'JSON feed', path: '/o/cmi3/items.json' },
  { what: 'metrics', path: '/metrics' },
]

/** What each read costs at a large number of requests against a small one. */
export async function growth(bench: Bench): Promise<Row[]> {
  const [small, large] = bench.options.requests
  await verify(bench, small)
  const few = await measureAll(bench, small)
  if (bench.options.verifyLarge) await verify(bench, large)
  const many = await measureAll(bench, large)
  return many.map(({ what, cpu }, index) => {
    const before = few[index]?.cpu ?? Number.NaN
    return {
      what: `${what}: CPU at ${large} requests against ${small}`,
      measured: `${short(cpu / before)} × (${short(before)} → ${short(cpu)} ms)`,
      toReach: '≤ 1.5 ×',
      aim: '1.1 ×',
    }
  })
}

/** What is measured must be what the product could have written: its own check has to agree. */
async function verify(bench: Bench, requests: number): Promise<void> {
  const { data } = await bench.filled(requests)
  const { code, ms } = await runScript('verify', data)
  bench.note(`npm run verify on ${requests} requests: exit code ${code} after ${short(ms / 1000)} s`)
  if (code !== 0) throw new Error('What the bulk writer wrote does not agree with itself')
}

async function measureAll(bench: Bench, requests: number): Promise<{ what: string; cpu: number }[]> {
  const { data, publications } = await bench.filled(requests)
  const running = await bench.quietProduct(data)
  const reader: Reader = { running, client: new HttpClient(running.port) }
  const people = {
    officer: await signIn(reader.client, 'cmi3.officer'),
    webmaster: await signIn(reader.client, 'cmi3.webmaster'),
  }
  const measured = []
  for (const { what, path, as } of reads(publications[Math.floor(publications.length / 2)] ?? '')) {
    const cpu = await cpuOfRead(reader, path, as ? people[as] : {})
    bench.note(`${requests} requests, ${what}: ${short(cpu)} ms`)
    measured.push({ what, cpu })
  }
  await bench.endPart()
  return measured
}
