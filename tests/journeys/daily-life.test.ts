import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { cmi3Publication } from '../../machines/offices/cmi3/publication.ts'
import { password } from '../support/office.ts'
import { type JourneyGround, openGround } from './ground.ts'
import type { Official } from './official.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(cmi3Publication)
})
afterAll(() => ground.close())

// Strings: these tests are compiled for Node, and this runs in the page.
const focused = `(() => {
  const element = document.activeElement
  const named = element.getAttribute('aria-labelledby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ')
  const words = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? named ?? element.textContent
  return words.replaceAll(/\\s+/g, ' ').trim()
})()`
const focusIsSeen = `(() => {
  const element = document.activeElement
  const { top, bottom, left, right } = (element.labels?.[0] ?? element).getBoundingClientRect()
  const inside = top >= 0 && left >= 0 && right <= innerWidth && bottom <= innerHeight
  const onTop = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
  return inside && onTop !== null && (element.labels?.[0] ?? element).contains(onTop)
})()`

/** Presses Tab until what is named so has the focus, and expects to see it; a person would give up as well. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab')
    const words = (await page.evaluate(focused)) as string
    if (name.test(words)) {
      expect({ words, seen: await page.evaluate(focusIsSeen) }).toEqual({ words, seen: true })
      return
    }
    passed.push(words)
  }
  throw new Error(`No ${name} among what Tab reaches: ${passed.join(' | ')}`)
}

/** A browser whose mouse is never touched. */
async function byKeyboard(username: string): Promise<Page> {
  const page = await ground.page()
  await page.goto(`${ground.office.url}/sign-in`)
  await page.getByRole('heading', { level: 1, name: 'เข้าสู่ระบบ' }).waitFor()
  // The username has the focus from the start.
  await expectFocus(page, /^ชื่อผู้ใช้$/)
  await page.keyboard.type(username)
  await tabTo(page, /^รหัสผ่าน$/)
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'งานของฉัน' }).waitFor()
  return page
}

async function expectFocus(page: Page, name: RegExp): Promise<void> {
  for (let tries = 0; tries < 50 && !name.test((await page.evaluate(focused)) as string); tries += 1)
    await page.waitForFunction('true', undefined, { polling: 'raf' })
  expect(await page.evaluate(focused)).toMatch(name)
}

const here = (page: Page) => page.getByRole('heading', { name: 'รายการที่ท่านดำเนินการได้' }).waitFor()

test('with Tab, Enter, Space and letters alone, a request is written, proposed and certified', async () => {
  const title = 'คู่มือการใช้แป้นพิมพ์'
  const officer = await byKeyboard('cmi3.officer')
  await tabTo(officer, /^เริ่มเรื่องใหม่$/)
  await officer.keyboard.press('Enter')
  await officer.locator('form.content-editor').waitFor()
  await tabTo(officer, /^ชื่อเรื่อง/)
  await officer.keyboard.type(title)
  await tabTo(officer, /^รายละเอียดข้อมูล/)
  await officer.keyboard.type('ใช้ได้โดยไม่ต้องมีเมาส์')
  // The first save changes the address; the typing hand must not notice.
  await officer.waitForURL(/\/requests\/[^/]+\/edit$/)
  await expectFocus(officer, /^รายละเอียดข้อมูล/)
  await tabTo(officer, /^ไปที่หน้าเรื่องเพื่อเสนอ$/)
  await officer.keyboard.press('Enter')
  await here(officer)
  await tabTo(officer, /^เสนอผู้อำนวยการกลุ่มตรวจสอบและรับรอง$/)
  await officer.keyboard.press('Enter')
  await officer.getByText('บันทึกแล้ว: เสนอผู้อำนวยการกลุ่มตรวจสอบและรับรอง').waitFor()
  // The button is gone: what it did has the focus.
  await expectFocus(officer, /^บันทึกแล้ว/)

  const director = await byKeyboard('cmi3.groupDirector')
  await tabTo(director, new RegExp(`^${title}$`))
  await director.keyboard.press('Enter')
  await here(director)
  // Pressed too early: what is missing is said, and has the focus.
  await tabTo(director, /^เห็นชอบและรับรองข้อมูล$/)
  await director.keyboard.press('Enter')
  await director.getByText('ยังไม่ได้ตรวจ: ถูกต้อง, ครบถ้วนสมบูรณ์ของเนื้อหา').waitFor()
  await expectFocus(director, /^ถูกต้อง$/)
  await director.keyboard.press('Space')
  await tabTo(director, /^ครบถ้วนสมบูรณ์ของเนื้อหา$/)
  await director.keyboard.press('Space')
  await tabTo(director, /^เห็นชอบและรับรองข้อมูล$/)
  await director.keyboard.press('Enter')
  await director.getByText('บันทึกแล้ว: เห็นชอบและรับรองข้อมูล').waitFor()
  const id = /\/requests\/([^/]+)/.exec(officer.url())?.[1] ?? ''
  expect(await ground.state(id)).toBe('handover')
})

describe('two people at one request', () => {
  const reasons = 'ขอให้แนบฉบับที่ลงนามแล้ว'
  let officer: Official
  let director: Official
  let request: string
  const proposed = async (title: string) => {
    officer ??= await ground.official('cmi3.officer')
    director ??= await ground.official('cmi3.groupDirector')
    request = await officer.propose({ title, body: 'รายละเอียด' })
    await officer.take('PROPOSE')
    await director.open(request)
    const { page } = director
    await page.getByRole('button', { name: 'ส่งกลับพร้อมเหตุผล…', exact: true }).click()
    await page.getByRole('textbox').first().fill(reasons)
  }

  test('what one does shows on the other’s open page by itself, named, and leaves what is being typed', async () => {
    await proposed('เรื่องที่เปิดอยู่สองหน้าจอ')
    const { page } = director
    // The director's own other screen: whoever acts, this page did not.
    const second = await ground.official('cmi3.groupDirector')
    await second.open(request)
    await second.take('CERTIFY', { checkAll: true })
    await page.getByText('ผู้อำนวยการกลุ่มนโยบายและแผน: เห็นชอบและรับรองข้อมูล หน้านี้แสดงข้อมูลล่าสุดแล้ว').waitFor()
    expect(await director.says()).toContain('ขณะนี้ไม่มีสิ่งที่ท่านต้องทำกับเรื่องนี้')
    const kept = page.getByRole('status').filter({ hasText: 'ข้อความที่ท่านพิมพ์ไว้ใน “ส่งกลับพร้อมเหตุผล”' })
    expect(await kept.innerText()).toContain(reasons)
    await kept.getByRole('button', { name: 'ทิ้งข้อความนี้' }).click()
    expect(await director.says()).not.toContain(reasons)
    // The owner, who did nothing, reads on the same screen whose turn it is.
    await officer.page.getByText('รอ ท่าน (เจ้าของเรื่อง)').waitFor()
    await second.close()
  })

  test('who presses a moment too late is told who did what, and has the words still', async () => {
    await proposed('เรื่องที่สองคนกดพร้อมกัน')
    const { page } = director
    // The news does not arrive: as on a bad line.
    await page.route('**/api/changes', (route) => route.abort())
    await director.open(request)
    // Loading the page anew has kept the words as well.
    expect(await page.getByRole('textbox').first().inputValue()).toBe(reasons)
    await officer.take('WITHDRAW')
    await page.getByRole('button', { name: 'ส่งกลับพร้อมเหตุผล', exact: true }).click()
    await page.getByText('เรื่องนี้เปลี่ยนไปแล้วก่อนที่ท่านจะกด จึงยังไม่ได้บันทึก').waitFor()
    await page.getByText('ข้อความที่ท่านพิมพ์ไว้ใน “ส่งกลับพร้อมเหตุผล”').waitFor()
    const said = await director.says()
    expect(said).toContain('เจ้าหน้าที่ กลุ่มนโยบายและแผน: ถอนเรื่อง')
    expect(said).toContain(reasons)
    expect(await ground.state(request)).toBe('withdrawn')
    await ground.expectSound()
  })
})
