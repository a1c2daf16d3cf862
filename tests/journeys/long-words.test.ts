import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { builtScreens } from '../../api/http/screens.ts'
import { openBrowser } from '../support/browser.ts'
import { type Office, password, startOffice } from '../support/office.ts'
import { publish } from '../support/publish.ts'
import { clientsOf, walkTo } from '../support/requests.ts'

const title = 'สอบถาม thisisaverylongofficialmailboxname.forinformation@examplearea9.go.th'
const body = `https://www.example.go.th/${'a-very-long-path/'.repeat(20)}\n\nโรงเรียน\tชาย\tหญิง\tรวมทั้งสิ้นทุกระดับชั้น\nบ้านดอน\t\t๑๒\t๑๒`

let office: Office
let chromium: Awaited<ReturnType<typeof openBrowser>>
let request: string
let item: string
beforeAll(async () => {
  office = await startOffice({ screens: builtScreens().handler })
  chromium = await openBrowser()
  const { publication } = await publish(office, { content: { title, body } })
  item = `/o/cmi4/items/${publication}`
  await walkTo(clientsOf(office), 'cmi4', 0, { title, body })
  request = (await walkTo(clientsOf(office), 'cmi4', 1, { title, body })).id
})
afterAll(async () => {
  await chromium.close()
  await office.close()
})

test.each([
  ['cmi4.officer', '/mine'],
  ['cmi4.officer', '/drafts'],
  ['cmi4.officer', '/office'],
  ['cmi4.officeDirector', '/'],
  ['cmi4.groupDirector', '@request'],
  ['cmi4.officer', '@request'],
  ['', '/o/cmi4?all=1'],
  ['', '@item'],
])('a long address makes no page wider than a phone: %s at %s', async (who, path) => {
  const context = await chromium.browser.newContext({
    locale: 'th-TH',
    viewport: { width: 390, height: 800 },
  })
  try {
    await context.clock.setSystemTime(office.clock.now())
    if (who) await context.request.post(`${office.url}/api/session`, { data: { username: who, password } })
    const page = await context.newPage()
    await page.goto(
      office.url + (path === '@item' ? item : path === '@request' ? `/requests/${request}` : path),
    )
    await page.getByText('thisisaverylong').first().waitFor()
    await page.waitForLoadState('networkidle')
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 800 })
      const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number
      expect({ width, wide: wide <= width }).toEqual({ width, wide: true })
    }
    if (path === '@item') {
      expect(await page.locator('td').allInnerTexts()).toEqual(['บ้านดอน', '', '๑๒', '๑๒'])
      expect(await page.locator('th').count()).toBe(4)
      const link = page.locator('.text a')
      expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow external')
    }
  } finally {
    await context.close()
  }
})
