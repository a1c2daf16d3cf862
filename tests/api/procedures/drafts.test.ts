import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { newDraftAnswerSchema } from '../../../api/http/procedure-contract.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { appoint } from '../../support/appoint.ts'
import { draftOf, ifMatch } from '../../support/drafts.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'

let office: Office
let admin: Client
let officer: Client
let elsewhere: Client
let second: Client
beforeAll(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
  officer = await office.as('cmi3.officer')
  elsewhere = await office.as('cmi4.admin')
  await appoint(admin, 'cmi3.webmaster', { role: 'admin', from: '2026-11-20' })
  second = await office.as('cmi3.webmaster')
})
afterAll(() => office.close())

const begin = (name: string, from: unknown, by = admin) =>
  by('POST', '/api/offices/cmi3/drafts', { name, from })
const logOf = async (type: string) => {
  const rows = await office.deps.db.selectFrom('officeEvent').selectAll().where('type', '=', type).execute()
  return rows.map(({ actor, before, after }) => ({
    ...{ actor, before: JSON.parse(before), after: JSON.parse(after) },
  }))
}
let names = 0
const newName = () => `draft${++names}`

describe('who may', () => {
  test('nobody but an administrator of the office sees, begins, changes or deletes a draft', async () => {
    const draft = await draftOf(admin, 'cmi3', newName(), { kind: 'standard' })
    const tries: [string, string, unknown?][] = [
      ['GET', '/api/offices/cmi3/drafts'],
      ['POST', '/api/offices/cmi3/drafts', { name: 'other', from: { kind: 'empty' } }],
      ['GET', `/api/drafts/${draft.id}`],
      ['PUT', `/api/drafts/${draft.id}`, { json: {} }],
      ['POST', `/api/drafts/${draft.id}/editing`],
      ['POST', `/api/drafts/${draft.id}/proofs`],
      ['DELETE', `/api/drafts/${draft.id}`],
    ]
    for (const [method, path, body] of tries) {
      for (const client of [officer, elsewhere])
        expect([method, path, (await client(method, path, body, ifMatch(1))).status]).toEqual([
          ...[method, path, 403],
        ])
      expect((await office.anyone(method, path, body, ifMatch(1))).status).toBe(401)
    }
    expect((await admin('GET', '/api/drafts/none')).status).toBe(404)
    expect((await admin('GET', `/api/drafts/${draft.id}`)).body.revision).toBe(1)
  })
})

describe('a draft begins', () => {
  test('from the present version, as that is, and from any other as an unsigned procedure of this office', async () => {
    const own = await begin('publication', { kind: 'version', procedure: 'cmi3.publication', version: 1 })
    expect(own.status).toBe(201)
    expect(newDraftAnswerSchema.parse(own.body)).toEqual(own.body)
    expect(own.body.json).toEqual(offices[0]?.procedures[0])
    expect(own.body).toMatchObject({ procedure: 'cmi3.publication', revision: 1, problems: [], editors: [] })
    expect(own.headers.get('etag')).toBe('"1"')
    const other = await begin(newName(), { kind: 'version', procedure: 'yst2.publication', version: 1 })
    expect(other.body.json).toMatchObject({
      id: other.body.procedure,
      office: 'cmi3',
      order: { number: null, date: null, signedBy: null, signedAs: null, effectiveFrom: null },
    })
    expect(other.body.problems).toEqual([])
    const listed = (await admin('GET', '/api/offices/cmi3/drafts')).body.drafts
    expect(listed.map(({ id }: { id: string }) => id)).toEqual(
      expect.arrayContaining([own.body.id, other.body.id]),
    )
  })

  test.each(['standard', 'empty'])('from the %s, sound', async (kind) => {
    const { status, body } = await begin(newName(), { kind })
    expect([status, body.problems]).toEqual([201, []])
    expect(checkProcedure(body.json).ok).toBe(true)
  })

  test('but not twice for one procedure, nor from a version that is not there', async () => {
    const name = newName()
    await begin(name, { kind: 'empty' })
    const again = await begin(name, { kind: 'empty' }, second)
    expect([again.status, again.body.code]).toEqual([409, 'already_exists'])
    expect(again.body.detail).toContain('ผู้ดูแลระบบ')
    const both = await Promise.all([admin, second].map((by) => begin('raced', { kind: 'empty' }, by)))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    const none = await begin(newName(), { kind: 'version', procedure: 'cmi3.publication', version: 99 })
    expect(none.status).toBe(404)
  })
})

describe('a draft is written', () => {
  test('as it is, sound or not, and says what is wrong and where', async () => {
    const { id, revision } = await draftOf(admin, 'cmi3', newName(), { kind: 'standard' }, (json) => {
      json.chart.states.certification.on.CERTIFY.target = 'nowhere'
      json.title = { th: '' }
    })
    expect(revision).toBe(2)
    const { body } = await admin('GET', `/api/drafts/${id}`)
    expect(body.json.chart.states.certification.on.CERTIFY.target).toBe('nowhere')
    expect(body.problems.map(({ place }: { place: string }) => place)).toContain('title.en')
    // A title that cannot be shown is replaced by the procedure's id in lists.
    expect(body.title).toEqual({ th: body.procedure, en: body.procedure })
    const mended = { ...body.json, title: { th: 'ก', en: 'a' } }
    const again = await admin('PUT', `/api/drafts/${id}`, { json: mended }, ifMatch(2))
    expect(again.body.problems).toMatchObject([
      { place: 'chart.states.certification.on.CERTIFY.target', code: 'unknown_target' },
    ])
    const report = await admin('POST', `/api/drafts/${id}/proofs`)
    expect(report.body).toMatchObject({ mayActivate: false, proofs: [], problems: again.body.problems })
  })

  test('against the revision that was seen; a conflict says who was first', async () => {
    const draft = await draftOf(admin, 'cmi3', newName(), { kind: 'empty' })
    const { json } = (await admin('GET', `/api/drafts/${draft.id}`)).body
    const put = (by: Client, revision: number, title: string) =>
      by(
        'PUT',
        `/api/drafts/${draft.id}`,
        { json: { ...json, title: { th: title, en: title } } },
        ifMatch(revision),
      )
    expect((await put(second, 1, 'one')).body.revision).toBe(2)
    const late = await put(admin, 1, 'two')
    expect([late.status, late.body.code]).toEqual([409, 'revision_conflict'])
    const { name } = (await second('GET', '/api/session')).body.person
    expect(late.body.current).toMatchObject({ revision: 2, changedBy: name })
    expect(late.body.detail).toContain(name)
    const both = await Promise.all([put(admin, 2, 'three'), put(second, 2, 'four')])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await admin('PUT', `/api/drafts/${draft.id}`, { json })).status).toBe(400)
  })

  test('only as a procedure of its own office and name', async () => {
    const draft = await draftOf(admin, 'cmi3', newName(), { kind: 'empty' })
    const { json } = (await admin('GET', `/api/drafts/${draft.id}`)).body
    for (const [name, value] of [
      ['id', 'cmi4.publication'],
      ['id', 'cmi3.publication'],
      ['office', 'cmi4'],
      ['id', undefined],
    ] as const) {
      const put = await admin(
        'PUT',
        `/api/drafts/${draft.id}`,
        { json: { ...json, [name]: value } },
        ifMatch(1),
      )
      expect([put.status, put.body.errors]).toMatchObject([422, [{ path: `json.${name}` }]])
    }
  })

  test('is told to whoever has it open, and each learns of the others for a minute', async () => {
    const draft = await draftOf(admin, 'cmi3', newName(), { kind: 'empty' })
    const told: unknown[] = []
    office.deps.changes.on('draft', (change) => told.push(change))
    const editing = (by: Client) => by('POST', `/api/drafts/${draft.id}/editing`)
    expect((await editing(admin)).body).toEqual({ editors: [] })
    office.clock.advance(20_000)
    const { editors } = (await editing(second)).body
    expect(editors).toMatchObject([{ name: 'ผู้ดูแลระบบ' }])
    expect((await editing(second)).status).toBe(200)
    expect((await admin('GET', `/api/drafts/${draft.id}`)).body.editors).toHaveLength(1)
    // Each who comes is news once; that they are still there is none.
    expect(told).toMatchObject([
      { office: 'cmi3', draft: draft.id, revision: 1, by: 'cmi3.admin' },
      { office: 'cmi3', draft: draft.id, revision: 1, by: 'cmi3.webmaster' },
    ])
    office.clock.advance(59_000)
    expect((await admin('GET', `/api/drafts/${draft.id}`)).body.editors).toHaveLength(1)
    office.clock.advance(2000)
    expect((await admin('GET', `/api/drafts/${draft.id}`)).body.editors).toHaveLength(0)
  })

  test('over a stream of server-sent events that names the draft', async () => {
    const { headers } = await office.anyone('POST', '/api/session', {
      username: 'cmi3.admin',
      password: 'prakat-demo-2569',
    })
    const cookie = (headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const stop = new AbortController()
    const stream = await fetch(`${office.url}/api/changes`, { headers: { cookie }, signal: stop.signal })
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain(': open')
    const draft = await draftOf(admin, 'cmi3', newName(), { kind: 'empty' })
    const { value } = (await reader?.read()) ?? {}
    expect(value).toBe(
      `event: draft\ndata: ${JSON.stringify({ draft: draft.id, revision: 1, by: 'cmi3.admin' })}\n\n`,
    )
    stop.abort()
  })

  test('and deleted, by which the log keeps what it was', async () => {
    const draft = await draftOf(admin, 'cmi3', newName(), { kind: 'empty' })
    expect((await second('DELETE', `/api/drafts/${draft.id}`)).status).toBe(204)
    expect((await admin('GET', `/api/drafts/${draft.id}`)).status).toBe(404)
    const entry = (await logOf('draft.deleted')).at(-1)
    expect(entry).toMatchObject({
      actor: 'cmi3.webmaster',
      before: { draft: draft.id, revision: 1, json: { office: 'cmi3' } },
      after: null,
    })
  })

  test('with one entry in the log for each half hour of a person at a draft', async () => {
    const draft = await draftOf(admin, 'cmi3', newName(), { kind: 'empty' })
    const { json } = (await admin('GET', `/api/drafts/${draft.id}`)).body
    let revision = 1
    const type = async (by: Client) => {
      const title = { th: `แก้ครั้งที่ ${revision}`, en: `change ${revision}` }
      const put = await by('PUT', `/api/drafts/${draft.id}`, { json: { ...json, title } }, ifMatch(revision))
      expect(put.status).toBe(200)
      revision = put.body.revision
    }
    const entries = async () =>
      (await logOf('draft.edited')).filter(({ after }) => after.draft === draft.id).map(({ actor }) => actor)
    for (let key = 0; key < 5; key += 1) await type(admin)
    expect(await entries()).toEqual(['cmi3.admin'])
    await type(second)
    expect(await entries()).toEqual(['cmi3.admin', 'cmi3.webmaster'])
    office.clock.advance(31 * 60_000)
    await type(admin)
    expect(await entries()).toEqual(['cmi3.admin', 'cmi3.webmaster', 'cmi3.admin'])
    // What has not changed is no new revision.
    const same = (await admin('GET', `/api/drafts/${draft.id}`)).body
    const again = await admin('PUT', `/api/drafts/${draft.id}`, { json: same.json }, ifMatch(revision))
    expect(again.body.revision).toBe(revision)
  })
})
