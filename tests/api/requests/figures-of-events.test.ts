import { expect, test } from '@jest/globals'
import { figuresOfEvent, noPast, type Past } from '../../../api/requests/figures-of-events.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { Chart } from '../../../machines/procedure/procedure.ts'
import { begun, moved } from '../../../machines/run/replay.ts'
import { end, meta, to } from '../../support/small-chart.ts'

const ground = (id: string, th: string, en: string) => ({ id, title: { th, en } })
const chart: Chart = {
  id: 'counted',
  initial: 'draft',
  states: {
    draft: { meta, on: { PROPOSE: to('review'), GIVE_UP: to('gone') } },
    review: {
      meta,
      on: {
        NOTE: to(undefined),
        RETURN: to('draft', {
          meta: {
            ...meta,
            needs: [
              {
                field: 'reasons',
                grounds: [
                  ground('a', 'ไม่ครบ', 'Incomplete'),
                  ground('b', 'ไม่ครบ', 'Incomplete'),
                  ground('c', 'ผิด', 'Wrong'),
                ],
              },
            ],
          },
        }),
        ALLOW: to('gone'),
      },
    },
    gone: end,
  },
}

/** What is counted of each event: its kind, its name and the time, of a request whose events come a second apart. */
type Counted = [type: string, from: string[], to: string[], payload?: object]
const counted = (...events: Counted[]) => countedOn(chart, ...events)
function countedOn(chart: Chart, ...events: Counted[]) {
  const past: Past = noPast()
  return events.map(([type, fromSteps, toSteps, payload = {}], index) =>
    figuresOfEvent(
      'p',
      chart,
      {
        ...{ request: 'r', seq: index + 1, type, at: 1000 * (index + 1) },
        ...{ fromSteps: JSON.stringify(fromSteps), toSteps: JSON.stringify(toSteps) },
        payload: JSON.stringify(payload),
      },
      past,
    ).map(({ what, name, ms }) => `${what} ${name} ${ms}`.trim()),
  )
}
const because = (...grounds: string[]) => ({ reasons: { grounds, text: 'เหตุผล' } })

test('a stay is counted when a step is left, an end when it is reached, and neither where the request stays', () => {
  expect(
    counted(
      [begun, [], ['draft']],
      ['PROPOSE', ['draft'], ['review']],
      ['NOTE', ['review'], ['review']],
      ['ALLOW', ['review'], ['gone']],
    ),
  ).toEqual([['begun  0'], ['stay draft 1000'], [], ['stay review 2000', 'end gone 0']])
})

test('a return is counted once a request as the first, and its grounds each time', () => {
  const proposed = ['PROPOSE', ['draft'], ['review']] as [string, string[], string[]]
  expect(
    counted([begun, [], ['draft']], proposed, ['RETURN', ['review'], ['draft'], because('c')], proposed, [
      'RETURN',
      ['review'],
      ['draft'],
      because(),
    ]),
  ).toEqual([
    ['begun  0'],
    ['stay draft 1000'],
    ['stay review 1000', 'returned review 0', 'firstReturn  2000', 'reason ["ผิด","Wrong"] 0'],
    ['stay draft 1000'],
    ['stay review 1000', 'returned review 0', 'reason ["อื่น ๆ","Other"] 0'],
  ])
})

test('a recall by the owner is no return: only the stay is counted', () => {
  const { chart } = cmi3Publication
  const [, , recalled] = countedOn(
    chart,
    [begun, [], ['drafting']],
    ['PROPOSE', ['drafting'], ['certification']],
    ['RECALL', ['certification'], ['drafting']],
  )
  expect(recalled).toEqual(['stay certification 1000'])
})

test('of grounds that are worded alike each is counted', () => {
  const [, , returned = []] = counted(
    [begun, [], ['draft']],
    ['PROPOSE', ['draft'], ['review']],
    ['RETURN', ['review'], ['draft'], because('a', 'b', 'c')],
  )
  expect(returned.filter((one) => one.startsWith('reason'))).toEqual([
    'reason ["ไม่ครบ","Incomplete"] 0',
    'reason ["ไม่ครบ","Incomplete",1] 0',
    'reason ["ผิด","Wrong"] 0',
  ])
})

test('a move to another version ends no stay, and what came before is not known of a step that was never reached', () => {
  expect(
    counted(
      [begun, [], ['draft']],
      [moved, ['draft'], ['review']],
      ['ALLOW', ['review'], ['gone']],
      ['ALLOW', ['review'], ['gone']],
    ),
  ).toEqual([['begun  0'], [], ['stay review 1000', 'end gone 0'], ['end gone 0']])
})
