/**
 * A table as CSV (RFC 4180) in UTF-8 with its mark, without which Excel reads Thai as something else. A cell that a
 * spreadsheet would take for a formula begins with an apostrophe.
 */
export function csvOf(columns: string[], rows: (string | number | null)[][]): string {
  const lines = [columns, ...rows].map((cells) => cells.map(cellOf).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function cellOf(value: string | number | null): string {
  const text = value === null ? '' : String(value)
  const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
