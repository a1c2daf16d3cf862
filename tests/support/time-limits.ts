import { availableParallelism, loadavg } from 'node:os'
import { Worker } from 'node:worker_threads'
import { afterAll, expect, jest } from '@jest/globals'

// A journey through a browser, or a fault in a real server, takes half a minute here; a slower machine may take its time.
const isJourney = /[\\/]tests[\\/](?:journeys|faults)[\\/]/.test(expect.getState().testPath ?? '')
/** How many processes wait for each core: on a machine with other work everything takes that much longer. */
const slowdown = Math.min(8, Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()))
jest.setTimeout((isJourney ? 240_000 : 30_000) * slowdown)

/**
 * Ends a test that never gives the event loop back, which Jest's own timeout cannot: the loop has to turn at least once
 * in 30 s of CPU time. CPU time, so that a machine with other work does not look like a test that hangs.
 */
const cpuLimitMs = 30_000

const turns = new Int32Array(new SharedArrayBuffer(4))
const beat = setInterval(() => Atomics.add(turns, 0, 1), 500)
// In a browser's environment a timer is a number and ends with its window.
if (typeof beat === 'object') beat.unref()

const watch = `
const { workerData } = require('node:worker_threads')
const cpuMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
let seen = -1
let since = cpuMs()
setInterval(() => {
  const now = Atomics.load(workerData.turns, 0)
  if (now !== seen) { seen = now; since = cpuMs() }
  else if (cpuMs() - since > workerData.limit) {
    require('node:fs').writeSync(2, 'A test has held the event loop for ' + workerData.limit / 1000 + ' s of CPU time: its process is ended.\\n')
    process.kill(process.pid, 'SIGKILL')
  }
}, 500)
`
const watchdog = new Worker(watch, { eval: true, workerData: { turns, limit: cpuLimitMs } })
watchdog.unref()

afterAll(async () => {
  clearInterval(beat)
  await watchdog.terminate()
})
