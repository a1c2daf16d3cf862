import { z } from 'zod'
import { fieldProblem, isEmpty, missing, tidyValue } from '../../machines/procedure/field-value.ts'
import { needTraits, type Text } from '../../machines/procedure/procedure.ts'
import type { ResolvedNeed } from '../../machines/procedure/resolved-need.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { buddhistYear } from '../../machines/text/buddhist-year.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import type { NewEvent } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'

export type EventData = Record<string, unknown>
type FieldError = { path: string; message: Text }
type Facts = {
  /** The owner's content, from which a form field that the event leaves out is taken. */
  content: Record<string, unknown>
  contentRevision: number
  frozenRevision: number
  now: number
  /** Whose signature is asked for. */
  personName: string
}

/**
 * What the event carries for the needs of its choice, and nothing else. Throws `invalid_event` with each field that is
 * missing, wrong, or not asked for.
 */
export function readEventData(needs: ResolvedNeed[], event: NewEvent, facts: Facts): EventData {
  const errors: FieldError[] = []
  const data: EventData = {}
  const carried = needs.filter(({ kind }) => needTraits[kind].carried).map(({ field }) => field)
  const asked = new Set(['type', 'note', ...carried])
  for (const name of Object.keys(event)) if (!asked.has(name)) errors.push({ path: name, message: notAsked })
  for (const need of needs) {
    const result = readNeed(need, event, facts)
    if (result.problem) errors.push({ path: result.path ?? need.field, message: result.problem })
    else if (result.value !== undefined) data[need.field] = result.value
  }
  if (!isEmpty(event.note)) data.note = event.note
  if (errors.length > 0) throw new ApiProblem('invalid_event', { errors })
  return data
}

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
      return facts.contentRevision > facts.frozenRevision ? {} : { problem: noNewRevision }
    case 'signature':
      return readSignature(event, facts.personName)
    case 'field': {
      const value = Object.hasOwn(event, need.field)
        ? tidyValue(need, event[need.field])
        : facts.content[need.field]
      if (isEmpty(value)) return need.required ? { problem: missing } : {}
      const problem = fieldProblem(need, value)
      return problem ? { problem } : { value }
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
  // "อื่น ๆ" alone says nothing: it needs its words.
  if (isBlank(reasons.text) && reasons.grounds.every((ground) => ground === 'other'))
    return { problem: reasonsMissing, path: 'reasons.text' }
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
  if (Number(day.data.slice(0, 4)) > Number(today.slice(0, 4)) + farthestYears)
    return { problem: buddhistYear(day.data) ?? tooFar }
  return { value: day.data }
}

/** No office publishes for longer: a year beyond it is a slip, most often a Buddhist year typed as a Gregorian one. */
const farthestYears = 50
const tooFar: Text = {
  th: `วันสิ้นสุดการเผยแพร่อยู่ไกลเกิน ${farthestYears} ปี — ตรวจปีอีกครั้ง`,
  en: `the last day of publication is more than ${farthestYears} years ahead: check the year`,
}

const notAsked: Text = { th: 'รายการนี้ไม่ต้องการข้อมูลนี้', en: 'this choice does not ask for it' }
const reasonsMissing: Text = { th: 'ต้องชี้แจงเหตุผล', en: 'give your reasons' }
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
const signatureMissing: Text = { th: 'ต้องลงชื่อ: พิมพ์ชื่อของคุณ', en: 'sign it: type your name' }
const signatureWrong: Text = {
  th: 'ชื่อที่พิมพ์ไม่ตรงกับชื่อของผู้ที่เข้าสู่ระบบ',
  en: 'the name typed is not that of the person who is signed in',
}
const noNewRevision: Text = {
  th: 'ยังไม่ได้แก้ไขเนื้อหา — แก้ไขและบันทึกก่อน',
  en: 'the content has not been changed yet: change and save it first',
}
