import { findOffice, groupsOf } from '../../db/offices.ts'
import type { Category } from '../../machines/procedure/procedure.ts'
import type { Office } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'
import { rolesOfOffice } from '../people/office-roles.ts'
import { type Reader, versionsInForce } from '../procedures/versions.ts'

/** An office with its roles, groups, categories and the procedures in force; throws `not_found`. */
export async function getOffice(db: Reader, id: string): Promise<Office> {
  const row = await findOffice(db, id)
  if (!row) throw new ApiProblem('not_found')
  const groups = await groupsOf(db, id)
  const procedures: Office['procedures'] = []
  for (const { procedure, hash, version } of await versionsInForce(db, id))
    procedures.push({
      id: procedure.id,
      title: procedure.title,
      version,
      hash,
      order: procedure.order,
      clause: procedure.chart.meta?.clause ?? null,
      purpose: procedure.chart.meta?.description ?? null,
      kinds: procedure.categories.map((category) => category.id),
    })
  return {
    id: row.id,
    name: { th: row.nameTh, en: row.nameEn },
    abbreviation: { th: row.abbreviationTh, en: row.abbreviationEn },
    digits: row.digits,
    inspectorAllowed: row.inspectorAllowed === 1,
    draftsOpen: row.draftsOpen === 1,
    roles: await rolesOfOffice(db, id),
    groups: groups.map((group) => ({ id: group.id, name: { th: group.nameTh, en: group.nameEn } })),
    categories: JSON.parse(row.categories) as Category[],
    laws: JSON.parse(row.laws) as string[],
    procedures,
  }
}
