import { readFileSync } from 'node:fs'
import { createRequire, flushCompileCache, registerHooks, stripTypeScriptTypes } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { setEnvironmentData, Worker } from 'node:worker_threads'
import type { Circus } from '@jest/types'
import { getState, resetState, run as runTests } from 'jest-circus'
import { SnapshotState } from 'jest-snapshot'
import { globalRegistry } from 'zod'
import { expect, jest } from './globals.ts'

/**
 * What the parent asks for: tests of a file up to the first that fails, none of which may take longer than `testMs`; with
 * all they reach, where the sources are probed.
 */
export type Asked = { file: string; names?: string[]; cpuMs: number; testMs: number; probing?: boolean }
export type Reached = { outside: number[]; tests: Record<string, { ms: number; reached: number[] }> }
/** `ms` of CPU time. */
export type Answered = {
  passed: boolean
  failed?: string
  why?: string
  ms: number
  /** The run has left nothing open, such as a server or an interval. */
  clean: boolean
  reached?: Reached
}

const base = pathToFileURL(process.cwd()).href
const globals = new URL('./globals.ts', import.meta.url).href
/** Which loading of the project it is: each run loads the project's own modules anew, as they stand, and no others. */
let loading = 0
const asJavaScript = new Map<string, string>()
const require = createRequire(import.meta.url)
/** Only few tests read what has to be more than stripped of its types. */
const swc = () => require('@swc/core') as typeof import('@swc/core')

/** A source as JavaScript, of which every run reads the same. */
function javaScriptOf(file: string): string {
  const source = readFileSync(file, 'utf8')
  let made = asJavaScript.get(source)
  if (made === undefined) {
    made = file.endsWith('x')
      ? swc().transformSync(source, {
          jsc: {
            target: 'es2024',
            parser: { syntax: 'typescript', tsx: true },
            transform: { react: { runtime: 'automatic' } },
          },
        }).code
      : stripTypeScriptTypes(source)
    asJavaScript.set(source, made)
  }
  return made
}

// Jest gives each test file modules of its own, those of packages too: seconds, where ours alone take a tenth of one.
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') return { url: globals, shortCircuit: true }
    const found = next(specifier, context)
    const isOurs = found.url.startsWith(base) && !/\/node_modules\/|\/tests\/mutation\//.test(found.url)
    return isOurs ? { ...found, url: `${found.url.split('?')[0]}?loading=${loading}` } : found
  },
  load(url, context, next) {
    if (!url.includes('?loading=')) return next(url, context)
    const file = fileURLToPath(url)
    if (file.endsWith('.css')) return { format: 'module', source: '', shortCircuit: true }
    if (!/\.tsx?$/.test(file)) return next(url, context)
    return { format: 'module', source: javaScriptOf(file), shortCircuit: true }
  },
})

/** By the number of the piece; more than all sources have. Worker threads that begin later share it. */
const reachedPieces = new Uint8Array(new SharedArrayBuffer(100_000))
setEnvironmentData('reachedPieces', reachedPieces)

/** What this process has computed, in ms: on a machine with other work a clock says little. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/**
 * Ends this process when a run has used more CPU time than it may: a loop that never ends gives nobody else the word. CPU
 * time, so that a machine with other work does not look like a test that hangs. What waits for something that never comes
 * is ended, too: for eight seconds no other thread has computed, nor waited for its turn to, as Linux tells (elsewhere the
 * parent's clock ends it).
 */
const watch = `
const { readdirSync, readFileSync, readlinkSync } = require('node:fs')
const { workerData } = require('node:worker_threads')
const cpuMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
const wantedMs = () => {
  try {
    const own = readlinkSync('/proc/thread-self').split('/').at(-1)
    const threads = readdirSync('/proc/self/task').filter((thread) => thread !== own).map((thread) => {
      try { return readFileSync('/proc/self/task/' + thread + '/schedstat', 'utf8').split(' ') } catch { return [0, 0] }
    })
    return threads.reduce((sum, [ran, waited]) => sum + Number(ran) + Number(waited), 0) / 1e6
  } catch { return performance.now() }
}
let run = -1
let since = 0
let idle = 0
let wanted = wantedMs()
setInterval(() => {
  const now = Atomics.load(workerData.state, 0)
  const before = wanted
  wanted = wantedMs()
  idle = now === run && now % 2 === 1 && wanted - before < 10 ? idle + 1 : 0
  if (now !== run) { run = now; since = cpuMs() }
  else if (now % 2 === 1 && (idle > 40 || cpuMs() - since > Atomics.load(workerData.state, 1)))
    process.kill(process.pid, 'SIGKILL')
}, 200)
`
/** The number of the run, odd while it lasts, and the CPU time it may use, in ms. */
const state = new Int32Array(new SharedArrayBuffer(8))
new Worker(watch, { eval: true, workerData: { state } }).unref()

function nameOf(test: Circus.TestEntry): string {
  const names = [test.name]
  for (let block: Circus.DescribeBlock | undefined = test.parent; block; block = block.parent)
    if (block.parent) names.unshift(block.name)
  return names.join(' ')
}

/** Servers, connections, timers and processes that are open. */
const openResources = () =>
  process.getActiveResourcesInfo().filter((kind) => /^(?:TCP|Timeout|Process|MessagePort)/.test(kind)).length

/** jest-circus tells everything to these; what it does not export is asked of it here. */
const handlers = (globalThis as Record<symbol, unknown>)[
  Symbol.for('EVENT_HANDLERS')
] as Circus.EventHandler[]
const dispatch = async (event: Circus.AsyncEvent) => {
  for (const handler of handlers) await handler(event, getState())
}

/** Runs the asked tests of a file, none after the first that fails unless all are probed, and counts what each reaches. */
async function run({ file, names, cpuMs: mostMs, testMs, probing }: Asked): Promise<Answered> {
  const begun = cpuMs()
  Atomics.store(state, 1, mostMs)
  Atomics.add(state, 0, 1)
  loading += 1
  const only = names && new Set(names)
  const outside = new Set<number>()
  const tests = new Map<string, { ms: number; reached: Set<number> }>()
  let failed: string | undefined
  let why: string | undefined
  let testBegun = 0
  const addReached = (to: Set<number>) => {
    if (!probing) return
    for (let at = reachedPieces.indexOf(1); at >= 0; at = reachedPieces.indexOf(1, at + 1)) to.add(at)
    reachedPieces.fill(0)
  }
  const onEvent = (event: Circus.Event) => {
    if (event.name === 'test_start') {
      addReached(outside)
      const name = nameOf(event.test)
      expect.setState({ currentTestName: name })
      testBegun = cpuMs()
      if ((failed !== undefined && !probing) || (only && !only.has(name))) event.test.mode = 'skip'
    }
    if (event.name === 'test_done') {
      const { suppressedErrors } = expect.getState()
      expect.setState({ suppressedErrors: [] })
      // What does not throw: snapshots that differ, and assertions that were counted.
      event.test.errors.push(
        ...suppressedErrors,
        ...expect.extractExpectedAssertionsErrors().map(({ error }) => error),
      )
      const name = nameOf(event.test)
      const test = tests.get(name) ?? { ms: 0, reached: new Set() }
      tests.set(name, test)
      test.ms += cpuMs() - testBegun
      addReached(test.reached)
      if (event.test.errors.length === 0) return
      failed ??= name
      why ??= String([event.test.errors[0]].flat()[0])
      // Under a load that its limits do not foresee, say: it can tell nothing of a fault.
      if (probing) tests.delete(name)
    }
  }

  const environment = { ...process.env }
  const before = openResources()
  const directory = process.cwd()
  globalRegistry.clear()
  reachedPieces.fill(0)
  resetState()
  handlers.push(onEvent)
  await dispatch({ name: 'setup', parentProcess: process, runtimeGlobals: globalThis as never })
  getState().testTimeout = testMs
  const testPath = join(directory, file)
  const snapshot = join(directory, file, '../__snapshots__', `${file.split('/').at(-1)}.snap`)
  const snapshotState = new SnapshotState(snapshot, {
    rootDir: directory,
    updateSnapshot: 'none',
    snapshotFormat: { escapeString: false, printBasicPrototype: false },
    prettierPath: null,
  })
  // Only what @jest/expect compares snapshots with is declared to have it.
  const matching = { testPath, snapshotState, currentTestName: '' }
  expect.setState(matching)
  let passed = true
  try {
    await import(pathToFileURL(testPath).href)
    const { testResults, unhandledErrors } = await runTests()
    passed = unhandledErrors.length === 0 && testResults.every(({ errors }) => errors.length === 0)
    why ??= unhandledErrors[0]
  } catch (error) {
    passed = false
    why = String(error)
  }
  addReached(outside)
  await dispatch({ name: 'teardown' })
  handlers.splice(handlers.indexOf(onEvent), 1)
  jest.useRealTimers()
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name]
  Object.assign(process.env, environment)
  process.chdir(directory)
  Atomics.add(state, 0, 1)
  return {
    passed,
    ...(failed !== undefined && { failed }),
    ...(why !== undefined && { why }),
    ms: cpuMs() - begun,
    clean: openResources() <= before,
    ...(probing && {
      reached: {
        outside: [...outside],
        tests: Object.fromEntries(
          [...tests].map(([name, { ms, reached }]) => [name, { ms, reached: [...reached] }]),
        ),
      },
    }),
  }
}

// What packages are compiled to is kept for the processes that come after this one.
for (const name of ['better-sqlite3', 'express', 'fast-check', 'kysely', 'pino', 'supertest', 'xstate'])
  await import(name)
flushCompileCache()

/** A process that runs test files again and again; its parent ends it where one does not end. */
process.on('message', async (asked: Asked) => {
  process.send?.(await run(asked))
})
