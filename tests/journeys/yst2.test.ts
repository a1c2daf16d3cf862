import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { yst2Publication } from '../../machines/offices/yst2/publication.ts'
import { documentOf, type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(yst2Publication)
})
afterAll(() => ground.close())

test('the announcement of ยโสธร เขต ๒ is endorsed and permitted in order, goes to the website and the board, and is taken down', async () => {
  const { title, body, source } = documentOf('yst2')
  const officer = await ground.official('yst2.officer')
  const tick = ['เว็บไซต์', 'บอร์ด']
  const request = await officer.propose({ title, body, source, category: '๑.๑ ' }, { tick })
  await officer.take('PROPOSE', { check: ['ไม่ขัดต่อกฎหมาย'] })

  const group = await ground.official('yst2.groupDirector')
  await group.openFromInbox(title)
  await group.take('ENDORSE')
  const director = await ground.official('yst2.officeDirector')
  await director.openFromInbox(title)
  await director.take('PERMIT')

  const webmaster = await ground.official('yst2.webmaster')
  await webmaster.openFromInbox(title)
  await webmaster.take('PUBLISH')
  const url = await ground.publicUrl(request)
  expect((await ground.visit(url)).status).toBe(200)
  const relations = await ground.official('yst2.publicRelations')
  await relations.openFromInbox(title)
  await relations.take('POST', { write: 'ปิดประกาศที่บอร์ดหน้าสำนักงานแล้ว' })
  expect(await ground.state(request)).toEqual({ publishing: { website: 'live', others: 'posted' } })

  await webmaster.open(request)
  await webmaster.take('TAKE_DOWN', { write: 'ข้อมูลไม่เป็นปัจจุบัน' })
  expect((await ground.visit(url)).status).toBe(410)
  expect(await ground.state(request)).toBe('takenDown')
  await ground.expectSound()
})
