import { z } from 'zod'
import { fieldLack, fieldProblem, isEmpty, missing, tidyValue } from '../../machines/procedure/field-value.ts'
import { needTraits, type Procedure, publicFieldsOf, type Text } from '../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../machines/procedure/resolved-need.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import { wrongYear } from '../../machines/text/wrong-year.ts'
import type { NewEvent } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'

export type EventData = Record<string, unknown>
type FieldError = { path: string; message: Text }
type Facts = {
  /** The owner's content, from which a form field that the event leaves out is taken. */
  content: Record<string, unknown>
  /** The fields of `fixedFields` as they were submitted, null where there was nothing: the event cannot change them. */
  fixed: Record<string, unknown>
  /** What earlier events left. */
  values: Record<string, unknown>
  /** The content is another than the one that was submitted last. */
  isChanged: boolean
  now: number
  /** Whose signature is asked for. */
  personName: string
}

/**
 * The fields of the form that an event carries as they were submitted, whatever it says: after a submission what the
 * public will see is changed by a new one only. Whoever publishes may still put it into its kind.
 */
export const fixedFields = (
  procedure: Procedure,
  { revision, submits, byOwner }: { revision: number; submits: boolean; byOwner: boolean },
): string[] =>
  revision === 0 || submits ? [] : publicFieldsOf(procedure).filter((name) => name !== 'category' || byOwner)

/**
 * What the event carries for the needs of its choice, and nothing else. Throws `invalid_event` with each field that is
 * missing, wrong, or not asked for.
 */
export function readEventData(needs: ResolvedNeed[], event: NewEvent, facts: Facts): EventData {
  const errors: FieldError[] = []
  const data: EventData = {}
  const carried = needs.filter(({ kind }) => needTraits[kind].carried).map(({ field }) => field)
  const asked = new Set(['type', 'note', 'personalData', ...carried])
  for (const name of Object.keys(event)) if (!asked.has(name)) errors.push({ path: name, message: notAsked })
  for (const need of needs) {
    const result = readNeed(need, event, facts)
    if (result.problem) errors.push({ path: result.path ?? need.field, message: result.problem })
    else if (result.value !== undefined) data[need.field] = result.value
    // Left empty now, whatever it was before.
    else if (isKept(need) && !isEmpty(facts.values[need.field])) data[need.field] = null
  }
  if (!isEmpty(event.note)) data.note = event.note
  if (errors.length > 0) throw new ApiProblem('invalid_event', { errors })
  return data
}

const isKept = ({ kind }: ResolvedNeed) => needTraits[kind].carried && needTraits[kind].kept

type Read = { value?: unknown; problem?: Text; path?: string }

function readNeed(need: ResolvedNeed, event: NewEvent, facts: Facts): Read {
  switch (need.kind) {
    case 'reasons':
      return readReasons(need.grounds, event)
    case 'checked':
      return readChecked(need.items, event)
    case 'publishUntil':
      return readPublishUntil(need.required, event, facts.now)
    case 'revision':
      return facts.isChanged ? {} : { problem: noNewRevision }
    case 'signature':
      return readSignature(event, facts.personName)
    case 'field': {
      const isFixed = Object.hasOwn(facts.fixed, need.field)
      const known = (isFixed ? facts.fixed : facts.content)[need.field]
      const value = Object.hasOwn(event, need.field) ? tidyValue(need, event[need.field]) : known
      if (isEmpty(value)) return need.required ? { problem: missing } : {}
      const problem = fieldProblem(need, value) ?? fieldLack(need, value)
      if (problem) return { problem }
      if (!isFixed) return { value }
      return isEmpty(known) ? {} : { value: known }
    }
    default:
      return unreachable(need)
  }
}

function readReasons(grounds: { id: string }[], { reasons }: NewEvent): Read {
  if (!reasons || (reasons.grounds.length === 0 && isBlank(reasons.text))) return { problem: reasonsMissing }
  const unknown = reasons.grounds.some((ground) => !grounds.some(({ id }) => id === ground))
  if (unknown || new Set(reasons.grounds).size !== reasons.grounds.length)
    return { problem: unknownItem, path: 'reasons.grounds' }
  // The documents want the reasons explained (พร้อมชี้แจงเหตุผล): a ground that is ticked explains nothing.
  if (isBlank(reasons.text)) return { problem: wordsMissing, path: 'reasons.text' }
  return { value: reasons }
}

function readChecked(items: { id: string; title: Text }[], { checked = [] }: NewEvent): Read {
  if (checked.some((one) => !items.some(({ id }) => id === one))) return { problem: unknownItem }
  const left = items.filter(({ id }) => !checked.includes(id))
  if (left.length === 0) return { value: items.map(({ id }) => id) }
  const list = (language: 'th' | 'en') => left.map(({ title }) => title[language]).join(', ')
  return { problem: { th: `ยังไม่ได้ตรวจ: ${list('th')}`, en: `not checked yet: ${list('en')}` } }
}

/**
 * The official's own name, typed, is an electronic signature that shows who signed and that they meant to (พ.ร.บ.ว่าด้วย
 * ธุรกรรมทางอิเล็กทรอนิกส์ พ.ศ. ๒๕๔๔ ม.๙); the session has already proved who they are.
 */
function readSignature({ signature }: NewEvent, name: string): Read {
  if (typeof signature !== 'string' || isBlank(signature)) return { problem: signatureMissing }
  return oneLine(signature) === oneLine(name) ? { value: oneLine(name) } : { problem: signatureWrong }
}

function readPublishUntil(required: boolean, { publishUntil }: NewEvent, now: number): Read {
  if (isEmpty(publishUntil)) return required ? { problem: periodMissing } : {}
  const day = z.iso.date().safeParse(publishUntil)
  if (!day.success) return { problem: notADay }
  const today = bangkokDay(now)
  if (day.data < today) return { problem: periodOver }
  if (Number(day.data.slice(0, 4)) > Number(today.slice(0, 4)) + maxYearsAhead)
    return { problem: wrongYear(day.data) ?? tooFar }
  return { value: day.data }
}

/** No office publishes for longer: a year beyond it is a slip, most often a Buddhist year typed as a Gregorian one. */
const maxYearsAhead = 50
const tooFar: Text = {
  th: `วันสิ้นสุดการเผยแพร่อยู่ไกลเกิน ${maxYearsAhead} ปี ตรวจปีอีกครั้ง`,
  en: `the last day of publication is more than ${maxYearsAhead} years ahead: check the year`,
}

const notAsked: Text = { th: 'รายการนี้ไม่ต้องการข้อมูลนี้', en: 'this choice does not ask for it' }
const reasonsMissing: Text = { th: 'ต้องชี้แจงเหตุผล', en: 'give your reasons' }
const wordsMissing: Text = {
  th: 'ต้องชี้แจงเหตุผลเป็นข้อความด้วย',
  en: 'explain your reasons in words, too',
}
const unknownItem: Text = { th: 'มีข้อที่ไม่อยู่ในรายการ', en: 'names something that is not on the list' }
const periodMissing: Text = { th: 'ต้องกำหนดวันสิ้นสุดการเผยแพร่', en: 'set the last day of publication' }
const notADay: Text = {
  th: 'ต้องเป็นวันที่ในรูป ปี ค.ศ.-เดือน-วัน เช่น 2026-11-20',
  en: 'must be a date, YYYY-MM-DD',
}
const periodOver: Text = {
  th: 'วันสิ้นสุดการเผยแพร่ต้องไม่ก่อนวันนี้',
  en: 'the last day of publication must not lie in the past',
}
const signatureMissing: Text = { th: 'ต้องลงลายมือชื่อ: พิมพ์ชื่อของท่าน', en: 'sign it: type your name' }
const signatureWrong: Text = {
  th: 'ชื่อที่พิมพ์ไม่ตรงกับชื่อของผู้ที่เข้าสู่ระบบ',
  en: 'the name typed is not that of the person who is signed in',
}
const noNewRevision: Text = {
  th: 'ยังไม่ได้แก้ไขเนื้อหา แก้ไขและบันทึกก่อน',
  en: 'the content has not been changed yet: change and save it first',
}
