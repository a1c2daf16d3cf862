import { filesOfRequest } from '../../db/files.ts'
import { fieldProblem, isEmpty, tidyValue } from '../../machines/procedure/field-value.ts'
import { aboutFile, filesIn, withoutPictures } from '../../machines/procedure/file-entry.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { fieldWithOptions } from '../../machines/procedure/resolved-need.ts'
import { titleOfField } from '../../machines/procedure/titles.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import { ApiProblem } from '../http/problem.ts'
import { getActiveVersion } from '../procedures/versions.ts'
import type { By, Unit } from './command.ts'
import { type Content, contentErased, erasedContent } from './content.ts'
import { createRequest } from './create-request.ts'
import { type Loaded, loadReadable } from './load.ts'
import type { Recorded } from './record-transition.ts'
import { asReadBy, filesReadBy } from './unsubmitted.ts'

type Copy = { recorded: Recorded; leftOut: Text[] }

/**
 * Begins a request of one's own with what another one says: the content and the files that this person may read, as its
 * owner wrote them, and nothing that was decided. Answers in words what the form in force has no place for any more, and
 * which files cannot be had. Throws `not_found`, `not_permitted`, `invalid_content` where the content was erased.
 */
export async function copyRequest(
  unit: Unit,
  { request, by, group }: { request: string; by: By; group: string | undefined },
): Promise<Copy> {
  const { trx } = unit
  const whole = await loadReadable(trx, by, request)
  if (!mayCopy(whole, by.actor)) throw new ApiProblem('not_permitted', { message: underWay })
  const { row, content } = await asReadBy(trx, by, whole)
  if (content.json === erasedContent) throw contentErased()
  const { procedure } = await getActiveVersion(trx, row.procedure)
  const copy = fitting(procedure, whole.compiled.procedure, JSON.parse(content.json) as Content)
  const named = Object.values(copy.content).flatMap(filesIn)
  const hashes = [...new Set(named.map(({ sha256 }) => sha256))]
  const readable = await filesReadBy(trx, by, row, await filesOfRequest(trx, row.id, hashes))
  const usable = new Set(readable.filter(({ scan }) => scan !== 'infected').map(({ sha256 }) => sha256))
  const lost = named.filter(({ sha256 }) => !usable.has(sha256))
  const recorded = await createRequest(unit, by, {
    procedure: row.procedure,
    content: Object.fromEntries(
      Object.entries(copy.content).map(([field, value]) => [field, withFiles(value, usable)]),
    ),
    group: group ?? ownGroup(by, row.groupId),
    copied: { request: row.id, files: [...usable] },
  })
  return { recorded, leftOut: [...copy.leftOut, ...lost.map((entry) => aboutFile(entry, unreadable))] }
}

/**
 * Whether what a request says may begin another one: one's own, whatever became of it, and what the office published or
 * ended. What others have under way is not finished, and what may become of it is not known.
 */
export const mayCopy = ({ row, content }: Pick<Loaded, 'row' | 'content'>, actor: Actor): boolean =>
  (row.owner === actor.person || row.status !== 'open') &&
  content.json !== erasedContent &&
  actor.appointments.some(({ office, group }) => office === row.office && group !== null)

/** What of a content the form takes today, and the titles of the fields that it does not. */
function fitting(
  procedure: Procedure,
  before: Procedure,
  given: Content,
): { content: Content; leftOut: Text[] } {
  const content: Record<string, unknown> = {}
  const leftOut: Text[] = []
  for (const [name, value] of Object.entries(given)) {
    if (isEmpty(value)) continue
    const field = procedure.form.find((one) => one.name === name)
    const known = field && fieldWithOptions(field, procedure)
    if (known && !fieldProblem(known, tidyValue(known, value))) content[name] = value
    else leftOut.push(titleOfField(before, name))
  }
  return { content: content as Content, leftOut }
}

/** A list of files, or a text with pictures, without those that cannot be had. */
const withFiles = (value: unknown, usable: ReadonlySet<string>): unknown => {
  const named = filesIn(value)
  if (named.every(({ sha256 }) => usable.has(sha256))) return value
  return Array.isArray(value)
    ? named.filter(({ sha256 }) => usable.has(sha256))
    : withoutPictures(value, (sha256) => !usable.has(sha256))
}

/** The group of what is copied, where it is one of the person's own. */
const ownGroup = ({ actor, person }: By, group: string): string | undefined =>
  actor.appointments.some((held) => held.office === person.office && held.group === group) ? group : undefined

const underWay: Text = {
  th: 'คัดลอกได้เฉพาะเรื่องของท่านเอง หรือเรื่องของสำนักงานที่เผยแพร่หรือสิ้นสุดแล้ว',
  en: 'What can be copied are your own requests, and those of the office that are published or have ended.',
}
const unreadable: Text = {
  th: 'เปิดไฟล์นี้ไม่ได้ จึงไม่ได้คัดลอกมาด้วย',
  en: 'this file cannot be opened, so it was not copied',
}
