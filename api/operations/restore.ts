import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { erasureEntries } from '../../db/audit-log.ts'
import { copyDatabase, syncToDisk } from '../../db/copy.ts'
import { takeLock } from '../../db/lock.ts'
import { pendingMigrations } from '../../db/migrations/migrate.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { findPerson } from '../../db/people.ts'
import { findRequest } from '../../db/requests.ts'
import { faultsOfFile, holdsTables } from '../../db/verification.ts'
import { databaseFile, readConfig } from '../process/config.ts'
import { headOfBackup } from './backup.ts'
import { copyMissingFiles, filesBeside } from './copy-files.ts'
import { headsDirectory, keptHeads, readHeadFile } from './daily-head.ts'
import { erasureOrderSchema } from './erasures.ts'
import { HeadChecks, readHeads } from './heads.ts'
import { verifyAll } from './verify-all.ts'
import { verifySchema } from './verify-schema.ts'

type Given = {
  /** The backup, and the directory of the product. */
  from: string
  data: string
  file: string
  /** Puts a database that is there aside. */
  replace: boolean
  acceptDifferences: boolean
  at: number
  say: (line: string) => void
}

/**
 * Puts a backup in the place of the database, verified before anything that is there is touched. Throws, with nothing
 * changed, while a server runs, where a database is there and `replace` is not given, and where the backup differs from
 * itself or from its head.
 */
export async function restore(given: Given): Promise<void> {
  const { from, data, file, replace, at, say } = given
  if (!existsSync(from)) throw new Error(`There is no file ${from}.`)
  await mkdir(data, { recursive: true, mode: 0o700 })
  const release = takeLock(join(data, 'prakat.lock'))
  if (!release) throw new Error(`A Prakat server runs on the directory ${data}. Stop it first.`)
  const copy = `${file}.restoring`
  try {
    const present = ['', '-wal', '-shm'].map((suffix) => file + suffix).filter((path) => existsSync(path))
    if (present.length > 0 && !replace)
      throw new Error(
        `There is a database at ${file} already. Add --replace to put it aside, into a directory beside it.`,
      )
    await rm(copy, { force: true })
    await copyDatabase(from, copy).catch((error: Error) => {
      throw new Error(`${from} cannot be read as a database (${error.message}).`)
    })
    await verifyCopy(copy, given)
    const again = existsSync(file) ? await erasuresToRepeat(file, copy) : []
    const heads = await headsThatFail(copy, await keptHeads(data), at)
    if (present.length + heads.length > 0) {
      const aside = join(data, `replaced-${new Date(at).toISOString().replaceAll(':', '-')}`)
      await mkdir(aside, { mode: 0o700 })
      for (const path of [...present, ...heads]) await rename(path, join(aside, basename(path)))
      syncToDisk(aside)
      if (heads.length > 0) syncToDisk(headsDirectory(data))
      say(`What was there is in ${aside}, with ${heads.length} heads of what the backup does not have.`)
    }
    await rename(copy, file)
    syncToDisk(data)
    for (const line of again) say(line)
  } finally {
    await rm(copy, { force: true })
    release()
  }
}

async function verifyCopy(copy: string, { from, acceptDifferences, at, say }: Given): Promise<void> {
  const db = openReadOnly(copy, { mappedBytes: 0 })
  try {
    if (!(await holdsTables(db))) throw new Error(`${from} is no database of Prakat.`)
    const own = headOfBackup(from)
    const heads = existsSync(own) ? [own] : []
    const pending = await pendingMigrations(db)
    const differences =
      pending.length === 0
        ? [...(await verifyAll(db, heads, at)).differences, ...(await verifySchema(db))]
        : await faultsOfFile(db)
    if (pending.length > 0)
      say('The backup is of an earlier edition: start the product once, then run `npm run verify`.')
    for (const what of differences) say(what)
    if (differences.length > 0 && !acceptDifferences)
      throw new Error(
        `${from} has ${differences.length} differences, which stand above. Add --accept-differences to restore it all the same.`,
      )
  } finally {
    await db.destroy()
  }
}

/** What was erased by order in the database that is replaced, and is there again with the backup: how to erase it again. */
async function erasuresToRepeat(replaced: string, copy: string): Promise<string[]> {
  const [before, after] = [openReadOnly(replaced, { mappedBytes: 0 }), openReadOnly(copy, { mappedBytes: 0 })]
  try {
    const known = new Set((await erasureEntries(after)).map(({ hash }) => hash))
    const lines: string[] = []
    for (const entry of await erasureEntries(before)) {
      if (known.has(entry.hash)) continue
      const { person, request, by, reason } = erasureOrderSchema.parse(JSON.parse(entry.after))
      const isBack =
        person === undefined
          ? (await findRequest(after, request ?? '')) !== undefined
          : (await findPerson(after, person)) !== undefined
      const whose = person === undefined ? `--request ${request}` : `--person ${person}`
      if (isBack)
        lines.push(`  npm run erase -- ${whose} --by ${quoted(by)} --reason ${quoted(reason)} --yes`)
    }
    return lines.length === 0
      ? []
      : [
          'Erased by order since the backup was made, and there again. Erase it anew before anybody uses it:',
          ...lines,
        ]
  } catch (error) {
    return [
      `What was erased by order in the database that was replaced could not be read (${(error as Error).message}): erase again what was since the backup was made.`,
    ]
  } finally {
    await before.destroy()
    await after.destroy()
  }
}

const quoted = (words: string) => `'${words.replaceAll("'", "'\\''")}'`

/** The heads of days whose events are not all in the backup: with it they would be differences for ever. */
async function headsThatFail(copy: string, files: string[], at: number): Promise<string[]> {
  if (files.length === 0) return []
  const checks = new HeadChecks()
  for (const path of files) checks.expect(path, await readHeadFile(path))
  const db = openReadOnly(copy, { mappedBytes: 0 })
  try {
    const now = await readHeads(db, { at, onLink: checks.onLink })
    return [...checks.differences(now).failing]
  } finally {
    await db.destroy()
  }
}

/** `npm run restore -- FILE [--replace] [--accept-differences]` */
async function main(args: string[]): Promise<void> {
  const options = { replace: { type: 'boolean' }, 'accept-differences': { type: 'boolean' } } as const
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options })
  const [name] = positionals
  if (name === undefined) throw new Error('Name the backup: npm run restore -- FILE')
  const config = readConfig(process.env)
  const file = databaseFile(config)
  await restore({
    from: resolve(name),
    data: config.data,
    file,
    at: Date.now(),
    say: console.log,
    replace: values.replace === true,
    acceptDifferences: values['accept-differences'] === true,
  })
  const copied = config.s3
    ? 0
    : await copyMissingFiles(filesBeside(dirname(resolve(name))), join(config.data, 'files'))
  console.log(
    `Restored into ${file}, with ${copied} files. Start the product on it; \`npm run verify\` reads every file.`,
  )
}

if (import.meta.main)
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(`Nothing was restored. ${(error as Error).message}`)
    process.exitCode = 1
  }
