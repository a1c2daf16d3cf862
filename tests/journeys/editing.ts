import { expect } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import type { Client } from '../support/office.ts'

type NewChoice = { kind: string; who: string; to: string; title?: string; clause?: string }

/** An administrator at the editor: whatever they write, they write by its fields and buttons. */
export class Editing {
  readonly page: Page
  readonly #url: string
  readonly #admin: Client
  constructor(page: Page, url: string, admin: Client) {
    this.page = page
    this.#url = url
    this.#admin = admin
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog')
  }
  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', { name, exact: true })
  }
  type(name: string, text: string, within: Page | Locator = this.page): Promise<void> {
    return within.getByRole('textbox', { name, exact: true }).fill(text)
  }
  tick(name: string, within: Page | Locator = this.page): Promise<void> {
    return this.#mark(name, within, true)
  }
  untick(name: string, within: Page | Locator = this.page): Promise<void> {
    return this.#mark(name, within, false)
  }
  /** By its words, as a person would: the box itself is out of sight, and forms still move when they have just opened. */
  async #mark(name: string, within: Page | Locator, checked: boolean): Promise<void> {
    const box = within.getByRole('checkbox', { name, exact: true })
    if ((await box.isChecked()) !== checked)
      await within
        .locator('label')
        .filter({ has: this.page.getByRole('checkbox', { name, exact: true }) })
        .click()
    await within.getByRole('checkbox', { name, exact: true, checked }).waitFor()
  }

  async choose(label: RegExp, option: string, within: Page | Locator = this.page): Promise<void> {
    await within.getByRole('button', { name: label }).click()
    // The chosen one has a tick before its words.
    const words = new RegExp(`^(✓ ?)?${option.replaceAll(/[.()]/g, '\\$&')}$`)
    await this.page.getByRole('option', { name: words }).click()
  }

  /** Begins a draft by the form and answers its id. */
  async begin(from: string, name?: string): Promise<string> {
    const { page } = this
    await page.goto(`${this.#url}/office/procedures`)
    await this.choose(/เริ่มจาก$/, from)
    if (name) await this.type('รหัสของขั้นตอนใหม่', name)
    await this.button('เริ่มร่าง').click()
    await page.waitForURL(/\/office\/drafts\//)
    await page.locator('.flow-step').first().waitFor()
    return /\/office\/drafts\/([^/?]+)/.exec(page.url())?.[1] ?? ''
  }

  /** Waits until everything is saved, and answers the draft as the server has it. */
  async saved(draft: string): Promise<Procedure> {
    await this.page.locator('.save-state[data-state=saved]').waitFor()
    const { body } = await this.#admin('GET', `/api/drafts/${draft}`)
    expect(body.problems).toEqual([])
    return body.json as Procedure
  }

  /** Opens a step of the picture in the form. */
  async openStep(title: string): Promise<void> {
    await this.button('พอดีกรอบ').click()
    await this.page.locator('.flow-step-open', { hasText: title }).first().click()
  }

  /** Opens a choice of the picture in the form. */
  async openChoice(title: string): Promise<void> {
    await this.button('พอดีกรอบ').click()
    await this.page.locator('.flow-label', { hasText: title }).first().click()
    await this.page.getByRole('heading', { name: `ทางเลือก “${title}”` }).waitFor()
  }

  /** Opens a part of the procedure, by its name in the editor's navigation. */
  async openPart(name: string): Promise<void> {
    await this.page.locator('.editor-nav button', { hasText: name }).click()
    await this.page.getByRole('heading', { level: 2, name }).waitFor()
  }

  async addStep(title: string, kind: string): Promise<void> {
    const { dialog } = this
    await this.button('เพิ่มขั้น').click()
    await this.type('ชื่อขั้น', title, dialog)
    await this.choose(/ลักษณะของขั้น/, kind, dialog)
    await this.button('เพิ่มขั้น', dialog).click()
    await this.page.getByRole('heading', { name: `ขั้น “${title}”` }).waitFor()
  }

  /** A choice at a step; its form is open afterwards. */
  async addChoice(step: string, { kind, who, to, title, clause }: NewChoice): Promise<void> {
    const { dialog } = this
    await this.openStep(step)
    await this.button('เพิ่มทางเลือก').click()
    await this.choose(/แบบของทางเลือก/, kind, dialog)
    if (title) await this.type('สิ่งที่ทำ (คำบนปุ่ม)', title, dialog)
    if (clause) await dialog.getByRole('textbox', { name: /^ข้อในเอกสาร/ }).fill(clause)
    await this.tick(who, dialog)
    await this.choose(/ไปที่ขั้น/, to, dialog)
    await this.button('เพิ่มทางเลือก', dialog).click()
    await dialog.waitFor({ state: 'detached' })
    await this.page.getByRole('heading', { name: /ทางเลือก “/ }).waitFor()
  }

  /** A deadline of one working day at a step, with which the request goes elsewhere by itself; its owner is told. */
  async endByDeadline(step: string, to: string, told: string): Promise<void> {
    const { dialog, page } = this
    await this.openStep(step)
    await this.button('เพิ่มกำหนดเวลาในขั้นนี้').click()
    await this.choose(/เมื่อครบกำหนดแล้ว/, 'ไปยังขั้นอื่นเอง', dialog)
    await this.choose(/เรื่องไปที่ขั้น/, to, dialog)
    await this.button('เพิ่มกำหนดเวลาในขั้นนี้', dialog).click()
    await page
      .getByRole('heading', { name: /เมื่อครบกำหนด/ })
      .first()
      .waitFor()
    await this.button('เพิ่มการแจ้ง').click()
    await this.type('แจ้งว่า', told)
  }

  /** What the procedure is called, and the document that it follows. */
  async name(title: string, document: string): Promise<void> {
    await this.openPart('เอกสารและกฎหมาย')
    await this.type('ชื่อ', title)
    await this.type('ชื่อประกาศ คำสั่ง หรือกรอบแนวทาง', document)
  }

  /** An approval of the office's director between a choice's step and where it led. */
  async insertApproval(after: string, title: string): Promise<void> {
    const { dialog, page } = this
    await page.locator('.flow-label', { hasText: after }).click()
    await this.button('แทรกขั้นใหม่ก่อนถึงขั้นนั้น').click()
    await this.type('ชื่อขั้น', title, dialog)
    // The office's own chart has no such role yet.
    await this.choose(/ผู้ดำเนินการที่ยังไม่อยู่ในขั้นตอนนี้/, 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา', dialog)
    await this.button('แทรกขั้น', dialog).click()
    await page.getByRole('heading', { name: `ขั้น “${title}”` }).waitFor()
  }

  /** Several groups act at the same time at a step at which one did. */
  async divide(step: string, groups: string[]): Promise<void> {
    const { dialog } = this
    await this.openStep(step)
    await this.button('ให้หลายฝ่ายทำพร้อมกัน').click()
    for (const [index, group] of groups.entries()) {
      const track = dialog.getByRole('group', { name: `ฝ่ายที่ ${index + 1}` })
      await this.type(`ชื่อฝ่ายที่ ${index + 1}`, group, track)
      await this.choose(/ของที่ใด/, `ของ${group}`, track)
    }
    await this.button('แบ่งเป็นหลายฝ่าย', dialog).click()
    await this.page.getByRole('heading', { name: 'ฝ่ายที่ทำพร้อมกัน' }).waitFor()
  }
}
