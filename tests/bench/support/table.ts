/** One line of the report: what was measured, and what is to be reached. */
export type Row = { what: string; measured: string; toReach: string; aim: string }

/** The rows as a table in Markdown, in columns. */
export function tableOf(rows: Row[]): string {
  const lines = [
    ['', 'measured: median (spread)', 'to reach', 'aim'],
    ...rows.map(({ what, measured, toReach, aim }) => [what, measured, toReach, aim]),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const written = lines.map(
    (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  )
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`
  return [written[0], rule, ...written.slice(1)].join('\n')
}
