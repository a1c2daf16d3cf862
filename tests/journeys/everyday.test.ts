import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cmi3Publication } from '../../machines/offices/cmi3/publication.ts'
import { type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(cmi3Publication)
})
afterAll(() => ground.close())

test('an officer begins a draft, finds it among the drafts, and deletes it from the list and from its page', async () => {
  const officer = await ground.official('cmi3.officer')
  const { page } = officer
  const first = await officer.propose({ title: 'ร่างที่เขียนผิดเรื่อง', body: 'ยังไม่ใช้' })
  await page.goto(`${ground.office.url}/`)
  const second = await officer.propose({ title: 'ร่างที่เลิกใช้', body: 'ยังไม่ใช้' })

  await page.goto(`${ground.office.url}/`)
  await page.getByRole('link', { name: 'ร่างของฉัน' }).click()
  await page.getByRole('link', { name: 'ร่างที่เขียนผิดเรื่อง' }).waitFor()
  await page.getByRole('button', { name: 'ลบร่าง “ร่างที่เขียนผิดเรื่อง”' }).click()
  await page.getByRole('button', { name: 'ลบร่าง', exact: true }).click()
  await page.getByRole('status').filter({ hasText: 'ลบร่าง “ร่างที่เขียนผิดเรื่อง” แล้ว' }).waitFor()
  await page.getByRole('link', { name: 'ร่างที่เขียนผิดเรื่อง' }).waitFor({ state: 'detached' })

  await page.getByRole('link', { name: 'ร่างที่เลิกใช้' }).click()
  await page.getByRole('button', { name: 'ลบร่าง “ร่างที่เลิกใช้”' }).click()
  await page.getByRole('button', { name: 'ลบร่าง', exact: true }).click()
  await page.getByRole('status').filter({ hasText: 'ลบร่าง “ร่างที่เลิกใช้” แล้ว' }).waitFor()
  await page.getByText('ท่านไม่มีร่างที่ยังไม่ได้เสนอ').waitFor()

  for (const id of [first, second])
    expect((await page.request.get(`${ground.office.url}/api/requests/${id}`)).status()).toBe(404)
  await ground.expectSound()
})

test('what was published begins a new request with its words and files, which goes its own way', async () => {
  const officer = await ground.official('cmi3.officer')
  const { page } = officer
  const title = 'รายงานการใช้งบประมาณ ไตรมาสที่ 1'
  const first = await officer.propose({ title, body: 'ตารางแนบท้าย' })
  await officer.take('PROPOSE')
  await officer.take('WITHDRAW')
  await page.getByRole('button', { name: 'คัดลอกเป็นเรื่องใหม่' }).click()
  await page.waitForURL(/\/requests\/[^/]+\/edit$/)
  await page.getByText('คัดลอกเป็นเรื่องใหม่แล้ว').waitFor()
  expect(await page.getByLabel('ชื่อเรื่อง', { exact: false }).first().inputValue()).toBe(title)
  await page.getByLabel('ชื่อเรื่อง', { exact: false }).first().fill('รายงานการใช้งบประมาณ ไตรมาสที่ 2')
  await page.locator('.save-state[data-state=saved]').getByText('บันทึกแล้ว').waitFor()
  await page.getByRole('button', { name: 'กลับไปที่หน้าเรื่อง' }).click()
  await page.getByRole('heading', { name: 'รายการที่ท่านดำเนินการได้' }).waitFor()
  await officer.take('PROPOSE')
  const [, second = ''] = /\/requests\/([^/]+)$/.exec(page.url()) ?? []
  expect(await ground.state(first)).toBe('withdrawn')
  expect(await ground.state(second)).toBe('certification')
  await ground.expectSound()
})

test('after a decision the next one is a key away, until nothing waits', async () => {
  const officer = await ground.official('cmi3.officer')
  for (const title of ['เรื่องรอรับรองที่หนึ่ง', 'เรื่องรอรับรองที่สอง']) {
    await officer.page.goto(`${ground.office.url}/`)
    await officer.propose({ title, body: 'รายละเอียด' })
    await officer.take('PROPOSE')
  }
  const director = await ground.official('cmi3.groupDirector')
  const { page } = director
  const inbox = await (await page.request.get(`${ground.office.url}/api/requests?view=inbox`)).json()
  const titles = inbox.items.map(({ title }: { title: string }) => title)
  await director.openFromInbox(titles[0])
  for (let left = titles.length - 1; left > 0; left -= 1) {
    await page.getByRole('heading', { level: 1, name: titles[titles.length - 1 - left] }).waitFor()
    await director.take('CERTIFY', { checkAll: true })
    await page.getByText(`ยังมีเรื่องรอท่านดำเนินการอีก ${left} เรื่อง`).waitFor()
    // The focus is on what was just said.
    await page.keyboard.press('n')
    await page.getByRole('heading', { level: 1, name: titles[titles.length - left] }).waitFor()
    await page.locator('main .skeleton').first().waitFor({ state: 'detached' })
  }
  await director.take('CERTIFY', { checkAll: true })
  await page.getByText('ไม่มีเรื่องอื่นที่รอท่านดำเนินการ').waitFor()
  await ground.expectSound()
})

test('a director asks without sending back, and the owner answers', async () => {
  const officer = await ground.official('cmi3.officer')
  const id = await officer.propose({ title: 'เรื่องที่มีข้อสงสัย', body: 'รายละเอียด' })
  await officer.take('PROPOSE')
  const director = await ground.official('cmi3.groupDirector')
  await director.open(id)
  await director.page.getByLabel('ข้อความ', { exact: true }).fill('ตัวเลขในข้อ 2 มาจากที่ใด')
  await director.page.getByRole('button', { name: 'ส่งข้อความ' }).click()
  await director.page.locator('.messages').getByText('ตัวเลขในข้อ 2 มาจากที่ใด').waitFor()
  // The owner's page is open, and says it by itself.
  await officer.page.locator('.messages').getByText('ตัวเลขในข้อ 2 มาจากที่ใด').waitFor()
  await officer.page.getByLabel('ข้อความ', { exact: true }).fill('จากระบบ e-GP')
  await officer.page.getByLabel('ถึง', { exact: true }).selectOption('waiting')
  await officer.page.getByRole('button', { name: 'ส่งข้อความ' }).click()
  await director.page.locator('.messages').getByText('จากระบบ e-GP').waitFor()
  expect(await ground.state(id)).toBe('certification')
  await ground.expectSound()
})
