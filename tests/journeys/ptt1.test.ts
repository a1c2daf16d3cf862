import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ptt1Publication } from '../../machines/offices/ptt1/publication.ts'
import { documentOf, type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(ptt1Publication)
})
afterAll(() => ground.close())

test('the announcement of ปทุมธานี เขต ๑ goes to the director through the web officer, is published and is taken down with reasons', async () => {
  const { title, body, source } = documentOf('ptt1')
  const officer = await ground.official('ptt1.officer')
  const request = await officer.propose({ title, body, source, category: '๑.๑๔' })
  await officer.take('HAND_IN', { checkAll: true })

  const webmaster = await ground.official('ptt1.webmaster')
  await webmaster.openFromInbox(title)
  await webmaster.take('PROPOSE')
  const director = await ground.official('ptt1.officeDirector')
  await director.openFromInbox(title)
  await director.take('CONSENT')
  await webmaster.open(request)
  await webmaster.take('PUBLISH', { checkAll: true })

  const url = await ground.publicUrl(request)
  const shown = await ground.visit(url)
  expect(shown.status).toBe(200)
  expect(shown.text).toContain('ไม่กำหนด')
  // No period was set, so no clock takes it down.
  await ground.passTime('2026-11-20T09:00:00Z')
  expect((await ground.visit(url)).status).toBe(200)

  await webmaster.open(request)
  await webmaster.take('TAKE_DOWN', { write: 'มีประกาศฉบับใหม่ใช้แทนแล้ว' })
  const gone = await ground.visit(url)
  expect(gone.status).toBe(410)
  expect(gone.text).toContain('มีประกาศฉบับใหม่ใช้แทนแล้ว')
  await ground.expectSound()
})
