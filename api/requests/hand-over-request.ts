import { insertNews } from '../../db/notifications.ts'
import { findPerson } from '../../db/people.ts'
import { type RequestRow, updateRequest } from '../../db/requests.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { handOver } from '../../machines/run/hand-over.ts'
import { type HandOverPayload, handedOver } from '../../machines/run/replay.ts'
import { inOrderOfNames } from '../../machines/text/thai-name.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import { holidaysOf } from '../offices/holidays.ts'
import { afterLast, type By, type Unit } from './command.ts'
import { type Holder, holdersOf } from './holders.ts'
import { type Recorded, recordTransition } from './record-transition.ts'
import { loadInTime } from './take-event.ts'

export type HandOver = { request: string; by: By; ifMatch: number; to: string; reason: string }

/**
 * Gives a request another owner of its own group, as an event of its history. Throws `not_found`, `not_permitted`,
 * `revision_conflict`, `transition_not_available` once it has ended, and `invalid_request` for who holds no post in the
 * group today.
 */
export async function handOverRequest(given: Unit, command: HandOver): Promise<Recorded> {
  const { by, to, reason } = command
  const loaded = await loadInTime(given, command)
  const { row, compiled, snapshot } = loaded
  const unit = afterLast(given, row)
  const { trx, at } = unit
  const result = handOver(compiled, snapshot, by.actor, to)
  if (!result.ok) throw new ApiProblem(result.code, { message: result.why })
  const heir = heirsOf(row, await holdersOf(trx, row.office, at)).find(({ id }) => id === to)
  if (!heir) throw invalidAt('to', notOfTheGroup)
  const data: HandOverPayload = { from: row.owner, to, reasons: { grounds: [], text: reason } }
  await updateRequest(trx, row.id, { owner: to })
  const person = await findPerson(trx, to)
  const recorded = await recordTransition(
    unit,
    {
      ...loaded,
      row: { ...row, owner: to },
      owner: { id: to, name: heir.name, disabled: person?.disabled ?? 0 },
    },
    {
      compiled,
      taken: result.taken,
      by,
      actedAs: result.capacity,
      type: handedOver,
      data,
      freezes: false,
      holidays: await holidaysOf(trx, row.office),
    },
  )
  await insertNews(trx, {
    request: row.id,
    at,
    gone: [],
    notices: [to, row.owner]
      .filter((one) => one !== by.person.id)
      .map((one) => ({
        person: one,
        step: '',
        passing: false,
        ...told(one === to, by.person.name, heir.name),
      })),
  })
  return recorded
}

/** To whom a request may be handed over: everyone else who holds a post in its group today, by name. */
export function heirsOf(
  { groupId, owner }: Pick<RequestRow, 'groupId' | 'owner'>,
  holders: readonly Holder[],
): { id: string; name: string }[] {
  const names = new Map(
    holders
      .filter((held) => held.groupId === groupId && held.person !== owner)
      .map(({ person, name }) => [person, name]),
  )
  return inOrderOfNames([...names].map(([id, name]) => ({ id, name })))
}

const told = (isHeir: boolean, by: string, heir: string) =>
  isHeir
    ? {
        messageTh: `${by} โอนเรื่องนี้ให้ท่านเป็นเจ้าของเรื่อง`,
        messageEn: `${by} handed this request over to you: you own it now.`,
      }
    : {
        messageTh: `${by} โอนเรื่องนี้ให้ ${heir} เป็นเจ้าของเรื่องแทนท่าน`,
        messageEn: `${by} handed this request over from you to ${heir}.`,
      }

const notOfTheGroup: Text = {
  th: 'ผู้นี้ไม่มีการแต่งตั้งในกลุ่มของเรื่องในวันนี้ เลือกเจ้าหน้าที่ในกลุ่ม',
  en: 'This person holds no appointment in the group of the request today: choose one of its officers.',
}
