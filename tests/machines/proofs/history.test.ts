import { expect, test } from '@jest/globals'
import { moveSnapshot } from '../../../machines/move/move.ts'
import type { Chart, Transition } from '../../../machines/procedure/procedure.ts'
import { prove } from '../../../machines/proofs/proofs.ts'
import { compile } from '../../../machines/run/compile.ts'
import { compiledOf, end, meta, now, procedureOf, requestOn, to } from '../../support/small-chart.ts'

const freeze: Partial<Transition> = { actions: { type: 'freeze' } as never }
const director = (target: string, more: Partial<Transition> = {}): Transition =>
  to(target, { guard: { type: 'may', params: { as: 'officeDirector' } }, ...more })

/**
 * The owner may ask at the desk before a certification or come there after it, and changes the text at the desk; the
 * way back leads to where the request came from. Only what remembers `certified` is one event from the public.
 */
const chart = (): Chart =>
  ({
    id: 'history',
    meta,
    initial: 'work',
    states: {
      work: {
        meta,
        initial: 'writing',
        states: {
          writing: {
            meta,
            tags: ['editable'],
            on: { SUBMIT: to('#checking', freeze), ASK: to('#desk', freeze), WITHDRAW: to('#ended') },
          },
          certified: { meta, on: { HAND_OVER: to('#desk'), PUBLISH: director('#shown') } },
          back: { type: 'history', target: 'writing' },
        },
      },
      checking: { id: 'checking', meta, on: { CERTIFY: director('#history.work.certified') } },
      desk: {
        id: 'desk',
        meta,
        tags: ['editable'],
        on: { CHANGE: to(undefined, freeze), RETURN: director('#history.work.back') },
      },
      shown: { id: 'shown', meta, tags: ['public'], on: { TAKE_DOWN: director('#ended') } },
      ended: { id: 'ended', ...end },
    },
  }) as unknown as Chart

test('what a history step remembers is part of what the proofs tell apart', () => {
  const procedure = { ...procedureOf(chart()), requires: ['CERTIFY'] }
  const facts = { holders: [], groups: [] }
  const proof = prove(procedure, facts).find(({ id }) => id === 'requires:CERTIFY')
  expect(proof).toMatchObject({ outcome: 'violated' })
  expect(proof?.path?.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['CERTIFY', 'HAND_OVER', 'CHANGE', 'RETURN', 'PUBLISH']),
  )
})

test('a request whose chart remembers steps is moved, or refused with a reason', () => {
  const from = compiledOf(chart())
  const target = compile({ ...procedureOf(chart()), requires: ['CERTIFY'] })
  const { first, take } = requestOn(from)
  const desk = take(first, { type: 'ASK' })
  const result = moveSnapshot(from, target, desk.snapshot, 'same', { at: now, holidays: new Set() })
  expect(result).toMatchObject({ ok: true, taken: { snapshot: { value: 'desk' } } })
})

test('a move is refused where a remembered step would lead past what the new version requires', () => {
  const old = chart()
  const writing = old.states.work?.states?.writing
  if (!writing?.on) throw new Error('The chart has no such step')
  writing.on.SUBMIT = to('#history.work.certified', freeze)
  const from = compiledOf(old)
  const target = compile({ ...procedureOf(chart()), requires: ['CERTIFY'] })
  const { first, take } = requestOn(from)
  const move = (...types: string[]) => {
    const desk = types.reduce((before, type) => take(before, { type }), first)
    return moveSnapshot(from, target, desk.snapshot, 'same', { at: now, holidays: new Set() })
  }
  expect(move('ASK')).toMatchObject({ ok: true })
  expect(move('SUBMIT', 'HAND_OVER')).toMatchObject({
    ok: false,
    why: { en: expect.stringMatching(/^It has not had/) },
  })
})
