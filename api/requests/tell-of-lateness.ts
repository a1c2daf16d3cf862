import { askedOfRequests } from '../../db/asked.ts'
import { type DueNotice, dueLateNotices, settleLateNotice } from '../../db/late-notices.ts'
import { insertNews } from '../../db/notifications.ts'
import { findRequest, type RequestRow } from '../../db/requests.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { seatsOfHolder } from '../../machines/run/asked.ts'
import { superiorsOf } from '../../machines/run/superiors.ts'
import { endOfNthDay } from '../../machines/run/thai-time.ts'
import { holidaysOf } from '../offices/holidays.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { holdersOf } from './holders.ts'
import { promptlyOf } from './request-list-item.ts'

const pageSize = 100

/**
 * Tells the superiors of those for whom a request waits, once for each entry of a step that the document wants done at
 * once, when it has been late there for a working day; answers of how many requests. One that fails stays for the next
 * round; once `signal` is aborted the rest stay too.
 */
export async function tellOfLateness(deps: Deps, signal?: AbortSignal): Promise<number> {
  let told = 0
  let after: DueNotice | undefined
  while (!signal?.aborted) {
    const now = deps.clock.now()
    const due = await dueLateNotices(deps.db, { by: now, after, limit: pageSize })
    for (const notice of due) if (!signal?.aborted && (await tellOrLog(deps, notice, now))) told += 1
    if (due.length < pageSize) break
    after = due.at(-1)
  }
  return told
}

async function tellOrLog(deps: Deps, notice: DueNotice, now: number): Promise<boolean> {
  try {
    return await deps.commits((trx) => tell(trx, notice, now), 'background')
  } catch (err) {
    deps.logHourly(
      `late ${notice.request}`,
      { err, notice },
      'Superiors could not be told; it is tried again',
    )
    return false
  }
}

/** Told, put off to the end of the working day, or nothing to tell any more; true where somebody was told. */
async function tell(trx: Parameters<typeof insertNews>[0], notice: DueNotice, now: number): Promise<boolean> {
  const request = await findRequest(trx, notice.request)
  const compiled = request && (await getCompiled(trx, request.procedureHash))
  const promptly = request && compiled && promptlyOf(request.steps, compiled)
  const isThere = promptly && request.waiting === 1 && request.since === notice.since
  if (!isThere) {
    await settleLateNotice(trx, notice, null)
    return false
  }
  // Its first working day of being late is over: holidays may have come or gone since the step was entered.
  const dueAt = endOfNthDay(notice.since, 1, true, await holidaysOf(trx, request.office))
  if (dueAt > now) {
    await settleLateNotice(trx, notice, dueAt)
    return false
  }
  if (!(await settleLateNotice(trx, notice, null))) return false
  const people = await superiorsOfAsked(trx, request, now)
  const words = lateWords(promptly)
  await insertNews(trx, {
    request: request.id,
    at: now,
    gone: [],
    notices: people.map((person) => ({
      person,
      step: '',
      passing: false,
      messageTh: words.th,
      messageEn: words.en,
    })),
  })
  return people.length > 0
}

/** The superiors of everybody for whom a request waits today; where nobody holds the post, the head of the office. */
async function superiorsOfAsked(
  db: Reader,
  { id, office }: Pick<RequestRow, 'id' | 'office'>,
  now: number,
): Promise<string[]> {
  const holders = await holdersOf(db, office, now)
  const waiting = new Set<string>()
  for (const { whom, apart } of await askedOfRequests(db, [id]))
    for (const held of holders)
      if (seatsOfHolder(held).includes(whom) && !(JSON.parse(apart) as string[]).includes(held.person))
        waiting.add(held.person)
  const superiors = (people: string[]) => [
    ...new Set(people.flatMap((person) => superiorsOf(person, holders))),
  ]
  // Whoever is asked beside those whom they lead answers for these: nobody further up needs to hear of it.
  const leading = superiors([...waiting])
  const led = [...waiting].filter((person) => !leading.includes(person))
  return superiors(led.length > 0 ? led : waiting.size > 0 ? [...waiting] : [''])
}

const lateWords = ({ step, what }: { step: Text; what: Text }): Text => ({
  th: `เรื่องนี้ยังรอที่ขั้น “${step.th}” เกินหนึ่งวันทำการแล้ว ${what.th} การแจ้งผู้บังคับบัญชาเช่นนี้เพิ่มเติมจากเอกสาร`,
  en: `This request has waited at “${step.en}” for more than a working day: ${what.en}. Telling superiors of it is added to the document.`,
})
