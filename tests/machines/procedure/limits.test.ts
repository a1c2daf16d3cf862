import { expect, test } from '@jest/globals'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'

// biome-ignore lint/suspicious/noExplicitAny: these tests write what the types forbid
type Anything = any

const title = { th: 'ทดสอบ', en: 'Test' }
const field = { name: 'extra', type: 'text', title, required: false, clause: '๑', source: 'added' }
const certify = 'chart.states.certification.on.CERTIFY'

/** Whether the procedure, with a value at a place, is refused for the shape of what stands there. */
function isRefused(place: string, value: unknown): boolean {
  const procedure = structuredClone(cmi3Publication) as Anything
  const names = place.split('.')
  const last = names.pop() ?? ''
  names.reduce((holder, name) => holder[name], procedure)[last] = value
  const checked = checkProcedure(procedure)
  return !checked.ok && checked.problems.some((one) => one.place === place && one.code === 'invalid_shape')
}
/** The form with one more field, which has this. */
const formWith = (shape: object) => [...cmi3Publication.form, { ...field, ...shape }]
const lastField = `form.${cmi3Publication.form.length}`

/** The same for what a field more in the form has at a key. */
function isRefusedOfField(shape: object, key: string): boolean {
  const checked = checkProcedure({ ...cmi3Publication, form: formWith(shape) })
  return (
    !checked.ok &&
    checked.problems.some(({ place, code }) => place === `${lastField}.${key}` && code === 'invalid_shape')
  )
}

const copies = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item)
const letters = (count: number) => 'a'.repeat(count)

test.each([
  ['order.laws', 0, 50, 'กฎหมาย'],
  ['requires', 0, 50, 'CERTIFY'],
  ['rules', 0, 100, cmi3Publication.rules[0]],
  ['categories', 0, 200, { id: 'one', number: '1', title, clause: '๑' }],
  ['deadlines', 0, 50, cmi3Publication.deadlines[0]],
  ['roles', 1, 50, cmi3Publication.roles[0]],
  ['form', 1, 50, cmi3Publication.form[0]],
  [`${certify}.meta.needs`, 0, 20, { field: 'revision' }],
  [`${certify}.guard.params.as`, 1, 20, 'owner'],
  [`${certify}.guard.params.notBy`, 0, 20, 'PROPOSE'],
  ['chart.states.drafting.entry', 0, 20, { type: 'freeze' }],
] as const)('%s holds from %i to %i', (place, least, most, item) => {
  expect(isRefused(place, copies(most + 1, item))).toBe(true)
  expect(isRefused(place, copies(most, item))).toBe(false)
  expect(isRefused(place, [])).toBe(least > 0)
})

test.each([
  ['title.th', 1, 2000],
  ['title.en', 1, 2000],
  ['order.number', 0, 100],
  ['order.signedBy', 0, 300],
  ['order.signedAs', 0, 500],
  ['order.laws.0', 0, 500],
  [`${certify}.meta.clause`, 1, 300],
  [`${certify}.description`, 0, 2000],
])('%s is from %i to %i letters long', (place, least, most) => {
  expect(isRefused(place, letters(most + 1))).toBe(true)
  expect(isRefused(place, letters(most))).toBe(false)
  expect(isRefused(place, '')).toBe(least > 0)
})

test('A field offers at most a hundred options, a table has from one to thirty columns', () => {
  const options = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `o${index}`, title }))
  const columns = (count: number, shape = {}) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ name: `c${index}`, type: 'text', title, required: false },
      ...shape,
    }))
  expect(isRefusedOfField({ type: 'select', options: options(100) }, 'options')).toBe(false)
  expect(isRefusedOfField({ type: 'select', options: options(101) }, 'options')).toBe(true)
  for (const [count, refused] of [
    [0, true],
    [1, false],
    [30, false],
    [31, true],
  ] as const)
    expect(isRefusedOfField({ type: 'table', columns: columns(count) }, 'columns')).toBe(refused)
  for (const [count, refused] of [
    [0, true],
    [1, false],
    [100, false],
    [101, true],
  ] as const) {
    const shape = { type: 'select', options: options(count) }
    expect(isRefusedOfField({ type: 'table', columns: columns(1, shape) }, 'columns.0.options')).toBe(refused)
  }
})

test.each([
  [0, true],
  [1, false],
  [1000, false],
  [1001, true],
  [1.5, true],
])('A table may have at most %d rows: refused %s', (mostRows, refused) => {
  const columns = [{ name: 'c', type: 'text', title, required: false }]
  expect(isRefusedOfField({ type: 'table', columns, mostRows }, 'mostRows')).toBe(refused)
})
