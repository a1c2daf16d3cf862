import type { Bench } from '../support/bench.ts'
import { HttpClient } from '../support/http-client.ts'
import { startOpponent } from '../support/processes.ts'
import { cpuOfRead } from '../support/reads.ts'
import { interleaved } from '../support/rounds.ts'
import { ratios, summary } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

/** The public pages against a constant string of the same size, and an answer "not modified" against a whole one. */
export async function publicPages(bench: Bench): Promise<Row[]> {
  const { data, publications } = await bench.filled(bench.options.requests[0])
  const running = await bench.product(data)
  const product = { running, client: new HttpClient(running.port) }
  const opponent = bench.closing(await startOpponent('constant', await bench.directory('constant')))
  const constant = { running: opponent, client: new HttpClient(opponent.port) }

  const rows: Row[] = []
  for (const [name, path] of [
    ['item page', `/o/cmi3/items/${publications[0]}`],
    ['office page', '/o/cmi3'],
  ] as const) {
    const { headers, text } = await product.client.get(path)
    const bytes = Buffer.byteLength(text)
    const known = { 'If-None-Match': headers.etag ?? '' }
    if ((await product.client.send({ path, headers: known })).status !== 304)
      throw new Error(`${path} did not answer 304 to its own ETag`)
    // By CPU, not by answers a second: a constant string is sent faster than a client on the same machine can ask.
    const measured = await interleaved(bench.rounds(2), {
      whole: () => cpuOfRead(product, path),
      constant: () => cpuOfRead(constant, `/${bytes}`),
      notModified: () => cpuOfRead(product, path, known),
    })
    bench.note(
      `${name}: ${summary(measured.whole, ' ms')} CPU, constant string ${summary(measured.constant, ' ms')}`,
    )
    rows.push(
      {
        what: `${name}, against an Express route that sends ${bytes} constant bytes`,
        measured: summary(ratios(measured.constant, measured.whole)),
        toReach: '≥ 0.5',
        aim: '0.8',
      },
      {
        what: `${name}: CPU of a 304 against a 200 that is rendered`,
        measured: summary(ratios(measured.notModified, measured.whole)),
        toReach: '≤ 0.2',
        aim: '0.05',
      },
    )
  }
  return rows
}
