import { eventTypePattern, type FieldType, type Procedure } from '../procedure/procedure.ts'
import { typesOfFields } from '../procedure/types-of-fields.ts'
import { oneLine } from '../text/put-right.ts'
import { fieldsByWhichItDecides } from './compile.ts'

type Data = Record<string, unknown>

/** An event as it is stored, of which what was typed may stand apart, or be erased. */
export type StoredData = { payload: string; texts?: string | null; actorName?: string | null }

/**
 * Under which name an event's record says what personal data was kept, and why: somebody's own words. No field can have
 * such a name, and the chart never looks at it: what was recorded before replays as it did.
 */
export const keptPersonalData = '@personalData'

/** Parts of a chart's event that are no field and that nobody typed: ids of a list, a day. */
const untyped: ReadonlySet<string> = new Set(['checked', 'publishUntil'])
/** What such a field holds is a day or chosen from a list: nobody's own words. */
const chosen: ReadonlySet<FieldType> = new Set(['date', 'select', 'checkboxes', 'category'])

const keptFields = new WeakMap<Procedure, ReadonlySet<string>>()

/** The fields of a procedure that its events keep within their hashes: chosen ones, and those by which its chart decides. */
function fieldsToKeep(procedure: Procedure): ReadonlySet<string> {
  const known = keptFields.get(procedure)
  if (known) return known
  const kept = fieldsByWhichItDecides(procedure)
  for (const [field, types] of typesOfFields(procedure))
    if (types.every((type) => chosen.has(type))) kept.add(field)
  keptFields.set(procedure, kept)
  return kept
}

/**
 * Parts what an event carries into what its chart needs for ever and what somebody typed, both as JSON. Each text that
 * stands apart leaves a null in its place; a signature is the actor's name, and stands there.
 */
export function partData(
  procedure: Procedure,
  type: string,
  data: Data,
): { payload: string; texts: string | null } {
  const kept: Data = {}
  const typed: Data = {}
  const fields = fieldsToKeep(procedure)
  // A beginning, a move and a hand-over carry nothing that is typed but their reasons.
  const isOfChart = eventTypePattern.test(type) || type.startsWith('xstate.')
  for (const [name, value] of Object.entries(data)) {
    const isKept =
      !isOfChart ||
      untyped.has(name) ||
      (name.startsWith('@') && name !== keptPersonalData) ||
      fields.has(name)
    if (name === 'reasons' && isReasons(value)) {
      kept.reasons = { ...value, text: null }
      typed.reasons = { text: value.text }
    } else if (name === 'signature' && isOfChart) kept.signature = null
    else if (value === null || isKept) kept[name] = value
    else {
      kept[name] = null
      typed[name] = value
    }
  }
  const texts = Object.keys(typed).length === 0 ? null : JSON.stringify(typed)
  return { payload: JSON.stringify(kept), texts }
}

const isReasons = (value: unknown): value is { grounds: string[]; text: string } =>
  value !== null && typeof value === 'object' && 'text' in value

/** What an event carried; null where a text was erased. */
export function dataOf({ payload, texts = null, actorName = null }: StoredData): Data {
  const data = JSON.parse(payload) as Data
  if (data.signature === null && actorName !== null) data.signature = oneLine(actorName)
  if (texts === null) return data
  for (const [name, value] of Object.entries(JSON.parse(texts) as Data))
    data[name] = name === 'reasons' ? { ...(data.reasons as Data), ...(value as Data) } : value
  return data
}
