import { describe, expect, test } from '@jest/globals'
import type { MovePlan } from '../../../api/http/procedure-contract.ts'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { pathLines } from '../../../ui/chart/chart-marks.ts'
import { orderOf, orderToBegin } from '../../../ui/office/drafts/activation/order-draft.ts'
import { allStay, sameWherePossible } from '../../../ui/office/procedures/moves/move-mapping.ts'
import { cmi3WithApproval } from '../../support/cmi3-with-approval.ts'

const procedure = cmi3WithApproval()

describe('the order that the form begins with', () => {
  const order = { number: '๑/๒๕๖๙', date: '2026-11-20', signedBy: 'ก', signedAs: null, effectiveFrom: null }

  test('is what the draft names as its own', () => {
    expect(orderToBegin({ ...procedure, order: { ...procedure.order, ...order } }, procedure)).toEqual({
      ...{ number: '๑/๒๕๖๙', date: '2026-11-20', signedBy: 'ก', signedAs: '', effectiveFrom: null },
    })
  })

  test('is empty where the draft still names the order of the version in force', () => {
    const active = { ...procedure, order: { ...procedure.order, ...order } }
    expect(orderToBegin(active, active)).toEqual({
      ...{ number: '', date: null, signedBy: '', signedAs: '', effectiveFrom: null },
    })
  })

  test('is sent without what was left empty', () => {
    expect(
      orderOf({ number: ' ', date: '2026-11-20', signedBy: ' ก ', signedAs: '', effectiveFrom: null }),
    ).toEqual({ number: null, date: '2026-11-20', signedBy: 'ก', signedAs: null, effectiveFrom: null })
  })
})

describe('a mapping', () => {
  const step = (id: string) => ({ id, title: { th: id, en: id } })
  const row = (becomes: 'moves' | 'needsDecision', ...steps: string[]): MovePlan['rows'][number] => ({
    ...{ fromVersion: 1, steps: steps.map(step), count: 1, becomes, target: [], problem: null },
    ...{ kept: [], lost: [], deadlines: [] },
  })
  const plan: MovePlan = {
    rows: [row('moves', 'drafting'), row('needsDecision', 'screening'), row('moves', 'a.one', 'b.one')],
    ...{ dryRun: { moved: 2, failed: [] }, targets: [] },
  }

  test('lets every step stay until an administrator says otherwise', () => {
    expect(allStay(plan)).toEqual({ drafting: null, screening: null, 'a.one': null, 'b.one': null })
    expect(allStay(undefined)).toEqual({})
  })

  test('sends to its like what the new version takes as it is, and leaves the rest to be decided', () => {
    expect(sameWherePossible(plan)).toEqual({
      ...{ drafting: 'drafting', screening: null, 'a.one': 'a.one', 'b.one': 'b.one' },
    })
  })
})

test('a path is drawn on its lines, each with every number that goes along it', async () => {
  const drawn = { ...procedure, layout: await layoutOf(procedure) }
  const propose = { type: 'PROPOSE', from: ['drafting'], to: ['certification'] }
  const back = { type: 'RETURN', from: ['certification'], to: ['drafting'] }
  const lines = pathLines(drawn, [propose, back, propose], String)
  const named = [...lines].map(([id, words]) => {
    const { from, to } = drawn.layout.edges.find((edge) => edge.id === id) ?? {}
    return [from, to, words]
  })
  expect(named).toEqual([
    ['drafting', 'certification', '1, 3'],
    ['certification', 'drafting', '2'],
  ])
})
