import type { Readable } from 'node:stream'

/** The bytes from `start` to `end`, both included. */
export type ByteRange = { start: number; end: number }

/**
 * Where files lie, by the SHA-256 of their bytes: what lies there never changes. Whoever puts and removes the same hash
 * must not do so at the same time (`oneAtATime` in stored-files.ts).
 */
export type FileStore = {
  /**
   * Takes the file at `path` in, whose bytes have this hash; the path is gone afterwards. When it resolves, the bytes
   * would survive a loss of power. A hash that is there already is left as it is.
   */
  put(sha256: string, path: string): Promise<void>
  /** The file's bytes as they are read, never all in memory; undefined where there is none of this hash. */
  read(sha256: string, range?: ByteRange): Promise<Readable | undefined>
  /** Its size in bytes; undefined where there is none. */
  size(sha256: string): Promise<number | undefined>
  /** Removes it; nothing happens where there is none. */
  remove(sha256: string): Promise<void>
}
