import { findOffice, groupsOf } from '../../db/offices.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { reportedRequests } from '../../db/report.ts'
import { activeProcedures } from '../../db/versions.ts'
import { leafIdsOf } from '../../machines/chart/graph.ts'
import { inDocumentOrder } from '../../machines/offices/offices.ts'
import { numberedTitle } from '../../machines/procedure/numbered-title.ts'
import type { Category, Procedure, Text } from '../../machines/procedure/procedure.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import { endOfBangkokDay, startOfBangkokDay } from '../../machines/run/thai-time.ts'
import type { Report } from '../http/report-contract.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { ReportFold, type ReportNames } from './fold-report.ts'

/** What a report is of: days in Bangkok, both included, and to what it is narrowed. */
export type Asked = {
  office: string
  from: string
  until: string
  /** The months of a period that are still to come are left out. */
  today: string
  group?: string | undefined
  category?: string | undefined
  procedure?: string | undefined
}

/** Reads the events of an office and counts them, on a connection of its own: for a worker thread. */
export async function reportInThread({ file, asked }: { file: string; asked: Asked }): Promise<Report> {
  const db = openReadOnly(file)
  try {
    return await reportOf(db, asked)
  } finally {
    await db.destroy()
  }
}

/** The report of an office over a period, from its events. */
export async function reportOf(db: Reader, asked: Asked): Promise<Report> {
  const { office, from, until, today, group, category } = asked
  const active = inDocumentOrder(
    (await activeProcedures(db, office)).map(({ json }) => ({ procedure: JSON.parse(json) as Procedure })),
  ).map(({ procedure }) => procedure)
  const procedures = active.filter(({ id }) => asked.procedure === undefined || id === asked.procedure)
  const period = { start: startOfBangkokDay(from), end: endOfBangkokDay(until) }
  const fold = new ReportFold(period.start)
  const versions = new Map<string, Procedure>()
  for await (const request of reportedRequests(db, {
    procedures: procedures.map(({ id }) => id),
    ...period,
    group,
    category,
  })) {
    for (const { procedureHash } of request.events)
      if (!versions.has(procedureHash))
        versions.set(procedureHash, (await getCompiled(db, procedureHash)).procedure)
    fold.add(request, (hash) => versions.get(hash) as Procedure)
  }
  return fold.report(await namesFor(db, office, procedures), { from, until, today })
}

async function namesFor(db: Reader, office: string, procedures: Procedure[]): Promise<ReportNames> {
  const row = await findOffice(db, office)
  const categories = row ? (JSON.parse(row.categories) as Category[]) : []
  return {
    groups: new Map(
      (await groupsOf(db, office)).map(({ id, nameTh, nameEn }) => [id, { th: nameTh, en: nameEn }]),
    ),
    categories: new Map(categories.map((category) => [category.id, numberedTitle(category)])),
    procedures: new Map(procedures.map(({ id, title }) => [id, title])),
    steps: new Map(procedures.map((procedure) => [procedure.id, titlesOfSteps(procedure)])),
  }
}

const titlesOfSteps = ({ chart }: Procedure): Map<string, Text> =>
  new Map(leafIdsOf(chart).map((step) => [step, metaOfStep(chart, step).title]))
