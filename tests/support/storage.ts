import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Deps } from '../../api/process/deps.ts'
import type { By } from '../../api/requests/command.ts'
import { createRequest } from '../../api/requests/create-request.ts'
import { takeEvent } from '../../api/requests/take-event.ts'
import { actorOf } from '../../api/sign-in/sessions.ts'
import { type Db, openDatabase } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { hashOf } from '../../machines/hash/canonical.ts'

/** An empty database in a directory of its own. */
export async function openStorage() {
  const directory = mkdtempSync(join(tmpdir(), 'prakat-storage-'))
  const file = join(directory, 'prakat.sqlite')
  const db = await openDatabase(file)
  const opened = [db]
  return {
    ...{ db, file, directory },
    /** The same file again, as another process would open it. */
    openAgain: async () => {
      const again = await openDatabase(file)
      opened.push(again)
      return again
    },
    close: async () => {
      for (const one of opened) await one.destroy()
      rmSync(directory, { recursive: true })
    },
  }
}

/** One request with an event and a frozen content, written row by row: storage alone, without any chart. */
export async function writeRows(db: Kysely<Tables>, request = 'r'): Promise<void> {
  const office = { id: 'o', nameTh: 'ส', nameEn: 'O', abbreviationTh: 'ส', abbreviationEn: 'O' }
  const more = { digits: 'arab', categories: '[]', laws: '[]' } as const
  await db
    .insertInto('office')
    .values({ ...office, ...more })
    .onConflict((one) => one.doNothing())
    .execute()
  const person = { id: 'p', office: 'o', username: 'p', name: 'P', position: '', passwordHash: '' }
  await db
    .insertInto('person')
    .values({ ...person, disabled: 0, demo: 0, createdAt: 1 })
    .onConflict((one) => one.doNothing())
    .execute()
  const version = {
    hash: 'h',
    procedure: 'o.x',
    office: 'o',
    version: 1,
    status: 'active',
    json: '{}',
  } as const
  await db
    .insertInto('procedureVersion')
    .values({ ...version, createdAt: 1, activatedAt: 1, layout: null })
    .onConflict((one) => one.doNothing())
    .execute()
  await db
    .insertInto('request')
    .values({
      ...{
        id: request,
        office: 'o',
        groupId: 'g',
        owner: 'p',
        procedureHash: 'h',
        procedure: 'o.x',
        title: 'T',
      },
      ...{
        searchText: '',
        category: null,
        state: '',
        snapshot: '',
        steps: ',a,',
        engine: '',
        status: 'open',
        draftOf: '',
      },
      ...{
        waiting: 1,
        revision: 1,
        contentRevision: 1,
        createdAt: 1,
        updatedAt: 1,
        updatedBy: 'p',
        since: 1,
      },
    })
    .execute()
  const content = { request, revision: 1, json: '{}', sha256: hashOf({}), at: 1, by: 'p' }
  await db
    .insertInto('content')
    .values({ ...content, frozen: 1 })
    .execute()
  await db
    .insertInto('content')
    .values({ ...content, revision: 2, frozen: 0 })
    .execute()
  await db.insertInto('event').values(eventRow(request, 1)).execute()
}

export const eventRow = (request: string, seq: number) => ({
  ...{ request, seq, type: 'BEGIN', actor: 'p', actorName: 'P', actedAs: '"owner"', at: 1, payload: '{}' },
  ...{ fromSteps: '[]', toSteps: '["a"]', contentRevision: 1, contentSha256: null, procedureHash: 'h' },
  holidays: '[]',
  ...{ previousHash: '0', hash: `${request}-${seq}` },
  ...{ form: 2, language: 2, actorSalt: 's', actorDigest: null, actorErased: null },
  ...{ texts: null, textsSalt: null, textsDigest: null, textsErased: null },
})

export async function byName(db: Db, username: string, now: number): Promise<By> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'office', 'name'])
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  return { person, actor: await actorOf(db, person.id, now) }
}

/** `count` requests of เชียงใหม่ เขต ๓ that wait for certification, with the revisions on which they stand. */
export async function awaitingCertification(
  deps: Deps,
  count: number,
): Promise<{ id: string; revision: number }[]> {
  const now = deps.clock.now()
  const by = await byName(deps.db, 'cmi3.officer', now)
  return Promise.all(
    Array.from({ length: count }, (_, number) =>
      deps.commits(async (trx, announce) => {
        const unit = { trx, announce, at: now }
        const content = { title: `เรื่องที่ ${number + 1}`, body: 'รายละเอียด' }
        const begun = await createRequest(unit, by, { procedure: 'cmi3.publication', content })
        const { id } = begun.request.row
        const { request } = await takeEvent(unit, { request: id, by, event: { type: 'PROPOSE' } })
        return { id, revision: request.row.revision }
      }),
    ),
  )
}

/** What `CERTIFY` of เชียงใหม่ เขต ๓ carries. */
export const certify = { type: 'CERTIFY', checked: ['accurate', 'complete'] }
