/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, waitFor } from '@testing-library/react'
import type { Office } from '../../../api/http/contract.ts'
import type { SiteView } from '../../../api/http/site-contract.ts'
import { FilingForm } from '../../../ui/office/settings/filing-form.tsx'
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
const office: Office = {
  id: 'cmi3',
  name: text('สำนักงาน'),
  abbreviation: text('สพป.'),
  digits: 'arab',
  inspectorAllowed: false,
  draftsOpen: false,
  roles: [],
  groups: [],
  categories: [{ id: '1.6', number: '๑.๖', title: text('ข้อมูลการจัดซื้อจัดจ้าง') }],
  laws: [],
  procedures: [],
}

describe('The form of the indexes by law', () => {
  test('shows where a kind usually stands, and sends what is filed otherwise', async () => {
    const api = new FakeApi()
    api.answer('PATCH /api/offices/{office}/site', { ...site, filing: { '1.6': '9.8.2' } })
    const { user } = show(<FilingForm office={office} site={site} />, api)
    expect(isSaid('มาตรา ๙ (๘)-๑ การจัดซื้อจัดจ้าง')).toBe(true)
    await user.click(screen.getByRole('button', { name: /จัดไว้ในข้อ/ }))
    await user.click(screen.getByRole('option', { name: /สขร/ }))
    await user.click(screen.getByRole('button', { name: 'บันทึกดัชนีและชุดข้อมูล' }))
    await waitFor(() => expect(isSaid('บันทึกแล้ว เว็บไซต์แสดงตามนี้ตั้งแต่บัดนี้')).toBe(true))
    expect(api.sent.at(0)?.body).toEqual({ filing: { '1.6': '9.8.2' } })
  })

  test('says why there is nothing to file where the document lists no kinds, and asks for the one dataset', async () => {
    const api = new FakeApi()
    const { user } = show(<FilingForm office={{ ...office, categories: [] }} site={site} />, api)
    expect(isSaid('เอกสารของสำนักงานไม่ได้แบ่งประเภทข้อมูล')).toBe(true)
    api.answer('PATCH /api/offices/{office}/site', site)
    await user.click(screen.getByRole('button', { name: /ปรับปรุงทุก/ }))
    await user.click(screen.getByRole('option', { name: 'เดือน' }))
    await user.click(screen.getByRole('button', { name: 'บันทึกดัชนีและชุดข้อมูล' }))
    await waitFor(() => expect(api.sent.at(0)?.body).toEqual({ catalogue: { frequency: { all: 'เดือน' } } }))
  })
})
