import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** After so many bytes what they came in is collected, in a millisecond. Of fewer, too much is still under way and grows old. */
const collectedAfter = 8 * 1024 * 1024

export type Passing = (bytes: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>

/**
 * Lets bytes through, and has the collector take what they came in before it grows old. V8 hardly counts the bytes behind
 * a buffer as young: left alone it waits for 64 MiB and more of them, and then marks the whole heap, several times a second.
 */
export function createPassing(): Passing {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (what: { type: 'minor' }) => void
  let passed = 0
  return async function* passing(bytes) {
    for await (const piece of bytes) {
      yield piece
      passed += piece.length
      if (passed < collectedAfter) continue
      passed = 0
      collect({ type: 'minor' })
    }
  }
}
