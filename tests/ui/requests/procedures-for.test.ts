import { expect, test } from '@jest/globals'
import { offices } from '../../../machines/offices/offices.ts'
import { proceduresFor } from '../../../ui/requests/edit/procedures-for.ts'

const procedures = (offices.find(({ id }) => id === 'yst2')?.procedures ?? []).map(
  ({ id, title, order, chart, categories }) => ({
    ...{ id, title, order, version: 1, hash: id },
    ...{ clause: chart.meta?.clause ?? null, purpose: chart.meta?.description ?? null },
    kinds: categories.map((category) => category.id),
  }),
)
const idsFor = (kind: string, of = procedures) => proceduresFor(of, kind).map(({ id }) => id)

test('what the document has for a kind in particular comes before what it has for all', () => {
  expect(idsFor('1.9')).toEqual(['yst2.rules', 'yst2.publication'])
  expect(idsFor('1.12')).toEqual(['yst2.photos', 'yst2.publication'])
  expect(idsFor('1.16')).toEqual(['yst2.publication'])
})

test('a procedure that asks for no kind is for any, and comes last', () => {
  const any = { ...procedures[0], id: 'yst2.any', kinds: [] } as (typeof procedures)[number]
  expect(idsFor('1.9', [any, ...procedures])).toEqual(['yst2.rules', 'yst2.publication', 'yst2.any'])
})

test('each says what it is for, and by which clause', () => {
  expect(procedures.map(({ clause }) => clause)).toEqual(['๓.๑', '๓.๒', '๓.๓'])
  for (const { purpose } of procedures) expect(purpose?.th).toMatch(/^สำหรับ/)
})
