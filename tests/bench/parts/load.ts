import { statSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { openBrowser } from '../../support/browser.ts'
import type { Bench } from '../support/bench.ts'
import { HttpClient } from '../support/http-client.ts'
import { create } from '../support/lifecycle.ts'
import { signInAll } from '../support/people.ts'
import { interleaved } from '../support/rounds.ts'
import { short, summary } from '../support/statistics.ts'
import type { Row } from '../support/table.ts'

/** "Slow 4G", once "Fast 3G", as Chrome's own tools set it: 1.6 and 0.75 Mbit/s less a tenth, 150 ms times 3.75; and a slow processor. */
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

/** `script` in bytes as gzip has it; `interactive` in ms, NaN where the page has no choices. */
type Seen = { lcp: number; shift: number; interactive: number }
type Loaded = Seen & { bytes: number; requests: number; script: number }

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
      rows.push({
        what: `${what}: script of its first load, gzip`,
        measured: `${short((one?.script ?? 0) / 1000)} kB`,
        toReach: path === '/' ? '≤ 120 kB' : '',
        aim: '',
      })
      for (const [screen, all] of Object.entries(measured))
        rows.push(...interactiveRows(`${what}, ${screen}`, all))
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

/** When what can be done stands there and the browser answers: only a request has choices. */
function interactiveRows(what: string, all: Loaded[]): Row[] {
  const times = all.map(({ interactive }) => interactive / 1000)
  if (times.some(Number.isNaN)) return []
  const measured = summary(times, ' s')
  return [{ what: `${what}, on fast 3G and 4 × CPU: interactive`, measured, toReach: '≤ 2 s', aim: '' }]
}

/** Runs in the page, before anything of its own does. */
function observe(): void {
  const seen = { lcp: 0, shift: 0, interactive: Number.NaN }
  Object.assign(window, { seen })
  // The choices stand there; from then on, the end of the last task that still held the browser.
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.request-choices button')) return
    observer.disconnect()
    seen.interactive = performance.now()
  }).observe(document, { childList: true, subtree: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      if (startTime <= seen.interactive) seen.interactive = Math.max(seen.interactive, startTime + duration)
  }).observe({ type: 'longtask', buffered: true })
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
  let script = 0
  session.on('Network.responseReceived', ({ type, response }) => {
    if (type === 'Script') script += packedBytes(new URL(response.url).pathname)
  })
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
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen)
  return { ...seen, bytes, requests, script }
}

/** The size of a file of the screens as gzip has it, whatever the browser was sent. */
function packedBytes(path: string): number {
  const file = `dist/ui${path}`
  return (statSync(`${file}.gz`, { throwIfNoEntry: false }) ?? statSync(file)).size
}
