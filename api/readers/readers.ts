import { hash, randomBytes } from 'node:crypto'
import type { Request } from 'express'
import { isbot } from 'isbot'
import { LRUCache } from 'lru-cache'
import { addDayCounts, type DayCounts } from '../../db/readers.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { clientAddress } from '../http/client-address.ts'
import type { Clock } from '../process/clock.ts'
import type { GroupCommit } from '../process/group-commit.ts'

/** What was counted is stored so often; a server that is cut off forgets no more than that. */
const flushEveryMs = 10_000
/** So many counts wait at most; what comes above them until they are stored is not counted. */
const mostWaiting = 20_000
/** So many reports one address may send in an hour, and all of them together about one office in a day. */
const reportsAnHour = 5
const reportsADay = 300
const hourMs = 3_600_000

/** How often items are read, and what readers may say of them; nobody is told apart in what is stored. */
export type Readers = {
  /** Counts one reading of an item, unless a robot, an official or a preview asked for it. */
  read(req: Request, publication: string): void
  /** Counts whether an item was of use; the same address is counted once a day for an item. False where it was before. */
  vote(req: Request, publication: string, useful: boolean): boolean
  /** Whether this address may report another error now, and counts the report. */
  mayReport(req: Request, office: string): boolean
  /** Stores what was counted, at most every ten seconds, or now where `whole`. */
  flush(whole?: boolean): Promise<void>
}

/** The counts of a server. Addresses are never stored: they are known for hours at most, in memory, by a keyed hash. */
export function createReaders({ clock, commits }: { clock: Clock; commits: GroupCommit }): Readers {
  let waiting = new Map<string, DayCounts>()
  let stored = Number.NEGATIVE_INFINITY
  const secret = randomBytes(32).toString('hex')
  const voted = new LRUCache<string, true>({ max: 20_000 })
  const reported = new LRUCache<string, { count: number; since: number }>({ max: 10_000 })
  const ofOffices = new Map<string, { count: number; day: string }>()

  const keyOf = (req: Request, ...parts: string[]) =>
    hash('sha256', JSON.stringify([secret, clientAddress(req.ip), ...parts]), 'base64url')
  const count = (publication: string, name: 'reads' | 'useful' | 'notUseful') => {
    const day = bangkokDay(clock.now())
    const key = `${publication} ${day}`
    const known = waiting.get(key) ?? { publication, day, reads: 0, useful: 0, notUseful: 0 }
    if (!waiting.has(key) && waiting.size >= mostWaiting) return
    known[name] += 1
    waiting.set(key, known)
  }

  return {
    read: (req, publication) => {
      if (isReader(req)) count(publication, 'reads')
    },
    vote: (req, publication, useful) => {
      const key = keyOf(req, 'vote', publication, bangkokDay(clock.now()))
      if (voted.has(key)) return false
      voted.set(key, true)
      count(publication, useful ? 'useful' : 'notUseful')
      return true
    },
    mayReport: (req, office) => {
      const now = clock.now()
      const day = bangkokDay(now)
      const key = keyOf(req, 'report')
      const before = reported.get(key)
      const own = before && now < before.since + hourMs ? before : { count: 0, since: now }
      const known = ofOffices.get(office)
      const all = known?.day === day ? known : { count: 0, day }
      if (own.count >= reportsAnHour || all.count >= reportsADay) return false
      own.count += 1
      all.count += 1
      reported.set(key, own)
      ofOffices.set(office, all)
      return true
    },
    flush: async (whole = false) => {
      const now = clock.now()
      if (waiting.size === 0 || (!whole && now < stored + flushEveryMs && now >= stored)) return
      const rows = [...waiting.values()]
      waiting = new Map()
      stored = now
      await commits((trx) => addDayCounts(trx, rows), 'background')
    },
  }
}

/** Not a robot by what it calls itself, nobody who is signed in, and no browser that only looks ahead. */
function isReader(req: Request): boolean {
  const agent = (req.get('User-Agent') ?? '').slice(0, 300)
  if (req.method !== 'GET' || agent === '' || isbot(agent)) return false
  if (/\bprakat_session=/.test(req.get('Cookie') ?? '')) return false
  return !/prefetch|preview/i.test(`${req.get('Sec-Purpose') ?? ''} ${req.get('Purpose') ?? ''}`)
}
