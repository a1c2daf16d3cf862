import { createHash } from 'node:crypto'
import type { StoredEntry } from '../../db/audit-log.ts'
import { allOffices } from '../../db/offices.ts'
import type { Db } from '../../db/open.ts'
import { findSeal } from '../../db/sites.ts'
import { type StandingTable, standingEditions, standingTables } from '../../db/standing.ts'
import { allOfficeEvents } from '../../db/verification.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { vouchedBy } from '../offices/audit-log.ts'
import { type Standing, standingOf } from '../offices/standing.ts'

/** The first form of an entry that says what it leaves behind. */
export const vouches = 3
type Said = { digest: string; seq: number }

/** What an entry leaves, and how it found rows on which the product acted by itself. */
type Vouched = { left: Standing; found: Standing }

/**
 * Compares the rows for which the offices' logs vouch (db/standing.ts) with the digests that their entries left, table by
 * table, and these with what later entries found. Answers every difference; an office whose log vouches for nothing has no
 * rows either.
 */
export async function verifyStanding(db: Db): Promise<string[]> {
  const told: string[] = []
  const said = new Map<string, Said>()
  const recorded = new Set<string>()
  const forms = new Map<string, number>()
  for await (const entry of allOfficeEvents(db)) {
    const { office, seq, form } = entry
    const before = forms.get(office) ?? 0
    forms.set(office, Math.max(before, form))
    if (form < vouches) continue
    const vouched = vouchedIn(entry)
    if (vouched === undefined) {
      told.push(`entry ${seq} of the log of ${office} does not say what it left behind`)
      continue
    }
    const { left, found } = vouched
    if (Object.keys(left).length === standingTables.length) {
      const edition = editionOf(entry)
      if (recorded.has(`${office} ${edition}`))
        told.push(`entry ${seq} of the log of ${office} records everything again`)
      else if (!isFirstOf(edition, before))
        told.push(
          `entry ${seq} of the log of ${office} records everything, but no edition of the product begins there`,
        )
      recorded.add(`${office} ${edition}`)
    }
    for (const [table, digest] of Object.entries(found)) {
      const last = said.get(`${office} ${table}`)
      if (digest !== (last?.digest ?? nothing))
        told.push(
          `entry ${seq} of the log of ${office} found ${wordsOf[table as StandingTable]} otherwise than ${last ? `entry ${last.seq} left them` : 'the log tells'}`,
        )
    }
    for (const [table, digest] of Object.entries(left)) said.set(`${office} ${table}`, { digest, seq })
  }
  for (const { id } of await allOffices(db)) {
    const standing = await standingOf(db, id, standingTables)
    for (const table of standingTables) {
      const last = said.get(`${id} ${table}`)
      if (last?.digest === standing[table] || (!last && standing[table] === nothing)) continue
      told.push(
        last
          ? `${wordsOf[table]} of ${id} are not what entry ${last.seq} of its log left`
          : `${wordsOf[table]} of ${id}: no entry of its log tells of them`,
      )
    }
    const seal = await findSeal(db, id)
    if (seal && createHash('sha256').update(seal.picture).digest('hex') !== seal.sha256)
      told.push(`the seal of ${id} is another picture than its hash names`)
  }
  return told
}

const nothing = hashOf([])

/** Undefined where an entry says more or less than its kind does. */
function vouchedIn({ type, after, standing }: StoredEntry): Vouched | undefined {
  try {
    const { found = {}, ...left } = JSON.parse(standing) as Standing & { found?: Standing }
    const due: readonly StandingTable[] = vouchedBy({ type, after: JSON.parse(after) as unknown })
    return Object.keys(left).sort().join() === [...due].sort().join() ? { left, found } : undefined
  } catch {
    return undefined
  }
}

const editionOf = ({ after }: StoredEntry): string | undefined =>
  (JSON.parse(after) as { edition?: string }).edition

/** Whether an edition begins where no entry of before has a later form than `before`, 0 where there is none. */
function isFirstOf(edition: string | undefined, before: number): boolean {
  const known = standingEditions.find((one) => one.edition === edition)
  return known !== undefined && before < known.form
}

const wordsOf: Record<StandingTable, string> = {
  office: 'names and settings',
  officeGroup: 'the groups',
  officeSeal: 'the seal',
  person: 'the accounts',
  procedureVersion: 'the versions of procedures',
  confirmation: 'the confirmations',
  holiday: 'the holidays',
  workedHoliday: 'the holidays on which it works',
  contact: 'the contacts',
  successor: 'the successors of publications',
  withheldVersion: 'the withheld versions',
  integration: 'the integrations',
  scenario: 'the rehearsals',
  move: 'the moves',
}
