import { findLastOfficeEvent, officeEventsAfter } from '../../db/audit-log.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { OfficeEventType } from './audit-log.ts'
import { wholeEntry } from './entries.ts'

/** Settings of an office change part by part; what two administrators change at the same time is found in its log. */

/** Where a part stands: names of fields, and ids. */
export type PartPath = readonly string[]
/** A part in words, and what it is now; undefined where that is no matter of words. */
export type PartWords = { name: Text; now: Text | undefined }

const nothing: Text = { th: 'ว่าง', en: 'empty' }
/** What somebody typed, as it stands now. */
export const asItIs = (value: unknown): Text =>
  typeof value === 'string' && value !== '' ? { th: value, en: value } : nothing

/** The revision of an office's settings: the number of the last entry of its log. */
export const revisionOf = async (db: Reader, office: string): Promise<number> =>
  (await findLastOfficeEvent(db, office))?.seq ?? 0

type Wanted = {
  office: string
  /** The entries that these settings leave in the log. */
  type: OfficeEventType
  /** Which of them are about the same thing. */
  about?: (entry: { before: unknown; after: unknown }) => boolean
  /** What the caller has seen. */
  revision: number
  /** What is to be changed; what is left out stays. */
  change: unknown
  /** What stands now. */
  now: unknown
  words: (path: PartPath, value: unknown) => PartWords
  /** Parts that are chosen together, whatever they are made of. */
  whole?: readonly string[]
}

/** Throws `revision_conflict`, with what was changed by whom, if a part of the change is no longer what was seen. */
export async function refuseChangedMeanwhile(trx: Reader, wanted: Wanted): Promise<void> {
  const { office, type, revision, change, now, words, about = () => true, whole = [] } = wanted
  const last = await revisionOf(trx, office)
  // A copy of before was put back since.
  if (revision > last) throw new ApiProblem('revision_conflict')
  const since = (await officeEventsAfter(trx, { office, type, after: revision }))
    .map(wholeEntry)
    .map((entry) => ({ ...entry, before: JSON.parse(entry.before), after: JSON.parse(entry.after) }))
    .filter(about)
  const [oldest] = since
  if (!oldest) return
  const seen: unknown = oldest.before
  const errors: { path: string; message: Text }[] = []
  let changedLast = oldest
  for (const path of partsOf(change, whole)) {
    const present = partAt(now, path)
    if (same(partAt(seen, path), present) || same(present, partAt(change, path))) continue
    const by =
      since.findLast(({ before, after }) => !same(partAt(before, path), partAt(after, path))) ?? oldest
    if (by.seq > changedLast.seq) changedLast = by
    const { name, now: value } = words(path, present)
    errors.push({
      path: path.join('.'),
      message: {
        th: `${name.th}: ${by.actorName} ${value ? `เปลี่ยนเป็น “${value.th}”` : 'เปลี่ยนแล้ว'}`,
        en: `${name.en}: ${by.actorName} ${value ? `changed it to “${value.en}”` : 'changed it'}`,
      },
    })
  }
  if (errors.length === 0) return
  throw new ApiProblem('revision_conflict', {
    message: {
      th: `${changedLast.actorName} แก้ไขส่วนเดียวกันไปแล้วระหว่างที่ท่านเปิดอยู่ ตรวจสิ่งที่เปลี่ยน แล้วบันทึกอีกครั้งหากต้องการใช้ตามที่ท่านกรอก`,
      en: `${changedLast.actorName} changed the same meanwhile. Look at what changed; save again if yours is to stand.`,
    },
    errors,
    current: {
      revision: last,
      changedBy: changedLast.actorName,
      changedAt: iso(changedLast.at),
      what: null,
    },
  })
}

/** A change laid over what stands: what is left out stays, null takes an entry away (RFC 7396). */
export function merged<Value extends object>(value: Value, change: object | undefined): Value {
  const whole = { ...value } as Record<string, unknown>
  for (const [name, part] of Object.entries(change ?? {}))
    if (part === null) delete whole[name]
    else if (part !== undefined)
      whole[name] = isParted(part) ? merged(ownPart(whole, name) ?? {}, part) : part
  return whole as Value
}

const isParted = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ownPart = (value: unknown, name: string): object | undefined =>
  isParted(value) && Object.hasOwn(value, name) ? (value as Record<string, object>)[name] : undefined

const partsOf = (change: unknown, whole: readonly string[], path: PartPath = []): PartPath[] =>
  isParted(change) && !whole.includes(path.join('.'))
    ? Object.entries(change)
        .filter(([, part]) => part !== undefined)
        .flatMap(([name, part]) => partsOf(part, whole, [...path, name]))
    : [path]

const partAt = (value: unknown, path: PartPath): unknown =>
  path.reduce<unknown>((part, name) => ownPart(part, name), value)

const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
