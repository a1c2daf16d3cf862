import type { By } from '../../api/requests/command.ts'
import { createRequest } from '../../api/requests/create-request.ts'
import { takeEvent } from '../../api/requests/take-event.ts'
import { actorOf } from '../../api/sign-in/sessions.ts'
import type { Staff } from './staff.ts'

/** A time of a day in Bangkok, in ms. */
export const bangkok = (day: string, time = '08:00') => Date.parse(`${day}T${time}:00+07:00`)

/** What the demo people of an office do at times that a test says, each through the one path of events. */
export function actsOf(staff: () => Staff) {
  const by = async (username: string): Promise<By> => {
    const { db, time } = staff()
    const person = await db
      .selectFrom('person')
      .select(['id', 'office', 'name'])
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
    return { person, actor: await actorOf(db, person.id, time.now) }
  }
  return {
    by,
    /** Begins a request and answers its id. */
    begin: async (username: string, at: number, more: object = {}): Promise<string> => {
      const owner = await by(username)
      const content = { title: 'เรื่อง', body: 'รายละเอียด', source: 'กลุ่ม', ...more }
      const procedure = `${owner.person.office}.publication`
      const { request } = await staff().deps.commits((trx, announce) =>
        createRequest({ trx, announce, at }, owner, { procedure, content }),
      )
      return request.row.id
    },
    take: async (request: string, at: number, username: string, type: string, data: object = {}) => {
      const person = await by(username)
      await staff().deps.commits((trx, announce) =>
        takeEvent({ trx, announce, at }, { request, by: person, event: { type, ...data } }),
      )
    },
  }
}
