import { expect, test } from '@jest/globals'
import { isProvince, placeName, provinces, regions } from '../../../machines/offices/places.ts'

test('each of the 77 provinces has a name of its own and lies in one of the four regions', () => {
  const all = Object.entries(provinces)
  expect(all).toHaveLength(77)
  for (const language of ['th', 'en'] as const)
    expect(new Set(all.map(([, { name }]) => name[language])).size).toBe(77)
  const count = Object.groupBy(all, ([, { region }]) => region)
  expect(Object.fromEntries(Object.entries(count).map(([region, list]) => [region, list?.length]))).toEqual({
    ...{ north: 17, northeast: 20, central: 26, south: 14 },
  })
  expect(Object.keys(count).sort()).toEqual(Object.keys(regions).sort())
  for (const [code] of all) expect(code).toMatch(/^TH-[1-9]\d$/)
})

test('a province is known by its code, and nothing else is one', () => {
  expect(placeName('TH-83')?.th).toBe('จังหวัดภูเก็ต')
  expect(placeName('TH-10')?.th).toBe('กรุงเทพมหานคร')
  for (const none of ['TH-28', 'TH-99', 'th-50', 'toString']) expect(isProvince(none)).toBe(false)
})
