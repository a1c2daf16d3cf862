import { describe, expect, test } from '@jest/globals'
import { moveSnapshot } from '../../../machines/move/move.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { languageOf, languages } from '../../../machines/procedure/language.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { compile } from '../../../machines/run/compile.ts'
import { stepsOf } from '../../../machines/run/standing.ts'
import { now, requestOn } from '../../support/small-chart.ts'

const first: Procedure = { ...cmi3Publication }
delete first.language
const second: Procedure = { ...first, language: 2 }
const written = (language: unknown) => ({ ...first, language }) as unknown as Procedure

describe('The language of a procedure', () => {
  test('is the first where it names none, and is part of what its hash covers', () => {
    expect(languageOf(first)).toBe(1)
    expect(languageOf(second)).toBe(2)
    expect(compile(second)).toMatchObject({ language: 2, procedure: second })
    expect(compile(first)).toMatchObject({ language: 1, procedure: first })
    expect(compile(second).hash).not.toBe(compile(first).hash)
  })

  test.each([[1], [Math.max(...languages) + 1], ['2'], [null]])(
    'is refused with what there is, where it is written as %p',
    (language) => {
      const checked = checkProcedure(written(language))
      expect(checked).toMatchObject({
        ok: false,
        problems: [
          {
            place: 'language',
            code: 'unknown_language',
            message: {
              th: `ไม่รู้จักภาษารุ่น ${JSON.stringify(language)} (ใช้ได้: 2 หรือไม่ระบุ คือรุ่น 1)`,
              en: `unknown language ${JSON.stringify(language)} (known: 2; without one it is 1)`,
            },
          },
        ],
      })
    },
  )

  test('of a later release is never run by this one', () => {
    expect(() => compile(written(3))).toThrow('is written in language 3, and this release knows 1 and 2')
  })
})

test('A request moves from the first language to the second as to any other version', () => {
  const { first: begun, take } = requestOn(compile(first))
  const proposed = take(begun, { type: 'PROPOSE' })
  const event = { at: now + 86_400_000, holidays: new Set<string>() }
  const moved = moveSnapshot(compile(first), compile(second), proposed.snapshot, 'same', event)
  if (!moved.ok) throw new Error(moved.why.en)
  expect(stepsOf(moved.taken.snapshot.value)).toEqual(['certification'])
  expect(moved.taken.snapshot.context).toEqual(proposed.snapshot.context)
  expect(moved.lost).toEqual([])
})
