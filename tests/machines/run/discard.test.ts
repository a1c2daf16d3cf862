import { describe, expect, test } from '@jest/globals'
import { choices } from '../../../machines/run/choices.ts'
import { compile } from '../../../machines/run/compile.ts'
import { discard } from '../../../machines/run/discard.ts'
import { type At, discarded, replay } from '../../../machines/run/replay.ts'
import { standingOf } from '../../../machines/run/standing.ts'
import { begin, type ChartSnapshot, persist, restore, step } from '../../../machines/run/step.ts'
import type { Actor } from '../../../machines/run/vocabulary.ts'
import { meta, procedureOf, to } from '../../support/small-chart.ts'

const byOwner = { guard: { type: 'may' as const, params: { as: 'owner' } } }
const compiled = compile(
  procedureOf({
    id: 'drafts',
    initial: 'drafting',
    states: {
      drafting: {
        meta,
        tags: ['editable'],
        on: {
          PROPOSE: to('checking', { ...byOwner, actions: [{ type: 'freeze' }] }),
          NOTE: { ...to('drafting', byOwner), reenter: true },
        },
      },
      checking: { meta, on: { BACK: to('drafting', byOwner) } },
    },
  }),
)
const at = Date.parse('2026-11-20T03:00:00Z')
const holidays = new Set<string>()
const official = (person: string, group = 'ict'): Actor => ({
  person,
  appointments: [
    { id: person, office: 'here', group, role: 'officer', capacity: 'holder', orderNumber: null },
  ],
  ownsBy: 'post',
})
const owner = official('owner')
const begun = begin(compiled, { office: 'here', group: 'ict', owner: 'owner', at, holidays }).snapshot
const afterwards = (...types: string[]): ChartSnapshot =>
  types.reduce<ChartSnapshot>((snapshot, type) => {
    const taken = step(compiled, snapshot, { type, actor: owner, at, revision: 1, data: {}, holidays })
    if (!taken.ok) throw new Error(`${type} was refused`)
    return taken.snapshot
  }, begun)

describe('a draft that its owner throws away', () => {
  test('stands at no step, waits for nobody and offers nothing, also once it was stored', () => {
    const result = discard(compiled, begun, owner)
    if (!result.ok) throw new Error(result.why.en)
    const stored = restore(compiled, JSON.parse(persist(compiled, result.taken.snapshot)))
    for (const snapshot of [result.taken.snapshot, stored]) {
      expect(standingOf(compiled.procedure.chart, snapshot)).toEqual({
        ...{ steps: [], status: 'ended', waiting: false, editable: false },
      })
      expect(choices(compiled, snapshot, owner)).toEqual([])
      const again = { type: 'PROPOSE', actor: owner, at, revision: 1, data: {}, holidays }
      expect(step(compiled, snapshot, again)).toMatchObject({ ok: false, code: 'transition_not_available' })
      expect(discard(compiled, snapshot, owner)).toMatchObject({ ok: false })
    }
  })

  test.each<[string, Actor | null]>([
    ['another of the group', official('colleague')],
    ['its owner without a post in the group', official('owner', 'other')],
    ['nobody', null],
  ])('is not thrown away by %s', (_, actor) => {
    expect(discard(compiled, begun, actor)).toMatchObject({ ok: false, code: 'not_permitted' })
  })

  test.each([
    ['submitted', ['PROPOSE']],
    ['submitted and returned', ['PROPOSE', 'BACK']],
    ['acted on by an event that submits nothing', ['NOTE']],
  ])('is none any more once it was %s', (_, types) => {
    expect(discard(compiled, afterwards(...types), owner)).toMatchObject({
      ...{ ok: false, code: 'transition_not_available' },
    })
  })

  test('is so again by its event, and by an event of nobody else', () => {
    const before: At = { compiled, snapshot: begun }
    const event = {
      ...{ type: discarded, at, payload: '{}', contentRevision: 1, holidays: '[]' },
      ...{ actor: 'owner', actedAs: JSON.stringify(owner.appointments[0]) },
    }
    const whose = { office: 'here', group: 'ict', owner: 'owner' }
    expect(replay(compiled, before, event, whose)?.snapshot.status).toBe('stopped')
    expect(replay(compiled, before, { ...event, actor: 'colleague' }, whose)).toBeUndefined()
    expect(replay(compiled, { compiled, snapshot: afterwards('PROPOSE') }, event, whose)).toBeUndefined()
  })
})
