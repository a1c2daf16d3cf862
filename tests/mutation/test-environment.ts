import type { Circus } from '@jest/types'
import { TestEnvironment } from 'jest-environment-node'

/** What the test runner asks of the environment and what this tells it; both live in the one process. */
export type Watched = {
  /** The tests to run; all, when undefined. */
  names: ReadonlySet<string> | undefined
  failed: string | undefined
  /** When probing: what is reached outside of every test, and by each; `ms` of CPU time. */
  outside: Set<number>
  tests: Map<string, { ms: number; reached: Set<number> }>
}

declare global {
  var watched: Watched | undefined
}

/** What this process has computed, in ms: on a machine with other work a clock says little. */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function nameOf(test: Circus.TestEntry): string {
  const names = [test.name]
  for (let block: Circus.DescribeBlock | undefined = test.parent; block; block = block.parent)
    if (block.parent) names.unshift(block.name)
  return names.join(' ')
}

/** Runs the asked tests of a file, none after the first that fails, and counts what each reaches. */
export default class WatchedEnvironment extends TestEnvironment {
  #reached = globalThis.watched?.outside
  #begun = 0

  override async setup(): Promise<void> {
    await super.setup()
    Object.assign(this.global, { probe: (piece: number) => this.#reached?.add(piece) })
  }

  handleTestEvent(event: Circus.Event): void {
    const { watched } = globalThis
    if (!watched) return
    if (event.name === 'test_start') {
      const name = nameOf(event.test)
      if (watched.failed !== undefined || (watched.names && !watched.names.has(name)))
        event.test.mode = 'skip'
      else {
        this.#begun = cpuMs()
        this.#reached = watched.tests.get(name)?.reached ?? new Set()
        watched.tests.set(name, { ms: 0, reached: this.#reached })
      }
    }
    if (event.name === 'test_done') {
      const name = nameOf(event.test)
      const test = watched.tests.get(name)
      if (test) test.ms += cpuMs() - this.#begun
      if (event.test.errors.length > 0) watched.failed ??= name
      this.#reached = watched.outside
    }
  }
}
