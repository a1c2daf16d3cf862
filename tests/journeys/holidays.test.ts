import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { builtScreens } from '../../api/http/screens.ts'
import { openBrowser } from '../support/browser.ts'
import { type Office, password, startOffice } from '../support/office.ts'

let office: Office
let chromium: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  office = await startOffice({ screens: builtScreens().handler })
  chromium = await openBrowser()
})
afterAll(async () => {
  await chromium.close()
  await office.close()
})

const stored = (day: string) =>
  office.deps.db.selectFrom('holiday').selectAll().where('day', '=', day).executeTakeFirst()

test('an administrator adds a holiday of the office by the Buddhist year, is told of one twice, and deletes it; the log tells of both', async () => {
  const context = await chromium.browser.newContext({ locale: 'th-TH', timezoneId: 'Asia/Bangkok' })
  await context.clock.setSystemTime(office.clock.now())
  await context.request.post(`${office.url}/api/session`, { data: { username: 'cmi3.admin', password } })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  await page.goto(`${office.url}/office/settings`)

  const add = async () => {
    await page.getByRole('button', { name: 'เพิ่มวันหยุดของสำนักงาน', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'เพิ่มวันหยุดของสำนักงาน' })
    const segments = dialog.getByRole('spinbutton')
    for (const [index, text] of ['23', '11', '2569'].entries())
      await segments.nth(index).pressSequentially(text)
    await dialog.getByLabel('ชื่อวันหยุด').fill('วันหยุดราชการกรณีพิเศษ')
    await dialog.getByLabel('ที่มา').fill('มติคณะรัฐมนตรี')
    await dialog.getByRole('button', { name: 'เพิ่มวันหยุดของสำนักงาน' }).click()
    return dialog
  }
  await (await add()).waitFor({ state: 'detached' })
  const holiday = { day: '2026-11-23', name: 'วันหยุดราชการกรณีพิเศษ', source: 'มติคณะรัฐมนตรี' }
  expect(await stored('2026-11-23')).toEqual({ ...holiday, scope: 'office', place: 'cmi3' })
  const again = await add()
  await again.getByText('วันนี้เป็นวันหยุดอยู่แล้ว').waitFor()
  await page.keyboard.press('Escape')
  await again.waitFor({ state: 'detached' })

  await page.getByText('วันหยุด 23 วัน').click()
  // The national days have no such button.
  expect(await page.getByRole('button', { name: /^ลบวันหยุด / }).count()).toBe(1)
  await page.getByText('ของสำนักงานนี้ · มติคณะรัฐมนตรี').waitFor()
  expect(await page.getByText('ทั้งประเทศ · ชุดเริ่มต้น').count()).toBe(22)
  // On one of them the office works all the same.
  await page
    .getByRole('button', { name: /^กำหนดให้สำนักงานทำการในวันหยุด / })
    .last()
    .click()
  const works = page.getByRole('dialog', { name: 'สำนักงานทำการในวันหยุดนี้' })
  await works.getByRole('button', { name: 'กำหนดเป็นวันทำการ' }).click()
  await works.getByText('พิมพ์เหตุผล').waitFor()
  await works.getByLabel('เหตุผล').fill('คำสั่งที่ ๑๒/๒๕๖๙')
  await page.keyboard.press('Enter')
  await works.waitFor({ state: 'detached' })
  await page.getByText('สำนักงานนี้ทำการ · คำสั่งที่ ๑๒/๒๕๖๙').waitFor()
  await page.getByRole('button', { name: /กลับเป็นวันหยุด$/ }).click()
  await page.getByText('สำนักงานนี้ทำการ · คำสั่งที่ ๑๒/๒๕๖๙').waitFor({ state: 'detached' })
  const remove = page.getByRole('button', { name: 'ลบวันหยุด วันหยุดราชการกรณีพิเศษ' })
  const linesOf = () =>
    remove.evaluate((button) => {
      const range = document.createRange()
      range.selectNodeContents(button)
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size
    })
  await page.setViewportSize({ width: 390, height: 800 })
  expect(await linesOf()).toBe(1)
  await page.setViewportSize({ width: 1280, height: 800 })
  await remove.click()
  const question = page.getByRole('dialog', { name: 'ลบวันหยุดนี้' })
  await question.getByRole('button', { name: 'ลบวันหยุด' }).click()
  await question.waitFor({ state: 'detached' })
  expect(await stored('2026-11-23')).toBeUndefined()
  await page.getByText('วันหยุด 22 วัน').waitFor()
  await page.getByText('ลบวันหยุดของสำนักงาน 23 พฤศจิกายน 2569').waitFor()
  await page.getByText('เพิ่มวันหยุดของสำนักงาน 23 พฤศจิกายน 2569').waitFor()
  await context.close()
})
