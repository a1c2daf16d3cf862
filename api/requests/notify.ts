import type { Transaction } from 'kysely'
import type { RequestRow } from '../../db/requests.ts'
import type { Tables } from '../../db/tables.ts'
import type { Effect } from '../../machines/run/step.ts'
import { inScope } from '../../machines/run/vocabulary.ts'
import { newId } from '../process/ids.ts'
import type { Moment } from './command.ts'
import { holdersOf } from './holders.ts'

type Given = { moment: Moment; request: RequestRow; effects: Effect[] }

/** Writes the chart's `notify` actions into the inboxes of the people whom they name today. */
export async function notifyPeople(
  trx: Transaction<Tables>,
  { moment, request, effects }: Given,
): Promise<void> {
  for (const { whom, of, ...scope } of effects) {
    const people =
      whom === 'owner'
        ? [request.owner]
        : (await holdersOf(trx, request.office, moment.now))
            .filter((held) => held.role === whom && inScope(scope, { group: request.groupId }, held.groupId))
            .map((held) => held.person)
    for (const person of new Set(people))
      await trx
        .insertInto('notification')
        .values({
          id: newId(),
          person,
          request: request.id,
          messageTh: of.th,
          messageEn: of.en,
          at: moment.now,
          readAt: null,
        })
        .execute()
  }
}
