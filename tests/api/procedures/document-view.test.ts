import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { activate, draftOf } from '../../support/drafts.ts'
import { type Office, startOffice } from '../../support/office.ts'

let office: Office
beforeAll(async () => {
  office = await startOffice()
})
afterAll(() => office.close())

const read = async (username: string, procedure: string, version = 1) => {
  const client = await office.as(username)
  return client('GET', `/api/procedures/${procedure}/versions/${version}/document`)
}

test('Everyone who is signed in reads the document clause by clause, with where each clause lives', async () => {
  const { status, body } = await read('cmi4.officer', 'cmi4.publication')
  expect([status, body.document.share]).toEqual([200, { rules: 12, inForce: 11, partly: 1 }])
  const clause = body.document.clauses.find(({ id }: { id: string }) => id === '๒ ขั้นตอนที่ ๓')
  expect(clause.state).toBe('inForce')
  const [proofread, signIn, publish] = clause.provisions
  expect(proofread.text).toContain('ทำการตรวจทานข้อมูลให้ถูกต้อง ครบถ้วน')
  expect(proofread.places).toContainEqual({
    title: { th: 'ขั้น “ตรวจทานก่อนนำขึ้นเว็บไซต์”', en: 'the step “Proofread before it goes on the website”' },
    ...{ procedure: 'cmi4.publication', steps: ['proofreading'], edges: [], lost: false },
  })
  expect(signIn).toMatchObject({ joined: 'text', places: [{ procedure: null, steps: [], edges: [] }] })
  expect(publish.places[0]).toMatchObject({ edges: ['proofreading:PUBLISH:0'], steps: ['proofreading'] })
  const corrected = body.document.clauses.flatMap(
    ({ provisions }: { provisions: { corrections: object[] }[] }) =>
      provisions.flatMap(({ corrections }) => corrections),
  )
  expect(corrected).toContainEqual({ stood: 'ระบุว่าด้วย', read: 'ระเบียบว่าด้วย' })
  expect(body.document.added).toContainEqual({
    title: { th: 'สิ่งที่ต้องกรอก “วันสิ้นสุดการเผยแพร่”', en: 'What is asked for “Last day of publication”' },
    within: [{ th: 'นำข้อมูลขึ้นเว็บไซต์เพื่อเผยแพร่', en: 'Publish on the website' }],
    steps: ['proofreading'],
  })
})

test('A version that gave up a need says which clause it no longer serves, and the one before still serves it', async () => {
  const admin = await office.as('ptt1.admin')
  const present = { kind: 'version', procedure: 'ptt1.publication', version: 1 }
  const made = await draftOf(admin, 'ptt1', 'publication', present, (json) => {
    const [checklist] = json.chart.states.proofreading.on.PUBLISH.meta.needs
    checklist.items = checklist.items.filter(({ id }: { id: string }) => id !== 'computerCrimeAct')
  })
  const answer = await activate(admin, made)
  expect(answer.status).toBe(201)
  const clauseOf = async (version: number) => {
    const { body } = await read('ptt1.officer', 'ptt1.publication', version)
    return body.document.clauses.find(({ id }: { id: string }) => id === '๒.๓')
  }
  expect((await clauseOf(1)).state).toBe('inForce')
  const now = await clauseOf(2)
  expect([now.state, now.provisions[3].state]).toEqual(['partly', 'lost'])
  expect(now.provisions[3].places).toMatchObject([{ lost: true }])
})

test('A version that does not exist is not found', async () => {
  expect((await read('cmi4.officer', 'cmi4.publication', 9)).status).toBe(404)
})
