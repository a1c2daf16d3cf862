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

const narrow = { width: 360, height: 740 }
const wide = { width: 1280, height: 900 }

/** A new browser of a signed-in person; what it asks for and what goes wrong in it is noted. */
async function browserOf(username: string, viewport = wide) {
  const context = await chromium.browser.newContext({
    viewport,
    locale: 'th-TH',
    timezoneId: 'Asia/Bangkok',
  })
  await context.clock.setSystemTime(office.clock.now())
  await context.request.post(`${office.url}/api/session`, { data: { username, password } })
  const list = await context.request.get(`${office.url}/api/requests?view=inbox&limit=50`)
  const { items } = (await list.json()) as { items: { id: string }[] }
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  const asked: string[] = []
  const wrong: string[] = []
  page.on('request', (request) => asked.push(request.url().slice(office.url.length)))
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text())
  })
  page.on('pageerror', (error) => wrong.push(String(error)))
  return { context, page, asked, wrong, request: `/requests/${items[0]?.id}` }
}

/** Notes how far the page moves while it comes: the sum of Chromium's layout shifts. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(`
    window.shifts = 0
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value
    }).observe({ type: 'layout-shift', buffered: true })`)
  return () => page.evaluate<number>('window.shifts')
}

const inbox = async (page: Page) => {
  await page.locator('.request-row').first().waitFor()
  await page.locator('.inbox-count').nth(1).waitFor()
}
const request = async (page: Page) => {
  await page.locator('.chart-svg').first().waitFor()
  await page.locator('.history li').first().waitFor()
}

const always = ['/api/session', '/api/notifications/unread']
const came = {
  inbox: [...always, ...['inbox', 'drafts', 'mine'].map((view) => `/api/requests?view=${view}&limit=50`)],
  request: ['/api/session', '/api/requests/:id', '/api/requests/:id/events'],
}

describe.each([
  ['on a desk', wide],
  ['on a phone', narrow],
])('A first screen %s, over a slow line', (_where, viewport) => {
  test.each([
    ['the inbox', inbox, undefined],
    ['a request', request, 'request'],
  ] as const)(
    '%s stands still while it comes, in few files, and asks for each thing once',
    async (_what, shown, kind) => {
      const browser = await browserOf('cmi3.groupDirector', viewport)
      const { page, asked, wrong } = browser
      const id = browser.request.split('/').at(-1) ?? ''
      const session = await browser.context.newCDPSession(page)
      await session.send('Network.enable')
      // The slow 4G of Lighthouse: 1.6 Mbit/s down, 0.75 up, 150 ms.
      await session.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 150,
        downloadThroughput: 200_000,
        uploadThroughput: 93_750,
      })
      const shifts = await watchShifts(page)
      await page.goto(office.url + (kind ? browser.request : '/'))
      await shown(page)
      await page.waitForLoadState('load')
      expect(await shifts()).toBeLessThanOrEqual(0.05)
      const data = asked.filter((path) => path.startsWith('/api/') && path !== '/api/changes')
      // Notices of the request that is opened are read by that, and their number is asked for anew.
      const read = data.indexOf('/api/notifications/read')
      const again = read === -1 ? -1 : data.indexOf('/api/notifications/unread', read)
      if (again !== -1) data.splice(again, 1)
      expect([...data].sort()).toEqual([...new Set(data)].sort())
      // They came with the page.
      for (const path of came[kind ?? 'inbox']) expect(data).not.toContain(path.replace(':id', id))
      expect(asked.length).toBeLessThanOrEqual(22)
      expect(wrong).toEqual([])
      await browser.context.close()
    },
  )
})

test('what did not come with the page is asked for by the screen, and again where that fails', async () => {
  const { context, page, asked } = await browserOf('cmi3.groupDirector')
  await page.route(`${office.url}/`, async (route) => {
    const answer = await route.fetch()
    const html = (await answer.text()).replace(/<script type="application.*?<\/script>/, '')
    await route.fulfill({ response: answer, body: html })
  })
  const failed = new Set<string>()
  await page.route(/\/api\/(session|requests|notifications)/, (route) => {
    const path = route.request().url().slice(office.url.length)
    if (failed.has(path)) return route.continue()
    failed.add(path)
    return route.abort()
  })
  await page.goto(`${office.url}/`)
  await inbox(page)
  expect(failed.size).toBeGreaterThanOrEqual(4)
  for (const path of failed) expect([path, asked.filter((each) => each === path).length]).toEqual([path, 2])
  await context.close()
})

test('who is not signed in is asked to sign in, and nothing of an office is asked for', async () => {
  const context = await chromium.browser.newContext({ locale: 'th-TH' })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  const asked: string[] = []
  page.on('request', (each) => asked.push(each.url().slice(office.url.length)))
  await page.goto(`${office.url}/`)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.waitForURL(/\/sign-in/)
  expect(asked.filter((path) => path.startsWith('/api/')).sort()).toEqual(['/api/session', '/api/welcome'])
  await context.close()
})
