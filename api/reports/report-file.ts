import writeExcelFile from 'write-excel-file/node'
import { csvOf } from '../http/csv.ts'
import type { Report, ReportTable } from '../http/report-contract.ts'
import { type FileTable, fileTablesOf, type Lang } from './report-tables.ts'

export type ReportFileFormat = { format: 'xlsx' | 'csv'; table: ReportTable; lang: Lang }

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const contentTypes = {
  xlsx: workbookType,
  csv: 'text/csv; charset=utf-8',
}

/** A report as a workbook with a sheet for each table, or one of its tables as CSV; `heading` stands above each sheet. */
export async function reportFile(
  report: Report,
  { format, table, lang }: ReportFileFormat,
  heading: string,
): Promise<{ bytes: Uint8Array; contentType: string; ending: string }> {
  const tables = fileTablesOf(report, lang)
  const wanted = tables.find(({ id }) => id === table) ?? tables[0]
  const bytes =
    format === 'csv' && wanted
      ? Buffer.from(csvOf(wanted.columns, wanted.rows), 'utf8')
      : await writeExcelFile(
          tables.map((one) => sheetOf(one, heading)),
          { fontFamily: 'TH SarabunPSK', fontSize: 16 },
        ).toBuffer()
  return { bytes, contentType: contentTypes[format], ending: format === 'csv' ? `${table}.csv` : 'xlsx' }
}

function sheetOf({ title, columns, rows }: FileTable, heading: string) {
  const width = (index: number) =>
    Math.min(60, Math.max(12, ...rows.map((row) => (typeof row[index] === 'string' ? row[index].length : 0))))
  return {
    sheet: title,
    stickyRowsCount: 3,
    orientation: 'landscape' as const,
    columns: columns.map((_, index) => ({ width: width(index) })),
    data: [
      [{ value: `${title} ${heading}`, fontWeight: 'bold' as const }],
      [],
      columns.map((value) => ({
        value,
        fontWeight: 'bold' as const,
        wrap: true,
        alignVertical: 'top' as const,
      })),
      // A text that begins as a formula does stays a text: cells of texts are written as such.
      ...rows.map((row) => row.map((value) => (value === null ? null : { value }))),
    ],
  }
}
