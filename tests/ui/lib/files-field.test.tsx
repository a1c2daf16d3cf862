/** @jest-environment ./tests/support/browser-environment.ts */
import { afterEach, expect, jest, test } from '@jest/globals'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { Upload } from 'tus-js-client'
import type { StoredFile } from '../../../api/http/contract.ts'
import type { FileEntry } from '../../../machines/procedure/file-entry.ts'
import { FilesField } from '../../../ui/lib/files/files-field.tsx'
import { FilesOfRequest } from '../../../ui/lib/files/files-of-request.ts'
import { cleanScreens, FakeApi, show } from '../../support/screen.tsx'

cleanScreens()
const one: FileEntry = { sha256: '1'.repeat(64), name: 'หนึ่ง.pdf', size: 2048, type: 'application/pdf' }
const two: FileEntry = { ...one, sha256: '2'.repeat(64), name: 'สอง.pdf' }
const picture: FileEntry = { ...one, sha256: '3'.repeat(64), name: 'ภาพ.jpg', type: 'image/jpeg', alt: '' }

const withFiles = (scan: StoredFile['scan'] = 'notNeeded') => {
  const api = new FakeApi()
  const sizes = { width: null, height: null }
  api.answer('GET /api/requests/{id}/files', {
    files: [one, two, picture].map(({ sha256, name, size, type }) => ({
      sha256,
      name,
      size,
      type,
      ...sizes,
      scan,
      pictured: name === 'หนึ่ง.pdf',
    })),
  })
  return api
}
let latest: FileEntry[] = []
function Field({ type, files, request }: { type: 'files' | 'album'; files: FileEntry[]; request?: string }) {
  const [value, setValue] = useState(files)
  latest = value
  return (
    <FilesOfRequest value={request}>
      <FilesField label="ไฟล์แนบ" type={type} value={value} onChange={setValue} />
    </FilesOfRequest>
  )
}
const names = () =>
  within(screen.getByRole('list', { name: 'ไฟล์ที่แนบแล้ว' }))
    .getAllByRole('link')
    .map(({ textContent }) => textContent)

test('files are put in order, given a title and removed by the keyboard alone', async () => {
  const { user } = show(<Field type="files" files={[one, two]} request="r1" />, withFiles())
  expect(names()).toEqual(['หนึ่ง.pdf', 'สอง.pdf'])
  expect(screen.getAllByText('PDF · 2 กิโลไบต์')).toHaveLength(2)
  expect((screen.getAllByRole('link')[0] as HTMLAnchorElement).getAttribute('href')).toBe(
    `/api/requests/r1/files/${one.sha256}`,
  )
  act(() => screen.getByRole('button', { name: 'เลื่อนขึ้น สอง.pdf' }).focus())
  await user.keyboard('{Enter}')
  expect(names()).toEqual(['สอง.pdf', 'หนึ่ง.pdf'])
  await user.type(screen.getAllByRole('textbox')[0] as HTMLElement, 'แผน')
  expect(latest[0]).toEqual({ ...two, title: 'แผน' })
  act(() => screen.getByRole('button', { name: 'นำออก สอง.pdf' }).focus())
  await user.keyboard('{Enter}')
  expect(latest).toEqual([one])
  expect(screen.getByText('นำ สอง.pdf ออกแล้ว')).toBeTruthy()
})

test('a picture is shown small and asks for a description for those who cannot see it', async () => {
  const { user } = show(<Field type="album" files={[picture]} request="r1" />, withFiles())
  const alt = screen.getByRole('textbox', { name: /คำบรรยายแทนภาพ/ })
  await user.type(alt, 'ครูประชุม')
  expect(latest).toEqual([{ ...picture, alt: 'ครูประชุม' }])
  expect(document.querySelector('img')?.getAttribute('src')).toBe(
    `/api/requests/r1/files/${picture.sha256}/picture?size=small`,
  )
})

test('what can be told of a file before it is sent is said at once, and nothing of it is sent', async () => {
  const { user } = show(<Field type="files" files={[one]} request="r1" />, withFiles())
  const input = document.querySelector('input[type=file]') as HTMLInputElement
  const large = new File(['x'], 'ใหญ่.pdf', { type: 'application/pdf' })
  Object.defineProperty(large, 'size', { value: 50 * 1024 * 1024 + 1 })
  await user.upload(input, [large, new File([], 'ว่าง.pdf', { type: 'application/pdf' })])
  expect(screen.getAllByRole('alert').map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('50 เมกะไบต์'),
    expect.stringContaining('ว่างเปล่า'),
  ])
  expect(latest).toEqual([one])
})

test('files of a request that does not exist yet wait until it has a title', async () => {
  const { user } = show(<Field type="files" files={[]} request="pending" />, withFiles())
  const input = document.querySelector('input[type=file]') as HTMLInputElement
  await user.upload(input, new File(['x'], 'แผน.pdf', { type: 'application/pdf' }))
  expect(screen.getByText('รอส่ง')).toBeTruthy()
  expect(screen.getByText(/เมื่อใส่ชื่อเรื่องแล้ว/)).toBeTruthy()
})

test('in a rehearsal nothing can be sent', () => {
  show(<Field type="files" files={[one]} />, withFiles())
  expect(document.querySelector('input[type=file]')).toBeNull()
  expect(screen.queryByRole('link')).toBeNull()
  expect(screen.getByText(/ในการทดลอง/)).toBeTruthy()
})

test.each([
  ['waiting', 'ยังไม่ได้ตรวจไวรัส'],
  ['infected', 'พบไวรัส'],
] as const)('a file that is %s for the scanner says so beside its name', async (scan, words) => {
  show(<Field type="files" files={[one]} request="r1" />, withFiles(scan))
  expect(await screen.findByText(new RegExp(words))).toBeTruthy()
})

test('a file that could not be sent takes no place of another', async () => {
  const many = Array.from({ length: 49 }, (_, at) => ({ ...one, sha256: String(at).padStart(64, '0') }))
  const { user } = show(<Field type="files" files={many} request="pending" />, withFiles())
  const input = document.querySelector('input[type=file]') as HTMLInputElement
  await user.upload(input, new File([], 'ว่าง.pdf', { type: 'application/pdf' }))
  await user.upload(input, new File(['x'], 'แผน.pdf', { type: 'application/pdf' }))
  expect(screen.getByText('รอส่ง')).toBeTruthy()
  await user.upload(input, new File(['y'], 'เกิน.pdf', { type: 'application/pdf' }))
  expect(screen.getByText(/แนบครบจำนวนแล้ว/)).toBeTruthy()
})

afterEach(() => {
  jest.restoreAllMocks()
})
/** Nothing is sent; the calls are those that would have begun to. */
const withoutNetwork = () => jest.spyOn(Upload.prototype, 'start').mockImplementation(() => {})
const choose = (...files: string[]) =>
  fireEvent.change(document.querySelector('input[type=file]') as HTMLInputElement, {
    target: { files: files.map((name) => new File([name], name, { type: 'application/pdf' })) },
  })
const press = (name: string) => {
  for (const button of screen.getAllByRole('button', { name })) fireEvent.click(button)
}

test('a file that is paused as soon as it is chosen is not sent', async () => {
  const sent = withoutNetwork()
  const { user } = show(<Field type="files" files={[]} request="r1" />, withFiles())
  choose('แผน.pdf')
  press('หยุดชั่วคราว')
  await user.click(screen.getByText('ไฟล์แนบ'))
  expect(screen.getByText('หยุดไว้ที่ 0%')).toBeTruthy()
  expect(sent).not.toHaveBeenCalled()
  await user.click(screen.getByRole('button', { name: 'ส่งต่อ' }))
  await waitFor(() => expect(sent).toHaveBeenCalledTimes(1))
})

test('files that go on after a pause let no more of those that wait begin', () => {
  withoutNetwork()
  show(<Field type="files" files={[]} request="r1" />, withFiles())
  choose('1.pdf', '2.pdf', '3.pdf', '4.pdf', '5.pdf', '6.pdf', '7.pdf')
  expect(screen.getAllByText('รอส่ง')).toHaveLength(5)
  press('หยุดชั่วคราว')
  press('ส่งต่อ')
  expect(screen.getAllByText('รอส่ง')).toHaveLength(3)
})
