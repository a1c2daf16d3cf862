import { expect, test } from '@jest/globals'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { qualifiedTitles } from '../../../machines/chart/step-titles.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { yst2Publication } from '../../../machines/offices/yst2/publication.ts'
import type { StateNodeConfig } from '../../../machines/procedure/procedure.ts'
import { metaOfStep } from '../../../machines/run/standing.ts'

const step = (th: string, more: Partial<StateNodeConfig> = {}): StateNodeConfig => ({
  meta: { title: { th, en: th }, clause: '๑', source: 'document' },
  ...more,
})
const titlesOf = (states: Record<string, StateNodeConfig>) =>
  Object.fromEntries([...qualifiedTitles({ id: 'chart', states })].map(([id, { th }]) => [id, th]))

test('yst2: the two steps that wait for other channels are told apart, in words and in the picture', async () => {
  const { chart } = yst2Publication
  const titles = ['รอเผยแพร่ทางช่องทางอื่น', 'รอเผยแพร่ทางช่องทางอื่น (ขอเฉพาะช่องทางอื่น)']
  const steps = ['publishing.others.pending', 'publishing.others.pendingAlone']
  expect(steps.map((id) => metaOfStep(chart, id).title.th)).toEqual(titles)
  const { nodes } = await layoutOf(yst2Publication)
  expect(steps.map((id) => nodes.find((node) => node.id === id)?.title.th)).toEqual(titles)
})

test('no two steps of an office where somebody is asked are called alike, and what was stored is not changed', () => {
  for (const { procedures } of offices)
    for (const { chart } of procedures) {
      const before = JSON.stringify(chart)
      const names = [...qualifiedTitles(chart).values()].map(({ th }) => th)
      expect(new Set(names).size).toBe(names.length)
      expect(JSON.stringify(chart)).toBe(before)
    }
})

test('steps of different tracks are told apart by their track', () => {
  const track = (th: string) => step(th, { initial: 'waits', states: { waits: step('รอตรวจ') } })
  expect(
    titlesOf({ all: step('ตรวจ', { type: 'parallel', states: { a: track('ก'), b: track('ข') } }) }),
  ).toEqual({
    'all.a.waits': 'รอตรวจ (ก)',
    'all.b.waits': 'รอตรวจ (ข)',
  })
})

test('where no words tell them apart a number does; a step with a title of its own keeps it', () => {
  expect(titlesOf({ one: step('รอ'), two: step('รอ'), three: step('เสร็จ') })).toEqual({ two: 'รอ (2)' })
})
