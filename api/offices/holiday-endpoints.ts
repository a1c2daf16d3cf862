import { z } from 'zod'
import {
  deleteHoliday,
  deleteWorkedHoliday,
  findHoliday,
  type HolidayRow,
  holidaysWithin,
  insertHolidays,
  insertWorkedHoliday,
  type Reach,
  workedHolidaysOf,
} from '../../db/holidays.ts'
import { placeName } from '../../machines/offices/places.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { type Holiday, holidaySchema, newHolidaySchema, workedHolidaySchema } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { requireAdmin } from '../people/administrator.ts'
import type { Reader } from '../procedures/versions.ts'
import { logOfficeEvent } from './audit-log.ts'
import { reachesOf } from './holidays.ts'

/**
 * The days that the working days of an office skip. Its administrators keep its own; those of the nation, of a region or of
 * a province would move the deadlines of other offices, and only whoever runs the server changes them (`npm run holidays`).
 * A deadline that runs already keeps its day.
 */
export const holidayEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/holidays',
    summary:
      "The holidays that your office's deadlines in working days skip, beside Saturdays and Sundays: the nation's, its region's, its province's and its own",
    access: 'signedIn',
    response: {
      status: 200,
      description: 'By day',
      schema: z.strictObject({ holidays: z.array(holidaySchema) }),
    },
    problems: [],
    run: async ({ deps, me }) => {
      const { office } = me.person
      const rows = await holidaysWithin(deps.db, await reachesOf(deps.db, office))
      const worked = new Map((await workedHolidaysOf(deps.db, office)).map((row) => [row.day, row.reason]))
      return { body: { holidays: rows.map((row) => holidayView(row, worked.get(row.day))) } }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/holidays',
    summary: 'Add a holiday of your own office; its deadlines that are set from now on skip it',
    access: 'signedIn',
    body: newHolidaySchema,
    response: { status: 201, description: 'The holiday', schema: holidaySchema },
    problems: ['invalid_request', 'not_permitted', 'already_exists'],
    run: async ({ deps, me, body: { day, name, source } }) => {
      const { office } = me.person
      requireAdmin(me, office)
      const row = { day, ...ownOf(office), name: oneLine(name), source: oneLine(source) }
      const at = deps.clock.now()
      await deps.commits(async (trx) => {
        const present = await holidayOn(trx, day, office)
        if (present) throw alreadyThere(present)
        await insertHolidays(trx, [row])
        const entry = { office, actor: me.person, at, before: null, after: row }
        await logOfficeEvent(trx, { ...entry, type: 'holiday.added' })
      })
      return { body: holidayView(row) }
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/holidays/{day}',
    summary: 'Take a holiday (YYYY-MM-DD) of your own office away',
    access: 'signedIn',
    response: { status: 204, description: 'Gone; the log of the office keeps what it was' },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { day = '' } }) => {
      const { office } = me.person
      requireAdmin(me, office)
      await deps.commits(async (trx) => {
        const before = await findHoliday(trx, day, ownOf(office))
        if (!before) throw (await holidayOn(trx, day, office)) ? ofOthersToo() : new ApiProblem('not_found')
        await deleteHoliday(trx, day, before)
        const entry = { office, actor: me.person, at: deps.clock.now(), before, after: null }
        await logOfficeEvent(trx, { ...entry, type: 'holiday.removed' })
      })
      return {}
    },
  }),

  endpoint({
    method: 'put',
    path: '/api/holidays/{day}/worked',
    summary:
      'Say that your office works on a holiday of the nation, its region or its province; its deadlines that are set from now on count that day',
    access: 'signedIn',
    body: workedHolidaySchema,
    response: { status: 200, description: 'The holiday', schema: holidaySchema },
    problems: ['invalid_request', 'not_permitted', 'not_found', 'already_exists'],
    run: async ({ deps, me, params: { day = '' }, body: { reason } }) => {
      const { office } = me.person
      requireAdmin(me, office)
      const at = deps.clock.now()
      const holiday = await deps.commits(async (trx) => {
        if (await findHoliday(trx, day, ownOf(office))) throw ownDay()
        const wider = await holidayOn(trx, day, office)
        if (!wider) throw new ApiProblem('not_found')
        const before = await workedOn(trx, day, office)
        if (before) throw worksAlready(before.reason)
        await insertWorkedHoliday(trx, { office, day, reason, at })
        const entry = { office, actor: me.person, at, before: null, after: { ...wider, reason } }
        await logOfficeEvent(trx, { ...entry, type: 'holiday.worked' })
        return wider
      })
      return { body: holidayView(holiday, reason) }
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/holidays/{day}/worked',
    summary: 'Let a holiday on which your office was to work be one again',
    access: 'signedIn',
    response: { status: 204, description: 'It is a holiday again' },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { day = '' } }) => {
      const { office } = me.person
      requireAdmin(me, office)
      await deps.commits(async (trx) => {
        const before = await workedOn(trx, day, office)
        if (!before) throw new ApiProblem('not_found')
        await deleteWorkedHoliday(trx, office, day)
        const holiday = (await holidayOn(trx, day, office)) ?? { day, name: '' }
        const entry = { office, actor: me.person, at: deps.clock.now(), after: null }
        const { reason } = before
        await logOfficeEvent(trx, { ...entry, before: { ...holiday, reason }, type: 'holiday.observed' })
      })
      return {}
    },
  }),
]

const ownOf = (office: string): Reach => ({ scope: 'office', place: office })

function holidayView({ day, name, source, scope, place }: HolidayRow, worked?: string): Holiday {
  return { day, name, source, scope, place: placeName(place) ?? null, worked: worked ?? null }
}

const workedOn = async (db: Reader, on: string, office: string) =>
  (await workedHolidaysOf(db, office)).find(({ day }) => day === on)

/** What makes the day one for the office, the widest first. */
async function holidayOn(db: Reader, day: string, office: string): Promise<HolidayRow | undefined> {
  for (const reach of await reachesOf(db, office)) {
    const found = await findHoliday(db, day, reach)
    if (found) return found
  }
  return undefined
}

function alreadyThere({ name, scope }: HolidayRow): ApiProblem {
  const message =
    scope === 'office'
      ? {
          th: `วันนี้เป็นวันหยุดอยู่แล้ว (${name}) ลบรายการเดิมก่อน หากต้องการแก้`,
          en: `This day is a holiday already (${name}). To change it, delete that one first.`,
        }
      : {
          th: `วันนี้เป็นวันหยุดอยู่แล้ว (${name}) และนับให้สำนักงานนี้ด้วย จึงไม่ต้องเพิ่ม`,
          en: `This day is a holiday already (${name}) and counts for this office: it need not be added.`,
        }
  return new ApiProblem('already_exists', { message, errors: [{ path: 'day', message }] })
}

function ofOthersToo(): ApiProblem {
  const message = {
    th: 'วันหยุดนี้นับให้สำนักงานอื่นด้วย ผู้ดูแลระบบของสำนักงานจึงลบไม่ได้ หากสำนักงานทำการในวันนั้น ให้กำหนดเป็นวันทำการของสำนักงาน',
    en: "This holiday counts for other offices too, so an office's administrator cannot delete it. Where the office works on that day, say so.",
  }
  return new ApiProblem('not_permitted', { message })
}

function ownDay(): ApiProblem {
  const message = {
    th: 'วันนี้เป็นวันหยุดของสำนักงานเอง ลบวันหยุดนั้นก่อน',
    en: "This day is the office's own holiday. Delete that one first.",
  }
  return new ApiProblem('already_exists', { message })
}

function worksAlready(reason: string): ApiProblem {
  const message = {
    th: `กำหนดให้สำนักงานทำการในวันนี้ไว้แล้ว (${reason})`,
    en: `The office is to work on this day already (${reason}).`,
  }
  return new ApiProblem('already_exists', { message })
}
