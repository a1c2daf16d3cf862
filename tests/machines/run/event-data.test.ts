import { describe, expect, test } from '@jest/globals'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { offices } from '../../../machines/offices/offices.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { dataOf, partData } from '../../../machines/run/event-data.ts'

const title = { th: 'ช่อง', en: 'Field' }
/** The procedure with a form of one field of each type. */
const procedure: Procedure = {
  ...cmi3Publication,
  form: [
    { name: 'title', type: 'text', title, required: true },
    { name: 'body', type: 'textarea', title, required: false },
    { name: 'to', type: 'text', title, required: false },
    { name: 'day', type: 'date', title, required: false },
    { name: 'kind', type: 'select', title, required: false, options: [{ id: 'x', title }] },
    { name: 'links', type: 'links', title, required: false },
  ],
}
const name = 'นางสาวใจดี  มีสุข'

describe('what an event carries', () => {
  test('is parted into what its chart needs and what somebody typed, and put together again', () => {
    const data = {
      reasons: { grounds: ['notTransparent'], text: 'ไม่ระบุชื่อนายสมชาย' },
      checked: ['accurate'],
      publishUntil: '2026-12-31',
      title: 'เรื่องของนายสมชาย',
      day: '2026-12-01',
      kind: 'x',
      // A field may have the name of what a hand-over carries.
      to: 'นายสมชาย',
      links: [{ title: 'นายสมชาย', url: 'https://example.org' }],
      body: null,
      note: 'โทรหานายสมชาย',
      '@startsAgain': true,
    }
    const { payload, texts } = partData(procedure, 'RETURN', data)
    expect(payload).not.toContain('สมชาย')
    expect(JSON.parse(payload)).toEqual({
      ...data,
      reasons: { grounds: ['notTransparent'], text: null },
      ...{ title: null, to: null, links: null, note: null },
    })
    expect(dataOf({ payload, texts })).toEqual(data)
    // In the order in which it was given, as before.
    expect(JSON.stringify(dataOf({ payload, texts }))).toBe(JSON.stringify(data))
    expect(dataOf({ payload, texts: null })).toEqual(JSON.parse(payload))
  })

  test('as a signature is the actor’s name, and goes with it', () => {
    const { payload, texts } = partData(procedure, 'SIGN', { signature: 'นางสาวใจดี มีสุข' })
    expect({ payload, texts }).toEqual({ payload: '{"signature":null}', texts: null })
    expect(dataOf({ payload, texts, actorName: name })).toEqual({ signature: 'นางสาวใจดี มีสุข' })
    expect(dataOf({ payload, texts, actorName: null })).toEqual({ signature: null })
  })

  test('in a hand-over and a move is ids but for the reasons', () => {
    const reasons = { grounds: [], text: 'นายสมชายย้าย' }
    for (const [type, rest] of [
      ['handOver', { from: 'p1', to: 'p2' }],
      [
        'move',
        {
          from: { hash: 'a', version: 1 },
          to: { hash: 'b', version: 2 },
          target: 'same',
          kept: [],
          lost: [],
        },
      ],
    ] as const) {
      const { payload, texts } = partData(procedure, type, { ...rest, reasons })
      expect(JSON.parse(payload)).toEqual({ ...rest, reasons: { grounds: [], text: null } })
      expect(texts).toBe('{"reasons":{"text":"นายสมชายย้าย"}}')
    }
    expect(partData(procedure, 'begin', { group: 'ict' })).toEqual({
      payload: '{"group":"ict"}',
      texts: null,
    })
  })

  test('in a field by which the chart decides stays within the hash, whatever its type', () => {
    const guard = { type: 'asked', params: { field: 'to', value: 'ก' } } as const
    const meta = { title, clause: '๑', source: 'document' } as const
    const { states } = procedure.chart
    const [first = '', ...others] = Object.keys(states)
    const decided = { ...states[first], always: [{ target: others[0] ?? '', guard, meta }] }
    const deciding = { ...procedure, chart: { ...procedure.chart, states: { ...states, [first]: decided } } }
    expect(partData(deciding, 'SEND', { to: 'ก', title: 'ข' }).payload).toBe('{"to":"ก","title":null}')
    expect(partData(procedure, 'SEND', { to: 'ก', title: 'ข' }).payload).toBe('{"to":null,"title":null}')
  })

  test('in a field that is the day of a deadline stays within the hash, whatever its type', () => {
    const deadlines = [{ id: 'end', kind: 'date', field: 'to', title } as const]
    const { payload } = partData({ ...procedure, deadlines }, 'SEND', { to: '2026-12-31', title: 'ข' })
    expect(payload).toBe('{"to":"2026-12-31","title":null}')
  })

  test('of the offices’ own procedures, leaves every text and no choice', () => {
    for (const one of offices.flatMap((office) => office.procedures))
      for (const { name: field, type } of one.form) {
        const { payload, texts } = partData(one, 'SEND', { [field]: 'ค่า' })
        const isChosen = ['date', 'select', 'checkboxes', 'category'].includes(type)
        expect([field, texts === null]).toEqual([field, isChosen])
        expect(payload.includes('ค่า')).toBe(isChosen)
      }
  })
})
