import { settingChanges } from '../../db/audit-log.ts'
import { allOffices } from '../../db/offices.ts'
import type { Db } from '../../db/open.ts'

type Settings = { digits?: string; inspectorAllowed?: boolean; draftsOpen?: boolean }

/** Tells of every setting of an office that is not as its log says it was changed last; what never was, is closed. */
export async function verifySettings(db: Db): Promise<string[]> {
  const logged = new Map<string, Settings>()
  for (const { office, after } of await settingChanges(db))
    logged.set(office, { ...logged.get(office), ...(JSON.parse(after) as Settings) })
  const told: string[] = []
  for (const row of await allOffices(db)) {
    const { digits = row.digits, inspectorAllowed = false, draftsOpen = false } = logged.get(row.id) ?? {}
    const expected = { digits, inspectorAllowed: Number(inspectorAllowed), draftsOpen: Number(draftsOpen) }
    for (const name of ['digits', 'inspectorAllowed', 'draftsOpen'] as const)
      if (row[name] !== expected[name])
        told.push(`setting ${name} of ${row.id} is ${row[name]}, but its log says ${expected[name]}`)
  }
  return told
}
