/** @jest-environment ./tests/support/browser-environment.ts */
import { expect, test } from '@jest/globals'
import { screen } from '@testing-library/react'
import { useState } from 'react'
import type { RequestView } from '../../../api/http/contract.ts'
import { ApiProblem } from '../../../ui/lib/api.ts'
import { type ChoiceDraft, emptyDraft, eventOf } from '../../../ui/requests/choice-draft.ts'
import { KeptFindings, PersonalData } from '../../../ui/requests/personal-data.tsx'
import { cleanScreens, FakeApi, named, namedJust, show, text } from '../../support/screen.tsx'

cleanScreens()
type Found = NonNullable<RequestView['personalData']>['findings']
const common = { field: 'attachments', fieldTitle: text('ไฟล์แนบ'), sentence: text('เพราะอะไร') }
const mobile = { ...common, kind: 'mobile' as const, name: text('หมายเลขโทรศัพท์มือถือ') }
const findings: Found = [
  {
    ...{ ...common, finding: 'attachments.0.unread@0-0', kind: 'unchecked', name: text('ไฟล์ที่ระบบตรวจไม่ได้') },
    file: { sha256: 'a'.repeat(64), name: 'สแกน.pdf', place: text('ตรวจไม่ได้ (ไฟล์ภาพ) หน้า 2') },
    ...{ before: '', text: '', after: '' },
  },
  {
    ...{ ...mobile, finding: 'body@10-22', fieldTitle: text('รายละเอียด') },
    ...{ before: 'โทร ', text: '081-234-5678', after: ' ในเวลาราชการ' },
  },
  {
    ...{ ...mobile, finding: 'attachments.1.text.0@5-17' },
    file: { sha256: 'b'.repeat(64), name: 'รายชื่อ.xlsx', place: text('แผ่นงาน ก ช่อง C2') },
    ...{ before: '', text: '089-876-5432', after: '' },
  },
]
const request = (found: Found) =>
  ({
    id: 'r1',
    editable: false,
    frozenRevision: 1,
    personalData: { revision: 1, findings: found },
  }) as RequestView

test('each finding stands with its words; one in a file with name, page or cell, and the file a click away', async () => {
  show(<PersonalData request={request(findings)} />, new FakeApi())
  await screen.findByRole('heading', { name: 'ข้อมูลส่วนบุคคลที่พบ 2 แห่ง' })
  const items = screen.getAllByRole('listitem').map((item) => item.textContent)
  expect(items).toEqual([
    'สแกน.pdf ตรวจไม่ได้ (ไฟล์ภาพ) หน้า 2',
    'รายละเอียด …โทร 081-234-5678 ในเวลาราชการ…',
    'รายชื่อ.xlsx แผ่นงาน ก ช่อง C2 …089-876-5432…',
  ])
  expect(screen.getByRole('link', { name: 'สแกน.pdf' }).getAttribute('href')).toBe(
    `/api/requests/r1/files/${'a'.repeat(64)}`,
  )
})

test('where nothing was found but something could not be read, it never says that all is well', async () => {
  show(<PersonalData request={request(findings.slice(0, 1))} />, new FakeApi())
  await screen.findByRole('heading', { name: 'มีไฟล์ที่ระบบตรวจข้อมูลส่วนบุคคลไม่ได้' })
  expect(document.body.textContent).not.toContain('ผ่าน')
})

function Kept({ onDraft }: { onDraft: (draft: ChoiceDraft) => void }) {
  const [draft, setDraft] = useState(emptyDraft)
  return (
    <KeptFindings
      findings={findings}
      draft={draft}
      onChange={(change) => {
        onDraft({ ...draft, ...change })
        setDraft({ ...draft, ...change })
      }}
      error={undefined}
      disabled={false}
    />
  )
}

test('a reason for each kind is sent for every place of that kind', async () => {
  const drafts: ChoiceDraft[] = []
  const { user } = show(<Kept onDraft={(draft) => drafts.push(draft)} />, new FakeApi())
  await user.type(await screen.findByLabelText(/ผลการเปิดอ่านส่วนที่ระบบตรวจไม่ได้ \(1 รายการ\)/), 'ไม่มี')
  await user.type(screen.getByLabelText(/หมายเลขโทรศัพท์มือถือ \(2 แห่ง\)/), 'เบอร์เวร')
  const choice = { type: 'CERTIFY', needs: [], answersFindings: true } as never
  expect(eventOf(choice, drafts.at(-1) ?? emptyDraft, request(findings)).personalData).toEqual([
    { finding: 'attachments.0.unread@0-0', reason: 'ไม่มี' },
    { finding: 'body@10-22', reason: 'เบอร์เวร' },
    { finding: 'attachments.1.text.0@5-17', reason: 'เบอร์เวร' },
  ])
})

test('a place may have a reason of its own, which goes before that of its kind', async () => {
  const drafts: ChoiceDraft[] = []
  const { user } = show(<Kept onDraft={(draft) => drafts.push(draft)} />, new FakeApi())
  const choice = { type: 'CERTIFY', needs: [], answersFindings: true } as never
  const sent = () => eventOf(choice, drafts.at(-1) ?? emptyDraft, request(findings)).personalData
  await user.click(await screen.findByRole('button', namedJust('ให้เหตุผลแยกแต่ละแห่ง')))
  await user.type(
    screen.getByRole('textbox', named('“089-876-5432” ใน รายชื่อ.xlsx แผ่นงาน ก ช่อง C2')),
    'ผู้ประสานงาน',
  )
  expect(sent()).toEqual([{ finding: 'attachments.1.text.0@5-17', reason: 'ผู้ประสานงาน' }])
  await user.type(screen.getByLabelText(/หมายเลขโทรศัพท์มือถือ \(2 แห่ง\)/), 'เบอร์เวร')
  expect(sent()).toEqual([
    { finding: 'body@10-22', reason: 'เบอร์เวร' },
    { finding: 'attachments.1.text.0@5-17', reason: 'ผู้ประสานงาน' },
  ])
})

test('a kind whose places each have a reason is not said to lack one', async () => {
  const error = new ApiProblem('invalid_event', 422, text('ไม่ครบ'), {
    ...{ type: '', title: '', status: 422, code: 'invalid_event', detail: '', message: text('ไม่ครบ') },
    errors: [{ path: 'personalData', message: text('ต้องให้เหตุผล') }],
  })
  const keptApart = { 'body@10-22': 'เบอร์เวร', 'attachments.1.text.0@5-17': 'ผู้ประสานงาน' }
  const draft = { ...emptyDraft, keptApart }
  show(
    <KeptFindings findings={findings} draft={draft} onChange={() => {}} error={error} disabled={false} />,
    new FakeApi(),
  )
  const missing = await screen.findByLabelText(/ผลการเปิดอ่าน/)
  expect(missing.getAttribute('aria-invalid')).toBe('true')
  expect(screen.getByLabelText(/หมายเลขโทรศัพท์มือถือ \(2 แห่ง\)/).getAttribute('aria-invalid')).not.toBe('true')
})
