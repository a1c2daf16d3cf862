import { parseArgs } from 'node:util'
import { events } from './parts/events.ts'
import { fanout } from './parts/fanout.ts'
import { files } from './parts/files.ts'
import { growth } from './parts/growth.ts'
import { heartbeat } from './parts/heartbeat.ts'
import { load } from './parts/load.ts'
import { publicPages } from './parts/public.ts'
import { publications } from './parts/publications.ts'
import { timers } from './parts/timers.ts'
import { Bench, type Options } from './support/bench.ts'
import { buildScreens } from './support/processes.ts'
import { type Row, tableOf } from './support/table.ts'

/**
 * `npm run bench`: how fast the product is, as ratios to opponents that are measured in the same rounds. `npm run bench --
 * events growth` runs only these parts.
 */
const parts: Record<string, (bench: Bench) => Promise<Row[]>> = {
  events,
  fanout,
  timers,
  growth,
  public: publicPages,
  publications,
  files,
  heartbeat,
  load,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Many short rounds: what else the machine does then falls on all contenders. */
    rounds: { type: 'string', default: '7' },
    seconds: { type: 'string', default: '1' },
    clients: { type: 'string', default: '1,16,64,256' },
    requests: { type: 'string', default: '1000,100000' },
    publications: { type: 'string', default: '200000' },
    /** Also run `npm run verify` on the large number of requests, which takes minutes. */
    verify: { type: 'boolean', default: false },
  },
})
const unknown = positionals.find((name) => !Object.hasOwn(parts, name))
if (unknown !== undefined)
  throw new Error(`There is no part "${unknown}"; there are: ${Object.keys(parts).join(', ')}`)
const [small = 0, large = 0] = values.requests.split(',').map(Number)
const options: Options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  clients: values.clients.split(',').map(Number),
  requests: [small, large],
  publications: Number(values.publications),
  verifyLarge: values.verify,
}

buildScreens()
const bench = new Bench(options)
const rows: Row[] = []
try {
  for (const [name, run] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue
    console.log(name)
    const begin = performance.now()
    rows.push(...(await run(bench)))
    await bench.endPart()
    bench.note(`took ${((performance.now() - begin) / 1000).toFixed(0)} s`)
  }
} finally {
  await bench.end()
  if (rows.length > 0) console.log(`\n${tableOf(rows)}`)
}
