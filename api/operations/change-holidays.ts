import { parseArgs } from 'node:util'
import { z } from 'zod'
import { deleteHoliday, findHoliday, insertHolidays, type Reach } from '../../db/holidays.ts'
import { allOffices } from '../../db/offices.ts'
import type { Db } from '../../db/open.ts'
import { isProvince, isRegion, provinces, regions } from '../../machines/offices/places.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { newHolidaySchema } from '../http/contract.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { reachesOf } from '../offices/holidays.ts'
import { nobody } from '../people/log-people.ts'
import { withDatabase } from './with-database.ts'

/** For whom: `national`, a region or the code of a province. */
type Order = {
  what: 'add' | 'remove'
  day: string
  whom: string
  name?: string | undefined
  source?: string | undefined
}

/**
 * Adds or removes a holiday of the nation, a region or a province, beside a server that runs, which counts it from its next
 * event on. Stands in the log of every office for which it counts, as the work of nobody of theirs. Answers those offices.
 * Throws, with the way out, where it is there already, is not there, or cannot be understood.
 */
export async function changeHolidays(db: Db, order: Order, at: number): Promise<string[]> {
  const { what, day, whom, name, source } = order
  const reach = reachOf(whom)
  const row = what === 'add' ? { ...holidayOf({ day, name, source }), ...reach } : null
  return db.transaction().execute(async (trx) => {
    const present = await findHoliday(trx, day, reach)
    if (row && present) throw new Error(`${day} is a holiday of ${whom} already: ${present.name}`)
    if (!row && !present) throw new Error(`${day} is no holiday of ${whom}.`)
    if (row) await insertHolidays(trx, [row])
    else await deleteHoliday(trx, day, reach)
    const type = row ? 'holiday.added' : 'holiday.removed'
    const told: string[] = []
    for (const { id: office } of await allOffices(trx)) {
      const counts = (await reachesOf(trx, office)).some(
        ({ scope, place }) => scope === reach.scope && place === reach.place,
      )
      if (!counts) continue
      await logOfficeEvent(trx, { office, type, actor: nobody, at, before: present ?? null, after: row })
      told.push(office)
    }
    return told
  })
}

function holidayOf(given: Record<'day' | 'name' | 'source', string | undefined>) {
  const read = newHolidaySchema.safeParse(given)
  if (!read.success) throw new Error(z.prettifyError(read.error))
  const { day, name, source } = read.data
  return { day, name: oneLine(name), source: oneLine(source) }
}

function reachOf(whom: string): Reach {
  if (whom === 'national') return { scope: 'national', place: '' }
  if (isRegion(whom)) return { scope: 'regional', place: whom }
  if (isProvince(whom)) return { scope: 'provincial', place: whom }
  const known = ['national', ...Object.keys(regions), ...Object.keys(provinces)].join(', ')
  throw new Error(`"${whom}" is no nation, region or province here. Known are ${known}.`)
}

const usage = 'npm run holidays -- add DAY WHOM NAME [SOURCE], or: npm run holidays -- remove DAY WHOM'

/** `npm run holidays`, as `usage` says. */
async function main(args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [what, day, whom, name, source] = positionals
  if ((what !== 'add' && what !== 'remove') || !day || !whom) throw new Error(usage)
  await withDatabase(async (db) => {
    const offices = await changeHolidays(db, { what, day, whom, name, source }, Date.now())
    console.log(
      `It counts for and stands in the log of: ${offices.join(', ') || 'no office here'}. Deadlines that run already keep their day.`,
    )
  })
}

if (import.meta.main)
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(`Nothing was changed. ${(error as Error).message}`)
    process.exitCode = 1
  }
