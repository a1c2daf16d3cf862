import { existsSync } from 'node:fs'
import { copyFile, link, mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { syncToDisk } from '../../db/copy.ts'

/** Where the files of a backup lie: one directory for all backups beside each other, since files never change. */
export const filesBeside = (directory: string): string => join(directory, 'files')

/**
 * Copies the files that `to` lacks, as a second name for the same bytes where both are on one disk. Each has its name only
 * once it is whole and on disk. Answers how many there were; none where there is no directory `from`.
 */
export async function copyMissingFiles(from: string, to: string): Promise<number> {
  if (!existsSync(from)) return 0
  let copied = 0
  for (const folder of await readdir(from)) {
    if (!/^[0-9a-f]{2}$/.test(folder)) continue
    const there = join(to, folder)
    await mkdir(there, { recursive: true, mode: 0o700 })
    const known = new Set(await readdir(there))
    for (const name of await readdir(join(from, folder))) {
      if (!/^[0-9a-f]{64}$/.test(name) || known.has(name)) continue
      await copyOne(join(from, folder, name), join(there, name))
      copied += 1
    }
    syncToDisk(there)
  }
  return copied
}

async function copyOne(from: string, to: string): Promise<void> {
  const part = `${to}.part`
  await rm(part, { force: true })
  try {
    await link(from, part)
  } catch (error) {
    // Swept meanwhile: nothing names it.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    await copyFile(from, part)
    syncToDisk(part)
  }
  await rename(part, to)
}
