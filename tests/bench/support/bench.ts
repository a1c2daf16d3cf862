import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Running, startProduct } from './processes.ts'

export type Options = {
  rounds: number
  seconds: number
  /** How many clients at once, one measurement each. */
  clients: number[]
  /** A small and a large number of requests, for what must not grow with them. */
  requests: [small: number, large: number]
}

/** What the parts of the bench share: the options, directories that are removed, processes that are ended. */
export class Bench {
  readonly options: Options
  readonly #directories: string[] = []
  readonly #running: { stop: () => Promise<void> }[] = []

  constructor(options: Options) {
    this.options = options
  }

  /** A new directory, removed when the bench ends. */
  async directory(name: string): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), `prakat-bench-${name}-`))
    this.#directories.push(made)
    return made
  }

  /** Ends a process with the part that started it. */
  closing<Given extends { stop: () => Promise<void> }>(running: Given): Given {
    this.#running.push(running)
    return running
  }

  async product(data: string): Promise<Running> {
    return this.closing(await startProduct(data))
  }

  /** Something to read beside the table. */
  note(text: string): void {
    console.log(`  ${text}`)
  }

  async endPart(): Promise<void> {
    for (const running of this.#running.splice(0).reverse()) await running.stop()
  }

  async end(): Promise<void> {
    await this.endPart()
    for (const directory of this.#directories.splice(0)) await rm(directory, { recursive: true, force: true })
  }
}
