import { describe, expect, test } from '@jest/globals'
import { compile } from '../../../machines/run/compile.ts'
import { handOver } from '../../../machines/run/hand-over.ts'
import { type At, handedOver, type PastEvent, replay } from '../../../machines/run/replay.ts'
import { begin, permit, step } from '../../../machines/run/step.ts'
import type { Actor, Appointment } from '../../../machines/run/vocabulary.ts'
import { meta, procedureOf, to } from '../../support/small-chart.ts'

const may = (as: string | string[], more: object = {}) => ({
  guard: { type: 'may' as const, params: { as, ...more } },
})
const compiled = compile(
  procedureOf({
    id: 'units',
    initial: 'drafting',
    states: {
      drafting: { meta, on: { PROPOSE: to('checking', may('owner')) } },
      checking: {
        meta,
        on: {
          CHECK: to('asking', may(['owner', 'groupDirector'], { notBy: ['PROPOSE'] })),
          BACK: to('drafting', may(['owner', 'webmaster'])),
        },
      },
      asking: { meta, on: { ANSWER: to('gone', may('owner', { unit: true })) } },
      gone: { meta, type: 'final' },
    },
  }),
)
const at = Date.parse('2026-11-20T03:00:00Z')
const holidays = new Set<string>()
const held = (role: string, group: string | null, more: Partial<Appointment> = {}): Appointment => ({
  ...{ id: `${role} ${group}`, office: 'here', group, role, capacity: 'holder', orderNumber: null },
  ...more,
})
const official = (person: string, ...appointments: Appointment[]): Actor => ({
  ...{ person, appointments, ownsBy: 'post' },
})
const officer = (person: string, group = 'ict') => official(person, held('officer', group))
const begun = () => begin(compiled, { office: 'here', group: 'ict', owner: 'owner', at, holidays }).snapshot
const event = (type: string, actor: Actor) => ({ type, actor, at, revision: 1, data: {}, holidays })
const afterwards = (types: [string, Actor][]) =>
  types.reduce((snapshot, [type, actor]) => {
    const taken = step(compiled, snapshot, event(type, actor))
    if (!taken.ok) throw new Error(`${type} was refused: ${JSON.stringify(taken)}`)
    return taken.snapshot
  }, begun())

describe('the owner acts by a post', () => {
  test.each<[string, Actor]>([
    ['no appointment at all', official('owner')],
    ['one in another group', officer('owner', 'law')],
    ['one of the whole office', official('owner', held('webmaster', null))],
    [
      'one in a group of that name in another office',
      official('owner', held('officer', 'ict', { office: 'there' })),
    ],
  ])('and does not with %s', (_, actor) => {
    expect(permit(compiled, begun(), event('PROPOSE', actor))).toEqual({
      ...{ ok: false, code: 'not_permitted', refusals: [{ code: 'owner_left', roles: ['owner'] }] },
    })
  })

  test('which is what the event names, and is no way to use that post in its own right', () => {
    const director = official('owner', held('groupDirector', 'ict'), held('officer', 'ict'))
    const permitted = permit(compiled, begun(), event('PROPOSE', director))
    expect(permitted).toMatchObject({
      ok: true,
      capacity: { role: 'groupDirector', group: 'ict', as: 'owner' },
    })
    const webmaster = official('webmaster', held('webmaster', 'ict', { as: 'owner' }))
    const checking = afterwards([['PROPOSE', officer('owner')]])
    expect(permit(compiled, checking, event('BACK', webmaster)).ok).toBe(false)
  })

  test('and who left the group may still act by another post of their own', () => {
    const checking = afterwards([['PROPOSE', officer('owner')]])
    const now = official('owner', held('webmaster', null))
    expect(permit(compiled, checking, event('BACK', now))).toMatchObject({
      ...{ ok: true, capacity: { role: 'webmaster' } },
    })
  })

  test('but an event that was recorded before that still replays', () => {
    const at0: At = { compiled, snapshot: begun() }
    const past = (actedAs: unknown): PastEvent => ({
      ...{ type: 'PROPOSE', actor: 'owner', actedAs: JSON.stringify(actedAs), at, payload: '{}' },
      ...{ contentRevision: 1, holidays: '[]' },
    })
    const whose = { office: 'here', group: 'ict', owner: 'owner' }
    expect(replay(compiled, at0, past('owner'), whose)?.snapshot.value).toBe('checking')
    const post = held('officer', 'ict', { as: 'owner' })
    expect(replay(compiled, at0, past(post), whose)?.snapshot.value).toBe('checking')
    expect(replay(compiled, at0, past({ ...post, group: 'law' }), whose)).toBeUndefined()
  })
})

describe("a unit's step", () => {
  const asking = () =>
    afterwards([
      ['PROPOSE', officer('owner')],
      ['CHECK', official('head', held('groupDirector', 'ict'))],
    ])

  test('is taken by any officer of the group, who is recorded as of the unit', () => {
    expect(permit(compiled, asking(), event('ANSWER', officer('colleague')))).toMatchObject({
      ...{ ok: true, capacity: { role: 'officer', as: 'unit' } },
    })
    expect(permit(compiled, asking(), event('ANSWER', officer('owner')))).toMatchObject({
      ...{ ok: true, capacity: { as: 'owner' } },
    })
    expect(permit(compiled, asking(), event('ANSWER', officer('stranger', 'law'))).ok).toBe(false)
  })

  test("is not meant where the chart says only 'owner'", () => {
    expect(permit(compiled, begun(), event('PROPOSE', officer('colleague')))).toMatchObject({
      ...{ ok: false, refusals: [{ code: 'not_owner' }] },
    })
  })
})

describe('a hand-over', () => {
  const director = official('head', held('groupDirector', 'ict', { capacity: 'actingByLaw' }))

  test.each<[string, Actor, boolean]>([
    ['the owner in the group', officer('owner'), true],
    ['the director of the group, or who acts', director, true],
    ['the owner who left', officer('owner', 'law'), false],
    ['a colleague', officer('colleague'), false],
    ['the director of another group', official('other', held('groupDirector', 'law')), false],
    ['an administrator', official('admin', held('admin', null)), false],
  ])('by %s', (_, actor, may) => {
    expect(handOver(compiled, begun(), actor, 'colleague').ok).toBe(may)
  })

  test('leaves the decisions with those who took them: who proposed is kept apart as before', () => {
    const checking = afterwards([['PROPOSE', officer('owner')]])
    const result = handOver(compiled, checking, director, 'colleague')
    if (!result.ok) throw new Error('refused')
    const { snapshot } = result.taken
    expect(snapshot.context).toMatchObject({
      owner: 'colleague',
      decisions: [{ type: 'PROPOSE', by: 'owner' }],
    })
    expect(snapshot.value).toBe('checking')
    expect(permit(compiled, snapshot, event('CHECK', officer('colleague'))).ok).toBe(true)
    const formerOwner = official('owner', held('groupDirector', 'ict'))
    expect(permit(compiled, snapshot, event('CHECK', formerOwner))).toMatchObject({
      refusals: [{ code: 'separation_of_duties' }],
    })
  })

  test('replays, and does not where it names an owner that the request did not have', () => {
    const at0: At = { compiled, snapshot: begun() }
    const past = (from: string): PastEvent => ({
      ...{ type: handedOver, actor: 'head', actedAs: JSON.stringify(director.appointments[0]), at },
      payload: JSON.stringify({ from, to: 'colleague', reasons: { grounds: [], text: 'ลา' } }),
      ...{ contentRevision: 1, holidays: '[]' },
    })
    const whose = { office: 'here', group: 'ict', owner: 'owner' }
    expect(replay(compiled, at0, past('owner'), whose)?.snapshot.context.owner).toBe('colleague')
    expect(replay(compiled, at0, past('stranger'), whose)).toBeUndefined()
  })
})
