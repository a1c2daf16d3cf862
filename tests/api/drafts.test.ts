import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { checkProcedure } from '../../machines/check-procedure.ts'
import { offices } from '../../machines/offices/offices.ts'
import type { Procedure } from '../../machines/procedure.ts'
import { type Client, type Office, startOffice } from '../support/office.ts'

let office: Office
let admin: Client
let officer: Client
let elsewhere: Client
beforeAll(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
  officer = await office.as('cmi3.officer')
  elsewhere = await office.as('cmi4.admin')
})
afterAll(() => office.close())

const ifMatch = (revision: number) => ({ 'If-Match': `"${revision}"` })
const begin = (name: string, from: unknown, by = admin) =>
  by('POST', '/api/offices/cmi3/drafts', { name, from })
const logOf = async () =>
  (await office.deps.db.selectFrom('officeEvent').selectAll().where('office', '=', 'cmi3').execute()).map(
    ({ type, actor, before, after }) => ({
      ...{ type, actor, before: JSON.parse(before), after: JSON.parse(after) },
    }),
  )
let names = 0
const newName = () => `draft${++names}`
const cmi3 = offices[0]?.procedures[0] as Procedure

describe('who may', () => {
  test('nobody but an administrator of the office sees, begins, changes or deletes a draft', async () => {
    const { body: draft } = await begin(newName(), { kind: 'standard' })
    const tries: [string, string, unknown?][] = [
      ['GET', '/api/offices/cmi3/drafts'],
      ['POST', '/api/offices/cmi3/drafts', { name: 'other', from: { kind: 'empty' } }],
      ['GET', `/api/drafts/${draft.id}`],
      ['PUT', `/api/drafts/${draft.id}`, { json: draft.json }],
      ['POST', `/api/drafts/${draft.id}/editing`],
      ['DELETE', `/api/drafts/${draft.id}`],
    ]
    for (const [method, path, body] of tries) {
      for (const client of [officer, elsewhere])
        expect([method, path, (await client(method, path, body, ifMatch(1))).status]).toEqual([
          method,
          path,
          403,
        ])
      expect((await office.anyone(method, path, body, ifMatch(1))).status).toBe(401)
    }
    expect((await admin('GET', '/api/drafts/none')).status).toBe(404)
  })
})

describe('a draft begins', () => {
  test('from the present version, as that is, and from every other, as a procedure of this office', async () => {
    const own = await begin('publication', { kind: 'version', procedure: 'cmi3.publication', version: 1 })
    expect(own.status).toBe(201)
    expect(own.body.json).toEqual(cmi3)
    expect(own.body).toMatchObject({ procedure: 'cmi3.publication', revision: 1, problems: [], editors: [] })
    expect(own.headers.get('etag')).toBe('"1"')
    const other = await begin(newName(), { kind: 'version', procedure: 'yst2.publication', version: 1 })
    expect(other.body.json).toMatchObject({
      id: other.body.procedure,
      office: 'cmi3',
      order: { number: null, date: null, signedBy: null },
    })
    expect(other.body.problems).toEqual([])
    await admin('DELETE', `/api/drafts/${own.body.id}`)
  })

  test.each(['standard', 'empty'])('from the %s, sound', async (kind) => {
    const { status, body } = await begin(newName(), { kind })
    expect([status, body.problems]).toEqual([201, []])
    expect(checkProcedure(body.json).ok).toBe(true)
  })

  test('but not twice for one procedure, nor from a version that is not there', async () => {
    const name = newName()
    await begin(name, { kind: 'empty' })
    const again = await begin(name, { kind: 'empty' })
    expect([again.status, again.body.code]).toEqual([409, 'already_exists'])
    expect(again.body.detail).toContain('ผู้ดูแล')
    const none = await begin(newName(), { kind: 'version', procedure: 'cmi3.publication', version: 99 })
    expect(none.status).toBe(404)
  })
})
