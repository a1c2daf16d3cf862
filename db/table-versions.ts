import type { Tables } from './tables.ts'

type Name = keyof Tables & string

/**
 * Counts the writes to each table, so that what was read from a table can be remembered until the table changes.
 * While a transaction that wrote to a table is open, nothing of that table may be remembered: it may be rolled back.
 */
export class TableVersions {
  readonly #versions = new Map<string, number>()
  readonly #uncommitted = new Set<string>()
  #inTransaction = false

  /** One number for the present contents of the tables; undefined while a transaction has changed one of them. */
  current(tables: readonly Name[]): number | undefined {
    let sum = 0
    for (const table of tables) {
      if (this.#uncommitted.has(table)) return undefined
      sum += this.#versions.get(table) ?? 0
    }
    return sum
  }

  /** A statement that writes to `table` has run. */
  wrote(table: string): void {
    this.#versions.set(table, (this.#versions.get(table) ?? 0) + 1)
    if (this.#inTransaction) this.#uncommitted.add(table)
  }

  began(): void {
    this.#inTransaction = true
  }

  /** The transaction was committed or rolled back: what was read inside it is no longer to be trusted. */
  ended(): void {
    this.#inTransaction = false
    for (const table of this.#uncommitted) this.#versions.set(table, (this.#versions.get(table) ?? 0) + 1)
    this.#uncommitted.clear()
  }
}
