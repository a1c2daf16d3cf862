import { existsSync } from 'node:fs'
import { type Db, openDatabase } from '../../db/open.ts'
import { type Config, databaseFile, readConfig } from '../process/config.ts'

/** Throws, with the way out, where there is no database at `file`: a command makes none. */
export function requireDatabase(file: string): void {
  if (!existsSync(file))
    throw new Error(`There is no database at ${file}. Set PRAKAT_DATA to the directory of the product.`)
}

/** Does a command's work on the database of the product, beside a server that runs, and closes it. */
export async function withDatabase(work: (db: Db, config: Config) => Promise<void>): Promise<void> {
  const config = readConfig(process.env)
  const file = databaseFile(config)
  requireDatabase(file)
  const db = await openDatabase(file)
  try {
    await work(db, config)
  } finally {
    await db.destroy()
  }
}
