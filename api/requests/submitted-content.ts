import { updateRequest, upsertDraft } from '../../db/requests.ts'
import { canonicalJson, hashOf } from '../../machines/hash/canonical.ts'
import { isEmpty } from '../../machines/procedure/field-value.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import type { NewEvent } from '../http/contract.ts'
import type { By, Unit } from './command.ts'
import { readContent } from './content.ts'
import { listedAs } from './listed-as.ts'
import type { Loaded } from './load.ts'
import type { EventData } from './payload.ts'

/**
 * The content with the form's fields as an event carries them, those left out where it leaves them empty; undefined
 * where it carries none that differ from what is stored.
 */
export function contentWith(
  { form }: Procedure,
  json: string,
  { event, data }: { event: NewEvent; data: EventData },
): Record<string, unknown> | undefined {
  const carried = form.filter(({ name }) => Object.hasOwn(event, name))
  if (carried.length === 0) return undefined
  const stored = JSON.parse(json) as Record<string, unknown>
  const differs = carried.some(
    ({ name }) => canonicalJson(data[name] ?? null) !== canonicalJson(stored[name] ?? null),
  )
  if (!differs) return undefined
  const content: Record<string, unknown> = { ...stored }
  for (const { name } of carried) {
    if (isEmpty(data[name])) delete content[name]
    else content[name] = data[name]
  }
  return content
}

/**
 * Writes down as the content what its owner had in front of them when they submitted it: the same revision while it was
 * a draft, the next one where it was frozen. Throws `invalid_content` where it is not whole by the form.
 */
export async function writeSubmitted(
  { trx, at }: Unit,
  loaded: Loaded,
  { by, content: given, revision }: { by: By; content: Record<string, unknown>; revision: number },
): Promise<Loaded> {
  const { row, compiled } = loaded
  const content = readContent(compiled.procedure, given, { complete: true, stored: given })
  const draft = { revision, json: JSON.stringify(content), sha256: hashOf(content) }
  await upsertDraft(trx, { request: row.id, ...draft, at, by: by.person.id })
  const columns = {
    contentRevision: revision,
    ...listedAs(content),
  }
  await updateRequest(trx, row.id, columns)
  return { ...loaded, row: { ...row, ...columns }, content: { ...draft, frozen: 0 } }
}
