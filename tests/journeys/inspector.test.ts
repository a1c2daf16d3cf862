import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import type { EventView } from '../../api/http/contract.ts'
import { inspectionVersion } from '../../machines/inspection/inspection.ts'
import { cmi4Publication } from '../../machines/offices/cmi4/publication.ts'
import type { Client } from '../support/office.ts'
import { begin, take, walkTo, wayData, wayOf, write } from '../support/requests.ts'
import { documentOf, type JourneyGround, openGround } from './ground.ts'

type Message = { type: string; createdAt: string; _version: string; definition?: string } & Record<
  string,
  unknown
>
const elsewhere = 'https://stately.ai/inspect'
const texts = {
  title: 'แผนปฏิบัติการที่ไม่มีผู้ใดใช้ชื่อนี้',
  error: 'พิมพ์ชื่อโครงการที่สามผิด',
  returned: 'ขอให้แนบบันทึกข้อความ',
}

let ground: JourneyGround
let as: (username: string) => Promise<Client>
let request: string
let history: EventView[]
let sent: Message[]
beforeAll(async () => {
  ground = await openGround(cmi4Publication)
  const { deps, clock } = ground.office
  // The people of the demo are called by their posts, which the chart's own words name too.
  for (const [index, { id }] of (await deps.db.selectFrom('person').select('id').execute()).entries())
    await deps.db
      .updateTable('person')
      .set({ name: `นางสาวกานดา คนที่ ${index}` })
      .where('id', '=', id)
      .execute()
  // Not kept: sessions end while the clock is moved on.
  as = ground.office.as
  const { body, source } = documentOf('cmi4')
  const content = { title: texts.title, body, source, category: '1.4' }
  const { id } = await walkTo(as, 'cmi4', undefined, content)
  request = id
  clock.advance(26 * 3_600_000)
  await take(await as('cmi4.officer'), id, { type: 'REPORT_ERROR', error: texts.error })
  clock.advance(90_000)
  const officer = await as('cmi4.officer')
  await write(officer, id, { ...content, body: `${body} (แก้ไข)` })
  await take(officer, id, { type: 'CORRECT' })
  await ground.passTime('2026-12-31T17:00:00Z')
  const later = await as('cmi4.officer')
  history = (await later('GET', `/api/requests/${id}/events`)).body.events
  sent = (await later('GET', `/api/requests/${id}/inspection`)).body.events
})
afterAll(() => ground.close())

/** Everything that the browser of somebody asks of any machine, windows that it opens included. */
function asked(page: Page): string[] {
  const urls: string[] = []
  page.context().on('request', (one) => urls.push(one.url()))
  page.context().on('page', (opened) => urls.push(`window: ${opened.url()}`))
  return urls
}
const away = (urls: string[]) => urls.filter((url) => !url.startsWith(`${ground.office.url}/`))

const standsAt = (page: Page) =>
  page
    .locator('.chart-step[data-step][data-status=present]:is([data-kind=step], [data-kind=final])')
    .evaluateAll((steps) => steps.map((step) => step.getAttribute('data-step')))
const chosen = (page: Page) => page.locator('.sequence-row[aria-current]').innerText()
const snapshot = (page: Page) => page.locator('.json-tree').innerText()

test('an officer looks inside a request, event by event, with the keys alone and without asking any other machine', async () => {
  const { page } = await ground.official('cmi4.officer')
  const urls = asked(page)
  await page.goto(`${ground.office.url}/requests/${request}`)
  await page.getByRole('link', { name: 'ดูอย่างละเอียด (สำหรับผู้พัฒนาระบบ)' }).click()
  await page.locator('.sequence-row').first().waitFor()

  expect(history.map(({ type }) => type)).toEqual([
    ...['begin', 'PROPOSE', 'CONSENT', 'PUBLISH', 'REPORT_ERROR', 'CORRECT'],
    expect.stringMatching(/^xstate\.after\./),
  ])
  const rows = await page.locator('.sequence-row').allInnerTexts()
  expect(rows).toHaveLength(history.length)
  for (const [index, { type }] of history.entries()) expect(rows[index]).toContain(type)
  expect(await page.locator('.inspector-head').innerText()).toContain(
    `${history.length} เหตุการณ์ · ${sent.length} ข้อความ`,
  )
  expect(rows[0]).toContain('20 พ.ย. 2569')
  expect(rows[0]).toContain('10:00:00')
  expect(rows[4]).toContain('+1 วัน 2 ชม.')
  expect(rows[5]).toContain('+1 นาที 30 วินาที')
  expect(await page.locator('.sequence-head').innerText()).toContain('กำหนดเวลา')

  // It begins at the end; the slider is reached by Tab.
  expect(await standsAt(page)).toEqual(['takenDown'])
  const focused = () => page.evaluate('document.activeElement.type')
  for (let presses = 0; presses < 80 && (await focused()) !== 'range'; presses++)
    await page.keyboard.press('Tab')
  expect(await focused()).toBe('range')

  await page.keyboard.press('Home')
  expect(await chosen(page)).toContain('begin')
  await page.locator('.chart-step[data-step=preparing][data-status=present]').waitFor()
  expect(await standsAt(page)).toEqual(['preparing'])
  expect(await page.locator('main').innerText()).toContain('จึงไม่มีภาพก่อนหน้าให้เทียบ')
  expect(await snapshot(page)).toMatch(/value "preparing"/)

  await page.keyboard.press('ArrowRight')
  expect(await chosen(page)).toContain('PROPOSE')
  expect(await standsAt(page)).toEqual(['awaitingConsent'])
  expect(await snapshot(page)).toMatch(/value "awaitingConsent"/)
  const changes = await page.locator('.inspector-changes').innerText()
  expect(changes).toMatch(/value\s"preparing"\s→\s"awaitingConsent"/)
  expect(changes).toMatch(/context\.decisions\[0\]\s\{"type":"PROPOSE"/)
  expect(changes).toMatch(/tags\[0\]\s"editable"/)

  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowRight')
  expect(await standsAt(page)).toEqual(['published.correcting'])
  expect(await page.locator('.inspector-json').first().innerText()).toContain(texts.error)
  expect(page.url()).toContain('?event=5')

  // In the diagram: one event up by its own keys, another by a press; then by the buttons.
  await page.locator('.sequence-row[aria-current]').focus()
  await page.keyboard.press('ArrowUp')
  expect(await chosen(page)).toContain('PUBLISH')
  expect(await page.evaluate('document.activeElement.dataset.moment')).toBe('3')
  await page.locator('.sequence-row').nth(5).click()
  expect(await standsAt(page)).toEqual(['published.live'])
  await page.getByRole('button', { name: 'ก่อนหน้า' }).click()
  expect(await chosen(page)).toContain('REPORT_ERROR')
  await page.getByRole('button', { name: 'ถัดไป' }).click()
  expect(await chosen(page)).toContain('CORRECT')

  // The address leads a colleague to the same event.
  await page.goto(page.url())
  await page.locator('.sequence-row').first().waitFor()
  expect(await chosen(page)).toContain('CORRECT')
  expect(away(urls)).toEqual([])
})

test('a history of two hundred events is whole, its lists not cut', async () => {
  const officer = await as('cmi4.officer')
  const director = await as('cmi4.officeDirector')
  const webmaster = await as('cmi4.webmaster')
  const { id, content } = await begin(officer, 'cmi4')
  const propose = { type: 'PROPOSE', ...wayData('cmi4', 'PROPOSE') }
  for (let round = 0; round < 90; round++) {
    await take(officer, id, propose)
    await take(director, id, { type: 'RETURN', reasons: { grounds: [], text: texts.returned } })
  }
  const [, , publish] = wayOf('cmi4', '2027-12-31')
  await take(officer, id, propose)
  await take(director, id, { type: 'CONSENT', ...wayData('cmi4', 'CONSENT') })
  await take(webmaster, id, { type: 'PUBLISH', ...publish?.data })
  for (let round = 0; round < 9; round++) {
    await take(officer, id, { type: 'REPORT_ERROR', error: texts.error })
    await write(officer, id, { ...content, body: `ฉบับแก้ไขที่ ${round}` })
    await take(officer, id, { type: 'CORRECT' })
  }
  const { page } = await ground.official('cmi4.officer')
  await page.goto(`${ground.office.url}/requests/${id}/inspector`)
  await page.locator('.sequence-row').first().waitFor()
  expect(await page.locator('.sequence-row').count()).toBe(202)
  await page.getByRole('slider').focus()
  await page.keyboard.press('Home')
  expect(await chosen(page)).toContain('begin')
  await page.keyboard.press('End')
  expect(await chosen(page)).toContain('CORRECT')
  const seen = await page.locator('.sequence-row[aria-current]').boundingBox()
  const box = await page.locator('.sequence').boundingBox()
  expect(seen?.y).toBeGreaterThanOrEqual(box?.y ?? Number.NaN)
  const tree = await page.locator('.json-tree').innerText()
  expect(tree).toContain('[21]')
  expect(tree).not.toContain('[...]')
})

describe('the public Stately inspector', () => {
  const allow = async (inspectorAllowed: boolean) => {
    const admin = await as('cmi4.admin')
    expect(await admin('PATCH', '/api/offices/cmi4', { inspectorAllowed })).toMatchObject({ status: 200 })
  }

  test('is not offered while the office does not allow it; the page says who can allow it', async () => {
    await allow(false)
    const { page } = await ground.official('cmi4.officer')
    await page.goto(`${ground.office.url}/requests/${request}/inspector`)
    await page.getByRole('heading', { name: 'Stately Inspector' }).waitFor()
    expect(await page.getByRole('button', { name: 'เปิดใน Stately Inspector' }).count()).toBe(0)
    expect(await page.locator('main').innerText()).toContain('ผู้ดูแลระบบของสำนักงานอนุญาตได้ที่หน้า “การตั้งค่าและบันทึก”')
    expect(await page.getByRole('link', { name: 'ไปที่การตั้งค่าและบันทึก' }).count()).toBe(0)

    const admin = await ground.official('cmi4.admin')
    await admin.page.goto(`${ground.office.url}/requests/${request}/inspector`)
    const link = admin.page.getByRole('link', { name: 'ไปที่การตั้งค่าและบันทึก' })
    expect(await link.getAttribute('href')).toBe('/office/settings')
  })

  test('gets the whole history with its own times and nothing of any person, and only after a yes', async () => {
    await allow(true)
    const { page } = await ground.official('cmi4.officer')
    await playInspector(page)
    const urls = asked(page)
    await page.goto(`${ground.office.url}/requests/${request}/inspector`)
    const open = page.getByRole('button', { name: 'เปิดใน Stately Inspector' })
    await open.waitFor()
    const notice = await page.locator('.inspector-notice').innerText()
    expect(notice).toContain('บุคคลภายนอก (stately.ai)')
    expect(notice).toContain('ชื่อและรหัสบุคคล')
    expect(await open.isDisabled()).toBe(true)
    await page.getByText('ดูข้อความทั้งหมดที่จะส่ง').click()
    expect(await page.locator('section:has(.inspector-notice) .inspector-json').innerText()).toContain(
      '"@xstate.snapshot"',
    )
    await page.getByRole('checkbox', { name: /stately\.ai/ }).check({ force: true })
    expect(away(urls)).toEqual([])

    const [popup] = await Promise.all([page.context().waitForEvent('page'), open.click()])
    await page.getByText(`ส่งแล้ว ${sent.length} ข้อความ`).waitFor()
    expect(popup.url()).toBe(elsewhere)
    await popup.waitForFunction(`window.received.length >= ${sent.length}`)
    const received = (await popup.evaluate('window.received')) as Message[]
    expect(received).toHaveLength(sent.length)
    expect(received.map(({ type }) => type)).toEqual(sent.map(({ type }) => type))
    expect(received.map(({ createdAt }) => createdAt)).toEqual(sent.map(({ createdAt }) => createdAt))
    const happened = received.filter(({ type }) => type === '@xstate.event')
    expect(happened.map(({ createdAt }) => new Date(Number(createdAt)).toISOString())).toEqual(
      history.map(({ at }) => at),
    )
    expect(new Set(received.map(({ _version }) => _version))).toEqual(new Set([inspectionVersion]))
    const definition = received.find((one) => one.definition !== undefined)?.definition
    expect(JSON.parse(definition ?? '')).toEqual(cmi4Publication.chart)

    const whole = JSON.stringify(received)
    const people = await ground.office.deps.db.selectFrom('person').select(['id', 'name']).execute()
    const { body, source } = documentOf('cmi4')
    const personal = [...people.flatMap(({ id, name }) => [id, name]), ...Object.values(texts), body, source]
    expect(JSON.stringify(sent)).toContain(texts.error)
    expect(personal.filter((one) => whole.includes(one))).toEqual([])
    expect(whole).not.toContain(request)

    // The address of this page is not told, and what was opened cannot send it elsewhere.
    expect(await popup.evaluate('document.referrer')).toBe('')
    await popup
      .evaluate('void (window.opener.top.location = "https://stately.ai/elsewhere")')
      .catch(() => undefined)
    await page.getByRole('button', { name: 'ตัดการเชื่อมต่อ' }).click()
    await open.waitFor()
    expect(page.url()).toContain(`/requests/${request}/inspector`)
    expect(await popup.evaluate('window.opener === null || window.opener.closed')).toBe(true)
    const loaded = away(urls).filter((url) => !/^window: |\/node_modules\//.test(url))
    expect(loaded).toEqual([elsewhere])
  })
})

/**
 * The page of the inspector as far as this product can tell: the package's own receiver, which keeps what it is sent.
 * What the package needs for other ways of sending is left empty.
 */
const empty = 'data:text/javascript,export default {};export const stringify = 0, uuid = 0'
const unused = [
  'fast-safe-stringify',
  'safe-stable-stringify',
  'isomorphic-ws',
  'partysocket',
  'superjson',
  '#uuid',
]
const imports = {
  ...Object.fromEntries(unused.map((name) => [name, empty])),
  xstate: '/node_modules/xstate/dist/xstate.esm.js',
}
const receiver = `<!doctype html><title>Inspector</title>
<script type="importmap">${JSON.stringify({ imports })}</script>
<script type="module">
import { createBrowserReceiver } from '/node_modules/@statelyai/inspect/dist/index.mjs'
window.received = []
createBrowserReceiver().subscribe((event) => window.received.push(event))
</script>`

const playInspector = (page: Page) =>
  page.context().route('https://stately.ai/**', (route) => {
    const { pathname } = new URL(route.request().url())
    return pathname.startsWith('/node_modules/')
      ? route.fulfill({ contentType: 'text/javascript', body: readFileSync(pathname.slice(1), 'utf8') })
      : route.fulfill({ contentType: 'text/html', body: receiver })
  })
