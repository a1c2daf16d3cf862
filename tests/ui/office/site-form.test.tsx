/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { SiteView } from '../../../api/http/site-contract.ts'
import { usualColours } from '../../../machines/offices/site-colours.ts'
import { SiteForm } from '../../../ui/office/settings/site-form.tsx'
import { cleanScreens, FakeApi, isSaid, show, text } from '../../support/screen.tsx'

cleanScreens()

const site: SiteView = {
  revision: 7,
  name: { th: 'สำนักงาน', en: 'Office' },
  colours: null,
  contact: { address: '', telephone: '', email: '' },
  menu: [],
  seal: null,
  filing: {},
  catalogue: { licence: 'License not specified', coverage: 'จังหวัด', frequency: {} },
}
const patch = 'PATCH /api/offices/{office}/site'

function shown(api = new FakeApi(), as: SiteView = site) {
  return { api, ...show(<SiteForm office="cmi3" site={as} />, api) }
}
const box = (name: string) => screen.getByRole('textbox', { name: new RegExp(`^${name}`) })
const button = (name: string) => screen.getByRole('button', { name })

describe("The form of an office's site", () => {
  test('says as one types whether a colour can be read, and sends only what was changed', async () => {
    const { api, user } = shown()
    api.answer(patch, { ...site, colours: usualColours })
    await user.click(screen.getByRole('checkbox', { name: 'ใช้สีของสำนักงาน' }))
    await user.clear(box('บนพื้นมืด'))
    await user.type(box('บนพื้นมืด'), '#1d4ed8')
    expect(isSaid('ต้องไม่น้อยกว่า 4.5) เลือกสีที่อ่อนลง')).toBe(true)
    await user.clear(box('บนพื้นมืด'))
    await user.type(box('บนพื้นมืด'), '#93B4FF')
    expect(isSaid('ต้องไม่น้อยกว่า 4.5) เลือกสีที่อ่อนลง')).toBe(false)
    await user.click(button('บันทึกเว็บไซต์'))
    await waitFor(() => expect(isSaid('บันทึกแล้ว เว็บไซต์แสดงตามนี้ตั้งแต่บัดนี้')).toBe(true))
    expect(api.sent.find(({ operation }) => operation.startsWith('PATCH'))?.body).toEqual({
      colours: { light: '#1d4ed8', dark: '#93B4FF' },
    })
  })

  test('shows what the server refuses beside its field, and keeps what was filled in', async () => {
    const { api, user } = shown()
    const message = text('ที่อยู่นี้ใช้ในเมนูไม่ได้')
    api.refuse(patch, { code: 'invalid_request', status: 400, errors: [{ path: 'menu.0.url', message }] })
    await user.click(button('เพิ่มรายการ'))
    await user.type(box('ที่อยู่เว็บ'), 'http://office.example')
    await user.click(button('บันทึกเว็บไซต์'))
    await waitFor(() => expect(isSaid('ที่อยู่นี้ใช้ในเมนูไม่ได้')).toBe(true))
    expect(box('ที่อยู่เว็บ').getAttribute('aria-invalid')).toBe('true')
    expect((box('ที่อยู่เว็บ') as HTMLInputElement).value).toBe('http://office.example')
    expect(isSaid('ยังไม่ได้บันทึก สิ่งที่กรอกไว้ยังอยู่')).toBe(true)
  })

  test('shows a seal before it is saved, refuses one that is too large, and takes one away', async () => {
    const { api, user } = shown(new FakeApi(), { ...site, seal: '/o/cmi3/seal.png?v=1' })
    api.answer(patch, site)
    const input = screen.getByLabelText('เลือกภาพ')
    await user.upload(input, new File([new Uint8Array(512 * 1024 + 1)], 'a.png', { type: 'image/png' }))
    expect(isSaid('ภาพใหญ่เกิน 512 กิโลไบต์')).toBe(true)
    await user.upload(input, new File(['seal'], 'a.png', { type: 'image/png' }))
    await waitFor(() =>
      expect(screen.getByRole('img').getAttribute('src')).toBe('data:image/png;base64,c2VhbA=='),
    )
    await user.click(button('นำตราสัญลักษณ์ออก'))
    expect(screen.queryByRole('img')).toBeNull()
    await user.click(button('บันทึกเว็บไซต์'))
    await waitFor(() =>
      expect(api.sent.some(({ body }) => (body as { seal?: null })?.seal === null)).toBe(true),
    )
  })

  test('gives the code that shows the list on another website', () => {
    shown()
    expect(isSaid(`<iframe src="${window.location.origin}/o/cmi3/embed"`)).toBe(true)
  })

  test('keeps what is typed while it is being saved', async () => {
    const { api, user } = shown()
    const answer = api.answerLate(patch, { ...site, contact: { ...site.contact, telephone: '053112233' } })
    await user.type(box('โทรศัพท์'), '053112233')
    await user.click(button('บันทึกเว็บไซต์'))
    await user.clear(box('ชื่อภาษาอังกฤษ'))
    await user.type(box('ชื่อภาษาอังกฤษ'), 'Area Office 3')
    answer()
    await waitFor(() => expect((box('โทรศัพท์') as HTMLInputElement).value).toBe(''))
    expect((box('ชื่อภาษาอังกฤษ') as HTMLInputElement).value).toBe('Area Office 3')
    await user.click(button('บันทึกเว็บไซต์'))
    await waitFor(() => expect(api.changes).toHaveLength(2))
    expect(api.changes[1]?.body).toEqual({ name: { en: 'Area Office 3' } })
  })

  test('says that it was refused though one typed meanwhile, and sends nothing before that', async () => {
    const { api, user } = shown()
    const refuse = api.refuseLate(patch, { code: 'not_permitted', status: 403, message: text('ไม่มีสิทธิ') })
    await user.type(box('โทรศัพท์'), '053112233')
    await user.click(button('บันทึกเว็บไซต์'))
    await user.type(box('ชื่อภาษาอังกฤษ'), ' 3')
    await user.type(box('ชื่อภาษาอังกฤษ'), '{Enter}')
    expect(api.changes).toHaveLength(1)
    refuse()
    await waitFor(() => expect(isSaid('ไม่มีสิทธิ')).toBe(true))
    expect(isSaid('ยังไม่ได้บันทึก สิ่งที่กรอกไว้ยังอยู่')).toBe(true)
    expect((box('โทรศัพท์') as HTMLInputElement).value).toBe('053112233')
    await user.type(box('ชื่อภาษาอังกฤษ'), '0')
    expect(isSaid('ไม่มีสิทธิ')).toBe(false)
  })

  test('says why a picture that cannot be read is not the seal', async () => {
    const { user } = shown()
    const gone = new File(['seal'], 'a.png', { type: 'image/png' })
    const { FileReader: Reader } = globalThis
    globalThis.FileReader = class extends Reader {
      override readAsDataURL() {
        queueMicrotask(() => this.onerror?.(new ProgressEvent('error') as ProgressEvent<FileReader>))
      }
    }
    await user.upload(screen.getByLabelText('เลือกภาพ'), gone)
    globalThis.FileReader = Reader
    await waitFor(() => expect(isSaid('อ่านไฟล์ภาพนี้ไม่ได้')).toBe(true))
    expect(screen.getByRole('alert').textContent).toContain('ตรวจไฟล์')
  })

  test('says what another changed meanwhile, and sends it again as one who has seen that', async () => {
    const { api, user } = shown()
    const whole = text('สุดา ใจดี แก้ไขส่วนเดียวกันไปแล้ว')
    const message = text('โทรศัพท์: สุดา ใจดี เปลี่ยนเป็น “053999888”')
    api.refuse(patch, {
      ...{ code: 'revision_conflict', status: 409, message: whole },
      errors: [{ path: 'contact.telephone', message }],
    })
    await user.type(box('โทรศัพท์'), '053112233')
    await user.click(button('บันทึกเว็บไซต์'))
    await waitFor(() => expect(isSaid('สุดา ใจดี เปลี่ยนเป็น “053999888”')).toBe(true))
    expect(isSaid('สุดา ใจดี แก้ไขส่วนเดียวกันไปแล้ว')).toBe(true)
    expect((box('โทรศัพท์') as HTMLInputElement).value).toBe('053112233')
    expect(box('โทรศัพท์').getAttribute('aria-invalid')).not.toBe('true')
    expect(api.changes[0]).toMatchObject({ ifMatch: '"7"', body: { contact: { telephone: '053112233' } } })
  })
})
