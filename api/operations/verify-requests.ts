import { messagesLeft, messagesOfDiscarded } from '../../db/messages.ts'
import type { Db } from '../../db/open.ts'
import type { EventRow } from '../../db/requests.ts'
import { allRequestRecords, type RequestRecord } from '../../db/verification.ts'
import { allVersions, findVersionByHash } from '../../db/versions.ts'
import { canonicalJson, hashOf } from '../../machines/hash/canonical.ts'
import { eventHash, noHash } from '../../machines/hash/event-hash.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { type Compiled, compile } from '../../machines/run/compile.ts'
import { dataOf } from '../../machines/run/event-data.ts'
import {
  mayBeSentAt,
  remindersAfter,
  remindersOfTimer,
  type SetReminder,
} from '../../machines/run/reminders.ts'
import { type At, type MovePayload, moved, replay } from '../../machines/run/replay.ts'
import { isDiscarded, standingOf } from '../../machines/run/standing.ts'
import {
  type ChartSnapshot,
  type Persisted,
  persist,
  restore,
  step,
  type Taken,
  withoutEmptyParts,
} from '../../machines/run/step.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import { type Content, discardedContent, erasedContent } from '../requests/content.ts'
import { passedBefore } from '../requests/keep-reminders.ts'
import { listedAs, listedRevision } from '../requests/listed-as.ts'
import { columnOf } from '../requests/record-transition.ts'
import { ErasureChecks } from './erasures.ts'
import { FiguresOfEvents, verifyAsked, verifyCounts } from './verify-derived.ts'
import { livedOn, type PublicLife, shownBy, verifyPublication } from './verify-publication.ts'

export type Difference = { request: string; what: string }
type Report = { requests: number; events: number; differences: Difference[] }

/**
 * Replays every request's events through its chart, from nothing, and compares: the chain of hashes, the snapshot,
 * the timers, the frozen contents, the publication and what is kept beside them. Changes nothing; answers every
 * difference; what was erased is told to `erasures`. Only a few requests are in memory at once.
 */
export async function verifyRequests(db: Db, erasures = new ErasureChecks()): Promise<Report> {
  const differences: Difference[] = await verifyVersions(db)
  const versions = new Map<string, Compiled>()
  const version = async (hash: string) => {
    const compiled = versions.get(hash) ?? (await versionOf(db, hash))
    versions.set(hash, compiled)
    return compiled
  }
  let requests = 0
  let events = 0
  const figures = new FiguresOfEvents()
  for await (const record of allRequestRecords(db)) {
    requests += 1
    events += record.events.length
    const tell = (what: string) => differences.push({ request: record.request.id, what })
    verifyChain(record.events, tell)
    tellErased(record, erasures)
    verifyContents(record, tell)
    try {
      await verifyReplay(db, record, version, tell)
      await figures.add(db, record)
    } catch (error) {
      tell(`replay failed: ${(error as Error).message}`)
    }
  }
  for (const request of await messagesLeft(db, erasedWords))
    differences.push({
      request,
      what: 'it was erased by order, but what was asked and answered about it is kept',
    })
  for (const request of await messagesOfDiscarded(db))
    differences.push({
      request,
      what: 'its owner threw it away, but what was asked and answered about it is kept',
    })
  const derived = [...(await verifyCounts(db)), ...(await figures.differences(db))]
  differences.push(...derived.map((what) => ({ request: '-', what })))
  return { requests, events, differences }
}

type Tell = (what: string) => void

async function verifyVersions(db: Db): Promise<Difference[]> {
  const rows = await allVersions(db)
  const differences: Difference[] = []
  const tell = (what: string) => differences.push({ request: '-', what })
  const numbers = new Map<string, number[]>()
  for (const { hash, json, procedure, version } of rows) {
    numbers.set(procedure, [...(numbers.get(procedure) ?? []), version])
    if (hashOfJson(json) !== hash) tell(`version ${version} of ${procedure} is not what its hash names`)
    else if ((JSON.parse(json) as Procedure).id !== procedure)
      tell(`version ${version} of ${procedure} is one of ${(JSON.parse(json) as Procedure).id}`)
  }
  for (const [procedure, found] of numbers)
    if (found.sort((one, other) => one - other).some((number, index) => number !== index + 1))
      tell(
        `the versions of ${procedure} are numbered ${found.join(', ')}: one is missing, or has the number of another`,
      )
  return differences
}

/** Also what is no JSON any more is only a difference: the rest is looked at all the same. */
function hashOfJson(json: string): string | undefined {
  try {
    return hashOf(JSON.parse(json))
  } catch {
    return undefined
  }
}

function verifyChain(events: EventRow[], tell: Tell): void {
  let previous = noHash
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1) tell(`event ${index + 1} is missing (found ${event.seq})`)
    if (event.previousHash !== previous) tell(`event ${event.seq} does not follow the one before it`)
    if (eventHash(event) !== event.hash) tell(`event ${event.seq} was changed`)
    for (const part of partsOf(event)) verifyPart(event.seq, part, tell)
    previous = event.hash
  }
}

type EventPart = ReturnType<typeof partsOf>[number]

/** A part is whole, or erased: then nothing of it is there, its digest is, and an entry of the log orders it. */
function verifyPart(seq: number, { name, erased, digest, isThere }: EventPart, tell: Tell): void {
  if (erased === null && digest !== null) tell(`event ${seq}: its ${name} was erased without an order`)
  else if (erased !== null && isThere) tell(`event ${seq}: its ${name} is marked as erased, but is there`)
}

/** The parts of an event that can be erased. */
const partsOf = (event: EventRow) => [
  {
    name: 'name',
    erased: event.actorErased,
    digest: event.actorDigest,
    isThere: event.actorName !== null || event.actorSalt !== null,
  },
  {
    name: 'text',
    erased: event.textsErased,
    digest: event.textsDigest,
    isThere: event.texts !== null || event.contentSha256 !== null || event.textsSalt !== null,
  },
]

function tellErased({ events, contents }: RequestRecord, erasures: ErasureChecks): void {
  for (const event of events)
    for (const { name, erased } of partsOf(event))
      if (erased !== null) erasures.erased('events', erased, [event.request, event.seq, name])
  for (const { request, revision, erased } of contents)
    if (erased !== null) erasures.erased('contents', erased, [request, revision])
}

function verifyContents({ request: row, events, contents }: RequestRecord, tell: Tell): void {
  for (const { revision, json, sha256, erased } of contents) {
    // Events of before 2026-11-29 have the digest within their hashes: there it stays, though its text is gone.
    const isOfOld = events.some((event) => event.form === 1 && event.contentSha256 === sha256)
    const isSound = erased === null || !isOfOld ? hashOfJson(json) === sha256 : json === erasedContent
    if (!isSound || (erased !== null && json !== erasedContent))
      tell(`revision ${revision} of the content was changed`)
  }
  const newest = contents.find(({ revision }) => revision === row.contentRevision)
  if (!newest) tell(`the content of its revision ${row.contentRevision} is not kept`)
  const spokenOf = new Set(events.map((event) => event.contentRevision))
  for (const { revision, frozen } of contents)
    if (revision > row.contentRevision || (frozen === 1 && !spokenOf.has(revision)))
      tell(`a revision ${revision} of the content is kept of which no event speaks`)
  const known = new Set(contents.filter(({ frozen }) => frozen === 1).map(({ sha256 }) => sha256))
  for (const { seq, contentSha256 } of events)
    if (contentSha256 !== null && !known.has(contentSha256))
      tell(`event ${seq} is about a content that is not kept`)
}

/** It is found by what was submitted last, and by its draft only until something is. */
function verifyListed({ request: row, contents }: RequestRecord, snapshot: ChartSnapshot, tell: Tell): void {
  const listed = contents.find(({ revision }) => revision === listedRevision(snapshot, row))
  if (!listed || (listed.erased === null && hashOfJson(listed.json) !== listed.sha256)) return
  const { title, category, searchText } = listedAs(JSON.parse(listed.json) as Content)
  if (row.title !== title || row.category !== category || row.searchText !== searchText)
    tell('it is listed under a title or a category that its content does not have')
}

async function verifyReplay(
  db: Db,
  record: RequestRecord,
  version: (hash: string) => Promise<Compiled>,
  tell: Tell,
): Promise<void> {
  const { request: row, events } = record
  const timers = new Map<string, number>()
  let reminders: SetReminder[] = []
  // Begun by its first owner, who may have handed it over.
  const whose = { office: row.office, group: row.groupId, owner: events[0]?.actor ?? row.owner }
  let at: At | undefined
  let life: PublicLife | undefined
  const shown = shownBy(record.contents)
  const frozenAt = new Map<number, number>()
  for (const event of events) {
    const compiled = await version(event.procedureHash)
    if (event.language !== compiled.language)
      tell(`event ${event.seq} is recorded in another language than its version is written in`)
    const taken = replay(compiled, at, event, whose)
    if (!taken) return tell(`event ${event.seq} (${event.type}) is not one that the chart offers there`)
    if (at && event.actor === null) {
      const dueAt = timers.get(event.type) ?? Number.POSITIVE_INFINITY
      if (event.at < dueAt) tell(`event ${event.seq} (${event.type}) came before its time`)
      timers.delete(event.type)
    }
    keep(timers, taken)
    reminders = remindersReplayed(
      { compiled: at?.compiled ?? compiled, set: reminders },
      compiled,
      taken,
      event,
    )
    // Through JSON, as it was stored: an engine that reads its own snapshots differently would show here.
    at = { compiled, snapshot: restore(compiled, JSON.parse(persist(compiled, taken.snapshot))) }
    life = livedOn(life, { ...at, event }, shown)
    const { revision } = at.snapshot.context
    if (revision > 0 && !frozenAt.has(revision)) frozenAt.set(revision, event.at)
  }
  if (!at) return tell('there are no events')
  if (row.createdAt !== events[0]?.at) tell('it is dated otherwise than its first event')
  verifyTimes(record, frozenAt, tell)
  const { compiled, snapshot } = at
  if (row.procedureHash !== compiled.hash)
    tell(`it runs on the version ${row.procedureHash}, but its events say ${compiled.hash}`)
  const stored = withoutEmptyParts(JSON.parse(row.snapshot) as Persisted)
  if (canonicalJson(JSON.parse(persist(compiled, snapshot))) !== canonicalJson(stored))
    tell('the stored snapshot is not what its events lead to')
  if (row.owner !== snapshot.context.owner)
    tell(`it is stored as owned by ${row.owner}, but its events lead to ${snapshot.context.owner}`)
  const { steps, status, waiting } = standingOf(compiled.procedure.chart, snapshot)
  if (row.state !== JSON.stringify(snapshot.value))
    tell(`its state is stored as ${row.state}, but its events lead to ${JSON.stringify(snapshot.value)}`)
  if (row.steps !== columnOf(steps) || row.status !== status || row.waiting !== Number(waiting))
    tell(`it is listed at ${row.steps} (${row.status}), but stands at ${columnOf(steps)} (${status})`)
  if (row.draftOf !== (snapshot.context.revision === 0 ? row.groupId : ''))
    tell('it is kept from those who may read it, or open to others, against what its events say')
  if (isDiscarded(snapshot) && record.contents.some(({ json }) => json !== discardedContent))
    tell('its owner threw it away, but what it said is kept')
  verifyListed(record, snapshot, tell)
  const waits = (id: string, dueAt: number) => waitsFor({ compiled, snapshot }, id, dueAt)
  verifyTimers(record.timers, timers, waits, tell)
  verifyReminders(record.reminders, reminders, compiled, tell)
  await verifyPublication(db, record, life, tell)
  verifyAsked(record, at, tell)
}

/** When its contents were submitted, and by what it was changed last: an event, or what was written since. */
function verifyTimes(
  { request: row, events, contents }: RequestRecord,
  frozenAt: ReadonlyMap<number, number>,
  tell: Tell,
): void {
  for (const { revision, frozen, at } of contents)
    if (frozen === 1 && frozenAt.get(revision) !== at)
      tell(`revision ${revision} of the content is dated otherwise than its submission`)
  const last = events.at(-1)
  const written = contents.find(({ revision }) => revision === row.contentRevision)
  const isBy = (at: number | undefined, by: string | null | undefined) =>
    row.updatedAt === at && row.updatedBy === by
  if (!isBy(last?.at, last?.actor) && !(written?.frozen === 0 && isBy(written.at, written.by)))
    tell('what changed it last is neither its last event nor what was written since')
  if (row.revision < events.length) tell('it has fewer revisions than events')
}

async function versionOf(db: Db, hash: string): Promise<Compiled> {
  const version = await findVersionByHash(db, hash)
  if (!version) throw new Error(`The version ${hash} is not stored`)
  return compile(JSON.parse(version.json) as Procedure)
}

function keep(timers: Map<string, number>, { snapshot, cancelled, timers: set }: Taken): void {
  for (const id of cancelled) timers.delete(id)
  if (snapshot.status !== 'active') timers.clear()
  else for (const { id, dueAt } of set) timers.set(id, dueAt)
}

/** Whether the chart would take the timer: one whose guard says no was put away when it fell due. */
function waitsFor({ compiled, snapshot }: At, id: string, dueAt: number): boolean {
  const { revision } = snapshot.context
  // What it would set in its turn is not asked for, so no holiday counts.
  const event = { type: id, at: dueAt, actor: null, revision, data: {}, holidays: new Set<string>() }
  return step(compiled, snapshot, event, { fromTimer: true }).ok
}

function verifyTimers(
  stored: RequestRecord['timers'],
  expected: Map<string, number>,
  waits: (id: string, dueAt: number) => boolean,
  tell: Tell,
): void {
  for (const { id, dueAt } of stored)
    if (expected.get(id) !== dueAt)
      tell(`timer ${id} is set for ${dueAt}, but its events say ${expected.get(id) ?? 'none'}`)
  for (const [id, dueAt] of expected)
    if (!stored.some((timer) => timer.id === id) && waits(id, dueAt))
      tell(`timer ${id} for ${dueAt} is missing`)
}

/** The reminders after an event of the past; when each is sent is not in the events, for holidays come and go. */
function remindersReplayed(
  before: Parameters<typeof remindersAfter>[0],
  compiled: Compiled,
  taken: Taken,
  event: EventRow,
): SetReminder[] {
  const passed = event.type === moved ? passedBefore(dataOf(event) as MovePayload) : []
  return remindersAfter(before, compiled, taken, { at: event.at, holidays: new Set(), passed })
}

/** Which reminders there are, and of which day, the events tell; whether one was sent, they do not. */
function verifyReminders(
  stored: RequestRecord['reminders'],
  expected: SetReminder[],
  compiled: Compiled,
  tell: Tell,
): void {
  const isOf = (timer: string, number: number) => (one: { timer: string; number: number }) =>
    one.timer === timer && one.number === number
  for (const { timer, number, due, dueAt } of stored) {
    const found = expected.find(isOf(timer, number))
    const reminder = remindersOfTimer(compiled, timer)[number]
    const name = `reminder ${number + 1} of ${timer}`
    if (!found || !reminder) tell(`${name} is set, but its events say none`)
    else if (found.due !== due) tell(`${name} is of a deadline at ${due}, but its events say ${found.due}`)
    else if (dueAt !== null && !mayBeSentAt(reminder, due, dueAt))
      tell(`${name} is set for ${dueAt}, at which it cannot come`)
  }
  for (const { timer, number } of expected)
    if (!stored.some(isOf(timer, number))) tell(`reminder ${number + 1} of ${timer} is missing`)
}
