import { createHash } from 'node:crypto'
import type { StoredEntry } from '../../db/audit-log.ts'
import { allOffices } from '../../db/offices.ts'
import type { Db } from '../../db/open.ts'
import { findSeal } from '../../db/sites.ts'
import { type StandingTable, standingTables } from '../../db/standing.ts'
import { allOfficeEvents } from '../../db/verification.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { vouchedBy } from '../offices/audit-log.ts'
import { type Standing, standingOf } from '../offices/standing.ts'

/** The first form of an entry that says what it leaves behind. */
const vouches = 3
type Said = { digest: string; seq: number }

/**
 * Compares the rows for which the offices' logs vouch (db/standing.ts) with the digests that their entries left, table by
 * table. Answers every difference; an office whose log vouches for nothing has no rows either.
 */
export async function verifyStanding(db: Db): Promise<string[]> {
  const told: string[] = []
  const said = new Map<string, Said>()
  const recorded = new Set<string>()
  for await (const entry of allOfficeEvents(db)) {
    if (entry.form < vouches) continue
    const { office, seq } = entry
    const left = leftBy(entry)
    if (left === undefined) {
      told.push(`entry ${seq} of the log of ${office} does not say what it left behind`)
      continue
    }
    // The state of an earlier edition is recorded once: a second time would cover up what was changed meanwhile.
    if (Object.keys(left).length === standingTables.length) {
      if (recorded.has(office)) told.push(`entry ${seq} of the log of ${office} records everything again`)
      recorded.add(office)
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
function leftBy({ type, after, standing }: StoredEntry): Standing | undefined {
  try {
    const left = JSON.parse(standing) as Standing
    const due: readonly StandingTable[] = vouchedBy({ type, after: JSON.parse(after) as unknown })
    return Object.keys(left).sort().join() === [...due].sort().join() ? left : undefined
  } catch {
    return undefined
  }
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
