import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import sharp from 'sharp'
import supertest from 'supertest'
import {
  colourProblem,
  contrastOf,
  leastContrast,
  siteGrounds,
  type Theme,
  usualColours,
} from '../../../machines/offices/site-colours.ts'
import { type Client, changeSeen, type Office, startOffice } from '../../support/office.ts'
import { refused } from '../../support/refused.ts'

let office: Office
let admin: Client
beforeAll(async () => {
  office = await startOffice()
  admin = await office.as('cmi3.admin')
})
afterAll(() => office.close())

const path = '/api/offices/cmi3/site'
const page = (address = '/o/cmi3') => supertest(office.url).get(address).buffer(true)
const drawn = (format: 'png' | 'jpeg' | 'webp' = 'png', width = 400, height = 300) =>
  sharp({ create: { width, height, channels: 3, background: '#a0522d' } })
    .withExif({ IFD0: { Copyright: 'secret-of-the-camera' } })
    .toFormat(format)
    .toBuffer()
const refusedWith = async (body: unknown) => {
  const { errors } = await refused(office.deps, 400, 'invalid_request', () => changeSeen(admin, path, body))
  return errors ?? []
}
const changeOf = async (body: unknown) => {
  const answer = await changeSeen(admin, path, body)
  expect(answer.status).toBe(200)
  return answer.body
}

describe("The colours of an office's site", () => {
  test('are measured as WCAG 2.2 does', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
    expect(contrastOf('#ffffff', '#ffffff')).toBe(1)
  })

  test('are measured against what public.css really has, and the usual ones are read well', () => {
    const css = readFileSync(new URL('../../../api/public-site/public.css', import.meta.url), 'utf8')
    const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*--canvas[^}]*)\}/g)].map(
      ([, body]) => body ?? '',
    )
    for (const [theme, sheet] of [
      ['light', light],
      ['dark', dark],
    ] as [Theme, string][]) {
      const tokenOf = (name: string) => new RegExp(`--${name}: (#\\w+)`).exec(sheet)?.[1]
      expect([tokenOf('canvas'), tokenOf('surface')]).toEqual(siteGrounds[theme].behind)
      expect(tokenOf('on-accent')).toBe(siteGrounds[theme].upon)
      expect(tokenOf('accent')).toBe(usualColours[theme])
      expect(colourProblem(theme, usualColours[theme])).toBeUndefined()
    }
  })

  test('are refused below 4.5 in either theme, with the number, and stand on the pages above it', async () => {
    expect(await refusedWith({ colours: { light: '#93b4ff', dark: '#93b4ff' } })).toMatchObject([
      { path: 'colours.light', message: { th: expect.stringContaining('1.8') } },
    ])
    expect(await refusedWith({ colours: { light: '#1d4ed8', dark: '#1d4ed8' } })).toMatchObject([
      { path: 'colours.dark' },
    ])
    // On white alone it would pass; on the pages' grey it does not.
    expect(contrastOf('#737373', '#ffffff')).toBeGreaterThan(leastContrast)
    expect(await refusedWith({ colours: { light: '#737373', dark: '#93b4ff' } })).toHaveLength(1)
    for (const no of ['red', '#fff', '#12345g', '#1d4ed8;}*{x:y', 'url(https://x)'])
      expect(await refusedWith({ colours: { light: no, dark: '#93b4ff' } })).toHaveLength(1)
    await changeOf({ colours: { light: '#6B21A8', dark: '#d8b4fe' } })
    const { text } = await page().expect(200)
    const [, sheet = ''] = /<link rel="stylesheet" href="(\/o\/cmi3\/colours\.css\?v=\w+)">/.exec(text) ?? []
    const css = await page(sheet).expect(200)
    expect(css.text).toContain(':root{--accent:#6b21a8;')
    expect(css.headers['cache-control']).toContain('immutable')
    expect((await page('/o/cmi3/colours.css').expect(200)).headers['cache-control']).toContain('max-age=0')
    await page('/o/cmi4/colours.css').expect(404)
    await changeOf({ colours: null })
    expect((await page().expect(200)).text).not.toContain('colours.css')
  })
})

describe("The seal of an office's site", () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    'is taken as %s and served as a small PNG of ours',
    async (format) => {
      const given = await drawn(format)
      const { seal } = await changeOf({ seal: given.toString('base64') })
      const { body, headers } = await page(seal).expect(200)
      expect(headers['content-type']).toBe('image/png')
      expect(headers['cache-control']).toContain('immutable')
      expect(await sharp(body).metadata()).toMatchObject({ format: 'png', width: 256, height: 192 })
      expect(body.toString('latin1')).not.toContain('secret-of-the-camera')
      expect((await page().expect(200)).text).toContain(`<img src="${seal}" alt=""`)
    },
  )

  test('is refused for what it holds, whatever it is called, and one that was taken away is gone', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><script>alert(1)</script></svg>'
    const png = await drawn()
    for (const [what, given] of [
      ['markup', Buffer.from(svg)],
      ['a document', Buffer.from('%PDF-1.7')],
      ['half a picture', png.subarray(0, 200)],
      ['too small a picture', await drawn('png', 63, 63)],
      ['too long a picture', await drawn('png', 1000, 200)],
    ] as const)
      expect([what, await refusedWith({ seal: given.toString('base64') })]).toMatchObject([
        what,
        [{ path: 'seal', message: { th: expect.stringMatching(/ภาพ/) } }],
      ])
    for (const no of ['', 'not base64!', 'A'.repeat(700_000)])
      expect(await refusedWith({ seal: no })).toHaveLength(1)
    const { seal } = (await admin('GET', path)).body
    expect((await changeOf({ seal: null })).seal).toBeNull()
    await page(seal).expect(404)
    expect((await page().expect(200)).text).not.toContain('class="seal"')
  })
})

describe("An office's site", () => {
  test('bears the name, the contact and the menu that its administrator gave, as text', async () => {
    const before = await page().expect(200)
    const name = { th: 'สำนักงาน <ทดสอบ>', en: 'Office & Co' }
    const contact = { address: '๑ ถนน <b>\nเชียงใหม่', telephone: '0 5311 2233', email: 'a@b.example' }
    const menu = [{ title: { th: 'หน้าหลัก', en: 'Home' }, url: 'https://office.example/?a=1&b="2"' }]
    expect(await changeOf({ name, contact, menu })).toMatchObject({ name, contact, menu })
    const { text } = await page().set('If-None-Match', String(before.headers.etag)).expect(200)
    const plain = text.replaceAll(/<wbr>|<span class="kept">([^<]*)<\/span>/g, '$1')
    for (const part of [
      'สำนักงาน &lt;ทดสอบ&gt;',
      '๑ ถนน &lt;b&gt;',
      '0 5311 2233',
      'href="mailto:a@b.example"',
    ])
      expect(plain).toContain(part)
    expect(plain).toContain('href="https://office.example/?a=1&amp;b=&quot;2&quot;"')
    expect((await page('/o/cmi3?lang=en')).text.replaceAll('<wbr>', '')).toContain('Office &amp; Co')
    expect((await page('/o')).text.replaceAll(/<wbr>|<[^>]*kept[^>]*>/g, '')).toContain('ทดสอบ&gt;')
    const { body } = await admin('GET', '/api/offices/cmi3/log')
    expect(body.events[0]).toMatchObject({
      type: 'site.changed',
      sentence: { th: 'เปลี่ยนเว็บไซต์สาธารณะของสำนักงาน: ชื่อสำนักงาน, ที่ติดต่อ, เมนู' },
      after: { name, contact, menu },
    })
    await changeOf({ name })
    expect((await admin('GET', '/api/offices/cmi3/log')).body.events[0].seq).toBe(body.events[0].seq)
  })

  test.each([
    [{ menu: [{ title: { th: 'ก', en: 'a' }, url: 'http://office.example' }] }, 'menu.0.url'],
    [{ menu: [{ title: { th: 'ก', en: 'a' }, url: 'javascript:alert(1)' }] }, 'menu.0.url'],
    [{ menu: [{ title: { th: 'ก', en: 'a' }, url: 'https://bank.example@evil.example' }] }, 'menu.0.url'],
    [{ menu: [{ title: { th: ' ', en: 'a' }, url: 'https://office.example' }] }, 'menu.0.title.th'],
    [{ menu: Array(9).fill({ title: { th: 'ก', en: 'a' }, url: 'https://a.example' }) }, 'menu'],
    [{ contact: { address: '', telephone: '', email: 'no' } }, 'contact.email'],
    [{ contact: { address: 'ก'.repeat(501), telephone: '', email: '' } }, 'contact.address'],
    [{ name: { th: '', en: 'a' } }, 'name.th'],
    [{ unknown: 1 }, 'unknown'],
  ])('refuses %j by its field', async (body, field) => {
    expect((await refusedWith(body)).map((error) => error.path)).toContain(field)
  })

  test("is its own administrator's alone", async () => {
    for (const who of ['cmi3.officer', 'cmi4.admin']) {
      const other = await office.as(who)
      await refused(office.deps, 403, 'not_permitted', () => other('PATCH', path, { menu: [] }))
      await refused(office.deps, 403, 'not_permitted', () => other('GET', path))
    }
  })
})

describe('Two administrators of an office', () => {
  const both = {
    name: { th: 'สำนักงานเขต', en: 'Area Office' },
    contact: { address: '', telephone: '', email: '' },
  }
  const path = '/api/offices/cmi4/site'
  let admin: Client
  let other: Client
  const changeOf = (body: unknown) => changeSeen(admin, path, body)
  beforeAll(async () => {
    admin = await office.as('cmi4.admin')
    other = await office.as('cmi4.admin')
    await changeOf({ ...both, menu: [], filing: { '1.1': null, '1.2': null } })
  })
  const seenBy = async () => `"${(await admin('GET', path)).body.revision}"`
  const sent = (who: Client, body: unknown, seen: string) => who('PATCH', path, body, { 'If-Match': seen })

  test('change different parts at the same time, also of the same thing', async () => {
    const seen = await seenBy()
    expect(
      (await sent(admin, { contact: { telephone: '053112233' }, filing: { '1.1': '7.1' } }, seen)).status,
    ).toBe(200)
    const answer = await sent(other, { contact: { email: 'a@b.example' }, filing: { '1.2': '7.2' } }, seen)
    expect(answer.body).toMatchObject({
      contact: { address: '', telephone: '053112233', email: 'a@b.example' },
      filing: { '1.1': '7.1', '1.2': '7.2' },
    })
    expect(answer.headers.get('etag')).toBe(`"${answer.body.revision}"`)
  })

  test('do not overwrite each other: the second is told what the first changed, and may then', async () => {
    const seen = await seenBy()
    const menu = [{ title: { th: 'หน้าหลัก', en: 'Home' }, url: 'https://office.example/' }]
    const first = { contact: { telephone: '053999888' }, menu, filing: { '1.2': '7.3' }, colours: null }
    expect((await sent(admin, first, seen)).status).toBe(200)
    const second = {
      contact: { telephone: '053777666', email: 'c@d.example' },
      menu: [],
      filing: { '1.2': '' },
    }
    const { errors, message, current } = await refused(office.deps, 409, 'revision_conflict', () =>
      sent(other, second, seen),
    )
    const { person } = (await admin('GET', '/api/session')).body
    expect(message.th).toContain(`${person.name} แก้ไขส่วนเดียวกันไปแล้ว`)
    expect(errors?.map((one) => [one.path, one.message.th])).toEqual([
      ['contact.telephone', `โทรศัพท์: ${person.name} เปลี่ยนเป็น “053999888”`],
      ['menu', `เมนู: ${person.name} เปลี่ยนเป็น “หน้าหลัก”`],
      ['filing.1.2', expect.stringMatching(/^๑\.๒ .* จัดไว้ในข้อ: .* เปลี่ยนเป็น “มาตรา ๗ \(๓\) สถานที่ติดต่อ/)],
    ])
    expect(`"${current?.revision}"`).toBe(await seenBy())
    expect((await sent(other, second, await seenBy())).body).toMatchObject({ ...second, menu: [] })
  })

  test('may both want the same, and one may have taken back what was done', async () => {
    const seen = await seenBy()
    await sent(admin, { name: { th: 'สำนักงานใหม่' } }, seen)
    expect((await sent(other, { name: { th: 'สำนักงานใหม่' } }, seen)).status).toBe(200)
    await changeOf({ name: both.name })
    expect((await sent(other, { name: { th: 'สำนักงานอื่น' } }, seen)).status).toBe(200)
  })

  test('say what they have seen, and it is no revision that is to come', async () => {
    const { errors } = await refused(office.deps, 400, 'invalid_request', () =>
      admin('PATCH', path, { menu: [] }),
    )
    expect(errors).toMatchObject([{ path: 'If-Match' }])
    await refused(office.deps, 409, 'revision_conflict', () => sent(admin, { menu: [] }, '"99999"'))
  })
})
