import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { findLastOfficeEvent } from '../../db/audit-log.ts'
import {
  eraseConfirmationsAbout,
  eraseContent,
  eraseFacts,
  eraseName,
  eraseNameElsewhere,
  erasePersonRow,
  erasePublication,
  eraseRequestRow,
  eraseSaidOfPublication,
  eraseTexts,
  eraseTitleInMoves,
  factsOfPerson,
  keptOfPerson,
  namesInEvents,
  openRequestsOf,
  overwriteDeleted,
  requestsThatName,
  rewriteFile,
  sweepIndexes,
} from '../../db/erasures.ts'
import { releaseFiles } from '../../db/files.ts'
import { takeLock } from '../../db/lock.ts'
import { eraseMessages } from '../../db/messages.ts'
import { allOffices } from '../../db/offices.ts'
import { type Db, openDatabase } from '../../db/open.ts'
import { findPerson, findPersonByUsername } from '../../db/people.ts'
import { isBehind, project } from '../../db/projections.ts'
import { deleteFeedback } from '../../db/readers.ts'
import type { EventRow } from '../../db/requests.ts'
import { findRequestRecord, type RequestRecord } from '../../db/verification.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { actorDigestOf, textsDigestOf } from '../../machines/hash/event-hash.ts'
import { type At, replay } from '../../machines/run/replay.ts'
import { standingOf } from '../../machines/run/standing.ts'
import { persist } from '../../machines/run/step.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { erasedWords } from '../../machines/text/erased-words.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { recordStanding } from '../offices/record-standing.ts'
import { standingOf as rowsStand, type Standing } from '../offices/standing.ts'
import { erasedPerson } from '../people/erased-person.ts'
import { nobody } from '../people/log-people.ts'
import { passwordCodeOf } from '../people/password-reset.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { databaseFile, readConfig } from '../process/config.ts'
import { type Content, erasedContent } from '../requests/content.ts'
import { listedAs } from '../requests/listed-as.ts'
import { howItEnded, whatIsShown } from '../requests/publication.ts'
import { columnOf } from '../requests/record-transition.ts'
import { ErasedRows, type ErasureOrder } from './erasures.ts'
import { livedOn, type PublicLife } from './verify-publication.ts'
import { requireDatabase } from './with-database.ts'

/** Whose personal data: a person's name, wherever they acted; or a request's content and all that was typed with it. */
export type Whose = { person: string } | { request: string }
export type Order = Whose & { reason: string; by: string; force?: boolean }

/** What an erasure would do, or has done, in sentences. */
export type Told = string[]

/**
 * Tells what an order would erase, and what it could not, without changing anything. Throws, with the way out, where it
 * would be refused.
 */
export async function planErasure(db: Db, order: Order): Promise<Told> {
  if ('request' in order) {
    const { sentence } = await erasableOfRequest(db, order)
    return [sentence]
  }
  const { sentence, person, names } = await erasableOfPerson(db, order)
  return [sentence, ...(await whatStays(db, person.id, names))]
}

/**
 * Erases as ordered, in one transaction with the entry in the audit log that says so, beside a server that runs.
 * What is derived (titles, snapshots, search, notices) loses it too; the chains of hashes stay whole. Answers what it did.
 * `sweepIndexes` and `rewriteFile` then rid the file of what was deleted.
 */
export async function erase(db: Db, order: Order, at: number): Promise<Told> {
  await overwriteDeleted(db)
  return 'request' in order ? eraseRequest(db, order, at) : erasePerson(db, order, at)
}

/* ── A person ─────────────────────────────────────────────────────────────────────────── */

type OfPerson = Extract<Order, { person: string }>

async function erasableOfPerson(db: Reader, { person: id, force = false }: OfPerson) {
  const person = (await findPerson(db, id)) ?? (await findPersonByUsername(db, id))
  if (!person) throw new Error(`There is no person ${id}.`)
  if (person.disabled === 0)
    throw new Error(
      `${person.name} (${person.username}) can still sign in. An administrator of the office disables the account first, under its people.`,
    )
  const open = await openRequestsOf(db, person.id)
  if (open.length > 0 && !force)
    throw new Error(
      `${person.name} owns ${open.length} requests that have not ended: ${open.join(', ')}. Hand them over first, or add --force.`,
    )
  const events = await namesInEvents(db, person.id)
  const facts = await factsOfPerson(db, person.id)
  if (person.erased !== null && events.length + facts.length === 0)
    throw new Error(`The person ${person.id} was erased already.`)
  const said = facts.map(({ json }) => JSON.parse(json ?? '{}') as { name?: string; personName?: string })
  const known = [person.name, ...said.flatMap(({ name, personName }) => [name, personName])]
  const plain = known.filter((name) => name !== undefined && name !== erasedWords) as string[]
  // Also as it stands within JSON.
  const names = [...new Set(plain.flatMap((name) => [name, JSON.stringify(name).slice(1, -1)]))]
  const sentence = `${person.name} (${person.username}, ${person.id}): the name, username, position and password; the name in ${events.length} events and in ${facts.length} facts of the offices' logs; the e-mail address; sessions and notices.`
  return { person, events, facts, names, sentence }
}

/** What an erasure of a person leaves: the hashed rows of before it was possible, and what others wrote. */
async function whatStays(db: Db, person: string, names: string[]): Promise<Told> {
  const { events, entries } = await keptOfPerson(db, person)
  const told: Told = []
  if (events + entries > 0)
    told.push(
      `Stays: the name in ${events} events and ${entries} log entries of before 2026-11-29, which their hashes cover.`,
    )
  const requests = await requestsThatName(db, names)
  if (requests.length > 0)
    told.push(
      `Stays: the name as somebody wrote it in ${requests.length} requests. See whether these have to be erased by --request: ${requests.join(', ')}`,
    )
  return told
}

async function erasePerson(db: Db, order: OfPerson, at: number): Promise<Told> {
  // Looked for before anybody who writes has to wait: whoever is disabled takes no event meanwhile.
  const { names, sentence, events, person } = await erasableOfPerson(db, order)
  const { id, office } = person
  await db.transaction().execute(async (trx) => {
    if ((await findPerson(trx, id))?.disabled !== 1)
      throw new Error(`The account of ${id} was opened again just now.`)
    await fileWhatIsBehind(trx)
    const facts = await factsOfPerson(trx, id)
    const rows = new ErasedRows()
    for (const { request, seq } of events) rows.add('events', [request, seq, 'name'])
    for (const fact of facts) rows.add('facts', [fact.office, fact.seq, fact.number])
    const entry = await logErasure(trx, office, { ...orderOf(order), person: id, erased: rows.counted }, at)
    for (const event of events) await eraseName(trx, { ...event, digest: actorDigestOf(event), entry })
    await eraseFacts(trx, id, entry)
    const row = { ...erasedPerson(id), erased: person.erased ?? entry }
    await erasePersonRow(trx, id, row, passwordCodeOf(id))
    const before = await confirmationsStand(trx)
    const payload = JSON.stringify({ what: { th: erasedWords, en: erasedWords }, concerns: id })
    await eraseConfirmationsAbout(trx, id, { payload, by: nobody.id, at })
    // A username alone may be a common word.
    for (const name of names)
      for (const words of [`${name} (${person.username})`, name])
        await eraseNameElsewhere(trx, words, erasedWords)
    // The order's own entry had to be there first: it lets the rest be erased.
    for (const [of, { confirmation }] of await confirmationsStand(trx)) {
      const found = before.get(of) ?? {}
      if (found.confirmation !== confirmation) await recordStanding(trx, of, ['confirmation'], at, { found })
    }
  })
  return [`Erased: ${sentence}`, ...(await whatStays(db, id, names))]
}

/** Digests of what waits and waited for a second person, by office. */
async function confirmationsStand(trx: Reader): Promise<Map<string, Standing>> {
  const found = new Map<string, Standing>()
  for (const { id } of await allOffices(trx)) found.set(id, await rowsStand(trx, id, ['confirmation']))
  return found
}

/* ── A request ────────────────────────────────────────────────────────────────────────── */

type OfRequest = Extract<Order, { request: string }>

const hasTexts = ({ form, textsSalt }: EventRow) => form === 2 && textsSalt !== null

async function erasableOfRequest(db: Reader, { request: id, force = false }: OfRequest) {
  const record = await findRequestRecord(db, id)
  if (!record) throw new Error(`There is no request ${id}.`)
  const { request, events, contents, publication } = record
  if (publication && publication.endedAt === null)
    throw new Error(
      `The request ${id} is on the public site. Have it taken down first, by the way its procedure has for that.`,
    )
  if (request.status !== 'ended' && !force)
    throw new Error(`The request ${id} has not ended. Have it ended first, or add --force.`)
  const texts = events.filter(hasTexts)
  const left = contents.filter(({ json }) => json !== erasedContent)
  if (texts.length + left.length === 0) throw new Error(`The request ${id} was erased already.`)
  const old = events.filter(({ form }) => form === 1).length
  const stays =
    old > 0 ? ` What was typed with its ${old} events of before 2026-11-29 stays: their hashes cover it.` : ''
  const sentence = `“${request.title}” (${id}): ${left.length} revisions of its content; what was typed with ${texts.length} events, and given to the chart; title, search, notices and messages.${stays}`
  return { record, texts, left, sentence }
}

async function eraseRequest(db: Db, order: OfRequest, at: number): Promise<Told> {
  const sentence = await db.transaction().execute(async (trx) => {
    const { record, texts, left, sentence: told } = await erasableOfRequest(trx, order)
    const { request, events } = record
    const { id, office } = request
    await fileWhatIsBehind(trx)
    const rows = new ErasedRows()
    for (const { seq } of texts) rows.add('events', [id, seq, 'text'])
    for (const { revision, frozen } of left) if (frozen === 1) rows.add('contents', [id, revision])
    const entry = await logErasure(trx, office, { ...orderOf(order), request: id, erased: rows.counted }, at)
    for (const event of texts) await eraseTexts(trx, { ...event, digest: textsDigestOf(event), entry })
    for (const { revision, frozen, sha256 } of left) {
      // Where hashed rows keep the digest, it stays here too: it is what they speak of.
      const isOfOld = events.some((event) => event.form === 1 && event.contentSha256 === sha256)
      const digest = isOfOld ? sha256 : hashOf(JSON.parse(erasedContent))
      const content = { request: id, revision, json: erasedContent, sha256: digest }
      await eraseContent(trx, { ...content, erased: frozen === 1 ? entry : null })
    }
    await deleteFeedback(trx, id)
    await eraseMessages(trx, { office, request: id }, erasedWords)
    await eraseSaidOfPublication(trx, id, { words: erasedWords, at })
    await eraseDerived(trx, id)
    return told
  })
  return [`Erased: ${sentence}`]
}

/** What was made of a request's texts is made anew of what is left. */
async function eraseDerived(trx: Reader, id: string): Promise<void> {
  const record = await findRequestRecord(trx, id)
  if (!record) throw new Error(`There is no request ${id}.`)
  const { at, life } = await replayed(trx, record)
  const { request: row, contents, publication } = record
  const content = JSON.parse(erasedContent) as Content
  await eraseRequestRow(trx, id, {
    ...listedAs(content),
    snapshot: persist(at.compiled, at.snapshot),
    revision: row.revision + 1,
    findings: null,
  })
  await eraseTitleInMoves(trx, id, erasedWords)
  await releaseFiles(trx, id)
  if (publication && life?.ended) {
    const frozen = contents.find(({ revision }) => revision === life.last.context.revision)
    const shown = await whatIsShown(trx, row, life.last, frozen)
    const { endReason } = howItEnded(life.ended.compiled, life.ended.event, shown.untilAt)
    const { title, category, source, searchText } = shown
    await erasePublication(trx, id, { title, category, source, searchText, endReason })
  }
  // Here, and not by the server: this connection writes over what it deletes.
  await fileWhatIsBehind(trx)
}

/** Where the events lead without what was erased: exactly where it stands, but for the values. */
async function replayed(
  trx: Reader,
  { request: row, events }: RequestRecord,
): Promise<{ at: At; life: PublicLife | undefined }> {
  const whose = { office: row.office, group: row.groupId, owner: events[0]?.actor ?? row.owner }
  let at: At | undefined
  let life: PublicLife | undefined
  for (const event of events) {
    const compiled = await getCompiled(trx, event.procedureHash)
    const taken = replay(compiled, at, event, whose)
    if (!taken) throw decides(row.id)
    at = { compiled, snapshot: taken.snapshot }
    life = livedOn(life, { ...at, event })
  }
  if (!at || columnOf(standingOf(at.compiled.procedure.chart, at.snapshot).steps) !== row.steps)
    throw decides(row.id)
  return { at, life }
}

const decides = (id: string) =>
  new Error(
    `The request ${id} stands where it stands because of a text that would be erased: a version of its procedure, later than the text, decides by it. It cannot be erased.`,
  )

/* ── Both ─────────────────────────────────────────────────────────────────────────────── */

/** What an event told, and names somebody, stands first in `newNotice`: filed later, it would come after the erasure. */
async function fileWhatIsBehind(trx: Reader): Promise<void> {
  while (await isBehind(trx)) await project(trx, 500)
}

const orderOf = ({ reason, by }: Order) => ({ reason: oneLine(reason), by: oneLine(by) })

/** Writes the order into the audit log; answers the entry's hash, by which all that is erased names it. */
async function logErasure(trx: Reader, office: string, order: ErasureOrder, at: number): Promise<string> {
  const entry = { office, type: 'personal.erased', actor: nobody, at, before: null, after: order } as const
  await logOfficeEvent(trx, entry)
  const last = await findLastOfficeEvent(trx, office)
  if (!last) throw new Error(`The log of ${office} has no entry`)
  return last.hash
}

const usage = `npm run erase -- --person ID | --request ID --by ORDER --reason TEXT [--force] [--yes]
npm run erase -- --sweep
Without --yes it only says what it would erase. The order and the reason stay in the log: write nobody's name there.`

/** `npm run erase`, as `usage` says. */
async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      person: { type: 'string' },
      request: { type: 'string' },
      by: { type: 'string' },
      reason: { type: 'string' },
      force: { type: 'boolean' },
      yes: { type: 'boolean' },
      sweep: { type: 'boolean' },
    },
  })
  const { person, request, by = '', reason = '', force = false, yes = false, sweep = false } = values
  const isWhole = (person === undefined) !== (request === undefined) && !isBlank(by) && !isBlank(reason)
  if (sweep ? args.length > 1 : !isWhole) throw new Error(usage)
  const whose: Whose = person === undefined ? { request: request ?? '' } : { person }
  const order: Order = { ...whose, by, reason, force }
  const config = readConfig(process.env)
  const file = databaseFile(config)
  requireDatabase(file)
  const release = takeLock(join(config.data, 'prakat.lock'))
  const db = await openDatabase(file)
  try {
    if (sweep) {
      if (!release) throw new Error(`A Prakat server runs on the directory ${config.data}. Stop it first.`)
      return await sweepFile(db, true)
    }
    if (!yes) {
      for (const sentence of await planErasure(db, order)) console.log(sentence)
      console.log('Nothing was erased yet. Add --yes to erase it; nobody can bring it back.')
      return
    }
    for (const sentence of await erase(db, order, Date.now())) console.log(sentence)
    await sweepFile(db, release !== undefined)
    console.log('Backups still hold it: see docs/operations.md.')
  } finally {
    await db.destroy()
    release?.()
  }
}

/** Rids the file of what was deleted; where a server runs, only the indexes of search. Throws no error: it was erased. */
async function sweepFile(db: Db, isAlone: boolean): Promise<void> {
  try {
    await sweepIndexes(db)
    if (isAlone) await rewriteFile(db)
    else
      console.log(
        'A server runs: unused parts of the file may still hold what was deleted earlier. Stop it when you can, and run: npm run erase -- --sweep',
      )
  } catch (error) {
    console.error(
      `The file could not be rid of what was deleted (${(error as Error).message}). Run: npm run erase -- --sweep`,
    )
    process.exitCode = 1
  }
}

if (import.meta.main)
  try {
    await main(process.argv.slice(2))
  } catch (error) {
    console.error(`Nothing was erased. ${(error as Error).message}`)
    process.exitCode = 1
  }
