import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { allTransitions } from '../../machines/chart/transitions.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import type { Office } from '../support/office.ts'
import { typeDay } from './type-day.ts'

/** `write` goes into the first text that the choice asks for: reasons, what is wrong, evidence. */
type Given = {
  checkAll?: boolean
  /** Boxes by a part of their words. */
  check?: string[]
  write?: string
  publishUntil?: string
  fill?: Record<string, string>
}

/** An official at a browser: signs in with one click, opens a request, takes a choice by the words of its button. */
export class Official {
  readonly page: Page
  readonly #office: Office
  readonly #procedure: Procedure
  private constructor(page: Page, office: Office, procedure: Procedure) {
    this.page = page
    this.#office = office
    this.#procedure = procedure
  }

  static async signIn(
    browser: Browser,
    office: Office,
    procedure: Procedure,
    username: string,
  ): Promise<Official> {
    const context = await browser.newContext({
      locale: 'th-TH',
      timezoneId: 'Asia/Bangkok',
      viewport: { width: 1280, height: 900 },
    })
    await context.clock.setSystemTime(office.clock.now())
    const page = await context.newPage()
    page.setDefaultTimeout(45_000)
    await page.goto(`${office.url}/sign-in`)
    await page.getByRole('button', { name: new RegExp(`${username.replace('.', '\\.')}$`) }).click()
    await page.getByRole('heading', { level: 1, name: 'งานของฉัน' }).waitFor()
    return new Official(page, office, procedure)
  }

  /** The words on the button of an event, as the chart has them. */
  titleOf(type: string): string {
    for (const { name, transition } of allTransitions(this.#procedure.chart))
      if (name === type) return transition.meta.title.th
    throw new Error(`The chart has no ${type}`)
  }

  /** Begins a new request by the ground's procedure; answers its form. */
  async begin(): Promise<Locator> {
    const { page } = this
    await page.getByRole('link', { name: 'เริ่มเรื่องใหม่', exact: true }).first().click()
    const form = page.locator('form.content-editor')
    const asked = page.getByRole('heading', { name: 'เลือกขั้นตอนปฏิบัติ' })
    await form.or(asked).waitFor()
    // An office with one procedure asks nothing.
    if (await asked.count())
      await page.getByRole('link', { name: `เริ่มเรื่องใหม่ ${this.#procedure.title.th}`, exact: true }).click()
    await form.waitFor()
    return form
  }

  /** Fills the form of a new request and stops at its page; answers the request's id. */
  async propose(content: Record<string, string>, { tick = [] }: { tick?: string[] } = {}): Promise<string> {
    const { page } = this
    const form = await this.begin()
    for (const field of this.#procedure.form) {
      const value = content[field.name]
      if (value === undefined) continue
      if (field.type === 'category') await this.#choose(field.title.th, value)
      else await form.getByLabel(field.title.th, { exact: false }).first().fill(value)
    }
    for (const option of tick)
      await form.getByRole('checkbox', { name: option, exact: false }).first().check({ force: true })
    await form.locator('.save-state[data-state=saved]').getByText('บันทึกแล้ว').waitFor()
    await form.getByRole('button', { name: 'ไปที่หน้าเรื่องเพื่อเสนอ' }).click()
    await page.getByRole('heading', { name: 'รายการที่ท่านดำเนินการได้' }).waitFor()
    const [, id = ''] = /\/requests\/([^/]+)$/.exec(page.url()) ?? []
    return id
  }

  async open(request: string): Promise<void> {
    await this.page.goto(`${this.#office.url}/requests/${request}`)
    await this.#loaded()
  }

  /** Opens the request from the inbox, where it must be waiting. */
  async openFromInbox(title: string): Promise<void> {
    await this.page.goto(`${this.#office.url}/`)
    await this.page.getByRole('link', { name: title }).first().click()
    await this.#loaded()
  }

  /** The request with its chart and its history: each is a load of its own. */
  async #loaded(): Promise<void> {
    await this.page.getByRole('heading', { name: 'รายการที่ท่านดำเนินการได้' }).waitFor()
    // Not by a function in the page, which would be evaluated there: the product's policy forbids that.
    await this.page.locator('main .skeleton').first().waitFor({ state: 'detached' })
  }

  /** Takes a choice and waits until the page says that it is done. */
  async take(
    type: string,
    { checkAll, check = [], write, publishUntil, fill = {} }: Given = {},
  ): Promise<void> {
    const { page } = this
    const title = this.titleOf(type)
    const section = page.locator('section.request-choices')
    const opener = section.getByRole('button', { name: `${title}…`, exact: true })
    const submit = section.getByRole('button', { name: title, exact: true })
    await opener.or(submit).first().waitFor()
    if (await opener.count()) await opener.click()
    const form = section
      .locator('form.choice-form')
      .filter({ has: page.getByRole('button', { name: title, exact: true }) })
    if (checkAll) for (const box of await form.getByRole('checkbox').all()) await box.check({ force: true })
    for (const name of check) await form.getByRole('checkbox', { name, exact: false }).check({ force: true })
    if (write) await form.getByRole('textbox').first().fill(write)
    if (publishUntil) await typeDay(form, publishUntil)
    for (const [label, value] of Object.entries(fill))
      await form.getByLabel(label, { exact: false }).first().fill(value)
    await submit.click()
    try {
      await page.getByText(`บันทึกแล้ว: ${title}`).waitFor()
    } catch (error) {
      const picture = join(tmpdir(), `prakat-journey-${type}.png`)
      await page.screenshot({ path: picture, fullPage: true })
      throw new Error(`${type} was not taken; the page is in ${picture}`, { cause: error })
    }
  }

  /** Changes the text of a request in its editor and comes back to its page. */
  async rewrite(request: string, field: string, text: string): Promise<void> {
    const { page } = this
    await page.goto(`${this.#office.url}/requests/${request}/edit`)
    const form = page.locator('form.content-editor')
    await form.getByLabel(field, { exact: false }).first().fill(text)
    await form.locator('.save-state[data-state=saved]').getByText('บันทึกแล้ว').waitFor()
    await form.getByRole('button', { name: 'กลับไปที่หน้าเรื่อง' }).click()
    await page.getByRole('heading', { name: 'รายการที่ท่านดำเนินการได้' }).waitFor()
  }

  /** All that the page says. */
  says(): Promise<string> {
    return this.page.locator('main').innerText()
  }

  async #choose(label: string, option: string): Promise<void> {
    await this.page
      .getByRole('button', { name: new RegExp(label) })
      .first()
      .click()
    await this.page.getByRole('option', { name: option }).first().click()
  }

  close(): Promise<void> {
    return this.page.context().close()
  }
}
