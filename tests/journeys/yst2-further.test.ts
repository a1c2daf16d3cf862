import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { yst2Photos } from '../../machines/offices/yst2/photos.ts'
import { yst2Rules } from '../../machines/offices/yst2/rules.ts'
import { photo } from '../support/sample-files.ts'
import { type JourneyGround, openGround } from './ground.ts'
import { typeDay } from './type-day.ts'

let ground: JourneyGround
let directory: string
beforeAll(async () => {
  ground = await openGround(yst2Photos)
  directory = await mkdtemp(join(tmpdir(), 'prakat-yst2-'))
})
afterAll(async () => {
  await ground.close()
  await rm(directory, { recursive: true, force: true })
})

test('pictures are planned, taken, captioned and loaded by the group itself, stay public while they are evaluated, and are taken down', async () => {
  const title = 'ภาพการประชุมประธานกลุ่มโรงเรียน'
  const officer = await ground.official('yst2.publicRelations')
  const { page } = officer
  const request = await officer.propose({ title, body: 'ภาพกิจกรรมการประชุม', category: '๑.๓ ' })

  const choices = page.locator('section.request-choices')
  await typeDay(choices, '2026-11-19')
  await choices.getByLabel('ภาพ แถวที่ 1').fill('พิธีเปิด')
  await officer.take('PLAN', { fill: { สถานที่: 'ห้องประชุมใหญ่', ผู้ถ่ายภาพ: 'งานประชาสัมพันธ์' } })
  expect(await officer.says()).toContain('พิธีเปิด')

  // The album is written where the pictures are selected and where they are captioned.
  await page.goto(`${ground.office.url}/requests/${request}/edit`)
  const form = page.locator('form.content-editor')
  const album = form.getByRole('group', { name: /^ภาพกิจกรรม/ })
  const files = await Promise.all(
    ['หนึ่ง.jpg', 'สอง.png'].map(async (name) => {
      const path = join(directory, name)
      await writeFile(path, await photo(name.endsWith('png') ? 'png' : 'jpeg', { width: 600, height: 400 }))
      return path
    }),
  )
  await album.locator('input[type=file]').first().setInputFiles(files)
  await album.getByLabel('คำบรรยายแทนภาพ').nth(1).waitFor()
  await form.locator('.save-state[data-state=saved]').getByText('บันทึกแล้ว').waitFor()
  await form.getByRole('button', { name: 'กลับไปที่หน้าเรื่อง' }).click()
  await officer.take('SELECT', { checkAll: true })

  await page.goto(`${ground.office.url}/requests/${request}/edit`)
  for (const [index, caption] of ['ประธานเปิดการประชุม', 'ผู้เข้าประชุม'].entries()) {
    await album.getByLabel('คำบรรยายแทนภาพ').nth(index).fill(`ภาพ${caption}`)
    await album.getByLabel('คำบรรยายใต้ภาพ').nth(index).fill(caption)
  }
  await form.locator('.save-state[data-state=saved]').getByText('บันทึกแล้ว').waitFor()
  await form.getByRole('button', { name: 'กลับไปที่หน้าเรื่อง' }).click()
  await officer.take('DESCRIBE', { checkAll: true })
  // Nobody permits it: the step says so, and the group loads it itself.
  expect(await officer.says()).toContain('ไม่ได้กำหนดให้ขออนุญาต')
  await officer.take('PUBLISH')
  const url = await ground.publicUrl(request)
  const shown = await ground.visit(url)
  expect(shown.status).toBe(200)
  expect(shown.text.indexOf('ประธานเปิดการประชุม')).toBeLessThan(shown.text.indexOf('ผู้เข้าประชุม'))

  await officer.openFromInbox(title)
  await officer.take('EVALUATE', { fill: { การเข้าถึง: 'ผู้เข้าชม ๔๐ ครั้ง', ปัญหาอุปสรรค: 'ไม่มี' } })
  expect((await ground.visit(url)).status).toBe(200)
  expect(await ground.state(request)).toEqual({ published: { website: 'live', evaluation: 'evaluated' } })

  const webmaster = await ground.official('yst2.webmaster')
  await webmaster.open(request)
  await webmaster.take('TAKE_DOWN', { write: 'เปลี่ยนภาพใหม่' })
  expect((await ground.visit(url)).status).toBe(410)
  await ground.expectSound()
})

test('procurement begins by ๓.๓, which is shown beside ๓.๑, is changed as the superior wants it, published, updated and evaluated', async () => {
  const title = 'ประกาศผลการจัดซื้อจัดจ้าง'
  const officer = await ground.official('yst2.officer', yst2Rules)
  const { page } = officer
  await page.goto(`${ground.office.url}/new`)
  await page.locator('.select-button').click()
  await page.getByRole('option', { name: '๑.๙ ข้อมูลการจัดซื้อจัดจ้าง' }).click()
  const cards = page.locator('.procedure-card')
  await page.getByText('ข้อมูลประเภทนี้เริ่มได้ 2 ขั้นตอน').waitFor()
  expect(await cards.getByRole('heading').allInnerTexts()).toEqual([
    yst2Rules.title.th,
    'การเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ',
  ])
  expect(await cards.first().innerText()).toContain('หากสำนักงานให้ขออนุญาตด้วย')

  const body = 'ผลการจัดซื้อจัดจ้างในรอบเดือน'
  const request = await officer.propose({ title, body, category: '๑.๙ ' })
  await officer.take('PLAN', { fill: { วัตถุประสงค์: 'ให้ประชาชนตรวจสอบได้', กลุ่มเป้าหมาย: 'ผู้ประกอบการ' } })
  await officer.take('PROCURE', { write: 'งานพัสดุ' })
  await officer.take('PROPOSE')

  const superior = await ground.official('yst2.groupDirector', yst2Rules)
  await superior.openFromInbox(title)
  expect(await superior.says()).toContain('ให้ประชาชนตรวจสอบได้')
  await superior.take('REVISE', { write: 'เพิ่มวงเงิน' })
  await officer.rewrite(request, 'รายละเอียด', `${body} วงเงิน ๓๖,๙๐๐ บาท`)
  await officer.take('PROPOSE')
  await superior.openFromInbox(title)
  await superior.take('PROCEED')

  const webmaster = await ground.official('yst2.webmaster', yst2Rules)
  await webmaster.openFromInbox(title)
  await webmaster.take('PUBLISH')
  const url = await ground.publicUrl(request)
  await officer.open(request)
  await officer.take('REPORT_ERROR', { write: 'ขาดวันที่ทำสัญญา' })
  await officer.rewrite(request, 'รายละเอียด', `${body} ทำสัญญาแล้ว`)
  await officer.take('CORRECT')
  expect((await ground.visit(url)).text).toContain('ทำสัญญาแล้ว')

  await officer.openFromInbox(title)
  await officer.take('EVALUATE', { fill: { การเข้าถึง: 'ผู้เข้าชม ๑๒ ครั้ง' } })
  expect(await ground.state(request)).toEqual({ published: { website: 'live', evaluation: 'evaluated' } })
  await ground.expectSound()
})
