import { insertOfficeNotices } from '../../db/notifications.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { Reader } from '../procedures/versions.ts'
import { newId } from '../process/ids.ts'

/** Tells people, each once, what happens in their office that is about no request. */
export async function tell(
  trx: Reader,
  { office, at }: { office: string; at: number },
  people: readonly (string | undefined)[],
  { th, en }: Text,
): Promise<void> {
  const told = [...new Set(people)].filter((person) => person !== undefined)
  const rows = told.map((person) => ({
    id: newId(),
    person,
    office,
    messageTh: th,
    messageEn: en,
    at,
    readAt: null,
  }))
  await insertOfficeNotices(trx, rows)
}
