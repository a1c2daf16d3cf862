import type { Logger } from 'pino'
import type { Db } from '../../db/open.ts'
import { type Credentials, createCredentials } from '../effects/credentials.ts'
import { createOutbound, type Outbound } from '../effects/outbound.ts'
import { createStoredFiles, type StoredFiles } from '../files/stored-files.ts'
import { SentAnswers } from '../http/idempotency.ts'
import { type ChangeStreams, createChangeStreams } from '../notifications/change-streams.ts'
import { createPresence, type Presence } from '../procedures/presence.ts'
import { createReaders, type Readers } from '../readers/readers.ts'
import { caughtUp } from '../requests/projections.ts'
import { createGuesses, type Guesses } from '../sign-in/guess-queue.ts'
import { createSessionIds, type SessionIds } from '../sign-in/session-ids.ts'
import { type BackgroundJobs, createBackgroundJobs } from './background-jobs.ts'
import { type Changes, createChanges } from './changes.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import { createGroupCommit, type GroupCommit } from './group-commit.ts'
import { createHourlyLog, type HourlyLog } from './hourly-log.ts'
import { createWorkers, type Workers } from './workers.ts'

export { type Clock, systemClock } from './clock.ts'

/** What every part of the server is given; whatever a server remembers is owned by one of these. */
export type Deps = {
  db: Db
  /** A second connection that reads alone: for lists and pages, which neither wait for a write nor make one wait. */
  reads: Db
  clock: Clock
  config: Config
  log: Logger
  changes: Changes
  streams: ChangeStreams
  presence: Presence
  commits: GroupCommit
  answers: SentAnswers
  sessionIds: SessionIds
  jobs: BackgroundJobs
  logHourly: HourlyLog
  workers: Workers
  guesses: Guesses
  files: StoredFiles
  /** The one way out to other servers. */
  outbound: Outbound
  credentials: Credentials
  readers: Readers
}

/** The server's parts around an open database. */
export function createDeps(given: Pick<Deps, 'db' | 'reads' | 'clock' | 'config' | 'log'>): Deps {
  const changes = createChanges()
  const commits = createGroupCommit(given.db, (change) => changes.emit('change', change))
  const logHourly = createHourlyLog(given)
  return {
    ...given,
    changes,
    streams: createChangeStreams({
      ...given,
      changes,
      caughtUp: () => caughtUp({ reads: given.reads, commits, logHourly }),
    }),
    presence: createPresence(given.clock),
    commits,
    answers: new SentAnswers(),
    sessionIds: createSessionIds(given.config.secret),
    jobs: createBackgroundJobs(),
    logHourly,
    workers: createWorkers(given),
    guesses: createGuesses(),
    files: createStoredFiles(given.config),
    outbound: createOutbound({ allowed: given.config.outboundHosts }),
    credentials: createCredentials(given.config),
    readers: createReaders({ clock: given.clock, commits }),
  }
}
