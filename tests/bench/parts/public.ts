import type { Bench } from '../support/bench.ts'
import { renewingPages } from '../support/bulk-writer.ts'
import { HttpClient } from '../support/http-client.ts'
import { startOpponent } from '../support/processes.ts'
import { cpuOfRead, type Reader } from '../support/reads.ts'
import { interleaved } from '../support/rounds.ts'
import { ratios, summary } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

const office = 'cmi3'

/** The public pages against a constant string of the same size, and an answer "not modified" against a rendered one. */
export async function publicPages(bench: Bench): Promise<Row[]> {
  const { data, publications } = await bench.filled(bench.options.requests[0])
  const running = await bench.quietProduct(data)
  const product = { running, client: new HttpClient(running.port) }
  const pages = { 'item page': `/o/${office}/items/${publications[0]}`, 'office page': `/o/${office}` }
  const rows: Row[] = []
  for (const [name, path] of Object.entries(pages)) {
    rows.push(await againstConstant(bench, product, { name, path }))
    rows.push(await notModified(bench, product, { name, path, data }))
  }
  return rows
}

/**
 * A page against an Express route that sends a constant string of its size. By CPU, not by answers a second: a constant
 * string is sent faster than a client on the same machine can ask.
 */
export async function againstConstant(
  bench: Bench,
  product: Reader,
  { name, path }: { name: string; path: string },
): Promise<Row> {
  const opponent = await startOpponent('constant', await bench.directory('constant'))
  const constant = { running: opponent, client: new HttpClient(opponent.port) }
  const bytes = Buffer.byteLength((await product.client.get(path)).text)
  // A server that has just started does other things beside, and has compiled little.
  for (const reader of [product, constant]) await cpuOfRead(reader, reader === product ? path : `/${bytes}`)
  const measured = await interleaved(bench.rounds(2), {
    page: () => cpuOfRead(product, path),
    constant: () => cpuOfRead(constant, `/${bytes}`),
  })
  constant.client.close()
  await opponent.stop()
  bench.note(
    `${name}: ${summary(measured.page, ' ms')} CPU, constant string ${summary(measured.constant, ' ms')}`,
  )
  return {
    what: `${name}, against an Express route that sends ${bytes} constant bytes`,
    measured: summary(ratios(measured.constant, measured.page)),
    toReach: '≥ 0.5',
    aim: '0.8',
  }
}

/** An answer "not modified" against a page that is rendered, for something of the office has changed since it was asked for. */
async function notModified(
  bench: Bench,
  product: Reader,
  { name, path, data }: { name: string; path: string; data: string },
): Promise<Row> {
  const pages = renewingPages(data, office)
  const { headers } = await product.client.get(path)
  const known = { 'If-None-Match': headers.etag ?? '' }
  if ((await product.client.send({ path, headers: known })).status !== 304)
    throw new Error(`${path} did not answer 304 to its own ETag`)
  const measured = await interleaved(bench.rounds(2), {
    rendered: () => cpuOfRead(product, path, {}, pages.renew),
    notModified: async () => {
      const { headers } = await product.client.get(path)
      return cpuOfRead(product, path, { 'If-None-Match': headers.etag ?? '' })
    },
  })
  pages.close()
  bench.note(
    `${name}: rendered ${summary(measured.rendered, ' ms')}, not modified ${summary(measured.notModified, ' ms')}`,
  )
  return {
    what: `${name}: CPU of a 304 against a 200 that is rendered`,
    measured: summary(ratios(measured.notModified, measured.rendered)),
    toReach: '≤ 0.2',
    aim: '0.05',
  }
}
