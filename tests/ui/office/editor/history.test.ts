import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { offices } from '../../../../machines/offices/offices.ts'
import { checkProcedure } from '../../../../machines/procedure/check-procedure.ts'
import { problemsOfDraft } from '../../../../ui/office/drafts/editor/draft-problems.ts'
import { type Json, setAt } from '../../../../ui/office/drafts/editor/edits/json.ts'
import { stepsOf, transitionsOf } from '../../../../ui/office/drafts/editor/edits/walk.ts'
import {
  begin,
  edited,
  maxSteps,
  pause,
  redone,
  undone,
} from '../../../../ui/office/drafts/editor/history.ts'
import { crumbsOf, openedBy, partOf, placeOf, readPlace } from '../../../../ui/office/drafts/editor/place.ts'

const cmi3 = JSON.parse(JSON.stringify(offices[0]?.procedures[0])) as Json

describe('back and forth', () => {
  test('undoing every edit comes to the beginning, and redoing every one to the end, whatever they were', () => {
    const edits = fc.array(
      fc.record({ key: fc.constantFrom('a', 'b', 'c'), value: fc.nat(3), gap: fc.nat(3000) }),
    )
    fc.assert(
      fc.property(edits, (given) => {
        let time = 0
        let history = begin({})
        const states = [history.present]
        for (const { key, value, gap } of given) {
          time += gap
          history = edited(history, { json: setAt(history.present, [key], value), at: [key], time })
          if (history.present !== states.at(-1)) states.push(history.present)
        }
        expect(history.past.map(({ json }) => json)).toEqual(states.slice(0, -1))
        const end = history.present
        for (let step = undone(history); step; step = undone(step.history)) history = step.history
        expect(history.present).toEqual({})
        for (let step = redone(history); step; step = redone(step.history)) history = step.history
        expect(history.present).toBe(end)
      }),
    )
  })

  test('the letters of one word are one step back, until a pause or another field', () => {
    const type = (history: ReturnType<typeof begin>, what: string, value: string, time: number) =>
      edited(history, { json: setAt(history.present, [what], value), at: [what], what, time })
    let history = type(type(begin({}), 'title', 'ร', 0), 'title', 'รับ', 500)
    expect(history.past).toHaveLength(1)
    history = type(history, 'title', 'รับรอง', 500 + pause)
    expect(history.past).toHaveLength(2)
    history = type(history, 'clause', '๑', 501 + pause)
    expect(history.past).toHaveLength(3)
    expect(undone(history)).toMatchObject({ at: ['clause'], history: { present: { title: 'รับรอง' } } })
  })

  test('an edit that changes nothing is none, and a new one ends what could be redone', () => {
    const history = edited(begin({ a: 1 }), { json: { a: 2 }, at: ['a'], time: 0 })
    expect(edited(history, { json: history.present, at: ['b'], time: 1 })).toBe(history)
    const back = undone(history)
    const other = edited(back?.history ?? history, { json: { a: 3 }, at: ['a'], time: 2 })
    expect(redone(other)).toBeUndefined()
  })

  test('goes back so many steps and no more', () => {
    let history = begin({ n: 0 })
    for (let n = 1; n <= maxSteps + 20; n += 1) history = edited(history, { json: { n }, at: ['n'], time: n })
    expect(history.past).toHaveLength(maxSteps)
  })
})

describe('a place', () => {
  test('is read back from its words, and opens the step or the choice that it lies in', () => {
    for (const { at } of [...stepsOf(cmi3), ...transitionsOf(cmi3)]) {
      expect(readPlace(cmi3, placeOf(at))).toEqual(at)
      expect(openedBy(cmi3, [...at, 'meta', 'title', 'th'])?.at).toEqual(at)
      expect(partOf(at)).toBe('steps')
    }
    expect(readPlace(cmi3, 'form.2.title')).toEqual(['form', 2, 'title'])
    expect(
      ['form.1', 'requires.0', 'rules.0.by', 'order.laws', 'title'].map((place) =>
        partOf(readPlace(cmi3, place)),
      ),
    ).toEqual(['form', 'policy', 'policy', 'source', 'source'])
  })

  test('that is gone opens what is nearest around it', () => {
    const at = readPlace(cmi3, 'chart.states.certification.on.NOTHING.meta')
    expect(openedBy(cmi3, at)).toEqual({ kind: 'step', at: ['chart', 'states', 'certification'] })
    expect(openedBy(cmi3, readPlace(cmi3, 'chart.states.nowhere'))).toBeUndefined()
  })

  test('of every problem can be opened and said in words', () => {
    const broken: Json[] = [
      setAt(cmi3, ['chart', 'states', 'certification', 'on', 'CERTIFY', 'target'], 'nowhere'),
      setAt(cmi3, ['chart', 'states', 'certification', 'on', 'CERTIFY', 'guard'], undefined),
      setAt(cmi3, ['chart', 'states', 'certification', 'meta', 'title', 'th'], ''),
      setAt(cmi3, ['chart', 'states', 'published', 'after'], { never: { meta: 1 } }),
      setAt(cmi3, ['roles', 0, 'title'], 5),
      setAt(cmi3, ['requires'], ['NOTHING']),
      setAt(cmi3, ['order', 'document', 'th'], ''),
      setAt(cmi3, ['chart', 'initial'], 'nowhere'),
      setAt(cmi3, ['chart'], undefined),
    ]
    for (const json of broken) {
      const checked = checkProcedure(json)
      if (checked.ok) throw new Error('this should not be sound')
      for (const { place } of checked.problems) {
        const at = readPlace(json, place)
        expect(placeOf(at)).toBe(place)
        // The chart as a whole has no step to be named by.
        if (place !== 'chart') expect(crumbsOf(json, at).length).toBeGreaterThan(0)
      }
    }
  })

  test('is said by the step and the choice that it is about', () => {
    const at = readPlace(cmi3, 'chart.states.certification.on.CERTIFY.meta.title.th')
    expect(crumbsOf(cmi3, at)).toMatchObject([
      { what: 'step', title: { th: 'ผู้อำนวยการกลุ่มตรวจสอบและรับรองข้อมูล' } },
      { what: 'choice', title: { th: 'เห็นชอบและรับรองข้อมูล' } },
      { what: 'key', name: 'title' },
    ])
  })
})

describe('what is wrong with a draft', () => {
  test('is said all at once: an empty title hides neither a choice that leads nowhere nor a role that is unknown', () => {
    const certify = ['chart', 'states', 'certification', 'on', 'CERTIFY']
    const edits: [string[], unknown][] = [
      [['chart', 'states', 'screening', 'meta', 'title', 'th'], ''],
      [[...certify, 'target'], 'nowhere'],
      [[...certify, 'guard', 'params', 'as'], 'nobody'],
    ]
    const broken = edits.reduce((json, [at, value]) => setAt(json, at, value), cmi3)
    expect(problemsOfDraft(broken).map(({ place, code }) => [place, code])).toEqual([
      ['chart.states.screening.meta.title.th', 'invalid_shape'],
      ['chart.states.certification.on.CERTIFY.target', 'unknown_target'],
      ['chart.states.certification.on.CERTIFY.guard.params.as', 'unknown_role'],
    ])
    expect(problemsOfDraft(cmi3)).toEqual([])
  })
})
