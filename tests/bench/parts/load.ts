import type { Page } from 'playwright-core'
import { openBrowser } from '../../support/browser.ts'
import type { Bench } from '../support/bench.ts'
import { HttpClient } from '../support/http-client.ts'
import { create } from '../support/lifecycle.ts'
import { signInAll } from '../support/people.ts'
import { interleaved } from '../support/rounds.ts'
import { short, summary } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

/** "Slow 4G" as Chrome's own tools set it: 1.6 and 0.75 Mbit/s less a tenth, 150 ms times 3.75; and a slow processor. */
const slow4g = {
  offline: false,
  downloadThroughput: ((1.6 * 1e6) / 8) * 0.9,
  uploadThroughput: ((0.75 * 1e6) / 8) * 0.9,
  latency: 150 * 3.75,
}
const cpuSlowdown = 4

type Screen = { width: number; height: number }
/** An office's usual screen, and a phone. */
const screens = { desk: { width: 1366, height: 768 }, phone: { width: 412, height: 823 } }

type Loaded = { lcp: number; shift: number; bytes: number; requests: number }

/** The first load of two pages on a slow line and a slow processor, with nothing cached, at a desk and on a phone. */
export async function load(bench: Bench): Promise<Row[]> {
  // With a list that is full: an empty one moves nothing as it comes.
  const { data } = await bench.filled(bench.options.requests[0])
  const { port } = await bench.product(data)
  const client = new HttpClient(port)
  const people = await signInAll(client)
  const id = await create(client, people)
  const { browser, close } = await openBrowser()
  const [name = '', value = ''] = people.officer.Cookie.split('=')
  const url = `http://127.0.0.1:${port}`
  const measure = async ({ path, screen }: { path: string; screen: Screen }): Promise<Loaded> => {
    const context = await browser.newContext({ viewport: screen, locale: 'th' })
    await context.addCookies([{ name, value, url }])
    const loaded = await loadSlowly(await context.newPage(), url + path)
    await context.close()
    return loaded
  }
  try {
    const rows: Row[] = []
    for (const [what, path] of Object.entries({ inbox: '/', 'request page': `/requests/${id}` })) {
      const measured = await interleaved(bench.rounds(4), {
        desk: () => measure({ path, screen: screens.desk }),
        phone: () => measure({ path, screen: screens.phone }),
      })
      for (const [screen, all] of Object.entries(measured)) rows.push(...rowsOf(`${what}, ${screen}`, all))
      const [one] = measured.desk
      bench.note(`${what}: ${short((one?.bytes ?? 0) / 1000)} kB in ${one?.requests} requests`)
    }
    return rows
  } finally {
    await close()
  }
}

const rowsOf = (what: string, all: Loaded[]): Row[] => [
  {
    what: `${what}, on slow 4G and 4 × CPU: LCP`,
    measured: summary(
      all.map(({ lcp }) => lcp / 1000),
      ' s',
    ),
    toReach: '≤ 3 s',
    aim: '1.5 s',
  },
  {
    what: `${what}: layout shift`,
    measured: summary(all.map(({ shift }) => shift)),
    toReach: '≤ 0.05',
    aim: '0',
  },
]

/** Runs in the page, before anything of its own does. */
function observe(): void {
  const seen = { lcp: 0, shift: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) seen.lcp = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
    })[])
      if (!entry.hadRecentInput) seen.shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
}

async function loadSlowly(page: Page, url: string): Promise<Loaded> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', slow4g)
  await session.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  let [bytes, requests] = [0, 0]
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
    requests += 1
  })
  await page.addInitScript(observe)
  // The stream of changes never ends, so the line is never idle: the page is loaded when nothing has come for a while.
  await page.goto(url, { waitUntil: 'load', timeout: 120_000 })
  for (let before = -1; before !== requests; ) {
    before = requests
    await page.waitForTimeout(4000)
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: { lcp: number; shift: number } }).seen)
  return { ...seen, bytes, requests }
}
