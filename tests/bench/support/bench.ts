import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bulk, writeRequests } from './bulk-writer.ts'
import { type Running, startProduct, untilQuiet } from './processes.ts'
import { makeTemplates } from './templates.ts'

export type Options = {
  rounds: number
  seconds: number
  /** How many clients at once, one measurement each. */
  clients: number[]
  /** A small and a large number of requests, for what must not grow with them. */
  requests: [small: number, large: number]
  /** How many publications the public site of one office is measured with. */
  publications: number
  verifyLarge: boolean
}

export type Filled = Bulk & { data: string }

/** What the parts of the bench share: the options, directories that are removed, processes that are ended. */
export class Bench {
  readonly options: Options
  readonly #directories: string[] = []
  readonly #filled = new Map<number, Promise<Filled>>()
  readonly #running: { stop: () => Promise<void> }[] = []

  constructor(options: Options) {
    this.options = options
  }

  /** So many rounds where one takes `longer` times the usual; one at least. */
  rounds(longer = 1): number {
    return Math.max(1, Math.floor(this.options.rounds / longer))
  }

  /** A new directory, removed when the bench ends. */
  async directory(name: string): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), `prakat-bench-${name}-`))
    this.#directories.push(made)
    return made
  }

  /** A directory of the product with so many requests, written once for all parts; no product runs on it yet. */
  filled(requests: number): Promise<Filled> {
    const known = this.#filled.get(requests) ?? this.#fill({ count: requests })
    this.#filled.set(requests, known)
    return known
  }

  /** A directory of its own with so many requests of one kind, to be changed by whoever asked for it. */
  filledWith(only: string, count: number): Promise<Filled> {
    return this.#fill({ count, only })
  }

  async #fill(given: { count: number; only?: string }): Promise<Filled> {
    const data = await this.directory(`filled-${given.count}`)
    const product = await startProduct(data)
    const templates = await makeTemplates(product)
    await product.stop()
    const begin = performance.now()
    const bulk = await writeRequests(data, templates, given)
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    this.note(`wrote ${given.count} requests, ${bulk.publications.length} of them public, in ${seconds} s`)
    return { ...bulk, data }
  }

  /** Ends a process with the part that started it. */
  closing<Given extends { stop: () => Promise<void> }>(running: Given): Given {
    this.#running.push(running)
    return running
  }

  async product(data: string): Promise<Running> {
    return this.closing(await startProduct(data))
  }

  /** The same once it has nothing left to do of its own: for what is measured by the CPU of one answer. */
  async quietProduct(data: string): Promise<Running> {
    const running = await this.product(data)
    await untilQuiet(running.pid)
    return running
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
