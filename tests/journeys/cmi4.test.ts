import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cmi4Publication } from '../../machines/offices/cmi4/publication.ts'
import { documentOf, type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(cmi4Publication)
})
afterAll(() => ground.close())

test('the announcement of เชียงใหม่ เขต ๔ gets the consent of the acting director, is published, mended at once, and expires', async () => {
  const { title, body, source } = documentOf('cmi4')
  const officer = await ground.official('cmi4.officer')
  const request = await officer.propose({ title, body: `${body}\n(มีคำผิด)`, source, category: '๑.๔' })
  await officer.take('PROPOSE', { checkAll: true })

  const deputy = await ground.official('cmi4.deputyDirector')
  await deputy.openFromInbox(title)
  await deputy.take('CONSENT', { checkAll: true })
  expect(await deputy.says()).toContain('รักษาราชการแทน')

  const webmaster = await ground.official('cmi4.webmaster')
  await webmaster.openFromInbox(title)
  await webmaster.take('PUBLISH', { checkAll: true, publishUntil: '2027-01-31' })
  const url = await ground.publicUrl(request)
  expect((await ground.visit(url)).text).toContain('(มีคำผิด)')

  await officer.open(request)
  await officer.take('REPORT_ERROR', { write: 'มีคำผิดท้ายเรื่อง' })
  await officer.rewrite(request, 'รายละเอียดข้อมูล', body)
  // What is public changes when the correction is taken, not while it is typed.
  expect((await ground.visit(url)).text).toContain('(มีคำผิด)')
  await officer.take('CORRECT')
  const corrected = await ground.visit(url)
  expect(corrected.status).toBe(200)
  expect(corrected.text).not.toContain('(มีคำผิด)')

  await ground.passTime('2027-01-31T17:00:00Z')
  expect((await ground.visit(url)).status).toBe(410)
  expect(await ground.state(request)).toBe('takenDown')
  await ground.expectSound()
})
