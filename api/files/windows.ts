import { open } from 'node:fs/promises'

const windowBytes = 64 * 1024

/**
 * A file in windows, each of which begins with the last `overlap` bytes of the one before it. All are one buffer, written
 * over when the next is asked for: what is read of files of 50 MiB leaves nothing behind for the garbage collector.
 */
export async function* windowsOf(path: string, overlap = 0): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(overlap + windowBytes)
  const file = await open(path, 'r')
  try {
    for (let kept = 0; ; ) {
      const { bytesRead } = await file.read(buffer, kept, windowBytes, null)
      if (bytesRead === 0) return
      const end = kept + bytesRead
      yield buffer.subarray(0, end)
      kept = Math.min(overlap, end)
      buffer.copyWithin(0, end - kept, end)
    }
  } finally {
    await file.close()
  }
}
