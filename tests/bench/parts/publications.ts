import type { Bench } from '../support/bench.ts'
import { HttpClient } from '../support/http-client.ts'
import { percentile, short } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'
import { againstConstant } from './public.ts'

const office = '/o/cmi3'
/** The office's document lists no categories: its items are narrowed by group, in the same way. */
const group = `${office}?group=policy`
/** So many answers of each kind are timed, after as many to warm up. */
const timed = 200
const words = ['รายงานผล', 'แผนปฏิบัติการ', 'จัดซื้อจัดจ้าง', 'ประชุมสัมมนา', 'สัมมนา', 'เขตพื้นที่', 'งบทดลอง ๕']
const number = (index: number) => `n${String((index * 7919) % 100_000).padStart(7, '0')}`

/** The public site of an office with very many publications that are all public. */
export async function publications(bench: Bench): Promise<Row[]> {
  const { data, publications: items } = await bench.filledWith('published', bench.options.publications)
  const running = await bench.quietProduct(data)
  const client = new HttpClient(running.port)
  const product = { running, client }
  const item = (index: number) => `${office}/items/${items[(index * 7919) % items.length]}`
  const rows = [
    await againstConstant(bench, product, { name: `item page of ${items.length}`, path: item(1) }),
    await againstConstant(bench, product, { name: `page of a group of ${items.length}`, path: group }),
  ]
  const search = (q: string) => `${office}?q=${encodeURIComponent(q)}`
  const kinds: { what: string; path: (index: number) => string; toReach: string }[] = [
    {
      what: 'search, a word of many',
      path: (i) => search(words[i % words.length] ?? ''),
      toReach: '< 50 ms',
    },
    { what: 'search, a number', path: (i) => search(number(i)), toReach: '< 50 ms' },
    { what: 'search, no hit', path: (i) => search(`zzqq${i}`), toReach: '< 50 ms' },
    {
      what: 'Atom feed, its pages',
      path: (i) => `${office}/feed.xml?page=${1 + (i % 20)}`,
      toReach: '< 50 ms',
    },
    { what: 'JSON feed', path: () => `${office}/items.json`, toReach: '< 50 ms' },
    { what: 'items one after another, each for the first time', path: item, toReach: '' },
  ]
  for (const { what, path, toReach } of kinds) {
    const took: number[] = []
    for (let index = 0; index < 2 * timed; index += 1) {
      const begin = performance.now()
      await client.get(path(index))
      if (index >= timed) took.push(performance.now() - begin)
    }
    const [p50, p95] = [percentile(took, 0.5), percentile(took, 0.95)]
    rows.push({
      what: `${items.length} publications, ${what}: p95`,
      measured: `${short(p95)} ms (median ${short(p50)} ms)`,
      toReach,
      aim: '',
    })
  }
  client.close()
  return rows
}
