import type { Layout } from '../../machines/chart/layout/chart-layout.ts'
import { chartMermaid } from '../../machines/chart/mermaid.ts'
import { chartSvg } from '../../machines/chart/svg.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { namedChart } from '../../machines/procedure/import-chart.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { chartModule } from './chart-module.ts'

export const exportFormats = ['procedure', 'xstate', 'module', 'mermaid', 'svg'] as const
export type ExportFormat = (typeof exportFormats)[number]
export type ExportedFile = { name: string; contentType: string; text: string }
export type ExportInput = {
  procedure: Procedure
  version: number
  /** For the formats that are pictures. */
  layout: Layout | null
  format: ExportFormat
}

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

const writers: Record<
  ExportFormat,
  { ending: string; contentType: string; write: (version: ExportInput) => string }
> = {
  /** Everything: importing it gives the same procedure again. */
  procedure: {
    ending: 'procedure.json',
    contentType: 'application/json; charset=utf-8',
    write: ({ procedure }) => json(procedure),
  },
  /** The chart, an XState v5 machine config as Stately Studio and the VS Code extension open it, with its version's name. */
  xstate: {
    ending: 'xstate.json',
    contentType: 'application/json; charset=utf-8',
    write: ({ procedure, version }) =>
      json(namedChart(procedure.chart, { procedure: procedure.id, version, hash: hashOf(procedure) })),
  },
  /** The chart with the meaning of its guards, actions and delays, which runs under XState alone. */
  module: {
    ending: 'ts',
    contentType: 'text/plain; charset=utf-8',
    write: ({ procedure, version }) => chartModule(procedure, version),
  },
  mermaid: {
    ending: 'mmd',
    contentType: 'text/vnd.mermaid; charset=utf-8',
    write: ({ procedure }) => chartMermaid(procedure.chart, 'th'),
  },
  svg: {
    ending: 'svg',
    contentType: 'image/svg+xml; charset=utf-8',
    write: ({ procedure, version, layout }) => {
      if (!layout) throw new Error('A picture needs its layout')
      return chartSvg(layout, `${procedure.title.th} (ฉบับที่ ${version})`, 'th')
    },
  },
}

/** A version as a file in the given format. */
export function exported(input: ExportInput): ExportedFile {
  const { ending, contentType, write } = writers[input.format]
  // An id is ASCII without quotes or slashes, so it may stand in a header and in a file name.
  const name = `${input.procedure.id}-v${input.version}.${ending}`
  return { name, contentType, text: write(input) }
}
