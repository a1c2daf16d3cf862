import { getOfficeRow } from '../../db/offices.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { fiscalPeriod, fiscalYearOf } from '../../machines/run/fiscal-year.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { attach } from '../http/attachment.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import {
  type Report,
  type ReportQuery,
  reportFileQuerySchema,
  reportQuerySchema,
  reportSchema,
} from '../http/report-contract.ts'
import { databaseFile } from '../process/config.ts'
import type { Deps } from '../process/deps.ts'
import { mustBeInOrder } from '../requests/figures.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { reportFile, workbookType } from './report-file.ts'
import { headingOf } from './report-tables.ts'
import type { Asked } from './report-task.ts'

const module = new URL('./report-task.ts', import.meta.url)
/** 100,000 requests take some ten seconds on an ordinary machine. */
const maxMs = 120_000

/** What a query asks for in the person's own office; throws `invalid_request` where it names days and a year, or the last day before the first. */
function askedOf(me: SignedIn, query: ReportQuery, now: number): Asked {
  const { year, quarter, from, until, group, category, procedure } = query
  const today = bangkokDay(now)
  const narrowed = { office: me.person.office, today, group, category, procedure }
  if (from !== undefined || until !== undefined) {
    if (from === undefined || until === undefined || year !== undefined || quarter !== undefined)
      throw invalidAt('query.from', eitherOr)
    mustBeInOrder({ from, until })
    return { ...narrowed, from, until }
  }
  return { ...narrowed, ...fiscalPeriod(year ?? fiscalYearOf(today), quarter) }
}

const eitherOr: Text = {
  th: 'ระบุวันเริ่มและวันสิ้นสุด หรือปีงบประมาณ อย่างใดอย่างหนึ่ง',
  en: 'give both days, or a fiscal year, and not both',
}
const tooLong: Text = {
  th: 'จัดทำรายงานของช่วงนี้ไม่เสร็จในสองนาที โปรดเลือกช่วงที่สั้นลงหรือเฉพาะกลุ่ม',
  en: 'The report of this period was not done within two minutes. Choose a shorter one, or one group.',
}

/** Reads all events of the period in a thread, so that it holds up nobody. Throws `too_many_requests`, `invalid_request`. */
async function reportOf(
  { workers, config }: Pick<Deps, 'workers' | 'config'>,
  asked: Asked,
): Promise<Report> {
  const report = await workers.run<Report>({
    module,
    name: 'reportInThread',
    lane: 'heavy',
    ms: maxMs,
    office: asked.office,
    data: { file: databaseFile(config), asked },
  })
  if (!report) throw new ApiProblem('invalid_request', { message: tooLong })
  return report
}

export const reportEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/report',
    summary:
      'The work of my office in a fiscal year, a quarter or a period of days: by group, kind, month, step and post, with the reasons for returns',
    access: 'signedIn',
    query: reportQuerySchema,
    response: { status: 200, description: 'The report, from the events', schema: reportSchema },
    problems: ['invalid_request', 'too_many_requests'],
    run: async ({ deps, me, query }) => ({
      body: await reportOf(deps, askedOf(me, query, deps.clock.now())),
    }),
  }),
  endpoint({
    method: 'get',
    path: '/api/report/file',
    summary: 'The same as a workbook (xlsx) with a sheet for each table, or one table as CSV',
    access: 'signedIn',
    query: reportFileQuerySchema,
    response: { status: 200, description: 'The file', contentType: workbookType },
    problems: ['invalid_request', 'too_many_requests'],
    run: async ({ deps, me, query, res }) => {
      const { format, table, lang, ...rest } = query
      const asked = askedOf(me, rest, deps.clock.now())
      const report = await reportOf(deps, asked)
      const office = await getOfficeRow(deps.reads, asked.office)
      const heading = headingOf(report, lang === 'th' ? office.nameTh : office.nameEn, lang)
      const { bytes, contentType, ending } = await reportFile(report, { format, table, lang }, heading)
      attach(res, {
        name: `report-${asked.office}-${report.from}-${report.until}.${ending}`,
        contentType,
      })
      res.status(200).end(bytes)
      return {}
    },
  }),
]
