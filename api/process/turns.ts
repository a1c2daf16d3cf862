/**
 * A queue that is served by turns of its keys: whoever has little in it waits for as much of each other key, however
 * much those have. Within a key, first come, first served.
 */
export class Turns<Item> {
  /** In the order in which the keys have their turns. */
  readonly #waiting = new Map<string, Item[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  /**
   * Adds to the items of a key unless `most` wait already and this key has its share of them: a full queue still takes
   * in what comes from others. Answers whether it did.
   */
  add(key: string, item: Item, most: number): boolean {
    const own = this.#waiting.get(key)
    if (this.#size >= most) {
      const keys = this.#waiting.size + (own ? 0 : 1)
      if ((own?.length ?? 0) >= Math.floor(most / keys)) return false
    }
    if (own) own.push(item)
    else this.#waiting.set(key, [item])
    this.#size += 1
    return true
  }

  /** Takes out the next ones, `most` at most. */
  take(most: number): Item[] {
    const taken: Item[] = []
    // What is set again stands behind the other keys, and is come to again.
    for (const [key, items] of this.#waiting) {
      if (taken.length >= most) break
      const next = items.shift()
      this.#waiting.delete(key)
      if (items.length > 0) this.#waiting.set(key, items)
      if (next !== undefined) taken.push(next)
    }
    this.#size -= taken.length
    return taken
  }
}
