import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Express } from 'express'
import type { KyselyPlugin } from 'kysely'
import supertest, { type Response } from 'supertest'
import { createApp } from '../../../api/http/app.ts'
import { summaryOf } from '../../../machines/text/summary.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

let running: Office
/** The public site of the same server, with each statement that reads the content of requests counted. */
let site: Express
let contentsRead = 0
const counting: KyselyPlugin = {
  transformQuery: ({ node }) => {
    if (JSON.stringify(node).includes('"name":"content"')) contentsRead += 1
    return node
  },
  transformResult: async ({ result }) => result,
}
const get = (path: string, etag = '') =>
  supertest(site).get(path).set('Host', 'prakat.example').buffer(true).set('If-None-Match', etag)
const feeds = ['/o/cmi4/feed.xml', '/o/cmi4/items.json']
const textOf = (answer: Response): string => answer.text ?? JSON.stringify(answer.body)

describe('The feeds of fifty items of 300,000 characters', () => {
  beforeAll(async () => {
    running = await startOffice()
    site = createApp({ ...running.deps, reads: running.deps.reads.withPlugin(counting) })
    for (let n = 0; n < 50; n += 1) {
      running.clock.advance(1000)
      await publish(running, {
        content: { title: `เรื่องยาว ${n}`, body: `${n} ${'ข้อความยาวมาก '.repeat(7000)}` },
      })
    }
  }, 120_000)
  afterAll(() => running.close())

  test.each(feeds)('%s says how each begins, in less than 150 KB', async (path) => {
    const text = textOf(await get(path).expect(200))
    expect(Buffer.byteLength(text) < 150_000).toBe(true)
    expect(text.includes('49 ข้อความยาวมาก ข้อความยาวมาก')).toBe(true)
    expect(text.includes('ข้อความยาวมาก…')).toBe(true)
  })

  test('are made anew without reading again what stayed as it was', async () => {
    for (const path of feeds) await get(path).expect(200)
    running.clock.advance(1000)
    await publish(running, { content: { title: 'อีกเรื่อง' } })
    contentsRead = 0
    for (const path of feeds) expect(textOf(await get(path).expect(200)).includes('อีกเรื่อง')).toBe(true)
    expect(contentsRead).toBe(1)
  })

  test.each(feeds)('%s is unchanged to whoever holds it, and then no content is read', async (path) => {
    const { headers } = await get(path).expect(200)
    contentsRead = 0
    expect((await get(path, String(headers.etag)).expect(304)).text).toBe('')
    expect(contentsRead).toBe(0)
  })
})

describe('A summary', () => {
  test('is the text where that is short, on one line', () => {
    expect(summaryOf('')).toBe('')
    expect(summaryOf('  ประกาศ\n\n  เรื่อง\tรับสมัคร ')).toBe('ประกาศ เรื่อง รับสมัคร')
    expect(summaryOf('ก'.repeat(300))).toBe('ก'.repeat(300))
  })
  test('ends with a whole word and a sign that there is more', () => {
    const summary = summaryOf('โรงเรียนประถมศึกษา'.repeat(40))
    expect(summary.length).toBeLessThanOrEqual(300)
    expect(summary).toMatch(/(โรงเรียน|ประถม|ประถมศึกษา|ศึกษา)…$/)
  })
  test('holds no half of a character, and neither a word nor blanks without end', () => {
    const faces = summaryOf('😀'.repeat(200_000))
    expect(faces.isWellFormed()).toBe(true)
    expect(faces.length).toBeLessThanOrEqual(300)
    expect(summaryOf(`a${'b'.repeat(200_000)}`)).toBe(`a${'b'.repeat(298)}…`)
    expect(summaryOf(`${' '.repeat(5000)}ท้าย`)).toBe('ท้าย')
    expect(summaryOf(`${' '.repeat(200_000)}ท้าย`)).toBe('')
  })
})
