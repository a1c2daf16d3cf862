import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cmi4Publication } from '../../machines/offices/cmi4/publication.ts'
import { publish } from '../support/publish.ts'
import { type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(cmi4Publication)
})
afterAll(() => ground.close())

test('an officer says which OIT items a publication serves, the board counts it, and taking it down warns and uncovers it', async () => {
  const title = 'โครงสร้างของสำนักงาน'
  const { request } = await publish(ground.office, { content: { title } })
  const officer = await ground.official('cmi4.officer')
  const { page } = officer
  await officer.open(request)
  await page.getByRole('button', { name: 'เลือกรายการ OIT' }).click()
  await page.getByRole('checkbox', { name: 'O1 โครงสร้าง หน้าที่และอำนาจ' }).check({ force: true })
  await page.getByRole('checkbox', { name: 'O15' }).check({ force: true })
  await page.getByRole('button', { name: 'บันทึก', exact: true }).click()
  await page.getByRole('button', { name: 'เลือกรายการ OIT' }).waitFor()

  await page.goto(`${ground.office.url}/office`)
  await page.getByRole('link', { name: 'รายการ OIT (ITA)' }).click()
  const covered = page.locator('.oit-item[data-coverage=covered]')
  await covered.first().waitFor()
  expect(await covered.count()).toBe(2)
  const first = page.locator('.oit-item').filter({ has: page.getByRole('heading', { name: /^O1 / }) })
  expect(await first.getByText('เผยแพร่แล้ว').count()).toBe(1)
  await first.getByRole('button', { name: 'เขียนคำอธิบาย' }).click()
  await first.getByRole('textbox').fill('แสดงโครงสร้างตามประกาศ')
  await first.getByRole('button', { name: 'บันทึก', exact: true }).click()
  await first.getByText('แสดงโครงสร้างตามประกาศ').waitFor()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'ดาวน์โหลด CSV' }).click()
  expect((await downloading).suggestedFilename()).toBe('oit-cmi4-nacc-2570.csv')
  await officer.close()

  const webmaster = await ground.official('cmi4.webmaster')
  await webmaster.open(request)
  const takeDown = webmaster.titleOf('TAKE_DOWN')
  const choices = webmaster.page.locator('section.request-choices')
  await choices.getByRole('button', { name: `${takeDown}…`, exact: true }).click()
  const warning = choices.getByRole('status').filter({ hasText: 'O1 โครงสร้าง หน้าที่และอำนาจ' })
  await warning.waitFor()
  expect(await warning.innerText()).toContain('O15')
  // It is a warning and no bar: what must come down comes down.
  await webmaster.page.reload()
  await webmaster.take('TAKE_DOWN', { write: 'ข้อมูลล้าสมัย' })
  await webmaster.page.goto(`${ground.office.url}/office/oit`)
  const stale = webmaster.page.locator('.oit-item[data-coverage=stale]')
  await stale.first().waitFor()
  expect(await stale.count()).toBe(2)
  expect(await stale.first().innerText()).toContain('สิ้นสุดการเผยแพร่เมื่อ')
  await webmaster.close()
  await ground.expectSound()
})

test('an administrator puts the list right on the board, without code', async () => {
  const { page } = await ground.official('cmi4.admin')
  await page.goto(`${ground.office.url}/office/oit?year=2567&assessor=obec`)
  await page.getByText('รายการยังไม่ครบถ้วน').waitFor()
  const add = page.getByRole('form', { name: 'เพิ่มรายการ' })
  await add.getByLabel('รหัสข้อ').fill('O3')
  await add.getByLabel('ชื่อรายการ', { exact: false }).fill('อำนาจหน้าที่')
  await add.getByRole('button', { name: 'เพิ่มรายการ' }).click()
  await page.getByRole('heading', { name: 'O3 อำนาจหน้าที่' }).waitFor()
  await page.getByRole('button', { name: 'นำออกจากรายการ ของข้อ O2' }).click()
  await page.getByRole('button', { name: 'นำออกจากรายการ', exact: true }).click()
  await page.getByRole('heading', { name: 'O2 ข้อมูลผู้บริหาร' }).waitFor({ state: 'detached' })
  await page.goto(`${ground.office.url}/office/settings`)
  await page.getByText('นำรายการ O2 ของ สพฐ. ปีงบประมาณ พ.ศ. 2567').waitFor()
})
