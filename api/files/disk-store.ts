import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileStore } from './file-store.ts'

/** Files in a directory, 256 directories of them by the beginning of their hash. */
export function createDiskStore(directory: string): FileStore {
  const folderOf = (sha256: string) => join(directory, sha256.slice(0, 2))
  const pathOf = (sha256: string) => join(folderOf(sha256), sha256)

  async function put(sha256: string, path: string): Promise<void> {
    if ((await sizeAt(pathOf(sha256))) !== undefined) return rm(path)
    await sync(path)
    const made = await mkdir(folderOf(sha256), { recursive: true, mode: 0o700 })
    await rename(path, pathOf(sha256))
    // The name is in the directory, and a new directory's own name in the one above it.
    await sync(folderOf(sha256))
    if (made !== undefined) await sync(directory)
  }

  return {
    put,
    read: async (sha256, range) => {
      const size = await sizeAt(pathOf(sha256))
      if (size === undefined) return undefined
      return createReadStream(pathOf(sha256), range)
    },
    size: (sha256) => sizeAt(pathOf(sha256)),
    remove: (sha256) => rm(pathOf(sha256), { force: true }),
  }
}

async function sizeAt(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Resolves once a file's bytes, or the names in a directory, would survive a loss of power. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
