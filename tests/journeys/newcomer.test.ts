import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { cmi3Publication } from '../../machines/offices/cmi3/publication.ts'
import { type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(cmi3Publication)
})
afterAll(() => ground.close())

const choose = async (page: Page, field: RegExp, option: string) => {
  await page.getByRole('dialog').getByRole('button', { name: field }).click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** The half of a code that a page shows behind these words. */
async function halfOf(page: Page, words: string): Promise<string> {
  const shown = await page
    .getByText(new RegExp(`^${words} `))
    .first()
    .innerText()
  return shown.slice(words.length + 1).trim()
}

async function openAccount(page: Page, username: string, code: string, password: string): Promise<void> {
  await page.goto(`${ground.office.url}/sign-in`)
  await page.getByRole('button', { name: 'มีรหัสใช้ครั้งเดียว ตั้งรหัสผ่านใหม่' }).click()
  await page.getByLabel('ชื่อผู้ใช้').fill(username)
  await page.getByLabel('รหัสใช้ครั้งเดียว').fill(code)
  await page.getByLabel('รหัสผ่านใหม่').fill(password)
  await page.keyboard.press('Enter')
}

test('an administrator adds a person and appoints them acting director; they set their own password and certify, and the history says in which capacity', async () => {
  const admin = await ground.official('cmi3.admin')
  const { page } = admin
  await page.goto(`${ground.office.url}/people`)
  await page.getByRole('button', { name: 'เพิ่มบุคลากร' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('ชื่อ-นามสกุล').fill('นางสาวผู้มา ใหม่')
  await dialog.getByLabel('ชื่อผู้ใช้').fill('cmi3.newcomer')
  await dialog.getByLabel('รหัสผ่าน').fill('first password')
  await dialog.getByRole('button', { name: 'เพิ่มบุคลากร' }).click()
  await page.getByText('เพิ่ม นางสาวผู้มา ใหม่ แล้ว').waitFor()
  await page.getByRole('button', { name: 'เพิ่มการแต่งตั้ง' }).click()
  await choose(page, /^บทบาท|บทบาท$/, 'ผู้อำนวยการกลุ่ม')
  await choose(page, /^กลุ่ม|กลุ่ม$/, 'กลุ่มนโยบายและแผน')
  await choose(page, /ในฐานะ/, 'รักษาราชการแทน')
  await dialog.getByLabel('คำสั่งเลขที่').fill('123/2569')
  await dialog.getByRole('button', { name: 'เพิ่มการแต่งตั้ง' }).click()
  // It decides: the director confirms it first.
  await page.getByText(/^ผู้ที่ยืนยันได้/).waitFor()
  const first = await halfOf(page, 'รหัสส่วนแรก')
  const { page: second } = await ground.official('cmi3.officeDirector')
  await second.goto(`${ground.office.url}/office`)
  await second.getByRole('heading', { name: /แต่งตั้ง นางสาวผู้มา ใหม่/ }).waitFor()
  await second.getByRole('button', { name: 'ยืนยัน', exact: true }).click()
  const code = first + (await halfOf(second, 'รหัสส่วนที่สอง'))
  await page.reload()
  await page.getByText('ผู้อำนวยการกลุ่ม (รักษาราชการแทน)').first().waitFor()

  const newcomer = await ground.page()
  await openAccount(newcomer, 'cmi3.newcomer', code, 'second password')
  await newcomer.getByRole('button', { name: 'นางสาวผู้มา ใหม่' }).click()
  await newcomer.getByRole('link', { name: 'เปลี่ยนรหัสผ่าน' }).click()
  const form = newcomer.locator('form.password-form')
  await form.getByLabel('รหัสผ่านปัจจุบัน').fill('not this one')
  await form.getByLabel('รหัสผ่านใหม่', { exact: true }).fill('รหัสผ่านของฉันเอง')
  await form.getByLabel('รหัสผ่านใหม่อีกครั้ง').fill('รหัสผ่านของฉันเอง')
  await form.getByRole('button').click()
  await newcomer.getByText('รหัสผ่านปัจจุบันไม่ถูกต้อง').waitFor()
  await form.getByLabel('รหัสผ่านปัจจุบัน').fill('second password')
  await form.getByRole('button').click()
  await newcomer.getByText('เปลี่ยนรหัสผ่านแล้ว').waitFor()
  await newcomer.context().clearCookies()
  await newcomer.getByRole('link', { name: 'ไปที่งานของฉัน' }).click()
  // An inbox that was loaded a moment ago is shown without asking; the list of the office was never loaded.
  const office = newcomer.getByRole('link', { name: 'สำนักงาน', exact: true })
  await office.click({ timeout: 5000 }).catch(() => undefined)
  // The session has ended: the page says so and lets the new password in.
  await newcomer.getByText('ท่านออกจากระบบแล้ว').waitFor()
  await newcomer.getByLabel('ชื่อผู้ใช้').fill('cmi3.newcomer')
  await newcomer.getByLabel('รหัสผ่าน').fill('รหัสผ่านของฉันเอง')
  await newcomer.keyboard.press('Enter')

  await newcomer.getByRole('link', { name: /^งานของฉัน/ }).click()
  await newcomer.getByRole('heading', { level: 1, name: 'งานของฉัน' }).waitFor()
  await newcomer.locator('[data-request-link]').first().click()
  await newcomer.getByText('รอ ท่าน (ผู้อำนวยการกลุ่ม)').waitFor()
  for (const box of await newcomer.getByRole('checkbox').all()) await box.check({ force: true })
  await newcomer.getByRole('button', { name: 'เห็นชอบและรับรองข้อมูล', exact: true }).click()
  await newcomer.getByText('บันทึกแล้ว: เห็นชอบและรับรองข้อมูล').waitFor()
  const newest = newcomer.locator('ol.history > li').first()
  await newest.getByText('เห็นชอบและรับรองข้อมูล').waitFor()
  expect(await newest.innerText()).toContain(
    'โดย นางสาวผู้มา ใหม่ ในฐานะ รักษาราชการแทน ผู้อำนวยการกลุ่ม (คำสั่งที่ 123/2569)',
  )
  await ground.expectSound()
})
