import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { builtScreens } from '../../api/http/screens.ts'
import { openBrowser } from '../support/browser.ts'
import { type Office, password, startOffice } from '../support/office.ts'
import { publish } from '../support/publish.ts'

/** Words that were seen torn, and others that every office writes; written down apart from what the product knows. */
const words = [
  ...['พระราชบัญญัติ', 'ผู้อำนวยการ', 'กลุ่ม', 'การจัดการศึกษา', 'สำนักงาน', 'เขตพื้นที่', 'ประถมศึกษา', 'การศึกษา', 'ข้อมูล'],
  ...['ข่าวสาร', 'เผยแพร่', 'เจ้าหน้าที่', 'เจ้าของเรื่อง', 'หน่วยงาน', 'ขั้นตอน', 'ปฏิบัติ', 'เว็บไซต์', 'รับรอง', 'ตรวจสอบ'],
  ...[
    'ประชาสัมพันธ์',
    'นโยบาย',
    'งบประมาณ',
    'จัดซื้อ',
    'จัดจ้าง',
    'โรงเรียน',
    'นักเรียน',
    'คำสั่ง',
    'ประกาศ',
    'ราชการ',
    'เหตุผล',
  ],
  ...['ผู้รับผิดชอบ', 'คุณธรรม', 'โปร่งใส', 'ทุจริต', 'บริหาร', 'พัฒนา', 'บุคคล', 'อนุญาต', 'ดำเนินการ', 'วันที่', 'กำหนด'],
  ...[
    'ความเห็นชอบ',
    'รายละเอียด',
    'ครบถ้วน',
    'ถูกต้อง',
    'สาธารณะ',
    'หมวดหมู่',
    'กฎหมาย',
    'เทคโนโลยี',
    'สารสนเทศ',
    'มัธยมศึกษา',
  ],
]

/**
 * Runs in the page: every Thai text with the places where its lines end, as [text before, text behind]. A string, since
 * these tests are compiled for Node.
 */
const lineEnds = `(() => {
  const found = []
  const isThai = (letter) => letter >= '\\u0e01' && letter <= '\\u0e4e'
  const blockOf = (node) => {
    let at = node.parentElement
    while (at && getComputedStyle(at).display.startsWith('inline')) at = at.parentElement
    return at
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  let block = null, before = '', top = 0, bottom = 0, last = ''
  const range = document.createRange()
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement
    if (!parent || parent.closest('script,style,svg,option,select,textarea,.visually-hidden,.unseen') || !parent.checkVisibility({ visibilityProperty: true })) continue
    const of = blockOf(node)
    if (of !== block) { block = of; before = ''; last = '' }
    const text = node.textContent
    for (let index = 0; index < text.length; index += 1) {
      const letter = text[index]
      if (!/[\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e]/.test(letter)) {
        range.setStart(node, index)
        range.setEnd(node, index + 1)
        const box = range.getClientRects()[0]
        if (box && box.width > 0) {
          if (isThai(letter) && isThai(last) && box.top >= bottom - 2) found.push([before.slice(-30), text.slice(index, index + 30)])
          top = box.top
          bottom = box.bottom
          last = letter
        } else if (!/\\s/.test(letter)) last = ''
        else last = ' '
      } else last = letter
      before = (before + letter).slice(-40)
    }
  }
  return found
})()`

/** What of those line ends tears a word: one of the words above, or what may not stand at the beginning of a line. */
function tornIn(ends: [string, string][]): string[] {
  return ends.flatMap(([before, behind]) => {
    const line = `${before}|${behind}`
    if (/^[\u0E2F-\u0E3A\u0E45-\u0E4E]/u.test(behind) || /[เ-ไ]$/u.test(before)) return [line]
    const torn = words.some((word) =>
      Array.from({ length: word.length - 1 }, (_, at) => at + 1).some(
        (at) => before.endsWith(word.slice(0, at)) && behind.startsWith(word.slice(at)),
      ),
    )
    return torn ? [line] : []
  })
}

let office: Office
let chromium: Awaited<ReturnType<typeof openBrowser>>
let item: string
beforeAll(async () => {
  office = await startOffice({ screens: builtScreens().handler })
  chromium = await openBrowser()
  const body = `${words.join('')}\n\n${words.map((word) => `${word}และการจัดการศึกษาโดยผู้อำนวยการกลุ่ม`).join('ของ')}`
  const { publication } = await publish(office, { content: { title: words.slice(0, 12).join(''), body } })
  item = `/o/cmi4/items/${publication}`
})
afterAll(async () => {
  await chromium.close()
  await office.close()
})

const widths = [320, 360, 390, 768, 1280]
const inbox = '@inbox'
const pages: [who: string, path: string][] = [
  ['', '/o'],
  ['', '@item'],
  ...['cmi3', 'cmi4', 'ksn2', 'ptt1', 'yst2'].flatMap((id): [string, string][] => [
    ['', `/o/${id}`],
    ['', `/o/${id}/procedure`],
    ['', `@newest/${id}`],
  ]),
  ['', '/sign-in'],
  ['cmi3.officer', '/'],
  ['cmi3.officer', '/mine'],
  ['cmi3.officer', '/new'],
  ['yst2.officer', '/new'],
  ['cmi3.groupDirector', inbox],
  ['yst2.publicRelations', inbox],
  ['ksn2.webHead', inbox],
  ['yst2.officer', '/office'],
  ['yst2.officer', '/office/report'],
  ['yst2.officeDirector', '/supervision?show=published'],
  ['yst2.officer', '/office/procedures/yst2.publication'],
  ['ptt1.admin', '/people'],
  ['cmi3.admin', '/office/settings'],
  ['cmi3.admin', '/office/integrations'],
  ['cmi3.admin', '/office/mail'],
  ['cmi3.officer', '/account/mail'],
]

async function addressOf(page: Page, path: string): Promise<string> {
  if (path === '@item') return item
  if (path.startsWith('@newest/')) {
    const feed = await page.request.get(`${office.url}/o/${path.slice(8)}/items.json`)
    const { items } = (await feed.json()) as { items: { url: string }[] }
    return new URL(items[0]?.url ?? '').pathname
  }
  if (path !== inbox) return path
  const { items } = (await (await page.request.get(`${office.url}/api/requests?view=inbox`)).json()) as {
    items: { id: string }[]
  }
  return `/requests/${items[0]?.id}`
}

describe('no line ends inside a Thai word', () => {
  test.each(pages)('%s at %s, at any width', async (who, path) => {
    const context = await chromium.browser.newContext({ locale: 'th-TH', bypassCSP: true })
    try {
      await context.clock.setSystemTime(office.clock.now())
      if (who) await context.request.post(`${office.url}/api/session`, { data: { username: who, password } })
      const page = await context.newPage()
      await page.goto(office.url + (await addressOf(page, path)))
      await page.locator('h1').first().waitFor()
      await page.waitForLoadState('networkidle')
      const torn: string[] = []
      let ends = 0
      for (const width of widths) {
        await page.setViewportSize({ width, height: 800 })
        const found = (await page.evaluate(lineEnds)) as [string, string][]
        ends += found.length
        torn.push(...tornIn(found).map((line) => `${width}: ${line}`))
        const over = (await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )) as number
        if (over > 0) torn.push(`${width}: wider than the screen by ${over}`)
      }
      expect({ path, torn }).toEqual({ path, torn: [] })
      if (path === '@item') expect(ends).toBeGreaterThan(20)
    } finally {
      await context.close()
    }
  })
})
