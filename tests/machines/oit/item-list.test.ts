import { describe, expect, test } from '@jest/globals'
import { correctedList, oitCode, oitListOf } from '../../../machines/oit/item-list.ts'
import { oitLists } from '../../../machines/oit/lists.ts'

describe('the lists', () => {
  test.each([
    [2565, 'O42', 'มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน'],
    [2566, 'O10', 'นโยบายคุ้มครองข้อมูลส่วนบุคคล'],
  ])('of %d is complete: 43 items, each once, in order', (fiscalYear, code, title) => {
    const list = oitListOf('nacc', fiscalYear)
    expect([list?.fiscalYear, list?.isComplete]).toEqual([fiscalYear, true])
    expect(list?.items.map((item) => item.code)).toEqual(
      Array.from({ length: 43 }, (_, index) => `O${index + 1}`),
    )
    expect(list?.items).toContainEqual({ code, title })
  })

  test('of later years say that they are not complete, and hold no guess in brackets', () => {
    const later = oitLists.filter(({ fiscalYear }) => fiscalYear > 2566)
    expect(later.length).toBeGreaterThanOrEqual(4)
    for (const { isComplete, items } of later) {
      expect(isComplete).toBe(false)
      for (const { code, title } of items) {
        expect(code).toMatch(oitCode)
        expect(title).not.toMatch(/^\(|—|ฯ$/)
      }
      expect(new Set(items.map(({ code }) => code)).size).toBe(items.length)
    }
  })

  test('stand in for the years after them, and for none before', () => {
    expect(oitListOf('nacc', 2570)?.fiscalYear).toBe(2569)
    expect(oitListOf('nacc', 2564)).toBeUndefined()
    expect(oitListOf('obec', 2566)).toBeUndefined()
    expect(oitListOf('obec', 2570)?.fiscalYear).toBe(2567)
  })
})

describe('a list that an office put right', () => {
  const listed = ['O1', 'O2', 'O10'].map((code) => ({ code, title: `ข้อ ${code}` }))
  const change = (code: string, title: string, isRemoved = false) => ({ code, title, isRemoved })

  test('holds what was added in the order of the codes, and what was renamed by its new name', () => {
    const { items, removed } = correctedList(listed, [change('O3', 'ใหม่'), change('O2', 'ชื่อใหม่')])
    expect(items).toEqual([
      { code: 'O1', title: 'ข้อ O1', origin: 'listed' },
      { code: 'O2', title: 'ชื่อใหม่', origin: 'renamed' },
      { code: 'O3', title: 'ใหม่', origin: 'added' },
      { code: 'O10', title: 'ข้อ O10', origin: 'listed' },
    ])
    expect(removed).toEqual([])
  })

  test('leaves out what was taken out, and has it again as it was once it is named so', () => {
    const without = correctedList(listed, [change('O2', 'ข้อ O2', true)])
    expect(without.items.map(({ code }) => code)).toEqual(['O1', 'O10'])
    expect(without.removed).toEqual([{ code: 'O2', title: 'ข้อ O2' }])
    const again = correctedList(listed, [change('O2', 'ข้อ O2')])
    expect(again.items[1]).toEqual({ code: 'O2', title: 'ข้อ O2', origin: 'listed' })
  })
})
