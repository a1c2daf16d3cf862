import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { createPassing } from '../../../api/files/passing.ts'

const MiB = 1024 * 1024
const pieceBytes = 64 * 1024

/** As a socket does: each piece in memory of its own, the latest hundred still under way. */
async function* arriving(bytes: number): AsyncGenerator<Buffer> {
  const underWay: Buffer[] = []
  for (let left = bytes; left > 0; left -= pieceBytes) {
    const piece = Buffer.allocUnsafeSlow(pieceBytes)
    underWay.push(piece)
    if (underWay.length > 100) underWay.shift()
    yield piece
    await turn()
  }
}

test('what passes is whole, and its memory is free again before it has grown', async () => {
  const passing = createPassing()
  const memory = () => process.memoryUsage().arrayBuffers
  const before = memory()
  let [bytes, most] = [0, 0]
  for await (const piece of passing(arriving(256 * MiB))) {
    bytes += piece.length
    most = Math.max(most, memory() - before)
  }
  expect(bytes).toBe(256 * MiB)
  expect(most / MiB).toBeLessThan(48)
})
