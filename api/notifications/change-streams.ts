import type { Writable } from 'node:stream'
import type { Logger } from 'pino'
import { toldSince } from '../../db/notifications.ts'
import type { Db } from '../../db/open.ts'
import { holdersOn } from '../../db/people.ts'
import { livingAmong } from '../../db/sessions.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { Change, Changes, DraftChange } from '../process/changes.ts'
import { type Clock, type Delay, systemDelay } from '../process/clock.ts'
import { readersOf } from '../requests/may-read.ts'
import { type Concern, concernedBy } from './concerned.ts'

/** The first change after a quiet time is told so soon, with what was committed together with it. In ms. */
const leadMs = 30
/** After that, whatever changes within so long is told together. In ms. */
const gapMs = 1500
/** How often sessions are checked where nothing happens, and a comment keeps proxies from closing the stream. In ms. */
const beatMs = 25_000
/** A reader so far behind, in bytes, is told nothing until it has read everything, and then to load afresh. */
const maxUnread = 64 * 1024
/** More requests than these are not named one by one: whatever is shown is to be loaded afresh. */
const maxNamed = 100
/**
 * So many streams one session may hold: more tabs than anybody has, and few of the files that a process may open, which
 * are everybody's.
 */
export const maxOfSession = 100
/** An event happened so much earlier than the news of it at most, in ms: it had to be committed. */
const commitMs = 10_000

type Reader = { session: string; person: string; office: string; out: Writable }
type Stream = Reader & { behind: boolean; atLastBeat: boolean }
type Pending = {
  since: number
  requests: Map<string, Omit<Change, 'office'>>
  drafts: Map<string, Omit<DraftChange, 'office'>>
  told: boolean
}
type Office = { id: string; streams: Set<Stream>; pending: Pending | undefined; callOff?: () => void }

/** The open streams of changes of one server. */
export type ChangeStreams = {
  /** Tells this reader of the changes in its office until it goes away or its session has ended. */
  open(reader: Reader): void
  /** Whether a session may open another one. */
  hasRoom(session: string): boolean
  /** How many are open. */
  count(): number
}

type Given = {
  db: Db
  clock: Clock
  log: Logger
  changes: Changes
  /** Files the notices of what is committed. */
  caughtUp: () => Promise<void>
  delay?: Delay
}

/**
 * Tells the open pages of each office what changed there: together what changes together, written down once for all of
 * them, to nobody whose session has ended, and never more than a slow reader takes.
 */
export function createChangeStreams({ delay = systemDelay, ...given }: Given): ChangeStreams {
  const { db, clock, log, changes } = given
  const offices = new Map<string, Office>()
  const everyone = () => [...offices.values()].flatMap(({ streams }) => [...streams])
  let beat: (() => void) | undefined

  const note = (id: string, add: (pending: Pending) => void) => {
    const office = offices.get(id)
    if (!office) return
    office.pending ??= { since: clock.now() - commitMs, requests: new Map(), drafts: new Map(), told: false }
    add(office.pending)
    office.callOff ??= delay(leadMs, () => void flush(office))
  }
  changes.on('change', ({ office, ...change }) =>
    note(office, ({ requests }) => requests.set(change.request, change)),
  )
  changes.on('draft', ({ office, ...change }) =>
    note(office, ({ drafts }) => drafts.set(change.draft, change)),
  )
  changes.on('told', ({ office }) =>
    note(office, (pending) => {
      pending.told = true
    }),
  )
  changes.on('sessionsEnded', () => void orClose(everyone(), async () => void (await living(everyone()))))

  async function flush(office: Office): Promise<void> {
    const { pending } = office
    office.pending = undefined
    const streams = [...office.streams]
    if (pending) await orClose(streams, () => tell(office.id, streams, pending))
    office.callOff = delay(gapMs, () => {
      delete office.callOff
      if (office.pending) void flush(office)
    })
    if (office.streams.size === 0) forget(office)
  }

  async function tell(
    office: string,
    streams: Stream[],
    { since, requests, drafts, told }: Pending,
  ): Promise<void> {
    const left = await living(streams)
    if (left.length === 0) return
    if (requests.size > maxNamed) {
      for (const stream of left) write(stream, refresh)
      return
    }
    const now = clock.now()
    const persons = [...new Set(left.map(({ person }) => person))]
    const named = [...requests.keys()]
    if (named.length > 0) await given.caughtUp()
    const concerns =
      named.length === 0
        ? new Map<string, Concern>()
        : await concernedBy(db, { office, requests: named, since, now, persons })
    const admins = drafts.size === 0 ? new Set<string>() : await administratorsOf(office, now)
    const afresh = told ? new Set(await toldSince(db, 'officeNotice', persons, since)) : new Set<string>()
    const readable =
      named.length === 0 ? undefined : await readersOf(db, { office, requests: named, at: now })
    // Written down once for all who read the same, which is nearly everybody.
    const written = new Map<string, Buffer>()
    const changesFor = (person: string): Buffer | undefined => {
      const own = new Set(readable?.(person))
      const read = named.filter((request) => own.has(request))
      if (read.length === 0) return undefined
      const key = read.join(' ')
      const text =
        written.get(key) ??
        blocks(
          'change',
          read.flatMap((request) => requests.get(request) ?? []),
        )
      written.set(key, text)
      return text
    }
    const forAdmins = blocks('draft', [...drafts.values()])
    for (const stream of left) {
      const concern = concerns.get(stream.person)
      const changes = changesFor(stream.person)
      if (changes) write(stream, changes)
      if (drafts.size > 0 && admins.has(stream.person)) write(stream, forAdmins)
      if (concern) write(stream, blocks('personal', [concern]))
      if (afresh.has(stream.person)) write(stream, refresh)
    }
  }

  async function administratorsOf(office: string, now: number): Promise<Set<string>> {
    const holders = await holdersOn(db, office, bangkokDay(now))
    return new Set(holders.filter(({ role }) => role === 'admin').map(({ person }) => person))
  }

  /** Those whose session goes on; the others are closed. */
  async function living(streams: Stream[]): Promise<Stream[]> {
    if (streams.length === 0) return []
    const sessions = [...new Set(streams.map(({ session }) => session))]
    const still = await livingAmong(db, sessions, clock.now())
    for (const stream of streams) if (!still.has(stream.session)) close(stream)
    return streams.filter(({ session }) => still.has(session))
  }

  /** What could not be told is made up for by the page itself: it connects again and loads everything afresh. */
  async function orClose(streams: Stream[], work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      log.warn({ err: error }, 'Streams of changes were closed; their pages will open others')
      streams.forEach(close)
    }
  }

  function close(stream: Stream): void {
    const office = offices.get(stream.office)
    if (!office?.streams.delete(stream)) return
    // What a reader that has fallen behind was still to get is of no use to it any more.
    if (stream.behind) stream.out.destroy()
    else stream.out.end()
    if (office.streams.size === 0) forget(office)
  }

  function forget(office: Office): void {
    office.callOff?.()
    if (offices.get(office.id) === office) offices.delete(office.id)
    if (offices.size > 0) return
    beat?.()
    beat = undefined
  }

  function startBeating(): void {
    beat = delay(beatMs, () => {
      startBeating()
      const streams = everyone()
      void orClose(streams, async () => {
        for (const stream of await living(streams))
          if (stream.behind && stream.atLastBeat) close(stream)
          else {
            stream.atLastBeat = stream.behind
            write(stream, stillHere)
          }
      })
    })
  }

  return {
    open: (reader) => {
      const office = offices.get(reader.office) ?? {
        id: reader.office,
        streams: new Set(),
        pending: undefined,
      }
      offices.set(reader.office, office)
      const stream = { ...reader, behind: false, atLastBeat: false }
      office.streams.add(stream)
      reader.out.on('close', () => close(stream))
      reader.out.on('drain', () => {
        if (!stream.behind) return
        stream.behind = false
        stream.out.write(refresh)
      })
      if (!beat) startBeating()
    },
    hasRoom: (session) => everyone().filter((stream) => stream.session === session).length < maxOfSession,
    count: () => everyone().length,
  }
}

function write(stream: Stream, text: Buffer): void {
  if (stream.out.writableEnded || stream.out.destroyed) return
  if (stream.behind || stream.out.writableLength > maxUnread) stream.behind = true
  else stream.out.write(text)
}

const refresh = Buffer.from('event: refresh\ndata: {}\n\n')
const stillHere = Buffer.from(': still here\n\n')
const blocks = (event: string, data: object[]) =>
  Buffer.from(data.map((one) => `event: ${event}\ndata: ${JSON.stringify(one)}\n\n`).join(''))
