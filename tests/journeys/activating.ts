import { expect } from '@jest/globals'
import type { Locator, Page } from 'playwright-core'
import { typeDay } from './type-day.ts'

export type Said = { sentence: string; path: string[] }
export type ProofsRead = { summary: string; violated: Said[]; warning: Said[]; holds: Said[] }

/** What the page of proofs says of the draft that is open: word for word, in the order in which it says it. */
export async function readProofs(page: Page): Promise<ProofsRead> {
  await page.getByRole('link', { name: 'ตรวจสอบแผนผัง', exact: true }).click()
  await page.locator('.proofs-held').waitFor()
  const said = async (outcome: string) => {
    const items = await page.locator(`.proof-list > li[data-outcome=${outcome}]`).all()
    return Promise.all(items.map(saidBy))
  }
  return {
    summary: await page.locator('.activation-head .message').innerText(),
    violated: await said('violated'),
    warning: await said('warning'),
    holds: await said('holds'),
  }
}

async function saidBy(item: Locator): Promise<Said> {
  const sentence = await item.locator('p').first().innerText()
  const path = await item.locator('.proof-path > li').allInnerTexts()
  // The sign and the word of the outcome stand before the sentence.
  return { sentence: sentence.replace(/^\S+\s+\S+\s+/, ''), path }
}

/** Activates the draft that is open by an order of a day (YYYY-MM-DD), with the same reason for every warning. */
export async function activate(page: Page, order: { number: string; date: string }, reason: string) {
  const press = () => page.getByRole('button', { name: 'ประกาศใช้ฉบับนี้', exact: true }).click()
  await press()
  // An order has a date and a signatory, and a warning is not let pass without a word.
  expect(await page.getByText('ต้องระบุ', { exact: true }).count()).toBe(2)
  const reasons = page.getByLabel('เหตุผลที่ประกาศใช้ทั้งที่รู้ข้อนี้')
  expect(await page.getByText('ต้องให้เหตุผลของข้อนี้', { exact: true }).count()).toBe(await reasons.count())
  for (const each of await reasons.all()) await each.fill(reason)
  await page.getByLabel('เลขที่').fill(order.number)
  await page.getByLabel('ผู้ลงนาม', { exact: true }).fill('นายสมชาย ใจดี')
  await typeDay(page.getByRole('group', { name: /^ลงวันที่/ }), order.date)
  await press()
}

/** The director finds on the office page what waits, and confirms it; the draft's page has said that it waits. */
export async function confirmAsDirector(admin: Page, director: Page, office: string): Promise<void> {
  await admin.getByText('รอการยืนยัน ยังไม่มีผล').waitFor()
  await director.goto(`${office}/office`)
  await director.getByRole('button', { name: 'ยืนยัน', exact: true }).click()
  await director.getByText('ยืนยันแล้ว', { exact: true }).waitFor()
}
