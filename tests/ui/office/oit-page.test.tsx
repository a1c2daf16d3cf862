/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen, waitFor, within } from '@testing-library/react'
import type { OitBoard } from '../../../api/http/oit-contract.ts'
import { OitPage } from '../../../ui/office/oit/oit-page.tsx'
import {
  cleanScreens,
  FakeApi,
  isSaid,
  named,
  namedJust,
  show,
  squeezed,
  text,
} from '../../support/screen.tsx'

cleanScreens()
type Item = OitBoard['items'][number]
const publication = (standing: 'current' | 'ended' | 'earlier', title: string) => ({
  id: title,
  request: `r-${title}`,
  title,
  url: `/o/cmi3/items/${title}`,
  publishedAt: '2026-10-05T03:00:00.000Z',
  correctedAt: null,
  endedAt: standing === 'ended' ? '2026-10-20T03:00:00.000Z' : null,
  standing,
})
const item = (code: string, coverage: OitBoard['items'][number]['coverage']) => ({
  code,
  title: `รายการ ${code}`,
  origin: 'listed' as const,
  coverage,
  explanation: '',
  publications: [],
})
const board = (change: Partial<OitBoard> = {}): OitBoard => ({
  assessor: 'nacc',
  fiscalYear: 2570,
  listOf: 2569,
  isComplete: false,
  years: [2570, 2569],
  figures: { items: 3, covered: 1, stale: 1, missing: 1 },
  items: [
    { ...item('O1', 'covered'), publications: [publication('current', 'โครงสร้าง')] },
    {
      ...item('O2', 'stale'),
      publications: [publication('ended', 'แผนเดิม'), publication('earlier', 'แผนปีก่อน')],
    },
    item('O10', 'missing'),
  ],
  removed: [],
  mayChangeList: false,
  ...change,
})
function open(answer: OitBoard, at = '/office/oit') {
  const api = new FakeApi()
  api.answer('GET /api/offices/{office}/oit', answer)
  return { api, ...show(<OitPage />, api, { at }) }
}
const rowOf = (code: string) =>
  within(screen.getByRole('heading', named(`${code} รายการ`)).closest('li') as HTMLElement)

test('each item says in words whether it is covered, by what, and why it is stale', async () => {
  open(board())
  await screen.findByRole('heading', named('O1 รายการ'))
  expect(isSaid('รายการยังไม่ครบถ้วน ตรวจกับคู่มือการประเมิน')).toBe(true)
  expect(isSaid('จึงแสดงรายการของปี 2569')).toBe(true)
  expect(rowOf('O1').getByText('เผยแพร่แล้ว')).toBeTruthy()
  expect(rowOf('O1').getByRole('link', namedJust('โครงสร้าง')).getAttribute('href')).toBe(
    '/o/cmi3/items/โครงสร้าง',
  )
  const stale = squeezed(rowOf('O2').getByText('ต้องปรับปรุง').closest('li')?.textContent ?? '')
  expect(stale).toContain('สิ้นสุดการเผยแพร่เมื่อ20ต.ค.2569')
  expect(stale).toContain('เผยแพร่ก่อนปีงบประมาณนี้')
  // What has ended leads nowhere.
  expect(rowOf('O2').queryByRole('link', namedJust('แผนเดิม'))).toBeNull()
  expect(rowOf('O10').getByText('ยังไม่มี')).toBeTruthy()
  expect(screen.queryByRole('button', named('เปลี่ยนชื่อ'))).toBeNull()
})

test('the files are of the list that is shown, and a state in the address leaves the others out', async () => {
  open(board(), '/office/oit?state=missing')
  await screen.findByRole('heading', named('O10 รายการ'))
  expect(screen.queryByRole('heading', named('O1 รายการ O1'))).toBeNull()
  const query = 'assessor=nacc&year=2570&format'
  expect(screen.getByRole('link', named('Excel')).getAttribute('href')).toBe(
    `/api/offices/cmi3/oit/file?${query}=xlsx&lang=th`,
  )
  expect(screen.getByRole('link', named('CSV')).getAttribute('href')).toContain(`${query}=csv`)
})

test('an administrator adds an item, and a refusal stands at the field that it is about', async () => {
  const { api, user } = open(board({ mayChangeList: true, removed: [{ code: 'O9', title: 'ที่นำออก' }] }))
  await screen.findByRole('heading', named('O1 รายการ'))
  const add = within(screen.getByRole('form', named('เพิ่มรายการ')))
  await user.click(add.getByRole('button', named('เพิ่มรายการ')))
  expect(add.getAllByText('ต้องกรอก')).toHaveLength(2)
  expect(api.changes).toEqual([])
  await user.type(add.getByRole('textbox', named('รหัสข้อ')), 'o12')
  await user.type(add.getByRole('textbox', named('ชื่อรายการ')), 'รายการใหม่')
  api.refuse('PUT /api/offices/{office}/oit/items/{code}', {
    code: 'invalid_request',
    status: 400,
    errors: [{ path: 'code', message: text('รหัสข้อไม่ถูกต้อง') }],
  })
  await user.click(add.getByRole('button', named('เพิ่มรายการ')))
  const code = add.getByRole('textbox', named('รหัสข้อ'))
  await waitFor(() => expect(code.getAttribute('aria-invalid')).toBe('true'))
  expect(isSaid('รหัสข้อไม่ถูกต้อง')).toBe(true)
  expect(api.changes.at(-1)).toMatchObject({
    operation: 'PUT /api/offices/cmi3/oit/items/O12',
    body: { assessor: 'nacc', fiscalYear: 2570, title: 'รายการใหม่' },
  })
  api.answer('PUT /api/offices/{office}/oit/items/{code}', board())
  await user.click(screen.getByRole('button', named('นำกลับมา ข้อ O9')))
  await waitFor(() =>
    expect(api.changes.at(-1)).toMatchObject({
      operation: 'PUT /api/offices/cmi3/oit/items/O9',
      body: { title: 'ที่นำออก' },
    }),
  )
})

test('an explanation is written at its item, and one that was not saved stays in the form', async () => {
  const { api, user } = open(board())
  await screen.findByRole('heading', named('O10 รายการ'))
  await user.click(rowOf('O10').getByRole('button', named('เขียนคำอธิบาย ของข้อ O10')))
  const field = rowOf('O10').getByRole<HTMLTextAreaElement>('textbox', named('คำอธิบาย'))
  await user.type(field, 'อยู่ระหว่างจัดทำ')
  api.cutOff('PUT /api/offices/{office}/oit/items/{code}/explanation')
  await user.click(rowOf('O10').getByRole('button', namedJust('บันทึก')))
  await screen.findByRole('alert')
  expect(field.value).toBe('อยู่ระหว่างจัดทำ')
  api.answer('PUT /api/offices/{office}/oit/items/{code}/explanation', board())
  await user.click(rowOf('O10').getByRole('button', namedJust('บันทึก')))
  await waitFor(() => expect(rowOf('O10').queryByRole('textbox')).toBeNull())
  const opener = rowOf('O10').getByRole('button', named('เขียนคำอธิบาย'))
  await waitFor(() => expect(document.activeElement).toBe(opener))
})

test('an explanation that another wrote meanwhile is shown beside mine, and replaced only once it was', async () => {
  const { api, user } = open(board())
  await screen.findByRole('heading', named('O10 รายการ'))
  await user.click(rowOf('O10').getByRole('button', named('เขียนคำอธิบาย ของข้อ O10')))
  await user.type(rowOf('O10').getByRole('textbox'), 'ของฉัน')
  const message = text('มีผู้อื่นแก้คำอธิบายของข้อนี้')
  api.refuse('PUT /api/offices/{office}/oit/items/{code}/explanation', {
    ...{ code: 'revision_conflict', status: 409, message },
  })
  const [first, second, third] = board().items as [Item, Item, Item]
  const theirs = board({ items: [first, second, { ...third, explanation: 'ของผู้อื่น' }] })
  api.answer('GET /api/offices/{office}/oit', theirs)
  await user.click(rowOf('O10').getByRole('button', namedJust('บันทึก')))
  await waitFor(() => expect(isSaid('ของผู้อื่น')).toBe(true))
  expect(rowOf('O10').getByRole<HTMLTextAreaElement>('textbox').value).toBe('ของฉัน')
  api.answer('PUT /api/offices/{office}/oit/items/{code}/explanation', board())
  await user.click(rowOf('O10').getByRole('button', namedJust('บันทึก')))
  await waitFor(() => expect(rowOf('O10').queryByRole('textbox')).toBeNull())
  expect(api.changes.map(({ body }) => body)).toEqual([
    expect.objectContaining({ before: '', text: 'ของฉัน' }),
    expect.objectContaining({ before: 'ของผู้อื่น', text: 'ของฉัน' }),
  ])
})

test('a board that cannot be loaded again leaves what is being written where it is', async () => {
  const { api, user, client } = open(board())
  await screen.findByRole('heading', named('O10 รายการ'))
  await user.click(rowOf('O10').getByRole('button', named('เขียนคำอธิบาย ของข้อ O10')))
  await user.type(rowOf('O10').getByRole('textbox'), 'อยู่ระหว่างจัดทำ')
  api.cutOff('GET /api/offices/{office}/oit')
  await client.invalidateQueries()
  await screen.findByRole('button', named('ลองอีกครั้ง'))
  expect(rowOf('O10').getByRole<HTMLTextAreaElement>('textbox').value).toBe('อยู่ระหว่างจัดทำ')
})

test.each(['1234', '2701', '25x0'])('an address with the year %s shows the board of today', async (year) => {
  const { api } = open(board(), `/office/oit?year=${year}`)
  await screen.findByRole('heading', named('O1 รายการ'))
  expect(api.sent.map(({ operation }) => operation)).toEqual(['GET /api/offices/cmi3/oit?assessor=nacc'])
})

test('who takes an item out or brings it back with the keyboard is at the list then', async () => {
  const { api, user } = open(board({ mayChangeList: true }))
  await screen.findByRole('heading', named('O1 รายการ'))
  await user.click(rowOf('O10').getByRole('button', named('นำออกจากรายการ ของข้อ O10')))
  const left = board().items.slice(0, 2)
  const gone = board({ mayChangeList: true, items: left, removed: [{ code: 'O10', title: 'รายการ O10' }] })
  api.answer('PUT /api/offices/{office}/oit/items/{code}', gone)
  api.answer('GET /api/offices/{office}/oit', gone)
  await user.click(rowOf('O10').getByRole('button', namedJust('นำออกจากรายการ')))
  const list = () => screen.getByRole('heading', namedJust('รายการ'))
  await waitFor(() => expect(document.activeElement).toBe(list()))
  api.answer('GET /api/offices/{office}/oit', board({ mayChangeList: true }))
  await user.click(screen.getByRole('button', named('นำกลับมา ข้อ O10')))
  await waitFor(() => expect(document.activeElement).toBe(list()))
})
