import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { builtScreens } from '../../api/http/screens.ts'
import { nodeAt } from '../../machines/chart/graph.ts'
import type { Procedure, Transition } from '../../machines/procedure/procedure.ts'
import { appoint } from '../support/appoint.ts'
import { openBrowser } from '../support/browser.ts'
import { type Client, type Office, startOffice } from '../support/office.ts'
import { Editing } from './editing.ts'

let office: Office
let admin: Client
let chromium: Awaited<ReturnType<typeof openBrowser>>
let context: BrowserContext
let page: Page
let editing: Editing
beforeAll(async () => {
  office = await startOffice({ screens: builtScreens().handler })
  admin = await office.as('cmi3.admin')
  chromium = await openBrowser()
  context = await signedIn('cmi3.admin')
  page = await context.newPage()
  page.setDefaultTimeout(45_000)
  editing = new Editing(page, office.url, admin)
})
afterAll(async () => {
  await chromium.close()
  await office.close()
})

async function signedIn(username: string): Promise<BrowserContext> {
  const made = await chromium.browser.newContext({
    ...{
      locale: 'th-TH',
      timezoneId: 'Asia/Bangkok',
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    },
  })
  await made.clock.setSystemTime(office.clock.now())
  await made.request.post(`${office.url}/api/session`, {
    data: { username, password: 'prakat-demo-2569' },
  })
  return made
}

const dialog = () => editing.dialog
const pictureOf = (name: string) =>
  process.env.PRAKAT_PICTURES === undefined
    ? Promise.resolve()
    : page.screenshot({ path: join(process.env.PRAKAT_PICTURES, `${name}.png`) })
const button = (name: string | RegExp, within?: Page | Locator) => editing.button(name, within)

/** What the proofs say: the violated ones. */
async function violations(draft: string): Promise<string[]> {
  const { body } = await admin('POST', `/api/drafts/${draft}/proofs`)
  return (body.proofs as { id: string; outcome: string }[])
    .filter(({ outcome }) => outcome === 'violated')
    .map(({ id }) => id)
}

const choiceOf = ({ chart }: Procedure, step: string, event: string): Transition => {
  const [found] = [nodeAt(chart, step.split('.'))?.on?.[event] ?? []].flat()
  if (!found) throw new Error(`${step} has no ${event}`)
  return found
}
/** A step's key by its Thai title. */
const stepCalled = ({ chart }: Procedure, th: string): string => {
  const found = Object.entries(chart.states).find(([, node]) => node.meta?.title.th === th)
  if (!found) throw new Error(`no step is called ${th}`)
  return found[0]
}

describe('an administrator who never sees JSON', () => {
  test('inserts an approval of the director after the certification of เชียงใหม่ เขต ๓', async () => {
    const draft = await editing.begin('ฉบับที่ใช้อยู่ของสำนักงาน')
    await editing.insertApproval('เห็นชอบและรับรองข้อมูล', 'ผอ.สพป. พิจารณาเห็นชอบ')

    const procedure = await editing.saved(draft)
    const step = stepCalled(procedure, 'ผอ.สพป. พิจารณาเห็นชอบ')
    expect(Object.keys(procedure.chart.states).slice(0, 4)).toEqual([
      'drafting',
      'certification',
      step,
      'handover',
    ])
    expect(choiceOf(procedure, 'certification', 'CERTIFY').target).toBe(step)
    expect(choiceOf(procedure, step, 'APPROVE')).toMatchObject({
      target: 'handover',
      guard: {
        type: 'may',
        params: { as: 'officeDirector', within: 'office', notBy: ['PROPOSE', 'CERTIFY'] },
      },
      meta: { title: { th: 'เห็นชอบ', en: 'Approve' }, source: 'added' },
    })
    expect(choiceOf(procedure, step, 'RETURN')).toMatchObject({
      target: 'drafting',
      actions: [{ type: 'startAgain' }, { type: 'notify' }],
    })
    expect(choiceOf(procedure, step, 'WITHDRAW').target).toBe('withdrawn')
    expect(procedure.requires).toEqual(['CERTIFY', 'APPROVE'])
    expect(await violations(draft)).toEqual([])
    // The picture follows.
    await page.locator('.flow-step-open', { hasText: 'ผอ.สพป. พิจารณาเห็นชอบ' }).waitFor()
  })

  test('lets two groups certify at the same time, both needed', async () => {
    const draft = await editing.begin('แม่แบบมาตรฐาน', 'twoGroups')
    await editing.divide('ผู้อำนวยการกลุ่มรับรองข้อมูล', ['กลุ่มนโยบายและแผน', 'กลุ่มกฎหมายและคดี'])

    const procedure = await editing.saved(draft)
    const { certification } = procedure.chart.states
    expect(certification).toMatchObject({ type: 'parallel', onDone: { target: 'approval' } })
    const [first = '', second = ''] = Object.keys(certification?.states ?? {})
    expect(procedure.requires).toHaveLength(3)
    const [, other = ''] = procedure.requires
    expect(choiceOf(procedure, `certification.${first}.waiting`, 'CERTIFY').guard).toMatchObject({
      params: { as: 'groupDirector', group: 'policy' },
    })
    expect(choiceOf(procedure, `certification.${second}.waiting`, other).guard).toMatchObject({
      params: { as: 'groupDirector', group: 'law' },
    })
    // Whoever approves after must be neither of the two.
    expect(choiceOf(procedure, 'approval', 'APPROVE').guard).toMatchObject({
      params: { notBy: ['SUBMIT', 'CERTIFY', other] },
    })
    expect(await violations(draft)).toEqual([])
  })

  test('writes a chart for urgent news: public at once, approved within one working day', async () => {
    const draft = await editing.begin('แผนผังเปล่า', 'urgent')
    const [waiting, approved, gone] = ['เผยแพร่แล้ว รอเห็นชอบ', 'เผยแพร่และเห็นชอบแล้ว', 'นำออกจากเว็บไซต์แล้ว']
    await editing.addStep(waiting, 'อยู่บนเว็บไซต์ และยังมีผู้ต้องทำ')
    await editing.addStep(approved, 'อยู่บนเว็บไซต์ ไม่มีใครต้องทำอะไร')
    await editing.addStep(gone, 'ขั้นสุดท้าย')
    const director = 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา'
    const publish = { kind: 'นำขึ้นเว็บไซต์', who: 'เจ้าของเรื่อง', to: waiting, title: 'เผยแพร่ข่าวด่วน' }
    await editing.addChoice('จัดทำข้อมูล', publish)
    await editing.addChoice(waiting, { kind: 'รับรอง เห็นชอบ หรือส่งต่อ', who: director, to: approved })
    await editing.addChoice(waiting, { kind: 'นำออกจากเว็บไซต์', who: director, to: gone })
    await editing.addChoice(approved, { kind: 'นำออกจากเว็บไซต์', who: 'เจ้าหน้าที่ดูแลเว็บไซต์', to: gone })
    await editing.openStep(waiting)
    await button('เพิ่มกำหนดเวลาในขั้นนี้').click()
    await button('เพิ่มกำหนดเวลาในขั้นนี้', dialog()).click()
    await page
      .getByRole('heading', { name: /เมื่อครบกำหนด/ })
      .first()
      .waitFor()

    const procedure = await editing.saved(draft)
    const step = stepCalled(procedure, waiting)
    expect(choiceOf(procedure, 'drafting', 'PUBLISH')).toMatchObject({
      target: step,
      guard: { params: { as: 'owner' } },
      actions: [{ type: 'freeze' }, { type: 'notify' }],
    })
    expect(procedure.chart.states[step]?.tags).toEqual(['public'])
    const [deadline] = procedure.deadlines
    expect(deadline).toMatchObject({ kind: 'days', days: 1, working: true })
    const reminder = procedure.chart.states[step]?.after?.[deadline?.id ?? '']
    expect(reminder).toMatchObject({ actions: { params: { whom: 'officeDirector', within: 'office' } } })
    expect(reminder).not.toHaveProperty('target')
    // Nobody but the owner has decided when it becomes public, and no clause of a document is cited for that.
    expect(await violations(draft)).toEqual(['secondPerson:drafting.PUBLISH'])
  })
})

describe('the picture', () => {
  test('takes a line from one step to another as a choice, and asks what it is and whose', async () => {
    const draft = await editing.begin('แม่แบบมาตรฐาน', 'drawn')
    await button('พอดีกรอบ').click()
    const step = (title: string) => page.locator('.react-flow__node', { hasText: title }).first()
    const draw = async (from: string, to: string) => {
      await step(from).locator('.flow-step-open').hover()
      await step(from).locator('.react-flow__handle-bottom').hover()
      await page.mouse.down()
      await step(to).locator('.flow-step-open').hover()
      await pictureOf(`draw-${to === from ? 'back' : 'on'}`)
      await page.mouse.up()
    }
    const approval = 'ผอ.สพป. พิจารณาเห็นชอบ'
    await draw(approval, approval)
    expect(await dialog().count()).toBe(0)
    await draw(approval, 'ผู้อำนวยการกลุ่มรับรองข้อมูล')
    await dialog().waitFor()
    await pictureOf('draw-asked')
    await editing.type('สิ่งที่ทำ (คำบนปุ่ม)', 'ขอให้รับรองใหม่', dialog())
    await editing.tick('ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา', dialog())
    await button('เพิ่มทางเลือก', dialog()).click()
    await page.getByRole('heading', { name: /ทางเลือก “ขอให้รับรองใหม่”/ }).waitFor()
    const { chart } = await editing.saved(draft)
    const drawn = Object.values(chart.states.approval?.on ?? {})
      .flat()
      .find(({ meta }) => meta.title.th === 'ขอให้รับรองใหม่')
    expect(drawn).toMatchObject({ target: 'certification', guard: { params: { as: 'officeDirector' } } })
    // Nothing leads on from an end.
    const end = page.locator('.react-flow__node', { has: page.locator('[data-kind=final]') }).first()
    expect(await end.locator('.react-flow__handle-bottom.connectionindicator').count()).toBe(0)
  })
})

describe('an engineer', () => {
  test('downloads the draft as it stands and begins another from that file', async () => {
    await editing.begin('แม่แบบมาตรฐาน', 'engineer')
    const download = page.waitForEvent('download')
    await button('ดาวน์โหลดร่าง (JSON)').click()
    const path = await (await download).path()
    const json = JSON.parse(readFileSync(path, 'utf8')) as Procedure
    await page.goto(`${office.url}/office/procedures`)
    await editing.choose(/เริ่มจาก$/, 'ไฟล์ (JSON ของระบบนี้ หรือ XState)')
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"chart": ') },
    })
    await page.getByText(/อ่านเป็น JSON ไม่ได้/).waitFor()
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'urgent.json', mimeType: 'application/json' },
      buffer: Buffer.from(JSON.stringify({ ...json, roles: 'none' })),
    })
    await editing.type('รหัสของขั้นตอนใหม่', 'fromFile')
    await button('เริ่มร่าง').click()
    await page.waitForURL(/\/office\/drafts\//)
    // What is wrong is said in words, with its place, and the editor works on it all the same.
    await page.getByText(/^ข้อที่ต้องแก้/).waitFor()
    await page.locator('.flow-step').first().waitFor()
  })
})

describe('two administrators', () => {
  test('are told of each other, and whichever version of a conflict is chosen, the other is one step back', async () => {
    const draft = await editing.begin('แม่แบบมาตรฐาน', 'shared')
    await appoint(admin, await personOf('cmi3.officer'), { role: 'admin', from: '2026-11-01' })
    const colleague = await office.as('cmi3.officer')
    const { body: mine } = await colleague('POST', `/api/drafts/${draft}/editing`)
    expect(mine.editors).toHaveLength(1)
    await page.getByText(/กำลังแก้ฉบับร่างนี้อยู่ด้วย/).waitFor()

    await page.locator('.flow-step-open', { hasText: 'ผอ.สพป. พิจารณาเห็นชอบ' }).click()
    const title = page.getByRole('textbox', { name: 'ชื่อขั้น', exact: true })
    await title.fill('ผอ.สพป. ลงนาม')
    await editing.saved(draft)
    const before = await admin('GET', `/api/drafts/${draft}`)
    const theirs = structuredClone(before.body.json) as Procedure
    const approval = theirs.chart.states.approval
    if (approval?.meta) approval.meta.title.th = 'ผอ.สพป. เห็นชอบ (ของเพื่อน)'
    // Offline for a moment, so that both write on the same revision.
    await context.setOffline(true)
    await title.fill('ผอ.สพป. อนุญาต')
    const put = await colleague(
      'PUT',
      `/api/drafts/${draft}`,
      { json: theirs },
      {
        'If-Match': `"${before.body.revision}"`,
      },
    )
    expect(put.status).toBe(200)
    await page.getByText(/ยังไม่ได้บันทึก สิ่งที่แก้ยังอยู่ในเครื่องนี้/).waitFor()
    await context.setOffline(false)
    await button('ใช้ของฉัน').waitFor({ timeout: 20_000 })
    await button('ใช้ของฉัน').click()
    const kept = await editing.saved(draft)
    expect(kept.chart.states.approval?.meta?.title.th).toBe('ผอ.สพป. อนุญาต')
    await page.keyboard.press('Control+KeyZ')
    expect(await title.inputValue()).toBe('ผอ.สพป. เห็นชอบ (ของเพื่อน)')
    await page.keyboard.press('Control+Shift+KeyZ')
    expect(await title.inputValue()).toBe('ผอ.สพป. อนุญาต')
  })
})

const personOf = async (username: string): Promise<string> =>
  (
    await office.deps.db
      .selectFrom('person')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
  ).id

describe('without a mouse', () => {
  test('a step is added, named, moved and removed by the table and the keyboard alone, and undone', async () => {
    const draft = await editing.begin('แม่แบบมาตรฐาน', 'keyboard')
    const press = async (name: string | RegExp, within: Page | Locator = page) => {
      await button(name, within).focus()
      await page.keyboard.press('Enter')
    }
    await press('ตาราง')
    await press('เพิ่มขั้น')
    await dialog().waitFor()
    // The first field has the focus already.
    await page.keyboard.type('ตรวจข้อมูลส่วนบุคคล')
    await page.keyboard.press('Enter')
    await dialog().waitFor({ state: 'detached' })
    const heading = page.getByRole('heading', { name: 'ขั้น “ตรวจข้อมูลส่วนบุคคล”' })
    await heading.waitFor()
    await page.waitForFunction(() => document.activeElement?.id === 'editor-form-title')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    await page.keyboard.type(' (PDPA)')
    const title = 'ตรวจข้อมูลส่วนบุคคล (PDPA)'
    for (let times = 0; times < 3; times += 1) await press(`ขึ้น ${title}`)
    const steps = async () => {
      await page.locator('.save-state[data-state=saved]').waitFor()
      const { body } = await admin('GET', `/api/drafts/${draft}`)
      return Object.values((body.json as Procedure).chart.states).map((node) => node.meta?.title.th)
    }
    await page.locator('.save-state:not([data-state=saved])').waitFor()
    expect((await steps()).indexOf(title)).toBe(4)
    await press(`ลบ ${title}`)
    await page.locator('.save-state:not([data-state=saved])').waitFor()
    expect(await steps()).not.toContain(title)
    // The focus is on what is next to it, not lost.
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-row'))).toBe(true)
    await page.keyboard.press('Control+KeyZ')
    await page.locator('.save-state:not([data-state=saved])').waitFor()
    expect((await steps()).indexOf(title)).toBe(4)
  })

  test('a step is found, copied and put after another by the keyboard, and undone', async () => {
    const draft = await editing.begin('แม่แบบมาตรฐาน', 'copying')
    await page.keyboard.press('Control+KeyK')
    await page.keyboard.type('ผอ.สพป. พิจารณา')
    await page.getByText('พบ 1 แห่ง').waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'ขั้น “ผอ.สพป. พิจารณาเห็นชอบ”' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.id === 'editor-form-title')
    await page.keyboard.press('Control+KeyC')
    await button('วางขั้น “ผอ.สพป. พิจารณาเห็นชอบ”').waitFor()

    await page.keyboard.press('Control+KeyK')
    await page.keyboard.type('ส่งกลับ')
    await page.getByText('พบ 3 แห่ง').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    // A choice of the review is open: the copy comes after its step.
    await page.getByRole('heading', { name: /เจ้าหน้าที่ดูแลเว็บไซต์ตรวจทาน.*ทางเลือก “/ }).waitFor()
    await page.waitForFunction(() => document.activeElement?.id === 'editor-form-title')
    await page.keyboard.press('Control+KeyV')
    await page.getByRole('heading', { name: 'ขั้น “ผอ.สพป. พิจารณาเห็นชอบ (สำเนา)”' }).waitFor()
    await page.locator('.flow-step-open', { hasText: '(สำเนา)' }).waitFor()
    const { chart } = await editing.saved(draft)
    const keys = Object.keys(chart.states)
    const copy = keys[keys.indexOf('webReview') + 1] ?? ''
    expect(chart.states[copy]?.on).toEqual(chart.states.approval?.on)
    await page.keyboard.press('Control+KeyZ')
    await page.locator('.flow-step-open', { hasText: '(สำเนา)' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+KeyY')
    await page.locator('.flow-step-open', { hasText: '(สำเนา)' }).waitFor()
    await editing.saved(draft)
  })
})

describe('the screen', () => {
  test('has nothing that axe finds, as a picture and as a table, in the dark, in English and on a phone', async () => {
    const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8')
    const check = async () => {
      await page.evaluate(axe)
      const found = await page.evaluate(async () => {
        const { axe: run } = globalThis as unknown as {
          axe: {
            run: (context: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
          }
        }
        // React Aria's own announcer says a label aloud and then takes it away.
        const { violations: all } = await run.run({ exclude: [['[data-live-announcer]']] })
        return all.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 200)) }))
      })
      expect(found).toEqual([])
    }
    await page.goto(`${office.url}/office/procedures`)
    await page.getByRole('heading', { name: 'เริ่มร่างใหม่' }).waitFor()
    await check()
    await editing.begin('แม่แบบมาตรฐาน', 'screen')
    await page.locator('.flow-step-open').nth(1).click()
    await page.getByRole('heading', { name: 'การดำเนินการในขั้นนี้' }).waitFor()
    await check()
    for (const opener of ['แทรกขั้นถัดจากขั้นนี้', 'เพิ่มทางเลือก', 'เพิ่มกำหนดเวลาในขั้นนี้', 'ให้หลายฝ่ายทำพร้อมกัน']) {
      await button(opener).click()
      await dialog().waitFor()
      await check()
      await page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'detached' })
    }
    await page.getByRole('searchbox', { name: 'ค้นหาขั้นหรือทางเลือก' }).fill('ส่งกลับ')
    await page.getByText('พบ 3 แห่ง').waitFor()
    await check()
    await page.keyboard.press('Escape')
    await button('ตาราง').click()
    await check()
    await page.locator('.steps-table .editor-open').nth(1).click()
    await page.getByRole('heading', { name: 'ผู้ดำเนินการ', exact: true }).waitFor()
    await check()
    await page.emulateMedia({ colorScheme: 'dark' })
    await check()
    await button('English').click()
    await page.getByRole('heading', { name: 'Who does it' }).waitFor()
    await check()
    await button('ไทย').click()
    await page.setViewportSize({ width: 360, height: 780 })
    await check()
    for (const part of [
      'แบบฟอร์ม',
      'ประเภทข้อมูล',
      'ผู้เกี่ยวข้อง',
      'กำหนดเวลา',
      'เงื่อนไขก่อนเผยแพร่',
      'เอกสารและกฎหมาย',
    ]) {
      await page.locator('.editor-nav button', { hasText: part }).click()
      await page.getByRole('heading', { level: 2, name: part }).waitFor()
      await check()
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  })
})
