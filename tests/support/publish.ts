import type { By } from '../../api/requests/command.ts'
import { createRequest } from '../../api/requests/create-request.ts'
import { unansweredOf } from '../../api/requests/personal-data.ts'
import { takeEvent } from '../../api/requests/take-event.ts'
import { actorOf } from '../../api/sign-in/sessions.ts'
import { getOffice } from '../../machines/offices/offices.ts'
import { nameOfFinding } from '../../machines/procedure/content-findings.ts'
import type { Office } from './office.ts'

type Given = {
  office?: string
  content?: Record<string, unknown>
  until?: string
}

const person = async ({ deps, clock }: Office, username: string): Promise<By> => {
  const row = await deps.db
    .selectFrom('person')
    .select(['id', 'office', 'name'])
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  return { person: row, actor: await actorOf(deps.db, row.id, clock.now()) }
}

/** One event by a demo person at the clock's time, through the one path. */
export async function take(
  running: Office,
  request: string,
  username: string,
  event: { type: string; [field: string]: unknown },
): Promise<void> {
  const by = await person(running, username)
  await running.deps.commits(async (trx, announce) =>
    takeEvent({ trx, announce, at: running.clock.now() }, { request, by, event }),
  )
}

/** What was found in a submission, each kept with a reason by whoever goes on with it. */
export async function answersOf({ deps }: Office, request: string) {
  const row = await deps.db
    .selectFrom('request')
    .select('findings')
    .where('id', '=', request)
    .executeTakeFirstOrThrow()
  const personalData = unansweredOf(row).map((finding) => ({
    finding: nameOfFinding(finding),
    reason: 'ต้องประกาศตามระเบียบ',
  }))
  return personalData.length > 0 ? { personalData } : {}
}

/** Walks a request of an office's officer along its chart to publication; answers the ids of both. */
export async function publish(
  running: Office,
  { office = 'cmi4', content = {}, until }: Given = {},
): Promise<{ request: string; publication: string }> {
  const by = await person(running, `${office}.officer`)
  const whole = {
    title: 'เรื่องที่เผยแพร่',
    body: 'รายละเอียด',
    source: 'กลุ่มนโยบายและแผน',
    ...(office !== 'cmi3' && { category: '1.2' }),
    ...(office === 'yst2' && { channels: ['website'] }),
    ...content,
  }
  const begun = await running.deps.commits(async (trx, announce) =>
    createRequest({ trx, announce, at: running.clock.now() }, by, {
      procedure: `${office}.publication`,
      content: whole,
    }),
  )
  const { id } = begun.request.row
  const options = {
    owner: 'officer',
    groupDirector: 'groupDirector',
    officeDirector: 'officeDirector',
    contact: 'กลุ่มนโยบายและแผน',
    until,
  }
  for (const { who, type, data } of getOffice(office).demo.walk(options))
    await take(running, id, `${office}.${who}`, { type, ...data, ...(await answersOf(running, id)) })
  const { id: publication } = await running.deps.db
    .selectFrom('publication')
    .select('id')
    .where('request', '=', id)
    .executeTakeFirstOrThrow()
  return { request: id, publication }
}
