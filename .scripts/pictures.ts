import { mkdir } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { builtScreens } from '../api/http/screens.ts'
import { openBrowser } from '../tests/support/browser.ts'
import { cmi3WithApproval } from '../tests/support/cmi3-with-approval.ts'
import { password, startOffice } from '../tests/support/office.ts'
import { buildStaleScreens } from './screens.ts'

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
  { name: 'editor', who: 'cmi3.admin', path: '/office/drafts/{draft}', before: chooseApproval },
  { name: 'proofs', who: 'cmi3.admin', path: '/office/drafts/{draft}/proofs', height: 1000 },
  { name: 'rehearsal', who: 'cmi3.admin', path: '/office/drafts/{draft}/rehearsal', height: 1000 },
  { name: 'activation', who: 'cmi3.admin', path: '/office/drafts/{draft}/activation', height: 1100 },
  {
    name: 'moves',
    who: 'cmi3.admin',
    path: '/office/procedures/cmi3.publication/versions/{activated}/moves',
    height: 1000,
  },
  { name: 'procedure', who: 'yst2.officer', path: '/office/procedures/yst2.publication', height: 1000 },
]

await buildStaleScreens()
await mkdir(directory, { recursive: true })
/** The draft of docs/changing-a-procedure.md, through the API as the editor would write it. */
async function makeDraft(page: Page): Promise<string> {
  const { request } = page.context()
  const drafts = `${office.url}/api/offices/cmi3/drafts`
  const known = ((await (await request.get(drafts)).json()) as { drafts: { id: string }[] }).drafts[0]
  if (known) return known.id
  const from = { kind: 'version', procedure: 'cmi3.publication', version: 1 }
  const made = (await (await request.post(drafts, { data: { name: 'publication', from } })).json()) as Draft
  const address = `${office.url}/api/drafts/${made.id}`
  await request.put(address, {
    data: { json: cmi3WithApproval() },
    headers: { 'If-Match': `"${made.revision}"` },
  })
  return made.id
}
type Draft = { id: string; revision: number }

/** Puts that draft into force by an order, with a reason for each warning; answers the new version's number. */
async function activate(page: Page): Promise<number> {
  const { request } = page.context()
  const address = `${office.url}/api/drafts/${await makeDraft(page)}`
  const { revision } = (await (await request.get(address)).json()) as Draft
  const { proofs } = (await (await request.post(`${address}/proofs`, { data: {} })).json()) as {
    proofs: { id: string; outcome: string }[]
  }
  const warnings = proofs.filter(({ outcome }) => outcome === 'warning')
  const reasons = Object.fromEntries(warnings.map(({ id }) => [id, 'สำนักงานมีผู้อำนวยการคนเดียว']))
  const order = {
    number: '๙๙/๒๕๖๙',
    date: '2026-11-20',
    signedBy: 'ผู้อำนวยการสำนักงาน',
    signedAs: null,
    effectiveFrom: '2026-11-20',
  }
  const answer = await request.post(`${address}/activation`, {
    data: { order, reasons },
    headers: { 'If-Match': `"${revision}"` },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  const { waiting } = (await answer.json()) as { waiting: { id: string } }
  const director = await office.as('cmi3.officeDirector')
  const confirmed = await director('POST', `/api/confirmations/${waiting.id}/confirm`)
  if (confirmed.status !== 200) throw new Error(JSON.stringify(confirmed.body))
  return Number(confirmed.headers.get('location')?.split('/').at(-1))
}

/** Selects the step that the draft adds, so that its form stands beside the chart. */
async function chooseApproval(page: Page): Promise<void> {
  await page.getByText('เขตพื้นที่การศึกษาเห็นชอบ').first().click()
  await page.waitForTimeout(500)
  await page.evaluate('window.scrollTo(0, 0)')
}

const office = await startOffice({ screens: builtScreens().handler })
const { browser, close } = await openBrowser()
try {
  for (const { name, who, path, width = 1280, height = 900, before } of pictures) {
    const context = await browser.newContext({
      viewport: { width, height },
      locale: 'th-TH',
      timezoneId: 'Asia/Bangkok',
    })
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
  if (path.includes('{activated}')) return path.replace('{activated}', String(await activate(page)))
  if (path.includes('{draft}')) return path.replace('{draft}', await makeDraft(page))
  const [, view, query = ''] = /^@(\w+)(?::(.*))?$/.exec(path) ?? []
  if (!view) return path
  const answer = await page.context().request.get(`${office.url}/api/requests?view=${view}&${query}`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return `/requests/${items[0]?.id}`
}
