import type { Transaction } from 'kysely'
import { insertAsked } from '../../db/asked.ts'
import { insertFigures } from '../../db/figures.ts'
import type { Db } from '../../db/open.ts'
import { setSearchText } from '../../db/publications.ts'
import { findSetting, setSetting } from '../../db/settings.ts'
import type { Tables } from '../../db/tables.ts'
import {
  eventsOfMany,
  nextUnderived,
  publishedContents,
  setDerived,
  setUnderived,
  type UnderivedRequest,
} from '../../db/underived.ts'
import { allVersions } from '../../db/versions.ts'
import { edgesOf } from '../../machines/chart/edges.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { restore } from '../../machines/run/step.ts'
import { getCompiled } from '../procedures/versions.ts'
import type { Content } from './content.ts'
import { rowsOfAsked } from './record-asked.ts'
import { figuresOfRequest } from './record-figures.ts'
import { searchTextOf } from './search-text.ts'

/** What charts tell of requests; another edition may tell otherwise. The second tells a recall from a return. */
const edition = '2'
const editionStored = 'derivedEdition'

/**
 * Has what an earlier edition stored of requests stored anew where this one reads their charts otherwise: whom they wait for
 * and their figures. To be run before the first request of this edition.
 */
export async function deriveByThisEdition(trx: Transaction<Tables>): Promise<void> {
  if ((await findSetting(trx, editionStored)) === edition) return
  const read: string[] = []
  for (const { hash, json } of await allVersions(trx)) {
    const { chart } = JSON.parse(json) as Procedure
    if (edgesOf(chart).some(({ kind }) => kind === 'recall')) read.push(hash)
  }
  await setUnderived(trx, read)
  await setSetting(trx, editionStored, edition)
}

/** So many requests share a commit; what is committed is not done again when the process ends in between. */
const batch = 500

/**
 * Stores what only their charts can tell of requests that came before it was stored with each event: whom they wait for,
 * their figures, and the text by which the public finds them. Answers how many there were.
 */
export async function deriveOldRequests(db: Db): Promise<number> {
  let derived = 0
  for (;;) {
    const requests = await nextUnderived(db, batch)
    if (requests.length === 0) return derived
    await db.transaction().execute((trx) => derive(trx, requests))
    derived += requests.length
    await new Promise((resolve) => setImmediate(resolve))
  }
}

async function derive(trx: Transaction<Tables>, requests: UnderivedRequest[]): Promise<void> {
  const ids = requests.map(({ id }) => id)
  const events = Map.groupBy(await eventsOfMany(trx, ids), ({ request }) => request)
  for (const request of requests) {
    await insertFigures(trx, await figuresOfRequest(trx, request.procedure, events.get(request.id) ?? []))
    if (request.waiting === 0) continue
    const compiled = await getCompiled(trx, request.procedureHash)
    await insertAsked(trx, rowsOfAsked(request, compiled, restore(compiled, JSON.parse(request.snapshot))))
  }
  for (const { id, json } of await publishedContents(trx, ids))
    await setSearchText(trx, { id, searchText: searchTextOf(JSON.parse(json) as Content) })
  await setDerived(trx, ids)
}
