import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { StoredEntry } from '../../db/audit-log.ts'

/** What can be erased: a part of an event, a frozen content, or what an entry of a log says of somebody. */
export const erasedKinds = ['events', 'contents', 'facts'] as const
export type ErasedKind = (typeof erasedKinds)[number]
const counted = z.strictObject({ count: z.int().min(0), sha256: z.string() })
type Counted = z.infer<typeof counted>

/** How an entry of the type `personal.erased` tells of an erasure: of whom or what, why, and by whose order. */
export const erasureOrderSchema = z.strictObject({
  /** Exactly one of both. */
  person: z.string().optional(),
  request: z.string().optional(),
  reason: z.string(),
  by: z.string(),
  /** What was erased, in the order of the tables, as a number and a digest: there may be very many. */
  erased: z.strictObject({ events: counted, contents: counted, facts: counted }),
})
export type ErasureOrder = z.infer<typeof erasureOrderSchema>

/** A list of rows, of which only a number and a digest are kept. */
class List {
  readonly #hash = createHash('sha256')
  #count = 0

  add(row: readonly (string | number)[]): void {
    this.#count += 1
    this.#hash.update(`${JSON.stringify(row)}\n`)
  }

  get counted(): Counted {
    return { count: this.#count, sha256: this.#hash.copy().digest('hex') }
  }
}

/** What one order erases, row by row in the order of the tables. */
export class ErasedRows {
  readonly #lists = { events: new List(), contents: new List(), facts: new List() }

  add(kind: ErasedKind, row: readonly (string | number)[]): void {
    this.#lists[kind].add(row)
  }

  get counted(): Record<ErasedKind, Counted> {
    const { events, contents, facts } = this.#lists
    return { events: events.counted, contents: contents.counted, facts: facts.counted }
  }
}

type Known = { office: string; seq: number; at: number; order: ErasureOrder }

/** Compares what is erased with the logs' orders, in both directions. Entries of the logs are told of first. */
export class ErasureChecks {
  readonly #orders = new Map<string, Known>()
  readonly #found = new Map<string, ErasedRows>()
  readonly #told: string[] = []

  /** Throws where the entry cannot be read. */
  order({ hash, office, seq, at, after }: StoredEntry): void {
    this.#orders.set(hash, { office, seq, at, order: erasureOrderSchema.parse(JSON.parse(after)) })
  }

  /** A row that names, as what erased it, the entry with this hash. */
  erased(kind: ErasedKind, entry: string, row: readonly (string | number)[]): void {
    if (!this.#orders.has(entry))
      this.#told.push(`${wordsOf[kind]} ${row.join(' ')} was erased, but no entry of a log orders it`)
    const rows = this.#found.get(entry) ?? new ErasedRows()
    rows.add(kind, row)
    this.#found.set(entry, rows)
  }

  /** Every order that is not what was erased by it. */
  differences(): string[] {
    const told = [...this.#told]
    for (const [hash, { office, seq, order }] of this.#orders) {
      const found = (this.#found.get(hash) ?? new ErasedRows()).counted
      for (const kind of erasedKinds) {
        const [is, should] = [found[kind], order.erased[kind]]
        if (is.sha256 !== should.sha256)
          told.push(
            is.count === should.count
              ? `log of ${office}: entry ${seq} orders the erasure of ${should.count} ${kind}, but others are erased by it`
              : `log of ${office}: entry ${seq} orders the erasure of ${should.count} ${kind}, but ${is.count} are erased by it`,
          )
      }
    }
    return told
  }

  /** What was erased by order, a sentence an order. */
  sentences(): string[] {
    return [...this.#orders.values()].map(({ office, seq, at, order }) => {
      const counts = erasedKinds.map((kind) => `${order.erased[kind].count} ${kind}`).join(', ')
      const of = order.person === undefined ? `request ${order.request}` : `person ${order.person}`
      return `erased (${counts}) of ${of}, by entry ${seq} of the log of ${office}, ${new Date(at).toISOString()}`
    })
  }
}

const wordsOf: Record<ErasedKind, string> = {
  events: 'event',
  contents: 'content',
  facts: 'log entry',
}
