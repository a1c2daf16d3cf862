import { createHash } from 'node:crypto'
import { fileHashes, filesOfRequest, textsThatNameFiles } from '../../db/files.ts'
import type { Db } from '../../db/open.ts'
import type { FileStore } from '../files/file-store.ts'
import { namedIn } from '../files/named-files.ts'

const atOnce = 500

/**
 * Whether every file that a row speaks of lies in the store with the bytes that its hash names, and whether every file that
 * a frozen content or an event names is one of its request's. Reads every byte of every file; changes nothing.
 */
export async function verifyFiles(
  db: Db,
  store: FileStore,
): Promise<{ files: number; differences: string[] }> {
  const differences: string[] = []
  let files = 0
  for (let after = ''; ; ) {
    const page = await fileHashes(db, after, atOnce)
    for (const { sha256, size } of page) {
      files += 1
      const wrong = await faultOf(store, sha256, size)
      if (wrong) differences.push(`file ${sha256}: ${wrong}`)
    }
    const last = page.at(-1)
    if (!last || page.length < atOnce) break
    after = last.sha256
  }
  for await (const { request, place, json } of textsThatNameFiles(db)) {
    const named = namedIn(JSON.parse(json) as Record<string, unknown>)
    const hashes = named.map(({ entry }) => entry.sha256)
    const known = new Set((await filesOfRequest(db, request, hashes)).map(({ sha256 }) => sha256))
    for (const sha256 of hashes)
      if (!known.has(sha256))
        differences.push(`${request}: ${place} names the file ${sha256}, which it has not`)
  }
  return { files, differences }
}

async function faultOf(store: FileStore, sha256: string, size: number): Promise<string | undefined> {
  const bytes = await store.read(sha256)
  if (!bytes) return 'it is not in the store'
  const sum = createHash('sha256')
  let read = 0
  for await (const piece of bytes) {
    sum.update(piece as Buffer)
    read += (piece as Buffer).length
  }
  if (read !== size) return `it has ${read} bytes and not ${size}`
  return sum.digest('hex') === sha256 ? undefined : 'its bytes are others'
}
