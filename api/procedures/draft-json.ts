import { limits, outOfBounds } from '../../machines/procedure/check-shape.ts'
import { type Text, textSchema } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'

/** A draft as it is written: an object, and nothing more is certain of it. */
export type DraftJson = Record<string, unknown>

/**
 * The JSON as an object that may be stored: refuses what is too deep, too large or has too many steps to be looked at
 * at all. Throws `body_too_large` or `invalid_content`, naming the place.
 */
export function readDraftJson(given: unknown, path = 'json'): DraftJson {
  const bounds = outOfBounds(given)
  if (bounds?.code === 'too_large') throw tooLarge(path, bounds.message)
  if (bounds) throw refused([path, bounds.place].filter(Boolean).join('.'), bounds.message)
  if (given === null || typeof given !== 'object' || Array.isArray(given)) throw refused(path, notAnObject)
  if (countSteps(given as DraftJson) > limits.steps) throw refused(`${path}.chart.states`, tooManySteps)
  return given as DraftJson
}

/** The draft's own title, or the procedure's id where it has none that can be shown. */
export function titleOf(json: DraftJson, procedure: string): Text {
  const title = textSchema.safeParse(json.title)
  return title.success ? title.data : { th: procedure, en: procedure }
}

/** Throws `invalid_content` unless the draft says of itself that it is this procedure of this office. */
export function mustBe(json: DraftJson, { procedure, office }: { procedure: string; office: string }): void {
  for (const [name, value] of [
    ['id', procedure],
    ['office', office],
  ] as const)
    if (json[name] !== value)
      throw refused(`json.${name}`, {
        th: `ร่างนี้เป็นของ "${value}" เปลี่ยนไม่ได้`,
        en: `this draft is of "${value}", which cannot be changed`,
      })
}

/** Of a chart that may be anything: without recursion, and only as far as the limit. */
function countSteps(json: DraftJson): number {
  let count = -1
  const open: unknown[] = [json.chart ?? json]
  for (let node = open.pop(); node !== undefined && count <= limits.steps; node = open.pop()) {
    count += 1
    const states = node !== null && typeof node === 'object' && 'states' in node ? node.states : undefined
    if (states !== null && typeof states === 'object')
      for (const child of Object.values(states)) open.push(child ?? null)
  }
  return count
}

const refused = (path: string, message: Text) =>
  new ApiProblem('invalid_content', { message, errors: [{ path, message }] })

function tooLarge(path: string, { th, en }: Text): ApiProblem {
  const message = { th: `ร่างขั้นตอนปฏิบัติ${th}`, en: `A draft of a procedure cannot be ${en}.` }
  return new ApiProblem('body_too_large', { message, errors: [{ path, message }] })
}

const notAnObject: Text = { th: 'ต้องเป็นออบเจกต์ JSON', en: 'must be a JSON object' }
const tooManySteps: Text = {
  th: `มีขั้นเกิน ${limits.steps} ขั้น`,
  en: `has more than ${limits.steps} steps`,
}
