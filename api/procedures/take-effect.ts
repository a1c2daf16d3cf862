import { heldLately } from '../../db/confirmations.ts'
import { getOfficeRow, setCategories } from '../../db/offices.ts'
import { categoriesInUse } from '../../db/publications.ts'
import { findActiveVersion, setVersionStatus, type VersionRow } from '../../db/versions.ts'
import type { Category, Procedure } from '../../machines/procedure/procedure.ts'
import { madePublicAlone } from '../../machines/proofs/second-person.ts'
import { tracksOneAtATime } from '../../machines/proofs/tracks.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import type { Standing } from '../offices/standing.ts'
import { nobody } from '../people/log-people.ts'
import { tell } from '../people/office-notices.ts'
import { getCompiled, type Reader, versionsInForce } from './versions.ts'

type By = { actor: { id: string; name: string }; at: number }

/** What the log says of a version; the version itself is kept for good under its hash. */
export function loggedVersion({ procedure, version, hash, json, reasons }: VersionRow) {
  const { title, order } = JSON.parse(json) as Procedure
  return { procedure, title, version, hash, order, reasons: JSON.parse(reasons) as Record<string, string> }
}

/**
 * Notes in the office's log, as the work of nobody, a version that the product put in; `found` as it was before. It is
 * the document that the office's director has signed, so nobody confirms it; but where that lets one person publish
 * alone, the log says by which clause, and those who would confirm it of a version of the office's own are told.
 */
export async function logShipped(
  trx: Reader,
  version: VersionRow,
  at: number,
  found?: Standing,
): Promise<void> {
  const { office, hash } = version
  const compiled = await getCompiled(trx, hash)
  const { alone } = madePublicAlone(compiled, tracksOneAtATime(compiled.procedure))
  const byOne = alone
    .filter(({ correction }) => !correction)
    .map(({ place, meta: { title, clause } }) => ({ place, title, clause }))
  await logOfficeEvent(trx, {
    office,
    type: 'version.shipped',
    actor: nobody,
    at,
    before: null,
    after: { ...loggedVersion(version), ...(byOne.length > 0 && { byOne }) },
    ...(found && { found }),
  })
  if (byOne.length === 0) return
  const today = bangkokDay(at)
  const held = await heldLately(trx, { office, since: today, until: today })
  const seconds = held.filter(({ disabled }) => disabled === 0).map(({ person }) => person)
  const { title } = compiled.procedure
  const clauses = [...new Set(byOne.map(({ clause }) => clause))].join(' ')
  await tell(trx, { office, at }, seconds, {
    th: `ระบบนำขั้นตอนปฏิบัติ “${title.th}” ที่มากับระบบมาใช้ ผู้เดียวเผยแพร่ได้โดยไม่มีผู้อนุญาต ตามที่อ้างเอกสาร (${clauses}) หากสำนักงานไม่ประสงค์ให้แก้ไขเป็นฉบับใหม่`,
    en: `The product put in its procedure “${title.en}”: one person can publish without anybody's permission, citing the document (${clauses}). Make a version of your own where the office does not want that.`,
  })
}

/**
 * Puts a stored version into effect and the one before it out of effect; requests stay on the version they run on. `found`
 * is how the office's versions stood, where its day alone puts it into effect.
 */
export async function takeEffect(
  trx: Reader,
  version: VersionRow,
  { actor, at }: By,
  found?: Standing,
): Promise<void> {
  const { office } = version
  const first = found && { found }
  const previous = await findActiveVersion(trx, version.procedure)
  if (previous) {
    // First, for a procedure has one active version at a time.
    await setVersionStatus(trx, previous.hash, { status: 'superseded' })
    await logOfficeEvent(trx, {
      office,
      type: 'version.superseded',
      actor,
      at,
      before: { ...loggedVersion(previous), status: 'active' },
      after: { ...loggedVersion(previous), status: 'superseded', by: version.version },
      ...first,
    })
  }
  await setVersionStatus(trx, version.hash, { status: 'active', activatedAt: at })
  await keepCategories(trx, office)
  await logOfficeEvent(trx, {
    office,
    type: 'version.activated',
    actor,
    at,
    before: previous ? loggedVersion(previous) : null,
    after: loggedVersion(version),
    ...(!previous && first),
  })
}

/**
 * The kinds of information of an office are those of its procedures in force. One that no procedure has any more stays
 * as long as something was published under it, so that the public site can still name it.
 */
async function keepCategories(trx: Reader, office: string): Promise<void> {
  const kept = new Map<string, Category>()
  for (const { procedure } of await versionsInForce(trx, office))
    for (const category of procedure.categories) if (!kept.has(category.id)) kept.set(category.id, category)
  const before = await getOfficeRow(trx, office)
  const used = await categoriesInUse(trx, office)
  for (const category of JSON.parse(before.categories) as Category[])
    if (!kept.has(category.id) && used.has(category.id)) kept.set(category.id, category)
  const categories = JSON.stringify([...kept.values()])
  if (categories !== before.categories) await setCategories(trx, office, categories)
}
