import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, look, send, take, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
let officer: Client
let groupDirector: Client
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  officer = await as('cmi3.officer')
  groupDirector = await as('cmi3.groupDirector')
})
afterAll(async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  await office.close()
})

const id = '1-1017-00230-70-8'
const body = `นางสาวสมหญิง เลขประจำตัวประชาชน ${id} โทร 081-234-5678`
const payloadsOf = (request: string) =>
  office.deps.db.selectFrom('event').select('payload').where('request', '=', request).execute()

/** What a certification of the chart carries besides. */
async function certification(request: string) {
  const choice = (await look(groupDirector, request)).choices.find(({ type }) => type === 'CERTIFY')
  const items = choice?.needs.flatMap((need) => (need.kind === 'checked' ? need.items : [])) ?? []
  return { type: 'CERTIFY', ...(items.length > 0 && { checked: items.map((item) => item.id) }) }
}

test('a certification is refused until it says for each finding why it is kept, and the record holds no number', async () => {
  const request = await begin(officer, 'cmi3', { body })
  expect((await look(officer, request.id)).personalData?.findings.map(({ text }) => text)).toEqual([
    id,
    '081-234-5678',
  ])
  await take(officer, request.id, { type: 'PROPOSE' })
  const certify = await certification(request.id)
  const { personalData, choices } = await look(groupDirector, request.id)
  const [first, second] = personalData?.findings ?? []
  expect(first).toMatchObject({ kind: 'nationalId', field: 'body', text: id })
  expect(choices.filter((one) => one.answersFindings).map(({ type }) => type)).toEqual(['CERTIFY'])

  const answer = (...findings: (string | undefined)[]) => ({
    personalData: findings.map((finding) => ({ finding, reason: 'ต้องประกาศตามระเบียบพัสดุ' })),
  })
  for (const more of [
    {},
    answer(),
    answer(first?.finding),
    answer('body@0-1', first?.finding, second?.finding),
  ]) {
    const refused = await send(groupDirector, request.id, { ...certify, ...more })
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'invalid_event', errors: [{ path: 'personalData' }] },
    })
  }
  const blank = { personalData: [first, second].map((one) => ({ finding: one?.finding, reason: ' \u200B' })) }
  expect((await send(groupDirector, request.id, { ...certify, ...blank })).status).toBeGreaterThanOrEqual(400)

  const kept = await send(groupDirector, request.id, {
    ...certify,
    ...answer(first?.finding, second?.finding),
  })
  expect(kept.status).toBe(200)
  expect(JSON.stringify(await payloadsOf(request.id))).not.toMatch(/1-1017-|234-5678/)
  const history = await groupDirector('GET', `/api/requests/${request.id}/events`)
  expect(JSON.stringify(history.body)).toContain('คงข้อมูลส่วนบุคคลไว้: เลขประจำตัวประชาชน 1 แห่ง')
  expect((await look(groupDirector, request.id)).personalData).toBeUndefined()
})

test('a return asks for no answers, and masked content passes without any', async () => {
  const request = await begin(officer, 'cmi3', { body })
  await take(officer, request.id, { type: 'PROPOSE' })
  const back = { type: 'RETURN', reasons: { grounds: [], text: 'ปกปิดเลขประจำตัวก่อน' } }
  expect((await send(groupDirector, request.id, back)).status).toBe(200)
  const { content } = await look(officer, request.id)
  await write(officer, request.id, { ...content, body: 'นางสาวสมหญิง เลข 1-1017-xxxxx-xx-x' })
  await take(officer, request.id, { type: 'PROPOSE' })
  const answered = {
    ...(await certification(request.id)),
    personalData: [{ finding: 'body@0-1', reason: 'ก' }],
  }
  expect((await send(groupDirector, request.id, answered)).status).toBe(422)
  expect((await send(groupDirector, request.id, await certification(request.id))).status).toBe(200)
})

test('what is marked ลับ cannot be submitted, and the refusal names the rule', async () => {
  for (const marked of ['ลับ\nบันทึกข้อความ', 'ชั้นความลับ: ลับมาก', '— ล ั บ ที่ สุ ด —']) {
    const request = await begin(officer, 'cmi3', { body: marked })
    const refused = await send(officer, request.id, { type: 'PROPOSE' })
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'invalid_content', errors: [{ path: 'content.body' }] },
    })
    expect(refused.body.errors[0].message.th).toContain('ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. ๒๕๔๔')
  }
  const ballot = await begin(officer, 'cmi3', { body: 'เลือกกรรมการโดยลงคะแนนลับ' })
  expect((await send(officer, ballot.id, { type: 'PROPOSE' })).status).toBe(200)
})
