import { Worker } from 'node:worker_threads'
import { runCLI } from '@jest/core'
import { cpuMs as computed, type Watched } from './test-environment.ts'

/** What the parent asks for: tests of a file up to the first that fails; with all they reach, where the sources are probed. */
export type Asked = { file: string; names?: string[]; cpuMs: number; probing?: boolean }
export type Reached = { outside: number[]; tests: Record<string, { ms: number; reached: number[] }> }
/** `ms` of CPU time. */
export type Answered = { passed: boolean; failed?: string; ms: number; reached?: Reached }

/**
 * Ends this process when a run has used more CPU time than it may: a loop that never ends gives nobody else the word.
 * CPU time, so that a machine with other work does not look like a test that hangs.
 */
const watch = `
const { workerData } = require('node:worker_threads')
const cpuMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000 }
let run = -1
let since = 0
setInterval(() => {
  const now = Atomics.load(workerData.state, 0)
  if (now !== run) { run = now; since = cpuMs() }
  else if (now % 2 === 1 && cpuMs() - since > Atomics.load(workerData.state, 1)) process.kill(process.pid, 'SIGKILL')
}, 200)
`
/** The number of the run, odd while it lasts, and the CPU time it may use, in ms. */
const state = new Int32Array(new SharedArrayBuffer(8))
new Worker(watch, { eval: true, workerData: { state } }).unref()

async function run({ file, names, cpuMs, probing }: Asked): Promise<Answered> {
  const watched: Watched = {
    names: names && new Set(names),
    failed: undefined,
    all: probing === true,
    outside: new Set(),
    tests: new Map(),
  }
  globalThis.watched = watched
  const begun = computed()
  Atomics.store(state, 1, cpuMs)
  Atomics.add(state, 0, 1)
  const { results } = await runCLI(
    {
      ...{ $0: '', _: [file], config: 'tests/mutation/jest.config.ts', runTestsByPath: true },
      ...{ runInBand: true, silent: true, watchman: false },
      reporters: ['<rootDir>/tests/mutation/silent.cjs'],
    } as unknown as Parameters<typeof runCLI>[0],
    [process.cwd()],
  )
  Atomics.add(state, 0, 1)
  return {
    passed: results.success && watched.failed === undefined,
    ...(watched.failed !== undefined && { failed: watched.failed }),
    ms: computed() - begun,
    ...(probing && {
      reached: {
        outside: [...watched.outside],
        tests: Object.fromEntries(
          [...watched.tests].map(([name, { ms, reached }]) => [name, { ms, reached: [...reached] }]),
        ),
      },
    }),
  }
}

/** A process that runs test files again and again; its parent ends it where one does not end. */
process.on('message', async (asked: Asked) => {
  process.send?.(await run(asked))
})
