import type { Logger } from 'pino'
import type { Db } from '../../db/open.ts'
import type { Changes } from './changes.ts'
import type { Config } from './config.ts'
import type { GroupCommit } from './group-commit.ts'

/** Time as a value that tests can move; ms since 1970 UTC. */
export type Clock = { now(): number }
export const systemClock: Clock = { now: () => Date.now() }

/** What every part of the server is given. */
export type Deps = {
  db: Db
  clock: Clock
  config: Config
  log: Logger
  changes: Changes
  commits: GroupCommit
}
