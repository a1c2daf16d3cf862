import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { createFairQueue, type FairQueue } from '../process/fair-queue.ts'
import { createDiskStore } from './disk-store.ts'
import type { FileStore } from './file-store.ts'
import { createPassing, type Passing } from './passing.ts'
import type { S3Settings } from './s3-store.ts'
import { windowsOf } from './windows.ts'

/** The files of one server: where they lie, where they arrive, and who may work on which of them at a time. */
export type StoredFiles = {
  store: FileStore
  /** The directory in which files arrive; on the disk of the store, where that is a disk. */
  arriving: string
  /** The directory of what was made of files and can be made again: smaller pictures. */
  made: string
  /**
   * Runs what puts or removes a hash together with its row, one after another for each hash: else a file could go whose
   * row has just come.
   */
  oneAtATime<Result>(sha256: string, run: () => Promise<Result>): Promise<Result>
  /** The uploads that are being taken in, by their ids. */
  takingIn: Map<string, Promise<void>>
  /** Their turns, by office. */
  turns: FairQueue
  /** What every file that comes or goes passes through, so that its memory is free again at once. */
  passing: Passing
}

/** So many files are looked at at once, of one office one: pictures of many pixels take memory. */
const lookedAt = { atOnce: 2, perKey: 1, waiting: 1000 }

/** The files of a server, in its directory or with the service that it was told. */
export function createStoredFiles({ data, s3 }: { data: string; s3: S3Settings | undefined }): StoredFiles {
  const running = new Map<string, Promise<unknown>>()
  return {
    store: s3 ? lazily(s3) : createDiskStore(join(data, 'files')),
    arriving: join(data, 'uploads'),
    made: join(data, 'pictures'),
    takingIn: new Map(),
    turns: createFairQueue(lookedAt),
    passing: createPassing(),
    oneAtATime: async (sha256, run) => {
      const before = running.get(sha256) ?? Promise.resolve()
      const turn = before.then(run, run)
      running.set(sha256, turn)
      try {
        return await turn
      } finally {
        if (running.get(sha256) === turn) running.delete(sha256)
      }
    },
  }
}

/** The client of S3 is large; who does not use it does not load it. */
function lazily(settings: S3Settings): FileStore {
  let made: Promise<FileStore> | undefined
  const store = () => {
    made ??= import('./s3-store.ts').then(({ createS3Store }) => createS3Store(settings))
    return made
  }
  return {
    put: async (...given) => (await store()).put(...given),
    read: async (...given) => (await store()).read(...given),
    size: async (...given) => (await store()).size(...given),
    remove: async (...given) => (await store()).remove(...given),
  }
}

/** The SHA-256 of a file, in hexadecimal, read piece by piece: others are answered between them. */
export async function sha256OfFile(path: string): Promise<string> {
  const sum = createHash('sha256')
  for await (const piece of windowsOf(path)) sum.update(piece)
  return sum.digest('hex')
}
