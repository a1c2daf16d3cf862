import { describe, expect, test } from '@jest/globals'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Chart, FormField, Need, Transition } from '../../../machines/procedure/procedure.ts'
import { prove } from '../../../machines/proofs/proofs.ts'
import { fullOffice } from '../../support/proving.ts'
import { end, meta, procedureOf, to } from '../../support/small-chart.ts'

type Asked = { type: 'asked' | 'notAsked'; field?: string; value: string }
const options = ['website', 'board'].map((id) => ({ id, title: meta.title }))
const field = (name: string, type: FormField['type']): Need => ({
  ...{ field: name, type, title: meta.title, required: true },
  options,
})
const by = (target: string, asked?: Asked, more: Partial<Transition> = {}): Transition => ({
  target,
  ...(asked && {
    guard: { type: asked.type, params: { field: asked.field ?? 'channels', value: asked.value } },
  }),
  meta,
  ...more,
})

/** Two steps that are left by themselves, each on its conditions, for each other or for the end. */
function sieve(one: Transition[], other: Transition[], needs: Need[] = [field('channels', 'checkboxes')]) {
  const chart: Chart = {
    id: 'sieve',
    meta,
    initial: 'writing',
    states: {
      writing: {
        meta,
        tags: ['editable'],
        on: { SUBMIT: to('one', { actions: { type: 'freeze' }, meta: { ...meta, needs } }) },
      },
      one: { meta, always: one },
      other: { meta, always: other },
      checking: {
        meta,
        on: { CERTIFY: to('#ended', { guard: { type: 'may', params: { as: 'officeDirector' } } }) },
      },
      ended: { id: 'ended', ...end },
    },
  }
  const procedure = procedureOf(chart)
  const checked = checkProcedure(procedure)
  const codes = checked.ok ? [] : [...new Set(checked.problems.map(({ code }) => code))]
  const wrong = prove(procedure, fullOffice).flatMap(({ outcome, id }) =>
    outcome === 'violated' ? [id] : [],
  )
  return { codes, wrong }
}
const sound = { codes: [], wrong: [] }
const endless = { codes: ['endless_loop'], wrong: ['loop:one', 'loop:other'] }

describe('automatic transitions that lead back to where they began', () => {
  test('go round for ever without conditions, or with conditions that hold together', () => {
    expect(sieve([by('other')], [by('one')]).wrong).toEqual(endless.wrong)
    const website: Asked = { type: 'asked', value: 'website' }
    expect(sieve([by('other', website), by('checking')], [by('one', website), by('checking')])).toEqual(
      endless,
    )
    const board: Asked = { type: 'asked', value: 'board' }
    expect(sieve([by('other', website), by('checking')], [by('one', board), by('checking')])).toEqual(endless)
  })

  test('are no loop where the condition of one is what the other must not have', () => {
    const asked: Asked = { type: 'asked', value: 'website' }
    const notAsked: Asked = { type: 'notAsked', value: 'website' }
    expect(sieve([by('other', asked), by('checking')], [by('one', notAsked), by('checking')])).toEqual(sound)
  })

  test('are no loop where an earlier way out has the same condition', () => {
    const asked: Asked = { type: 'asked', value: 'website' }
    expect(sieve([by('other', asked), by('checking')], [by('checking', asked), by('one')])).toEqual(sound)
  })

  test('are no loop where of a single choice two answers would have to hold', () => {
    const website: Asked = { type: 'asked', value: 'website' }
    const board: Asked = { type: 'asked', value: 'board' }
    const one = [by('other', website), by('checking')]
    const other = [by('one', board), by('checking')]
    expect(sieve(one, other, [field('channels', 'select')])).toEqual(sound)
  })

  test('count as a loop where what is asked might change on the way, or too much is asked', () => {
    const asked: Asked = { type: 'asked', value: 'website' }
    const notAsked: Asked = { type: 'notAsked', value: 'website' }
    const again = { actions: { type: 'startAgain' } } as const
    expect(
      sieve([by('other', asked, again), by('checking')], [by('one', notAsked), by('checking')]).codes,
    ).toEqual(['endless_loop'])
    const many = Array.from({ length: 9 }, (_, index) =>
      by('checking', { type: 'asked', value: `v${index}` }),
    )
    expect(
      sieve([...many, by('other', asked), by('checking')], [by('one', notAsked), by('checking')]).codes,
    ).toEqual(['endless_loop'])
  })
})
