import { repeatedKey } from '../../../../../machines/procedure/repeated-key.ts'

/** What a procedure may weigh, in bytes. */
const most = 256 * 1024

export type ReadFile =
  | { ok: true; name: string; json: unknown }
  | { ok: false; name: string; why: 'fileTooLarge' | 'fileNotJson' | 'fileRepeats'; where: string }

/** Reads a chosen file as JSON; says where it stops being JSON, and which key stands twice, of which one would be lost. */
export async function readFile(file: Pick<File, 'name' | 'size' | 'text'>): Promise<ReadFile> {
  const { name } = file
  if (file.size > most) return { ok: false, name, why: 'fileTooLarge', where: '' }
  const text = await file.text()
  try {
    const json = JSON.parse(text) as unknown
    const repeated = repeatedKey(text)
    if (!repeated) return { ok: true, name, json }
    const { path, line, column } = repeated
    return { ok: false, name, why: 'fileRepeats', where: `${path} (${line}:${column})` }
  } catch (error) {
    return { ok: false, name, why: 'fileNotJson', where: placeOf(text, error) }
  }
}

/** `line:column` of what a JSON reader stumbled over; engines say it as a position, a line and column, or not at all. */
function placeOf(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? []
  if (line !== undefined) return `${line}:${column}`
  const [, position] = /position (\d+)/.exec(message) ?? []
  if (position === undefined) return '—'
  const before = text.slice(0, Number(position)).split('\n')
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`
}
