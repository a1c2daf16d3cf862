import type { Logger } from 'pino'
import type { Db } from '../../db/open.ts'
import { SentAnswers } from '../http/idempotency.ts'
import { type Changes, createChanges } from './changes.ts'
import type { Config } from './config.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'

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
  answers: SentAnswers
}

/** Everything of one server on an open database. */
export function createDeps(given: Pick<Deps, 'db' | 'clock' | 'config' | 'log'>): Deps {
  const changes = createChanges()
  const commits = createGroupCommit(given.db, (change) => changes.emit('change', change))
  return { ...given, changes, commits, answers: new SentAnswers() }
}
