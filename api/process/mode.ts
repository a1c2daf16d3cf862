import type { Db } from '../../db/open.ts'
import { countPeople } from '../../db/people.ts'
import type { Config } from './config.ts'

/**
 * Throws, with the way out, when the database was made for the other mode: the password of demo people is public, and
 * real people have no place in a demo.
 */
export async function assertModeFits(db: Db, config: Pick<Config, 'mode' | 'data'>): Promise<void> {
  const { all, demo } = await countPeople(db)
  if (config.mode === 'production' && demo > 0)
    throw new Error(
      `The database in ${config.data} holds ${demo} demo people, whose password is public. Set PRAKAT_DATA to a new directory for production, or PRAKAT_MODE=demo to go on with the demo.`,
    )
  if (config.mode === 'demo' && all > demo)
    throw new Error(
      `The database in ${config.data} holds ${all - demo} people who are not of the demo. Set PRAKAT_MODE=production to go on with them, or PRAKAT_DATA to a new directory for the demo.`,
    )
}
