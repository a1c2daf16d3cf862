import { describe, expect, test } from '@jest/globals'
import { createFairQueue, QueueFullError } from '../../../api/process/fair-queue.ts'

/** Work that ends when it is told to, and notes when it begins. */
function work() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  return {
    begun,
    piece: (name: string) => () => {
      begun.push(name)
      return new Promise<string>((resolve) => ends.set(name, () => resolve(name)))
    },
    end: async (name: string) => {
      ends.get(name)?.()
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
const limits = { atOnce: 2, perKey: 1, waiting: 3 }

describe('a fair queue', () => {
  test('serves the keys by turns, whoever came first with much', async () => {
    const { begun, piece, end } = work()
    const queue = createFairQueue({ ...limits, atOnce: 1 })
    const all = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map((name) => queue(name.slice(0, 1), piece(name)))
    await new Promise((resolve) => setImmediate(resolve))
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3', 'b2']) {
      expect(begun.at(-1)).toBe(name)
      await end(name)
    }
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1'])
  })

  test('keeps a place for others: one key has no more than its share at once', async () => {
    const { begun, piece, end } = work()
    const queue = createFairQueue(limits)
    const all = ['a1', 'a2', 'b1', 'c1'].map((name) => queue(name.slice(0, 1), piece(name)))
    await new Promise((resolve) => setImmediate(resolve))
    expect(begun).toEqual(['a1', 'b1'])
    await end('b1')
    expect(begun).toEqual(['a1', 'b1', 'c1'])
    await end('c1')
    expect(begun).toHaveLength(3)
    await end('a1')
    await end('a2')
    expect(await Promise.all(all)).toHaveLength(4)
  })

  test('refuses what would wait behind too much of its own key, and takes it when that has gone', async () => {
    const { piece, end } = work()
    const queue = createFairQueue(limits)
    const all = ['a1', 'a2', 'a3', 'a4'].map((name) => queue('a', piece(name)))
    await expect(queue('a', piece('a5'))).rejects.toBeInstanceOf(QueueFullError)
    const other = queue('b', piece('b1'))
    await end('a1')
    const late = queue('a', piece('a6'))
    for (const name of ['b1', 'a2', 'a3', 'a4', 'a6']) await end(name)
    expect(await Promise.all([...all, other, late])).toEqual(['a1', 'a2', 'a3', 'a4', 'b1', 'a6'])
  })

  test('gives the place of work that fails to the next', async () => {
    const queue = createFairQueue({ ...limits, atOnce: 1 })
    const failing = queue('a', async () => {
      throw new Error('failed')
    })
    const next = queue('a', async () => 'next')
    await expect(failing).rejects.toThrow('failed')
    expect(await next).toBe('next')
  })
})
