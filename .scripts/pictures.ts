import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { builtScreens } from '../api/screens.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { password, startOffice } from '../tests/support/office.ts'

/** Makes the pictures of README.md and docs/ from the running product: `npm run pictures`. */
const directory = 'docs/pictures'

type Picture = {
  name: string
  who?: string
  /** `@view` is the first request of that list; `@view:query` narrows the list. */
  path: string
  width?: number
  height?: number
  before?: (page: Page) => Promise<unknown>
}

const pictures: Picture[] = [
  { name: 'request', who: 'cmi3.groupDirector', path: '@inbox', height: 1000 },
  { name: 'inbox', who: 'ksn2.officer', path: '/mine', height: 760 },
  { name: 'public', path: '/o/cmi4', height: 760 },
  { name: 'phone', who: 'ksn2.webHead', path: '@inbox', width: 390, height: 844 },
  { name: 'procedure', who: 'yst2.officer', path: '/office/procedures/yst2.publication', height: 1000 },
]

await mkdir(directory, { recursive: true })
const office = await startOffice({ screens: builtScreens().handler })
const { browser, close } = await openBrowser()
try {
  for (const { name, who, path, width = 1280, height = 900, before } of pictures) {
    const context = await browser.newContext({ viewport: { width, height }, locale: 'th-TH', timezoneId: 'Asia/Bangkok' })
    await context.clock.setSystemTime(office.clock.now())
    if (who) await context.request.post(`${office.url}/api/session`, { data: { username: who, password } })
    const page = await context.newPage()
    await page.goto(office.url + (await addressOf(page, path)))
    await page.locator('h1').first().waitFor()
    await page.waitForLoadState('networkidle')
    await before?.(page)
    await page.screenshot({ path: `${directory}/${name}.png` })
    console.log(`${directory}/${name}.png`)
    await context.close()
  }
} finally {
  await close()
  await office.close()
}

async function addressOf(page: Page, path: string): Promise<string> {
  const [, view, query = ''] = /^@(\w+):?(.*)$/.exec(path) ?? []
  if (!view) return path
  const answer = await page.context().request.get(`${office.url}/api/requests?view=${view}&${query}`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return `/requests/${items[0]?.id}`
}
