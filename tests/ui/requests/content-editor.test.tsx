/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { act, screen, waitFor } from '@testing-library/react'
import type { ProcedureView, RequestView } from '../../../api/http/contract.ts'
import { ConflictMessage } from '../../../ui/requests/edit/conflict-message.tsx'
import { ContentEditor } from '../../../ui/requests/edit/content-editor.tsx'
import type { Saved } from '../../../ui/requests/edit/request-autosave.ts'
import { cleanScreens, FakeApi, isSaid, named, show, text } from '../../support/screen.tsx'

cleanScreens()
const field = (name: string, title: string, required = false) => ({
  name,
  type: 'text' as const,
  title: text(title),
  required,
})
const procedure = {
  id: 'cmi3.publication',
  form: [field('title', 'ชื่อเรื่อง', true), field('body', 'เนื้อหา')],
  categories: [],
} as unknown as ProcedureView
const saved: Saved = { id: 'r1', revision: 4, content: { title: 'แผน', body: 'เดิม' } }
const view = (revision: number, content: Record<string, unknown>) =>
  ({ id: 'r1', revision, content }) as unknown as RequestView
const changing = 'PUT /api/requests/{id}/content'
const creating = 'POST /api/requests'
const kept = 'prakat.draft.p1.r1'

function open(request: Saved | null = saved, api = new FakeApi()) {
  const done: string[] = []
  const created: string[] = []
  const editor = (
    <ContentEditor
      procedure={procedure}
      request={request}
      group="policy"
      onCreated={(id) => created.push(id)}
      onDone={(id) => done.push(id)}
      doneLabel="ไปต่อ"
    />
  )
  const shown = show(editor, api)
  const write = async (title: string, words: string) => {
    const box = screen.getByRole('textbox', named(title))
    await shown.user.clear(box)
    await shown.user.type(box, words)
  }
  const goOn = () => shown.user.click(screen.getByRole('button', { name: 'ไปต่อ' }))
  return { ...shown, api, done, created, write, goOn }
}
const state = () => document.querySelector('.save-state')?.getAttribute('data-state')

describe('what is typed', () => {
  test('is saved by itself, a pause after the last key, and the page says when', async () => {
    const { api, write } = open()
    api.answer(changing, view(5, { title: 'แผน', body: 'ใหม่' }))
    expect(isSaid('บันทึกเองขณะพิมพ์')).toBe(true)
    await write('เนื้อหา', 'ใหม่')
    expect(state()).toBe('waiting')
    expect(localStorage.getItem(kept)).toContain('ใหม่')
    await waitFor(() => expect(state()).toBe('saved'), { timeout: 3_000 })
    expect(isSaid('บันทึกแล้ว เมื่อ')).toBe(true)
    expect(api.changes).toMatchObject([
      { operation: 'PUT /api/requests/r1/content', ifMatch: '"4"', body: { content: { body: 'ใหม่' } } },
    ])
    expect(localStorage.getItem(kept)).toBeNull()
  })

  test('is saved before the page goes on, without waiting for the pause', async () => {
    const { api, write, goOn, done } = open()
    api.answer(changing, view(5, { title: 'แผน', body: 'ใหม่' }))
    await write('เนื้อหา', 'ใหม่')
    await goOn()
    await waitFor(() => expect(done).toEqual(['r1']))
  })

  test('is sent when the page is left', async () => {
    const { api, write, unmount } = open()
    api.answer(changing, view(5, { title: 'แผน', body: 'ใหม่' }))
    await write('เนื้อหา', 'ใหม่')
    unmount()
    expect(api.changes).toHaveLength(1)
    await waitFor(() => expect(localStorage.getItem(kept)).toBeNull())
  })

  test('comes back after a reload, as text that this machine had kept, and is sent', async () => {
    localStorage.setItem(kept, JSON.stringify({ content: { title: 'แผน', body: 'ค้าง' }, revision: 4 }))
    const api = new FakeApi()
    api.answer(changing, view(5, { title: 'แผน', body: 'ค้าง' }))
    open(saved, api)
    expect((screen.getByRole('textbox', named('เนื้อหา')) as HTMLTextAreaElement).value).toBe('ค้าง')
    expect(isSaid('นำข้อความที่พิมพ์ค้างไว้ในเครื่องนี้กลับมาแล้ว')).toBe(true)
    await waitFor(() => expect(state()).toBe('saved'))
  })
})

describe('a new request', () => {
  test('without a title is not sent, and says what is missing where the person wants to go on', async () => {
    const { api, write, goOn, done } = open(null)
    await write('เนื้อหา', 'เนื้อความ')
    expect(isSaid('จะบันทึกเมื่อมีชื่อเรื่อง')).toBe(true)
    await goOn()
    expect(isSaid('กรอกชื่อเรื่องก่อน')).toBe(true)
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', named('ชื่อเรื่อง'))))
    expect([api.changes, done]).toEqual([[], []])
  })

  test('begins with its first save, for the group that was chosen', async () => {
    const { api, write, goOn, created, done } = open(null)
    api.answer(creating, view(1, { title: 'แผน' }))
    await write('ชื่อเรื่อง', 'แผน')
    await goOn()
    await waitFor(() => expect(done).toEqual(['r1']))
    expect(created).toEqual(['r1'])
    expect(api.changes).toMatchObject([
      { body: { procedure: 'cmi3.publication', content: { title: 'แผน' }, group: 'policy' } },
    ])
    expect(api.changes[0]?.key).toMatch(/^[0-9a-f]{32}$/)
  })

  test('that came back from this machine can be thrown away', async () => {
    localStorage.setItem('prakat.draft.p1.new.cmi3.publication', JSON.stringify({ content: { body: 'ค้าง' } }))
    const { user } = open(null)
    await user.click(screen.getByRole('button', named('ทิ้งข้อความที่พิมพ์ไว้ แล้วเริ่มใหม่')))
    expect((screen.getByRole('textbox', named('เนื้อหา')) as HTMLTextAreaElement).value).toBe('')
    expect(localStorage.getItem('prakat.draft.p1.new.cmi3.publication')).toBeNull()
  })
})

describe('a save that failed', () => {
  test('is said as an alert with its reason, keeps the person here, and is repeated by a button', async () => {
    const { api, write, goOn, done, user } = open()
    api.cutOff(changing)
    await write('เนื้อหา', 'ใหม่')
    await goOn()
    const alert = await screen.findByRole('alert')
    expect(isSaid('ติดต่อระบบไม่ได้')).toBe(true)
    expect(alert.getAttribute('data-state')).toBe('failed')
    expect(done).toEqual([])
    api.answer(changing, view(5, { title: 'แผน', body: 'ใหม่' }))
    await user.click(screen.getByRole('button', named('บันทึกอีกครั้ง')))
    await waitFor(() => expect(state()).toBe('saved'))
  })

  test('because the machine was off line is repeated as soon as it is on line again', async () => {
    const { api, write, goOn } = open()
    api.cutOff(changing)
    await write('เนื้อหา', 'ใหม่')
    await goOn()
    await screen.findByRole('alert')
    api.answer(changing, view(5, { title: 'แผน', body: 'ใหม่' }))
    act(() => void window.dispatchEvent(new Event('online')))
    await waitFor(() => expect(state()).toBe('saved'))
  })

  test('for one field says so at the field; the others are saved', async () => {
    const { api, write, goOn } = open()
    api.refuse(changing, {
      code: 'invalid_content',
      status: 422,
      errors: [{ path: 'content.body', message: text('ยาวเกินไป') }],
    })
    await write('เนื้อหา', 'ยาวมาก')
    await goOn()
    await waitFor(() => expect(state()).toBe('partly'))
    expect(isSaid('ยาวเกินไป')).toBe(true)
    expect(isSaid('ยังไปต่อไม่ได้')).toBe(true)
    expect(screen.getByRole('textbox', named('เนื้อหา')).getAttribute('aria-invalid')).toBe('true')
  })

  test('because the session ended leaves the text on this machine, and the application knows', async () => {
    const { api, write, goOn, client } = open()
    api.refuse(changing, { code: 'not_signed_in', status: 401 })
    await write('เนื้อหา', 'ก่อนหมดเวลา')
    await goOn()
    await waitFor(() => expect(client.getQueryData(['session'])).toBeNull())
    expect(localStorage.getItem(kept)).toContain('ก่อนหมดเวลา')
  })
})

describe('a request that somebody else changed meanwhile', () => {
  async function conflict() {
    const opened = open()
    const { api, write, goOn } = opened
    api.refuse(changing, {
      code: 'revision_conflict',
      status: 409,
      current: { revision: 5, changedBy: 'มานะ', changedAt: null, what: text('แก้เนื้อหา') },
    })
    api.answer('GET /api/requests/{id}', view(5, { title: 'แผน', body: 'ของมานะ' }))
    await write('เนื้อหา', 'ของฉัน')
    await goOn()
    await waitFor(() => expect(state()).toBe('conflict'))
    await waitFor(() => expect(isSaid('ของมานะ')).toBe(true))
    return opened
  }

  test('shows who changed it and both versions, and sends nothing until one is chosen', async () => {
    const { api, done } = await conflict()
    expect(isSaid('มานะ: แก้เนื้อหา')).toBe(true)
    expect((screen.getByRole('textbox', named('เนื้อหา')) as HTMLTextAreaElement).value).toBe('ของฉัน')
    expect([api.changes.length, done]).toEqual([1, []])
  })

  test('is saved as it stands here where that is chosen, on the revision that was shown', async () => {
    const { api, user } = await conflict()
    api.answer(changing, view(6, { title: 'แผน', body: 'ของฉัน' }))
    await user.click(screen.getByRole('button', named('บันทึกฉบับของฉันแทน')))
    await waitFor(() => expect(state()).toBe('saved'))
    expect(api.changes[1]).toMatchObject({ ifMatch: '"5"', body: { content: { body: 'ของฉัน' } } })
    expect(isSaid('มานะ: แก้เนื้อหา')).toBe(false)
  })

  test('goes on from theirs where that is chosen, and nothing of it is left on this machine', async () => {
    const { api, user } = await conflict()
    await user.click(screen.getByRole('button', named('ใช้ฉบับที่บันทึกไว้ ทิ้งของฉัน')))
    expect((screen.getByRole('textbox', named('เนื้อหา')) as HTMLTextAreaElement).value).toBe('ของมานะ')
    expect(localStorage.getItem(kept)).toBeNull()
    expect(api.changes).toHaveLength(1)
  })

  test('shows what differs as it is read: files by name, rows of a table under their heads', async () => {
    const file = { sha256: 'a'.repeat(64), name: 'แผน.pdf', size: 2048, type: 'application/pdf' }
    const columns = [{ name: 'item', type: 'text', title: text('รายการ'), required: false }]
    const of = {
      ...procedure,
      form: [
        ...procedure.form,
        { ...field('files', 'ไฟล์แนบ'), type: 'files' },
        { ...field('rows', 'ตารางงบ'), type: 'table', columns },
      ],
    } as ProcedureView
    const api = new FakeApi()
    api.answer('GET /api/requests/{id}', view(5, { title: 'แผน', files: [file], rows: [{ item: 'โต๊ะ' }] }))
    show(
      <ConflictMessage
        conflict={{ revision: 5, changedBy: 'มานะ', changedAt: null, what: text('แก้เนื้อหา') }}
        request="r1"
        procedure={of}
        mine={{ title: 'แผน' }}
        onKeepMine={() => {}}
        onTakeTheirs={() => {}}
      />,
      api,
    )
    await waitFor(() => expect(isSaid('แผน.pdf')).toBe(true))
    expect(screen.getByRole('columnheader', { name: 'รายการ', hidden: true })).toBeTruthy()
    expect(document.body.textContent).not.toContain(file.sha256)
  })
})
