import { insertNotifications } from '../../db/notifications.ts'
import type { RequestRow } from '../../db/requests.ts'
import type { Effect } from '../../machines/run/step.ts'
import { inScope } from '../../machines/run/vocabulary.ts'
import { newId } from '../process/ids.ts'
import type { Unit } from './command.ts'
import { holdersOf } from './holders.ts'

/** Writes the chart's `notify` actions into the inboxes of the people whom they name today. */
export async function notifyPeople({ trx, at }: Unit, request: RequestRow, effects: Effect[]): Promise<void> {
  for (const { whom, of, ...scope } of effects) {
    const people =
      whom === 'owner'
        ? [request.owner]
        : (await holdersOf(trx, request.office, at))
            .filter((held) => held.role === whom && inScope(scope, { group: request.groupId }, held.groupId))
            .map((held) => held.person)
    const notices = [...new Set(people)].map((person) => ({
      id: newId(),
      person,
      request: request.id,
      messageTh: of.th,
      messageEn: of.en,
      at,
      readAt: null,
    }))
    await insertNotifications(trx, notices)
  }
}
