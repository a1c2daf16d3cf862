import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cmi3Publication } from '../../machines/offices/cmi3/publication.ts'
import { documentOf, type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(cmi3Publication)
})
afterAll(() => ground.close())

test('the guideline of เชียงใหม่ เขต ๓ is certified, refused with reasons, certified anew, published, and comes down', async () => {
  const { title, body, source } = documentOf('cmi3')
  const officer = await ground.official('cmi3.officer')
  const request = await officer.propose({ title: `${title} (ฉบับทดลอง)`, body, source })
  await officer.take('PROPOSE')

  const director = await ground.official('cmi3.groupDirector')
  await director.openFromInbox(title)
  await director.take('CERTIFY', { checkAll: true })
  await officer.take('HAND_OVER', { publishUntil: '2026-12-31' })

  const webmaster = await ground.official('cmi3.webmaster')
  await webmaster.openFromInbox(title)
  await webmaster.take('REFUSE', { write: 'ขอให้ระบุแหล่งที่มาให้ชัดเจน' })
  // From the first step again: the certification counts no more.
  await officer.open(request)
  expect(await officer.says()).toContain('ขอให้ระบุแหล่งที่มาให้ชัดเจน')
  await officer.take('PROPOSE')
  await director.open(request)
  await director.take('CERTIFY', { checkAll: true })
  await officer.open(request)
  await officer.take('HAND_OVER', { publishUntil: '2026-12-31' })
  await webmaster.open(request)
  await webmaster.take('PUBLISH', { checkAll: true })

  const url = await ground.publicUrl(request)
  const shown = await ground.visit(url)
  expect(shown.status).toBe(200)
  expect(shown.text).toContain('เริ่มจากเจ้าหน้าที่ผู้ประสงค์จะเผยแพร่ข้อมูลผ่านเว็บไซต์')
  expect(shown.text).toContain('31 ธ')

  await ground.passTime('2026-12-31T16:59:59Z')
  expect((await ground.visit(url)).status).toBe(200)
  await ground.passTime('2026-12-31T17:00:00Z')
  const gone = await ground.visit(url)
  expect(gone.status).toBe(410)
  expect(gone.text).toContain('ครบ')
  expect(await ground.state(request)).toBe('takenDown')
  await ground.expectSound()
})
