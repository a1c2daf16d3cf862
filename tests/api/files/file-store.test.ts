import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { createDiskStore } from '../../../api/files/disk-store.ts'
import type { FileStore } from '../../../api/files/file-store.ts'
import { createS3Store } from '../../../api/files/s3-store.ts'
import { createStoredFiles, sha256OfFile } from '../../../api/files/stored-files.ts'
import { startS3 } from '../../support/s3.ts'

let directory: string
let s3: Awaited<ReturnType<typeof startS3>>
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'prakat-store-'))
  s3 = await startS3()
})
afterAll(async () => {
  await s3.close()
  await rm(directory, { recursive: true, force: true })
})

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const all = async (stream: Readable | undefined) => stream && Buffer.concat(await stream.toArray())
let arrived = 0
const arrive = async (bytes: Buffer) => {
  const path = join(directory, `arrived-${++arrived}`)
  await writeFile(path, bytes)
  return path
}

const stores: [string, () => FileStore][] = [
  ['a directory', () => createDiskStore(join(directory, 'files'))],
  ['an S3-compatible service', () => createS3Store(s3.settings)],
]

describe.each(stores)('files in %s', (_, make) => {
  const bytes = randomBytes(300_000)
  const sha256 = hashOf(bytes)
  const absent = hashOf(Buffer.from('nothing'))

  test('come back as they were put, whole and in part', async () => {
    const store = make()
    const path = await arrive(bytes)
    expect(await sha256OfFile(path)).toBe(sha256)
    await store.put(sha256, path)
    expect(existsSync(path)).toBe(false)
    expect(await store.size(sha256)).toBe(bytes.length)
    expect((await all(await store.read(sha256)))?.equals(bytes)).toBe(true)
    const part = await all(await store.read(sha256, { start: 1000, end: 1999 }))
    expect(part?.equals(bytes.subarray(1000, 2000))).toBe(true)
  })

  test('are kept once, however often they are put', async () => {
    const store = make()
    const again = await arrive(bytes)
    await store.put(sha256, again)
    expect(existsSync(again)).toBe(false)
    expect((await all(await store.read(sha256)))?.equals(bytes)).toBe(true)
  })

  test('are absent before they were put and after they were removed', async () => {
    const store = make()
    expect(await store.read(absent)).toBeUndefined()
    expect(await store.size(absent)).toBeUndefined()
    await store.remove(absent)
    await store.remove(sha256)
    expect(await store.read(sha256)).toBeUndefined()
  })
})

test('a directory of files holds only hashes, and nobody else may look into it', async () => {
  const store = createDiskStore(join(directory, 'other'))
  const bytes = Buffer.from('ประกาศ')
  await store.put(hashOf(bytes), await arrive(bytes))
  const folder = hashOf(bytes).slice(0, 2)
  expect(await readdir(join(directory, 'other'), { recursive: true })).toEqual([
    folder,
    join(folder, hashOf(bytes)),
  ])
  expect((await stat(join(directory, 'other', folder))).mode & 0o077).toBe(0)
})

test('a service that does not know the key refuses, and nothing counts as absent', async () => {
  const store = createS3Store({ ...s3.settings, secretAccessKey: 'another' })
  await expect(store.size(hashOf(Buffer.from('x')))).rejects.toThrow()
  const path = await arrive(Buffer.from('x'))
  await expect(store.put(hashOf(Buffer.from('x')), path)).rejects.toThrow()
  // What could not be put is still there to be put again.
  expect(existsSync(path)).toBe(true)
})

test('what is done with one hash is done one after another, also after a failure', async () => {
  const { oneAtATime } = createStoredFiles({ data: directory, s3: undefined })
  const order: string[] = []
  const slow = oneAtATime('a', async () => {
    order.push('slow begins')
    await new Promise((resolve) => setImmediate(resolve))
    order.push('slow ends')
    throw new Error('no')
  })
  const next = oneAtATime('a', async () => void order.push('next'))
  const other = oneAtATime('b', async () => void order.push('other'))
  await expect(slow).rejects.toThrow('no')
  await Promise.all([next, other])
  expect(order.indexOf('next')).toBeGreaterThan(order.indexOf('slow ends'))
  expect(order.indexOf('other')).toBeLessThan(order.indexOf('slow ends'))
})
