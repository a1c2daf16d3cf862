import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { heirsOf } from '../../../api/requests/hand-over-request.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { clientsOf, ifMatch, look, take, walkTo, wayOf } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>

beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const personOf = (username: string) =>
  office.deps.db.selectFrom('person').selectAll().where('username', '=', username).executeTakeFirstOrThrow()

/** The appointments of the officer end, as an administrator records it, or hold again. */
async function appointmentsEnd(username: string, endsOn: string | null): Promise<void> {
  const { id } = await personOf(username)
  await office.deps.db.updateTable('appointment').set({ endsOn }).where('person', '=', id).execute()
}

/** Another officer of the same group as `<office>.officer`. */
async function colleagueOf(username: string): Promise<{ id: string; name: string }> {
  const owner = await personOf(username)
  const { db } = office.deps
  const post = await db
    .selectFrom('appointment')
    .selectAll()
    .where('person', '=', owner.id)
    .executeTakeFirstOrThrow()
  const id = `colleague of ${username}`
  const row = { ...owner, id, username: `${username}.colleague`, name: 'นางสาวเพื่อน ร่วมกลุ่ม' }
  await db.insertInto('person').values(row).execute()
  await db
    .insertInto('appointment')
    .values({ ...post, id: `post of ${id}`, person: id })
    .execute()
  return { id, name: row.name }
}

describe('an owner whose only appointment has ended', () => {
  test('reports no error, writes nothing and corrects nothing of what is public (ptt1); the sentence says who can', async () => {
    const { id } = await walkTo(as, 'ptt1')
    const owner = await as('ptt1.officer')
    await take(owner, id, { type: 'REPORT_ERROR', error: 'ตัวเลขผิด' })
    const standing = await look(owner, id)
    await appointmentsEnd('ptt1.officer', '2026-11-19')
    const content = { ...standing.content, body: 'https://phishing.example' }
    const written = await owner('PUT', `/api/requests/${id}/content`, { content }, ifMatch(standing.revision))
    expect(written.status).toBe(403)
    const director = await personOf('ptt1.groupDirector')
    for (const type of ['CORRECT', 'REPORT_ERROR']) {
      const answer = await owner('POST', `/api/requests/${id}/events`, { type }, ifMatch(standing.revision))
      expect(answer.status).toBeGreaterThanOrEqual(400)
      if (type === 'CORRECT')
        expect(answer.body).toMatchObject({
          code: 'not_permitted',
          refusals: [{ code: 'owner_left', message: { th: expect.stringContaining(director.name) } }],
        })
    }
    await appointmentsEnd('ptt1.officer', null)
    expect((await look(owner, id)).revision).toBe(standing.revision)
  })

  test('is not asked in the inbox, and is named nowhere as somebody who could act', async () => {
    const { id } = await walkTo(as, 'cmi4', 0)
    const owner = await as('cmi4.officer')
    const inbox = async () => (await owner('GET', '/api/requests?view=inbox&limit=100')).body.items
    expect((await inbox()).map((one: { id: string }) => one.id)).toContain(id)
    await appointmentsEnd('cmi4.officer', '2026-11-19')
    expect(await inbox()).toEqual([])
    const seen = await look(await as('cmi4.groupDirector'), id)
    const { who } = seen.choices.find(({ allowed }) => !allowed) ?? { who: [] }
    expect(who).toMatchObject([{ role: 'owner', people: [] }])
    await appointmentsEnd('cmi4.officer', null)
  })
})

describe('a hand-over', () => {
  test('is offered to the others of the group by given name', () => {
    const held = (person: string, name: string, groupId: string | null = 'group') => ({
      ...{ person, name, groupId, role: 'officer', capacity: 'holder' as const },
    })
    const holders = [
      ...[held('1', 'นายเอก ดี'), held('2', 'นางสาวอรุณ ดี'), held('3', 'ดร.กานต์ ดี'), held('2', 'นางสาวอรุณ ดี')],
      ...[held('4', 'นายกร ดี', 'another'), held('owner', 'นายกิจ ดี')],
    ]
    const heirs = heirsOf({ groupId: 'group', owner: 'owner' }, holders)
    expect(heirs.map(({ id }) => id)).toEqual(['3', '2', '1'])
  })

  const handOver = async (by: Client, id: string, to: string, reason = 'เจ้าของเรื่องลาศึกษาต่อ') => {
    const { revision } = await look(await as('cmi3.groupDirector'), id)
    return by('POST', `/api/requests/${id}/owner`, { to, reason }, ifMatch(revision))
  }

  test('by the director lets a colleague go on, is in the history and the notices, and verifies', async () => {
    const { id } = await walkTo(as, 'cmi3', 0)
    const colleague = await colleagueOf('cmi3.officer')
    const director = await as('cmi3.groupDirector')
    expect((await look(director, id)).handOver).toEqual({ people: expect.arrayContaining([colleague]) })
    expect((await look(await office.as('cmi3.webmaster'), id).catch(() => null))?.handOver ?? null).toBeNull()

    const answer = await handOver(director, id, colleague.id)
    expect(answer).toMatchObject({ status: 200, body: { owner: colleague } })
    const theirs = await office.as('cmi3.officer.colleague')
    expect((await theirs('GET', '/api/requests?view=drafts')).body.items).toMatchObject([{ id }])
    expect(
      (await theirs('GET', '/api/requests?view=inbox')).body.items.map((one: { id: string }) => one.id),
    ).toContain(id)
    expect((await look(await as('cmi3.officer'), id)).choices.some(({ allowed }) => allowed)).toBe(false)

    const { events } = (await theirs('GET', `/api/requests/${id}/events`)).body
    const former = await personOf('cmi3.officer')
    expect(events.at(-1)).toMatchObject({
      ...{ type: 'handOver', title: { th: 'โอนเรื่องให้เจ้าของใหม่' }, actedAs: { role: 'groupDirector' } },
      reasons: { text: 'เจ้าของเรื่องลาศึกษาต่อ' },
      values: [
        { field: 'from', value: former.name },
        { field: 'to', value: colleague.name },
      ],
    })
    const told = async (by: Client) => (await by('GET', '/api/notifications')).body.notifications[0]
    expect(await told(theirs)).toMatchObject({
      request: id,
      message: { th: expect.stringContaining('โอนเรื่องนี้ให้ท่าน') },
    })
    expect(await told(await as('cmi3.officer'))).toMatchObject({ request: id })

    for (const { who, type, data } of wayOf('cmi3').slice(0, 1)) {
      expect(who).toBe('officer')
      await take(theirs, id, { type, ...data })
    }
    const inspected = await theirs('GET', `/api/requests/${id}/inspection`)
    expect(inspected.status).toBe(200)
    expect(JSON.stringify(inspected.body)).toContain('handOver')
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })

  test('is refused to a stranger, to somebody outside the group, without a reason, and by a colleague', async () => {
    const { id } = await walkTo(as, 'cmi3', 0)
    const stranger = await personOf('cmi3.webmaster')
    const director = await as('cmi3.groupDirector')
    expect(await handOver(director, id, stranger.id)).toMatchObject({
      status: 400,
      body: { errors: [{ path: 'to' }] },
    })
    const { id: colleague } = await personOf('cmi3.groupDirector')
    for (const nothing of ['  ', '\u2063', '\u2800\u034F'])
      expect(await handOver(director, id, colleague, nothing)).toMatchObject({
        status: 400,
        body: { errors: [{ path: 'reason' }] },
      })
    expect((await handOver(await as('cmi3.admin'), id, stranger.id)).status).toBe(403)
    expect((await handOver(await as('cmi4.groupDirector'), id, stranger.id)).status).toBe(403)
  })

  test('that somebody writes into the tables is found by verify', async () => {
    const { id } = await walkTo(as, 'yst2', 1)
    const thief = await personOf('yst2.webmaster')
    await office.deps.db.updateTable('request').set({ owner: thief.id }).where('id', '=', id).execute()
    const { differences } = await verifyRequests(office.deps.db)
    expect(differences).toContainEqual({
      request: id,
      what: expect.stringContaining('it is stored as owned by'),
    })
  })
})
