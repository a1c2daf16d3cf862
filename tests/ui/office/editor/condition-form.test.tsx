/** @jest-environment ./tests/support/browser-environment.ts */
import { describe, expect, test } from '@jest/globals'
import { screen, within } from '@testing-library/react'
import { checkProcedure } from '../../../../machines/procedure/check-procedure.ts'
import type { Guard } from '../../../../machines/procedure/procedure.ts'
import type { PlacedProblem } from '../../../../ui/office/drafts/editor/draft-problems.ts'
import { type Json, valueAt } from '../../../../ui/office/drafts/editor/edits/json.ts'
import { transitionsOf } from '../../../../ui/office/drafts/editor/edits/walk.ts'
import { ConditionForm } from '../../../../ui/office/drafts/editor/forms/condition-form.tsx'
import { choice, conditional, director, is, urgent, when } from '../../../support/conditional-procedure.ts'
import { EditorPage } from '../../../support/editor-page.tsx'
import { cleanScreens, FakeApi, named, show, squeezed, text } from '../../../support/screen.tsx'

cleanScreens()
const at = ['chart', 'states', 'sorting', 'always']
const asked = (value: string) => ({ type: 'asked', params: { field: 'kinds', value } })
const draftWith = (guard: object | undefined): Json => ({
  form: [
    {
      ...{ name: 'kinds', type: 'checkboxes', title: text('ลักษณะข้อมูล'), required: false },
      options: [
        { id: 'personal', title: text('มีข้อมูลส่วนบุคคล') },
        { id: 'urgent', title: text('เร่งด่วน') },
      ],
    },
  ],
  chart: {
    states: {
      sorting: { meta: { title: text('คัดแยก') }, always: { target: 'a', ...(guard && { guard }), meta: {} } },
    },
  },
})

function open(guard?: object) {
  let json = draftWith(guard)
  const page = (
    <EditorPage
      first={json}
      at={at}
      onChange={(next) => {
        json = next
      }}
    >
      {(draft) => {
        const [placed] = transitionsOf(draft)
        return placed ? <ConditionForm placed={placed} /> : null
      }}
    </EditorPage>
  )
  const view = show(page, new FakeApi())
  const choose = async (
    label: string,
    option: string,
    inside = screen as Pick<typeof screen, 'getByRole'>,
  ) => {
    // A select is called by what is chosen, and then by its label.
    await view.user.click(inside.getByRole('button', { name: (said) => squeezed(said).endsWith(label) }))
    await view.user.click(screen.getByRole('option', named(option)))
  }
  return { ...view, choose, guard: () => valueAt(json, [...at, 'guard']) }
}
const inCondition = (number: number) => within(screen.getByRole('group', { name: `เงื่อนไขที่ ${number}` }))

describe('the condition of an automatic transition', () => {
  test('is put together of several, each with its field and answer', async () => {
    const { user, choose, guard } = open(asked('personal'))
    await choose('ใช้ทางนี้เมื่อ', 'ตรงตามเงื่อนไขต่อไปนี้ทุกข้อ')
    expect(guard()).toEqual({ type: 'all', params: { of: [asked('personal')] } })
    await user.click(screen.getByRole('button', { name: 'เพิ่มเงื่อนไข' }))
    await choose('เงื่อนไข', 'ไม่ได้เลือกคำตอบนี้ในแบบฟอร์ม', inCondition(2))
    await choose('คำตอบ', 'เร่งด่วน', inCondition(2))
    expect(guard()).toEqual({
      type: 'all',
      params: { of: [asked('personal'), { type: 'notAsked', params: asked('urgent').params }] },
    })
  })

  test('keeps what stood there when another kind is chosen, and a part is taken out alone', async () => {
    const of = [asked('personal'), { type: 'not', params: { of: asked('urgent') } }]
    const { user, choose, guard } = open({ type: 'all', params: { of } })
    await choose('ใช้ทางนี้เมื่อ', 'ตรงตามเงื่อนไขต่อไปนี้ข้อใดข้อหนึ่ง')
    expect(guard()).toEqual({ type: 'any', params: { of } })
    await choose('ใช้ทางนี้เมื่อ', 'ไม่ตรงตามเงื่อนไขต่อไปนี้')
    expect(guard()).toEqual({ type: 'not', params: { of: { type: 'any', params: { of } } } })
    await user.click(screen.getByRole('button', { name: 'ลบ เงื่อนไขที่ 1' }))
    expect(guard()).toEqual({ type: 'not', params: { of: { type: 'any', params: { of: of.slice(1) } } } })
    // The last one stays: several of nothing is no condition.
    expect(screen.queryByRole('button', { name: /ลบ/ })).toBeNull()
  })

  test('goes no deeper than the language does', () => {
    const deep = {
      type: 'not',
      params: { of: { type: 'not', params: { of: { type: 'not', params: { of: asked('urgent') } } } } },
    }
    open(deep)
    const deepest = screen.getAllByRole('button', named('เงื่อนไข')).at(-1)
    expect(deepest?.textContent).toContain('เลือกคำตอบนี้ในแบบฟอร์ม')
  })

  test('is none where the transition is for every request', async () => {
    const { choose, guard } = open(asked('personal'))
    await choose('ใช้ทางนี้เมื่อ', 'ทุกเรื่อง')
    expect(guard()).toBeUndefined()
  })
})

describe('the condition of a choice', () => {
  const start = (guard: Guard, problems: PlacedProblem[] = []) => {
    let json = conditional({ APPROVE: choice('APPROVE', 'other', guard) }) as unknown as Json
    const place = ['chart', 'states', 'checking', 'on', 'APPROVE']
    const page = (
      <EditorPage
        first={json}
        at={place}
        problems={problems}
        onChange={(next) => {
          json = next
        }}
      >
        {(draft) => {
          const placed = transitionsOf(draft).find(({ name }) => name === 'APPROVE')
          return placed ? <ConditionForm placed={placed} /> : null
        }}
      </EditorPage>
    )
    const view = show(page, new FakeApi())
    const choose = async (label: string, option: string) => {
      await view.user.click(screen.getByRole('button', { name: (said) => squeezed(said).endsWith(label) }))
      await view.user.click(screen.getByRole('option', named(option)))
    }
    return { ...view, choose, guard: () => valueAt(json, [...place, 'guard']), json: () => json }
  }
  const may: Guard = { type: 'may', params: director }

  test('is set in words, beside who may take it, and the whole is sound', async () => {
    const { choose, guard, json } = start(may)
    await choose('ดำเนินการได้เมื่อ', 'ช่องข้อมูลมีค่าตามที่กำหนด')
    await choose('ช่องข้อมูล', 'ช่อง urgent')
    await choose('ค่าในช่อง', 'เป็นค่านี้')
    await choose('ค่า', 'ตอบ yes')
    expect(guard()).toMatchObject({ type: 'all', params: { of: [may, urgent] } })
    expect(checkProcedure(json())).toMatchObject({ ok: true })
    await choose('ดำเนินการได้เมื่อ', 'ทุกเรื่อง')
    expect(guard()).toMatchObject(may)
    expect(checkProcedure(json())).toMatchObject({ ok: true })
  })

  test('offers of a field what its type knows, and keeps the value where another comparison is chosen', async () => {
    const { choose, guard, user } = start(when(director, urgent))
    await user.click(screen.getByRole('button', { name: (said) => squeezed(said).endsWith('ค่าในช่อง') }))
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual([
      'เป็นค่านี้',
      'เป็นค่าใดค่าหนึ่งต่อไปนี้',
      'ยังไม่ได้กรอก',
    ])
    await user.click(screen.getByRole('option', named('เป็นค่าใดค่าหนึ่งต่อไปนี้')))
    await user.click(screen.getByRole('checkbox', named('ตอบ no')))
    const several = is({ field: 'urgent', test: 'oneOf', values: ['yes', 'no'] })
    expect(guard()).toMatchObject({ params: { of: [{}, several] } })
    await choose('ช่องข้อมูล', 'ช่อง due')
    await choose('ค่าในช่อง', 'ตั้งแต่วันที่นี้เป็นต้นไป')
    expect(guard()).toMatchObject({ params: { of: [{}, { params: { field: 'due', test: 'atLeast' } }] } })
  })

  test('says beside the value what is wrong with the value', () => {
    const at = ['chart', 'states', 'checking', 'on', 'APPROVE', 'guard', 'params', 'of', 1, 'params', 'value']
    const message = text('ช่อง "urgent" มีค่า "maybe" ไม่ได้: ไม่มีตัวเลือกนี้')
    const wrong = is({ field: 'urgent', test: 'equals', value: 'maybe' })
    start(when(director, wrong), [
      { at, place: at.join('.'), code: 'impossible_value', message } as PlacedProblem,
    ])
    const said = screen.getAllByText(message.th)
    expect(said).toHaveLength(1)
    expect(said[0]?.closest('.field')?.textContent).toMatch(/^ค่า/)
  })
})
