import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { copyMissingFiles } from '../../../api/operations/copy-files.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'prakat-copies-'))
})
afterEach(() => rm(directory, { recursive: true, force: true }))

test('a backup gets the files that it lacks, and nothing else that lies there', async () => {
  const [from, to] = [join(directory, 'files'), join(directory, 'backups', 'files')]
  expect(await copyMissingFiles(from, to)).toBe(0)
  const [one, two] = ['a', 'b'].map((digit) => digit.repeat(64))
  if (!one || !two) throw new Error('two names')
  for (const name of [one, two, 'ab.part']) {
    await mkdir(join(from, name.slice(0, 2)), { recursive: true })
    await writeFile(join(from, name.slice(0, 2), name), name)
  }
  await mkdir(join(from, 'notes'))
  expect(await copyMissingFiles(from, to)).toBe(2)
  expect((await readdir(to)).sort()).toEqual(['aa', 'ab', 'bb'])
  expect(await readFile(join(to, 'aa', one), 'utf8')).toBe(one)
  expect(await readdir(join(to, 'ab'))).toEqual([])
  // The next one takes only what is new; what is there is not written over.
  await writeFile(join(from, 'aa', one.replace(/a$/, 'c')), 'new')
  expect(await copyMissingFiles(from, to)).toBe(1)
  // One disk holds the bytes once.
  expect((await stat(join(to, 'bb', two))).nlink).toBe(2)
  // What is removed here stays there.
  await rm(join(from, 'bb', two))
  expect(await copyMissingFiles(from, to)).toBe(0)
  expect(await copyMissingFiles(to, from)).toBe(1)
  expect(await readFile(join(from, 'bb', two), 'utf8')).toBe(two)
})
