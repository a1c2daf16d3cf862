import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { cmi3Publication } from '../../machines/offices/cmi3/publication.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { password } from '../support/office.ts'
import { activate } from '../support/put-in-force.ts'
import { photo } from '../support/sample-files.ts'
import { type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(cmi3Publication)
})
afterAll(() => ground.close())

/** Pastes as a browser does: what has the focus gets the formats that the other program offers. */
const paste = (page: Page, html: string, text = '') =>
  page.evaluate(
    ([ofHtml = '', ofText = '']) => {
      const clipboardData = new DataTransfer()
      if (ofHtml !== '') clipboardData.setData('text/html', ofHtml)
      clipboardData.setData('text/plain', ofText)
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
      document.activeElement?.dispatchEvent(event)
    },
    [html, text],
  )
const sample = (name: string) => readFileSync(`tests/ui/lib/pasted/${name}.clipboard`, 'utf8')

async function open(username: string, path: string): Promise<Page> {
  const page = await ground.page()
  await page.context().request.post(`${ground.office.url}/api/session`, { data: { username, password } })
  await page.goto(ground.office.url + path)
  return page
}
const idOf = (page: Page) => /\/requests\/([^/]+)/.exec(page.url())?.[1] ?? ''
const contentOf = async (id: string): Promise<Record<string, unknown>> => {
  const { json } = await ground.office.deps.db
    .selectFrom('content')
    .select('json')
    .where('request', '=', id)
    .orderBy('revision', 'desc')
    .executeTakeFirstOrThrow()
  return JSON.parse(json)
}
const pictureOf = (page: Page, name: string) =>
  process.env.PRAKAT_PICTURES === undefined
    ? Promise.resolve()
    : page.screenshot({ path: join(process.env.PRAKAT_PICTURES, `${name}.png`), fullPage: true })
const saved = (page: Page) => page.locator('.save-state[data-state="saved"]').waitFor()
const editor = (page: Page) => page.getByRole('textbox', { name: /^รายละเอียดข้อมูล/ })
/** The rows of the tables of a text with structure, cells as plain words. */
const rowsIn = (body: unknown): string[][] => {
  const { type, content = [] } = body as { type: string; content?: unknown[] }
  if (type !== 'tableRow') return content.flatMap(rowsIn)
  const words = (node: unknown): string => {
    const { text, content: inner = [] } = node as { text?: string; content?: unknown[] }
    return text ?? inner.map(words).join('')
  }
  return [content.map(words)]
}

test('a text pasted from Word keeps its table; rows and columns are changed by keyboard; what is open changes nothing', async () => {
  const page = await open('cmi3.officer', '/new?procedure=cmi3.publication')
  await page.getByLabel('ชื่อเรื่อง').fill('ประกาศผู้ชนะการเสนอราคา')
  await editor(page).click()
  await paste(page, sample('word'))
  await page.getByText('ไม่ได้วางภาพจากเว็บไซต์หรือโปรแกรมเดิม แทรกภาพจากไฟล์แทน').waitFor()
  await page.waitForURL(/\/requests\/[^/]+\/edit$/)
  await saved(page)
  const id = idOf(page)
  expect(rowsIn((await contentOf(id)).body)).toEqual([
    ['รายการ', 'วงเงิน'],
    ['ปีก่อน', 'ปีนี้'],
    ['กระดาษ', '', '12,500.00'],
  ])

  // Tab goes from cell to cell; Escape leaves for the toolbar, from which Tab leads on.
  await page.locator('.rich-content td').first().click()
  await page.getByRole('toolbar', { name: 'แก้ไขตาราง' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type('11,000.00')
  await page.keyboard.press('Escape')
  const focused = () => document.activeElement?.getAttribute('aria-label') === 'รูปแบบย่อหน้า'
  await page.waitForFunction(focused)
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.locator('.rich-content tr').nth(3).waitFor()
  // The text takes the focus back in the next frame.
  await page.waitForFunction(() => document.activeElement?.classList.contains('rich-content'))
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.type('หมึก')
  await saved(page)
  await page.waitForFunction(
    (of) =>
      fetch(`/api/requests/${of}`)
        .then((answer) => answer.text())
        .then((text) => text.includes('หมึก')),
    id,
  )
  const changed = rowsIn((await contentOf(id)).body)
  expect(changed).toContainEqual(['กระดาษ', '11,000.00', '12,500.00'])
  expect(changed[3]).toEqual(['หมึก', '', ''])

  await page.reload()
  await editor(page).getByText('12,500.00').waitFor()
  const { revision } = await (
    await page.context().request.get(`${ground.office.url}/api/requests/${id}`)
  ).json()
  await editor(page).click()
  await page.keyboard.press('ArrowDown')
  await page.getByLabel('แหล่งที่มา').fill('กลุ่มพัสดุ')
  await saved(page)
  expect(rowsIn((await contentOf(id)).body)).toEqual(changed)
  const after = await (await page.context().request.get(`${ground.office.url}/api/requests/${id}`)).json()
  // One save, of the other field alone.
  expect(after.revision).toBe(revision + 1)

  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }),
  )
  expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([])
})

test('plain lines with tabs become a table when asked, and an address that would run is no link', async () => {
  const page = await open('cmi3.officer', '/new?procedure=cmi3.publication')
  await page.getByLabel('ชื่อเรื่อง').fill('จำนวนนักเรียน')
  await editor(page).click()
  await paste(page, '', 'โรงเรียน\tชาย\tหญิง\r\nบ้านดอน\t\t๑๒\r\n')
  await page.getByRole('button', { name: 'ทำเป็นตาราง' }).click()
  await page.locator('.rich-content td', { hasText: '๑๒' }).waitFor()
  await page.locator('.rich-content').press('Control+End')
  await page.waitForFunction(() => {
    const at = document.getSelection()?.anchorNode
    const around = at instanceof Element ? at : at?.parentElement
    return around?.closest('.rich-content') && !around.closest('td')
  })
  await paste(page, '<p>อ่าน <a href="javascript:alert(1)">ที่นี่</a></p>')
  await page.waitForURL(/\/requests\/[^/]+\/edit$/)
  await saved(page)
  const { body } = await contentOf(idOf(page))
  expect(rowsIn(body)).toEqual([
    ['โรงเรียน', 'ชาย', 'หญิง'],
    ['บ้านดอน', '', '๑๒'],
  ])
  expect(JSON.stringify(body)).not.toContain('javascript')
})

test('a link is put on what is selected, refused where it would deceive, and taken off', async () => {
  const page = await open('cmi3.officer', '/new?procedure=cmi3.publication')
  await page.getByLabel('ชื่อเรื่อง').fill('ลิงก์')
  await editor(page).fill('อ่านระเบียบ')
  await editor(page).press('Control+A')
  await page.getByRole('toolbar').getByRole('button', { name: 'ลิงก์' }).click()
  await page.getByLabel('ที่อยู่ของลิงก์').fill('https://www.moe.go.th@evil.example/')
  await page.getByLabel('ที่อยู่ของลิงก์').press('Enter')
  await page.getByText('ผู้อ่านจะถูกพาไปที่ evil.example').waitFor()
  await page.getByLabel('ที่อยู่ของลิงก์').fill('www.example.go.th/r')
  await page.getByLabel('ที่อยู่ของลิงก์').press('Enter')
  await page.locator('.rich-content a').waitFor()
  await page.waitForURL(/\/requests\/[^/]+\/edit$/)
  await saved(page)
  expect(JSON.stringify((await contentOf(idOf(page))).body)).toContain('"href":"https://www.example.go.th/r"')
})

test('a table of the form is filled in like a spreadsheet: a range of Excel, sums, arrows and Enter', async () => {
  const title = (th: string) => ({ th, en: th })
  const procedure: Procedure = structuredClone({
    ...cmi3Publication,
    id: 'cmi3.table',
    form: [
      ...cmi3Publication.form,
      {
        name: 'purchases',
        type: 'table',
        title: title('รายการที่ซื้อ'),
        required: false,
        shown: true,
        columns: [
          { name: 'no', type: 'text', title: title('ที่'), required: false },
          { name: 'item', type: 'text', title: title('รายการ'), required: true },
          { name: 'amount', type: 'number', title: title('จำนวน'), required: false },
          { name: 'price', type: 'number', title: title('วงเงิน'), required: false, sum: true },
        ],
      },
    ],
  })
  await activate(ground.office.deps.db, procedure, ground.office.clock.now())
  const page = await open('cmi3.officer', '/new?procedure=cmi3.table')
  await page.getByLabel('ชื่อเรื่อง').fill('ตารางจัดซื้อ')
  const cell = (column: string, row: number) => page.getByLabel(`${column} แถวที่ ${row}`, { exact: true })
  await cell('ที่', 1).click()
  await paste(page, sample('libreoffice-calc'))
  await page.getByText('วางแล้ว 4 แถว').waitFor()
  expect(await cell('รายการ', 3).inputValue()).toBe('หมึกพิมพ์')
  // Its last column is beyond the table's.
  await page.getByText('คอลัมน์ที่เกินจากตารางไม่ได้วาง').waitFor()
  await page.getByRole('button', { name: 'ลบแถวที่ 1' }).click()
  await cell('วงเงิน', 1).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('๑,๒๐๐.๕๐')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('วงเงิน แถวที่ 2')
  await page.keyboard.type('800')
  await page.keyboard.press('ArrowUp')
  await page.locator('.table-grid tfoot', { hasText: '2,000.50' }).waitFor()
  await page.waitForURL(/\/requests\/[^/]+\/edit$/)
  await saved(page)
  const { purchases } = await contentOf(idOf(page))
  expect(purchases).toEqual([
    { no: '1', item: 'กระดาษ A4', amount: '50', price: '1200.50' },
    { no: '2', item: 'หมึกพิมพ์', amount: '5', price: '800' },
    { item: 'รวม' },
  ])
})

test('pictures are chosen, pasted and dropped into a text and described, each by its own words', async () => {
  const page = await open('cmi3.officer', '/new?procedure=cmi3.publication')
  await page.getByLabel('ชื่อเรื่อง').fill('รายงานการประชุมพร้อมภาพ')
  await editor(page).click()
  await page.keyboard.type('ภาพการประชุม')
  await page.waitForURL(/\/requests\/[^/]+\/edit$/)
  await saved(page)
  const id = idOf(page)
  const describe = async (alt: string) => {
    await page.getByRole('textbox', { name: 'คำบรรยายแทนภาพ' }).fill(alt)
    await page.keyboard.press('Enter')
    await page.getByText(`คำบรรยายแทนภาพ: ${alt}`).waitFor()
  }
  const small = async (width: number) => await photo('jpeg', { width, height: 300 })
  await page
    .getByTestId('rich-picture')
    .setInputFiles({ name: 'ประชุม.jpg', mimeType: 'image/jpeg', buffer: await small(600) })
  await page.getByText('ยังไม่มีคำบรรยายแทนภาพ').waitFor()
  await pictureOf(page, 'text-picture-asked')
  await describe('ครูกำลังประชุม')

  // What a browser puts into the clipboard with a picture of a page: the picture, and its address beside it.
  const putOn = async (kind: 'paste' | 'drop', bytes: Buffer, html = '') =>
    page.evaluate(
      ([base64 = '', how = '', markup = '']) => {
        const data = new DataTransfer()
        const given = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        data.items.add(new File([given], 'image.jpg', { type: 'image/jpeg' }))
        if (markup !== '') data.setData('text/html', markup)
        const field = document.querySelector('.rich-content') as HTMLElement
        const place = field.querySelector('p')?.getBoundingClientRect() ?? new DOMRect()
        const options = { bubbles: true, cancelable: true }
        const event =
          how === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', {
                ...options,
                dataTransfer: data,
                clientX: place.left + 5,
                clientY: place.top + 5,
              })
        field.dispatchEvent(event)
      },
      [bytes.toString('base64'), kind, html],
    )
  await putOn('paste', await small(500), '<img src="https://elsewhere.example/a.png">')
  await page.getByText('ยังไม่มีคำบรรยายแทนภาพ').waitFor()
  await describe('ผู้อำนวยการกล่าวเปิดประชุม')
  await putOn('drop', await small(400))
  await page.getByText('ยังไม่มีคำบรรยายแทนภาพ').waitFor()
  await saved(page)
  const images = async () =>
    (
      ((await contentOf(id)).body as { content: { type: string; attrs?: { width: number } }[] }).content ?? []
    ).filter(({ type }) => type === 'image')
  expect((await images()).map(({ attrs }) => attrs?.width).sort()).toEqual([400, 500, 600])
  expect(JSON.stringify(await contentOf(id))).not.toContain('elsewhere')

  await describe('บรรยากาศในห้องประชุม')
  // A question is about the picture that is selected.
  await page.locator('.rich-picture').filter({ hasText: 'ครูกำลังประชุม' }).locator('img').click()
  await page.getByRole('toolbar', { name: 'แก้ไขภาพ' }).getByText('คำบรรยายแทนภาพ').click()
  const asked = page.getByRole('textbox', { name: 'คำบรรยายแทนภาพ' })
  expect(await asked.inputValue()).toBe('ครูกำลังประชุม')
  await page.locator('.rich-picture').filter({ hasText: 'ผู้อำนวยการ' }).locator('img').click()
  await page.waitForFunction(() =>
    (document.querySelector('.rich-ask input') as HTMLInputElement)?.value.startsWith('ผู้'),
  )
  await asked.press('Escape')
  await saved(page)
  await page.evaluate(axe.source)
  const found = await page.evaluate(() =>
    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }),
  )
  expect(found.violations.map((one) => `${one.id}: ${one.nodes[0]?.html}`)).toEqual([])
  await pictureOf(page, 'text-picture-done')
  await page.setViewportSize({ width: 390, height: 800 })
  await pictureOf(page, 'text-picture-phone')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})

test('a picture is sent once and described in peace while others arrive, and dragging it sends nothing', async () => {
  const page = await open('cmi3.officer', '/new?procedure=cmi3.publication')
  await page.getByLabel('ชื่อเรื่อง').fill('ภาพที่วางและลาก')
  await editor(page).click()
  await page.keyboard.type('ย่อหน้าแรก')
  await page.keyboard.press('Enter')
  await page.keyboard.type('ย่อหน้าที่สอง')
  await page.waitForURL(/\/requests\/[^/]+\/edit$/)
  await saved(page)
  const id = idOf(page)
  let uploads = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/uploads')) uploads += 1
  })
  const bring = (how: 'paste' | 'drop', bytes: Buffer, html = '') =>
    page.evaluate(
      ([base64 = '', kind = '', markup = '']) => {
        const data = new DataTransfer()
        const given = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        data.items.add(new File([given], 'image.jpg', { type: 'image/jpeg' }))
        if (markup !== '') data.setData('text/html', markup)
        const field = document.querySelector('.rich-content') as HTMLElement
        const { left, top } = field.querySelector('p')?.getBoundingClientRect() ?? new DOMRect()
        const options = { bubbles: true, cancelable: true }
        field.dispatchEvent(
          kind === 'paste'
            ? new ClipboardEvent('paste', { ...options, clipboardData: data })
            : new DragEvent('drop', {
                ...options,
                dataTransfer: data,
                clientX: left + 5,
                clientY: top + 5,
              }),
        )
      },
      [bytes.toString('base64'), how, html],
    )
  const pictures = page.locator('.rich-picture')
  const alt = page.getByRole('textbox', { name: 'คำบรรยายแทนภาพ' })

  // A program that copies a picture as a file and writes it into its HTML as well.
  const first = await photo('jpeg', { width: 600, height: 300 })
  await bring('paste', first, `<img src="data:image/jpeg;base64,${first.toString('base64')}">`)
  await alt.waitFor()
  await page.keyboard.type('ครูกำลัง')
  await bring('drop', await photo('jpeg', { width: 500, height: 300 }))
  await pictures.nth(1).waitFor()
  await bring('drop', await photo('jpeg', { width: 400, height: 300 }))
  await pictures.nth(2).waitFor()
  await pictureOf(page, 'text-picture-in-peace')
  expect(await alt.inputValue()).toBe('ครูกำลัง')
  await page.keyboard.type('ประชุม')
  await page.keyboard.press('Enter')
  await page.getByText('คำบรรยายแทนภาพ: ครูกำลังประชุม').waitFor()
  // Those that arrived meanwhile are asked about after it, in the order in which they came.
  for (const words of ['ผู้อำนวยการกล่าวเปิด', 'บรรยากาศในห้อง']) {
    await page.waitForFunction(
      () => (document.querySelector('.rich-ask input') as HTMLInputElement)?.value === '',
    )
    await page.waitForFunction(() => document.activeElement?.matches('.rich-ask input'))
    await page.keyboard.type(words)
    await page.keyboard.press('Enter')
    await page.getByText(`คำบรรยายแทนภาพ: ${words}`).waitFor()
  }
  await alt.waitFor({ state: 'detached' })
  await saved(page)
  const images = async () =>
    (
      (await contentOf(id)).body as { content: { type: string; attrs: { width: number; alt: string } }[] }
    ).content
      .filter(({ type }) => type === 'image')
      .map(({ attrs }) => [attrs.width, attrs.alt])
  const described = [
    [600, 'ครูกำลังประชุม'],
    [500, 'ผู้อำนวยการกล่าวเปิด'],
    [400, 'บรรยากาศในห้อง'],
  ]
  expect(await images()).toEqual(described.toReversed())
  expect(uploads).toBe(3)

  // Dragged from one place of the text to another; the browser gives the file of the picture besides.
  await page.setViewportSize({ width: 1280, height: 2400 })
  await pictures
    .filter({ hasText: 'ครูกำลังประชุม' })
    .locator('img')
    .evaluate((picture, base64) => {
      const dataTransfer = new DataTransfer()
      const given = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      dataTransfer.items.add(new File([given], 'image.jpg', { type: 'image/jpeg' }))
      const paragraph = document.querySelector('.rich-content > p') as HTMLElement
      const over = (element: Element) => {
        const { left, top } = element.getBoundingClientRect()
        return { bubbles: true, cancelable: true, clientX: left + 5, clientY: top + 5 }
      }
      picture.dispatchEvent(new MouseEvent('mousedown', over(picture)))
      picture.dispatchEvent(new DragEvent('dragstart', { ...over(picture), dataTransfer }))
      paragraph.dispatchEvent(new DragEvent('drop', { ...over(paragraph), dataTransfer }))
    }, first.toString('base64'))
  await page.waitForFunction(() =>
    /ครูกำลังประชุม/.test(document.querySelector('.rich-content .rich-picture')?.textContent ?? ''),
  )
  await saved(page)
  await pictureOf(page, 'text-picture-dragged')
  expect(uploads).toBe(3)
  expect(await images()).toEqual([described[0], described[2], described[1]])
})
