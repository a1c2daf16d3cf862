import { groupsOf } from '../../db/offices.ts'
import { remembered } from '../../db/remembered.ts'
import type { ListedRequest } from '../../db/request-lists.ts'
import { versionNumbers } from '../../db/versions.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { metaOfStep, standingOf } from '../../machines/run/standing.ts'
import { type ChartSnapshot, restore } from '../../machines/run/step.ts'
import type { RequestView } from '../http/contract.ts'
import { iso } from '../http/iso.ts'

/** What every view of an office's requests needs to know once. */
export type OfficeNames = { groups: Map<string, Text>; versions: Map<string, number> }
export type Owner = { id: string; name: string; disabled: number }

/** The names of an office's groups, and the numbers of all versions by their hashes. */
export const namesOf = remembered(
  ['officeGroup', 'procedureVersion'],
  async (db, office: string): Promise<OfficeNames> => {
    const groups = await groupsOf(db, office)
    const versions = await versionNumbers(db)
    return {
      groups: new Map(groups.map(({ id, nameTh, nameEn }) => [id, { th: nameTh, en: nameEn }])),
      versions: new Map(versions.map(({ hash, version }) => [hash, version])),
    }
  },
)

/** What a line of a list says, with the restored snapshot. */
export function coreOf(names: OfficeNames, row: ListedRequest, compiled: Compiled, owner: Owner) {
  const snapshot = restore(compiled, JSON.parse(row.snapshot))
  return { core: coreOfSnapshot(names, row, compiled, owner, snapshot), snapshot }
}

/** What a line of a list and the whole view say alike. */
export function coreOfSnapshot(
  names: OfficeNames,
  row: ListedRequest,
  { procedure: { chart } }: Compiled,
  owner: Owner,
  snapshot: ChartSnapshot,
) {
  const { publishUntil } = snapshot.context.values
  return {
    id: row.id,
    procedure: row.procedure,
    version: names.versions.get(row.procedureHash) ?? 0,
    office: row.office,
    group: row.groupId,
    groupName: names.groups.get(row.groupId) ?? { th: row.groupId, en: row.groupId },
    title: row.title,
    owner: { id: owner.id, name: owner.name },
    state: JSON.parse(row.state) as RequestView['state'],
    steps: standingOf(chart, snapshot).steps.map((id) => {
      const { title, clause, source } = metaOfStep(chart, id)
      return { id, title, clause, source }
    }),
    status: row.status,
    revision: row.revision,
    createdAt: iso(row.createdAt),
    since: iso(row.since),
    publishUntil: typeof publishUntil === 'string' ? publishUntil : null,
  }
}
