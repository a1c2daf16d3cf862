import { describe, expect, test } from '@jest/globals'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { offices } from '../../../machines/offices/offices.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { progressOf } from '../../../ui/chart/chart-progress.ts'

const chartOf = async (office: string) => {
  const procedure = offices.find(({ id }) => id === office)?.procedures[0] as Procedure
  return { chart: procedure.chart, layout: await layoutOf(procedure) }
}
const event = (type: string, from: string | string[], to: string | string[]) => ({
  type,
  from: [from].flat(),
  to: [to].flat(),
})
const begun = event('begin', [], 'drafting')

describe('how far a request has come', () => {
  test('the steps behind it are passed, its own is present, the rest lies ahead', async () => {
    const { steps, taken } = progressOf(
      await chartOf('cmi3'),
      ['handover'],
      [begun, event('PROPOSE', 'drafting', 'certification'), event('CERTIFY', 'certification', 'handover')],
    )
    expect(Object.fromEntries(steps)).toEqual({
      drafting: 'passed',
      certification: 'passed',
      handover: 'present',
      screening: 'ahead',
      published: 'ahead',
      takenDown: 'ahead',
      withdrawn: 'ahead',
    })
    expect([...taken]).toEqual(['drafting:PROPOSE:0', 'certification:CERTIFY:0'])
  })

  test('after a return nothing is passed any more, and only the return is drawn as taken', async () => {
    const { steps, taken } = progressOf(
      await chartOf('cmi3'),
      ['drafting'],
      [begun, event('PROPOSE', 'drafting', 'certification'), event('RETURN', 'certification', 'drafting')],
    )
    expect([...steps].filter(([, status]) => status !== 'ahead')).toEqual([['drafting', 'present']])
    expect([...taken]).toEqual(['certification:RETURN:0'])
  })

  test('a recall takes back what was passed, as a return does', async () => {
    const { steps, taken } = progressOf(
      await chartOf('cmi3'),
      ['drafting'],
      [begun, event('PROPOSE', 'drafting', 'certification'), event('RECALL', 'certification', 'drafting')],
    )
    expect([...steps].filter(([, status]) => status !== 'ahead')).toEqual([['drafting', 'present']])
    expect([...taken]).toEqual(['certification:RECALL:0'])
  })

  test('mending what is public takes nothing back', async () => {
    const { steps } = progressOf(
      await chartOf('cmi4'),
      ['published.live'],
      [
        event('PROPOSE', 'preparing', 'awaitingConsent'),
        event('CONSENT', 'awaitingConsent', 'proofreading'),
        event('PUBLISH', 'proofreading', 'published.live'),
        event('REPORT_ERROR', 'published.live', 'published.correcting'),
        event('CORRECT', 'published.correcting', 'published.live'),
      ],
    )
    expect(steps.get('proofreading')).toBe('passed')
    expect(steps.get('published.correcting')).toBe('passed')
    expect(steps.get('published.live')).toBe('present')
    expect(steps.get('published')).toBe('present')
  })

  test('a deadline that passed is a way taken', async () => {
    const { taken, steps } = progressOf(
      await chartOf('cmi3'),
      ['takenDown'],
      [event('xstate.after.publishUntil.cmi3-publication.published', 'published', 'takenDown')],
    )
    expect([...taken]).toEqual(['published:publishUntil:0'])
    expect(steps.get('published')).toBe('passed')
  })

  test('what happened by itself on the way into a parallel step is passed too', async () => {
    const { taken, steps } = progressOf(
      await chartOf('yst2'),
      ['publishing.website.pending', 'publishing.others.notAsked'],
      [event('PERMIT', 'directorReview', ['publishing.website.pending', 'publishing.others.notAsked'])],
    )
    expect(taken).toContain('directorReview:PERMIT:0')
    expect(taken).toContain('publishing.website.start:always:0')
    expect(steps.get('publishing.website.start')).toBe('passed')
    expect(steps.get('publishing.others.notAsked')).toBe('present')
    expect(steps.get('publishing.website.live')).toBe('ahead')
  })
})
