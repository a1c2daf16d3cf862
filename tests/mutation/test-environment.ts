import type { Circus } from '@jest/types'
import { TestEnvironment } from 'jest-environment-node'

/** What the test runner asks of the environment and what this tells it; both live in the one process. */
export type Watched = {
  /** The tests to run; all, when undefined. */
  names: ReadonlySet<string> | undefined
  failed: string | undefined
  /** To learn what every test reaches, all run, also after one that fails by itself. */
  all: boolean
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
  /** By the number of the piece; more than all sources have. */
  readonly #pieces = new Uint8Array(100_000)
  #begun = 0

  override async setup(): Promise<void> {
    await super.setup()
    Object.assign(this.global, { reachedPieces: this.#pieces })
  }

  override async teardown(): Promise<void> {
    this.#addReached(globalThis.watched?.outside)
    await super.teardown()
  }

  handleTestEvent(event: Circus.Event): void {
    const { watched } = globalThis
    if (!watched) return
    if (event.name === 'test_start') {
      this.#addReached(watched.outside)
      const name = nameOf(event.test)
      if ((watched.failed !== undefined && !watched.all) || (watched.names && !watched.names.has(name)))
        event.test.mode = 'skip'
      else this.#begun = cpuMs()
    }
    if (event.name === 'test_done') {
      const name = nameOf(event.test)
      const test = watched.tests.get(name) ?? { ms: 0, reached: new Set() }
      watched.tests.set(name, test)
      test.ms += cpuMs() - this.#begun
      this.#addReached(test.reached)
      if (event.test.errors.length > 0) {
        watched.failed ??= name
        // Under a load that its limits do not foresee, say: it can tell nothing of a fault.
        if (watched.all) watched.tests.delete(name)
      }
    }
  }

  #addReached(to: Set<number> | undefined): void {
    for (let at = this.#pieces.indexOf(1); at >= 0; at = this.#pieces.indexOf(1, at + 1)) to?.add(at)
    this.#pieces.fill(0)
  }
}
