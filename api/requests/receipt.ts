import { publicationsWithFile } from '../../db/files.ts'
import type { ReadAt } from '../../db/publication-facets.ts'
import { findAnywhere, findPublished, type ListedRow, type WholeRow } from '../../db/publications.ts'
import { type EventRow, eventsOf } from '../../db/requests.ts'
import { findVersionByHash } from '../../db/versions.ts'
import { withheldOf } from '../../db/withheld-versions.ts'
import { eventHash, noHash } from '../../machines/hash/event-hash.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { EventView } from '../http/contract.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { titleOfEvent } from './event-words.ts'
import { actedAsOf } from './history-view.ts'
import { earlierVersions } from './public-versions.ts'
import { shownFiles } from './shown-files.ts'

export type ReceiptStep = {
  number: number
  title: Text
  /** Role and capacity; null where a deadline did it. Never a name: the public page shows none. */
  post: Pick<NonNullable<EventView['actedAs']>, 'title' | 'capacity'> | null
  at: number
  version: number
  hash: string
}
export type Receipt = {
  procedures: { id: string; title: Text; version: number; hash: string }[]
  steps: ReceiptStep[]
  /** What stands for all of it: the item, how many events its chain had, and the hash of the last. */
  code: string
  intact: boolean
}

/** The code of a receipt after so many events. */
const codeOf = (item: string, { seq, hash }: Pick<EventRow, 'seq' | 'hash'>): string =>
  `prakat1.${item.replaceAll('-', '')}.${seq}.${hash}`

const written = /prakat1\.([0-9a-f]{32})\.([1-9]\d{0,6})\.([0-9a-f]{64})(?![0-9a-f])/

/** Whether each event is what its hash says, and follows the one before it. */
export function isIntact(events: readonly EventRow[]): boolean {
  let before = noHash
  for (const [index, event] of events.entries()) {
    if (event.seq !== index + 1 || event.previousHash !== before || eventHash(event) !== event.hash)
      return false
    before = event.hash
  }
  return true
}

/** How an item came to be published: each step by role and capacity, and the code by which that can be checked later. */
export async function receiptOf(
  db: Reader,
  { id, request }: Pick<WholeRow, 'id' | 'request'>,
): Promise<Receipt> {
  const events = await eventsOf(db, request)
  const procedures = new Map<string, Receipt['procedures'][number]>()
  const steps: ReceiptStep[] = []
  for (const event of events) {
    const { procedure } = await getCompiled(db, event.procedureHash)
    const version = procedures.get(event.procedureHash)?.version ?? (await versionOf(db, event.procedureHash))
    procedures.set(event.procedureHash, {
      id: procedure.id,
      title: procedure.title,
      version,
      hash: event.procedureHash,
    })
    const post = actedAsOf(procedure, event)
    steps.push({
      number: event.seq,
      title: titleOfEvent(procedure.chart, event),
      post: post && { title: post.title, capacity: post.capacity },
      at: event.at,
      version,
      hash: event.hash,
    })
  }
  const last = events.at(-1)
  if (!last) throw new Error(`The request ${request} has no events`)
  return { procedures: [...procedures.values()], steps, code: codeOf(id, last), intact: isIntact(events) }
}

const versionOf = async (db: Reader, hash: string): Promise<number> =>
  (await findVersionByHash(db, hash))?.version ?? 0

/** An item as whoever checks something of it is told of it; without a title once it has ended. */
type Found = { id: string; title: string | null; isPublic: boolean }

export type Checked =
  | { kind: 'nothing' }
  /** It is neither a code, nor the address of an item, nor a hash. */
  | { kind: 'unreadable' }
  /** No chain here has such an event: forged, or written down wrongly. */
  | { kind: 'wrong' }
  | { kind: 'otherOffice'; office: string }
  | { kind: 'item'; item: Found }
  | { kind: 'receipt'; item: Found; at: number; later: number; intact: boolean }
  /** `before`: in a version that was superseded. */
  | { kind: 'file'; matches: { item: Found; where: 'now' | 'before' | 'ended' }[] }
  | { kind: 'noFile' }

/** What was pasted, checked against what is stored: the code of a receipt, the address of an item, or a file's SHA-256. */
export async function check(db: Reader, at: ReadAt, given: string): Promise<Checked> {
  const text = given.trim().toLowerCase()
  if (text === '') return { kind: 'nothing' }
  const code = written.exec(text)
  if (code)
    return checkCode(db, at, { item: withDashes(code[1] ?? ''), seq: Number(code[2]), hash: code[3] ?? '' })
  if (/^(?:sha-?256[:\s=-]*)?[0-9a-f]{64}$/.test(text)) return checkFile(db, at, text.slice(-64))
  // recheck-ignore: the pages take 600 characters at the most
  const id = /([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/.exec(text)?.[1]
  if (!id) return { kind: 'unreadable' }
  const found = await findAnywhere(db, id)
  if (!found) return { kind: 'wrong' }
  if (found.office !== at.office) return { kind: 'otherOffice', office: found.office }
  return { kind: 'item', item: await foundItem(db, at, found) }
}

const withDashes = (id: string) => id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

async function foundItem(db: Reader, at: ReadAt, { id }: Pick<ListedRow, 'id'>): Promise<Found> {
  const row = await findPublished(db, at, id)
  return { id, title: row?.title ?? null, isPublic: row !== undefined }
}

async function checkCode(
  db: Reader,
  at: ReadAt,
  { item, seq, hash }: { item: string; seq: number; hash: string },
): Promise<Checked> {
  const found = await findAnywhere(db, item)
  if (!found) return { kind: 'wrong' }
  const events = await eventsOf(db, found.request)
  const event = events[seq - 1]
  if (event?.hash !== hash) return { kind: 'wrong' }
  if (found.office !== at.office) return { kind: 'otherOffice', office: found.office }
  return {
    kind: 'receipt',
    item: await foundItem(db, at, found),
    at: event.at,
    later: events.length - seq,
    intact: isIntact(events),
  }
}

/** So many items of one file are told of. */
const mostMatches = 5

async function checkFile(db: Reader, at: ReadAt, sha256: string): Promise<Checked> {
  const matches: Extract<Checked, { kind: 'file' }>['matches'] = []
  const ids = await publicationsWithFile(db, { office: at.office, sha256, most: mostMatches })
  for (const id of ids) {
    const row = await findPublished(db, at, id)
    // What was closed for its personal data is confirmed to nobody.
    if (!row && (await withheldOf(db, id)).length > 0) continue
    const where = row ? await whereIn(db, row, sha256) : 'ended'
    if (where) matches.push({ item: { id, title: row?.title ?? null, isPublic: row !== undefined }, where })
  }
  return matches.length > 0 ? { kind: 'file', matches } : { kind: 'noFile' }
}

async function whereIn(db: Reader, row: WholeRow, sha256: string): Promise<'now' | 'before' | undefined> {
  const names = async (json: string) =>
    (await shownFiles(db, { request: row.request, json })).some((file) => file.sha256 === sha256)
  if (await names(row.json)) return 'now'
  for (const { state, content } of await earlierVersions(db, row))
    if (state === 'readable' && content && (await names(content.json))) return 'before'
  return undefined
}
