import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ksn2Publication } from '../../machines/offices/ksn2/publication.ts'
import { documentOf, type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(ksn2Publication)
})
afterAll(() => ground.close())

test('the announcement of กาฬสินธุ์ เขต ๒ is disallowed with reasons, comes back, is allowed, published in its category, and expires', async () => {
  const { title, body, source } = documentOf('ksn2')
  const officer = await ground.official('ksn2.officerLaw')
  const deputy = await ground.official('ksn2.deputyDirector')
  const webmaster = await ground.official('ksn2.webmaster')
  const head = await ground.official('ksn2.webHead')
  const request = await officer.propose({ title, body, source, category: '๑.๒' })
  const toTheHead = async () => {
    await officer.open(request)
    await officer.take('PROPOSE', { checkAll: true })
    await deputy.openFromInbox(title)
    await deputy.take('CONSENT')
    await officer.open(request)
    await officer.take('SEND', { fill: { ผู้รับผิดชอบการให้ข้อมูล: 'นิติกร กลุ่มกฎหมายและคดี' } })
    await webmaster.openFromInbox(title)
    await webmaster.take('FORWARD', { checkAll: true })
    await head.openFromInbox(title)
  }
  await toTheHead()
  await head.take('DISALLOW', { write: 'ขอให้แนบฉบับที่ลงนามแล้ว' })
  await webmaster.openFromInbox(title)
  await webmaster.take('INFORM')
  await officer.open(request)
  expect(await officer.says()).toContain('ขอให้แนบฉบับที่ลงนามแล้ว')

  await toTheHead()
  await head.take('ALLOW', { checkAll: true })
  await webmaster.openFromInbox(title)
  await webmaster.take('PUBLISH', { publishUntil: '2027-09-30' })
  const url = await ground.publicUrl(request)
  const shown = await ground.visit(url)
  expect(shown.status).toBe(200)
  expect(shown.text).toContain('๑.๒')

  await ground.passTime('2027-09-30T17:00:00Z')
  expect((await ground.visit(url)).status).toBe(410)
  expect(await ground.state(request)).toBe('takenDown')
  await ground.expectSound()
})
