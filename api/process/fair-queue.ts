type Limits = {
  /** How many run at once, and how many of one key. */
  atOnce: number
  perKey: number
  /** How many of one key may wait. */
  waiting: number
}
export type FairQueue = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>

/** Thrown instead of queueing one more than may wait. */
export class QueueFullError extends Error {}

/**
 * A semaphore that serves its keys by turns, so that many tasks of one office let another's wait for one of them at the
 * most. Bounded: throws QueueFullError for a key of which too many wait already.
 */
export function createFairQueue({ atOnce, perKey, waiting: maxWaiting }: Limits): FairQueue {
  /** In the order in which the keys have their turns. */
  const waiting = new Map<string, (() => void)[]>()
  const running = new Map<string, number>()

  let total = 0

  function startNext(): void {
    if (total >= atOnce) return
    for (const [key, starts] of waiting) {
      const count = running.get(key) ?? 0
      const [start, ...later] = starts
      if (count >= perKey || !start) continue
      waiting.delete(key)
      if (later.length > 0) waiting.set(key, later)
      // Counted before anyone else looks.
      running.set(key, count + 1)
      total += 1
      start()
      return
    }
  }

  function finished(key: string): void {
    const count = (running.get(key) ?? 1) - 1
    if (count > 0) running.set(key, count)
    else running.delete(key)
    total -= 1
    startNext()
  }

  return async (key, work) => {
    const before = waiting.get(key) ?? []
    if (before.length >= maxWaiting) throw new QueueFullError(`Too many tasks of ${key} wait already`)
    await new Promise<void>((resolve) => {
      waiting.set(key, [...before, resolve])
      startNext()
    })
    try {
      return await work()
    } finally {
      finished(key)
    }
  }
}
