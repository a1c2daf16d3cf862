import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { yst2Publication } from '../../machines/offices/yst2/publication.ts'
import { clientsOf, take, wayOf } from '../support/requests.ts'
import { pdf, photo } from '../support/sample-files.ts'
import { documentOf, type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
let directory: string
beforeAll(async () => {
  ground = await openGround(yst2Publication)
  directory = await mkdtemp(join(tmpdir(), 'prakat-files-'))
})
afterAll(async () => {
  await ground.close()
  await rm(directory, { recursive: true, force: true })
})

async function onDisk(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(directory, name)
  await writeFile(path, bytes)
  return path
}

/** Drags files from outside the browser onto a place, as a file manager does. */
async function dropOnto(page: Page, place: Locator, files: string[]): Promise<void> {
  await place.scrollIntoViewIfNeeded()
  const box = await place.boundingBox()
  if (!box) throw new Error('There is nothing to drop onto')
  const [x, y] = [box.x + box.width - 20, box.y + box.height / 2]
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x, y, data })
}

const pictureOf = (page: Page, name: string) =>
  process.env.PRAKAT_PICTURES === undefined
    ? Promise.resolve()
    : page.screenshot({ path: join(process.env.PRAKAT_PICTURES, `${name}.png`), fullPage: true })

test('files are chosen, dropped and sent through a broken connection, decided on, and read by the public', async () => {
  const { title, body, source } = documentOf('yst2')
  const officer = await ground.official('yst2.officer')
  const { page } = officer
  await officer.begin()
  const form = page.locator('form.content-editor')
  await form.waitFor()
  const attachments = form.getByRole('group', { name: /^ไฟล์แนบ/ })
  const album = form.getByRole('group', { name: /^ภาพกิจกรรม/ })
  const input = (group: Locator) => group.locator('input[type=file]').first()

  // Chosen before there is a title: nothing is lost, it waits.
  const plan = await onDisk('แผนปฏิบัติการ 2570.pdf', pdf({ size: 9_000_000 }))
  await input(attachments).setInputFiles(plan)
  await attachments.getByText('รอส่ง', { exact: true }).waitFor()
  await pictureOf(page, 'waiting')

  // The line breaks in the middle of it, twice, and the server is not reached for a moment.
  let broken = 0
  await page.route('**/uploads/*', async (route) => {
    if (route.request().method() === 'PATCH' && broken < 2) {
      broken += 1
      await route.abort('connectionreset')
    } else await route.continue()
  })
  await form.getByLabel('ชื่อเรื่อง', { exact: false }).first().fill(`${title} (ฉบับทดลอง)`)
  await attachments.getByRole('link', { name: 'แผนปฏิบัติการ 2570.pdf' }).waitFor()
  expect(broken).toBe(2)
  await attachments.getByText(/8\.6 เมกะไบต์/).waitFor()

  // Several at once, dropped; one of them is no document.
  const small = await onDisk('ประกาศ.pdf', pdf())
  const program = await onDisk('โปรแกรม.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]))
  await dropOnto(page, attachments.locator('.files-drop'), [small, program])
  await attachments.getByRole('link', { name: 'ประกาศ.pdf' }).waitFor()
  await attachments
    .getByRole('alert')
    .getByText(/แนบไม่ได้/)
    .waitFor()
  await pictureOf(page, 'refused')
  await attachments.getByRole('button', { name: 'ปิดข้อความ' }).click()
  await attachments.getByRole('button', { name: 'เลื่อนขึ้น ประกาศ.pdf' }).click()
  await attachments.getByLabel('ชื่อที่แสดง').first().fill('ประกาศฉบับลงนาม')

  const taken = await photo('jpeg', { width: 1200, height: 800, orientation: 6 })
  await input(album).setInputFiles(await onDisk('IMG_0001.jpg', taken))
  await album.getByLabel('คำบรรยายแทนภาพ').fill('ครูกำลังประชุมเรื่องแผน')

  await form.getByLabel('รายละเอียด', { exact: false }).first().fill(body.slice(0, 300))
  await form.getByLabel('แหล่งที่มา', { exact: false }).first().fill(source)
  await form.getByLabel('ประเภทข้อมูล', { exact: false }).first().click()
  await page.getByRole('listbox').getByRole('option').first().click()
  await form.getByRole('checkbox').first().check({ force: true })
  await form.locator('.save-state[data-state=saved]').getByText('บันทึกแล้ว').waitFor()
  await pictureOf(page, 'editor')
  await form.getByRole('button', { name: 'ไปที่หน้าเรื่องเพื่อเสนอ' }).click()
  await page.getByRole('heading', { name: 'รายการที่ท่านดำเนินการได้' }).waitFor()
  const [, request = ''] = /\/requests\/([^/]+)$/.exec(page.url()) ?? []
  await page.locator('.request-content').getByRole('link', { name: 'ประกาศฉบับลงนาม' }).waitFor()
  await page.locator('.request-content img[alt="ครูกำลังประชุมเรื่องแผน"]').waitFor()
  await pictureOf(page, 'request')

  const as = clientsOf(ground.office)
  for (const { who, type, data } of wayOf('yst2'))
    await take(await as(`yst2.${who}`), request, { type, ...data })
  const url = await ground.publicUrl(request)
  const shown = await ground.visit(url)
  expect(shown.text).toMatch(/ประกาศฉบับลงนาม/)
  const reader = await ground.page()
  await reader.goto(ground.office.url + url)
  await pictureOf(reader, 'public')
  const picture = reader.getByRole('img', { name: 'ครูกำลังประชุมเรื่องแผน' })
  await picture.scrollIntoViewIfNeeded()
  const [download] = await Promise.all([
    reader.waitForEvent('download'),
    reader.getByRole('link', { name: 'ประกาศฉบับลงนาม' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('ประกาศ.pdf')
  await ground.expectSound()
})
