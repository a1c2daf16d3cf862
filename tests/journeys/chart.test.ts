import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
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

/** The chart of an office's procedure on a screen of this width. */
async function chartOf(name: string, width: number): Promise<Page> {
  const context = await chromium.browser.newContext({
    ...{ viewport: { width, height: 900 }, locale: 'th-TH', timezoneId: 'Asia/Bangkok', hasTouch: true },
  })
  await context.clock.setSystemTime(office.clock.now())
  const login = { data: { username: `${name}.officer`, password } }
  await context.request.post(`${office.url}/api/session`, login)
  const page = await context.newPage()
  await page.goto(`${office.url}/office/procedures/${name}.publication`)
  await page.locator('.chart-step').first().waitFor()
  return page
}

const pictureWidth = (page: Page) =>
  page.locator('.chart-scroll svg').evaluate((picture) => (picture as SVGSVGElement).viewBox.baseVal.width)

/** How large the picture is drawn, and how far its first step stands from the edges of its pane. */
const seen = (page: Page) =>
  page.locator('.chart-scroll').evaluate((pane) => {
    const frame = pane.getBoundingClientRect()
    const picture = pane.querySelector('.chart-svg')
    const first = pane.querySelector('.chart-step .chart-box')?.getBoundingClientRect()
    const [, , width = '1'] = picture?.getAttribute('viewBox')?.split(' ') ?? []
    return {
      zoom: Number(picture?.getAttribute('width')) / Number(width),
      hidden: pane.scrollWidth - pane.clientWidth,
      left: (first?.left ?? 0) - frame.left,
      right: frame.right - (first?.right ?? 0),
    }
  })

describe('a chart', () => {
  test.each(['cmi3', 'cmi4', 'ksn2', 'ptt1', 'yst2'])(
    'of %s is seen whole where there is room, and nothing offers to make it larger',
    async (name) => {
      const page = await chartOf(name, 1280)
      expect(await seen(page)).toMatchObject({ zoom: 1, hidden: 0 })
      expect(await page.locator('.chart-zoom').count()).toBe(0)
      await page.context().close()
    },
    60_000,
  )

  test('wider than the screen begins at its first step, in letters that can be read', async () => {
    const page = await chartOf('yst2', 360)
    const { zoom, hidden, left, right } = await seen(page)
    expect(hidden).toBeGreaterThan(0)
    expect(zoom * 15).toBeGreaterThanOrEqual(12.9)
    expect(Math.min(left, right)).toBeGreaterThanOrEqual(0)
    await page.context().close()
  }, 60_000)

  test('is made larger and smaller by buttons, keys and two fingers, and fitted again', async () => {
    const page = await chartOf('cmi3', 360)
    const before = (await seen(page)).zoom
    await page.getByRole('button', { name: 'ขยาย', exact: true }).click()
    expect((await seen(page)).zoom).toBeCloseTo(before * 1.25, 2)
    await page.getByRole('button', { name: 'พอดีกรอบ' }).click()
    expect((await seen(page)).zoom).toBeCloseTo(before, 2)

    await page.locator('.chart-step').first().focus()
    await page.keyboard.press('+')
    await page.keyboard.press('+')
    await page.keyboard.press('-')
    expect((await seen(page)).zoom).toBeCloseTo(before * 1.25, 2)
    await page.keyboard.press('0')
    expect((await seen(page)).zoom).toBeCloseTo(before, 2)

    await page.locator('.chart-scroll').evaluate((pane) => pane.scrollIntoView())
    const fingers = (apart: number) => [
      { x: 180 - apart / 2, y: 400, id: 0 },
      { x: 180 + apart / 2, y: 400, id: 1 },
    ]
    const touch = await page.context().newCDPSession(page)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(100) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(150) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(200) })
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    // Touches are answered a frame later.
    await page.waitForFunction(
      ({ width }) => Number(document.querySelector('.chart-scroll svg')?.getAttribute('width')) > width,
      { width: (await pictureWidth(page)) * before * 1.9 },
    )
    expect((await seen(page)).zoom).toBeCloseTo(before * 2, 1)
    await page.context().close()
  }, 60_000)
})
