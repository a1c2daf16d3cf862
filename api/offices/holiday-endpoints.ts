import { z } from 'zod'
import {
  allHolidays,
  deleteHoliday,
  findHoliday,
  type HolidayRow,
  insertHolidays,
} from '../../db/holidays.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { holidaySchema, newHolidaySchema } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { requireAdmin } from '../people/administrator.ts'
import { logOfficeEvent } from './audit-log.ts'

/**
 * The days that working days skip. They are the same for every office, so an administrator of any keeps them; what was
 * done stands in the log of that administrator's own office. A deadline that runs already keeps its day.
 */
export const holidayEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/holidays',
    summary: 'The holidays that deadlines in working days skip, beside Saturdays and Sundays',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'By day',
      schema: z.strictObject({ holidays: z.array(holidaySchema) }),
    },
    problems: [],
    run: async ({ deps }) => ({ body: { holidays: await allHolidays(deps.db) } }),
  }),

  endpoint({
    method: 'post',
    path: '/api/holidays',
    summary: 'Add a holiday, for every office; deadlines that are set from now on skip it',
    access: 'signedIn',
    body: newHolidaySchema,
    response: { status: 201, description: 'The holiday', schema: holidaySchema },
    problems: ['invalid_request', 'not_permitted', 'already_exists'],
    run: async ({ deps, me, body }) => {
      const { office } = me.person
      requireAdmin(me, office)
      const row = holidayOf(body)
      const at = deps.clock.now()
      await deps.commits(async (trx) => {
        const present = await findHoliday(trx, row.day)
        if (present) throw alreadyThere(present)
        await insertHolidays(trx, [row])
        const entry = { office, actor: me.person, at, before: null, after: row }
        await logOfficeEvent(trx, { ...entry, type: 'holiday.added' })
      })
      return { body: row }
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/holidays/{day}',
    summary: 'Take a holiday (YYYY-MM-DD) away, for every office',
    access: 'signedIn',
    response: { status: 204, description: 'Gone; the log of the office keeps what it was' },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { day = '' } }) => {
      const { office } = me.person
      requireAdmin(me, office)
      await deps.commits(async (trx) => {
        const before = await findHoliday(trx, day)
        if (!before) throw new ApiProblem('not_found')
        await deleteHoliday(trx, day)
        const entry = { office, actor: me.person, at: deps.clock.now(), before, after: null }
        await logOfficeEvent(trx, { ...entry, type: 'holiday.removed' })
      })
      return {}
    },
  }),
]

/** As it is stored. */
function holidayOf({ day, name, source }: HolidayRow): HolidayRow {
  return { day, name: oneLine(name), source: oneLine(source) }
}

function alreadyThere({ name }: HolidayRow): ApiProblem {
  const message = {
    th: `วันนี้เป็นวันหยุดอยู่แล้ว (${name}) — ลบรายการเดิมก่อน หากต้องการแก้`,
    en: `This day is a holiday already (${name}). To change it, delete that one first.`,
  }
  return new ApiProblem('already_exists', { message, errors: [{ path: 'day', message }] })
}
