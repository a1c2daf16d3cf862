import { expect, test } from '@jest/globals'
import { layoutOf } from '../../../machines/chart/layout/layout.ts'
import { chartSvg } from '../../../machines/chart/svg.ts'
import { offices } from '../../../machines/offices/offices.ts'

test('no rim of a word is painted over a word: every halo stands before every label', async () => {
  for (const { procedures } of offices)
    for (const procedure of procedures) {
      const svg = chartSvg(await layoutOf(procedure), procedure.title.th, 'th')
      const halos = [...svg.matchAll(/<text class="halo"/g)].map(({ index }) => index)
      const labels = [...svg.matchAll(/<text class="label/g)].map(({ index }) => index)
      expect(halos.length).toBeGreaterThan(5)
      expect(halos).toHaveLength(labels.length)
      expect(Math.max(...halos)).toBeLessThan(Math.min(...labels))
    }
})

test('what words hold is text, in content and in attributes', async () => {
  const procedure = structuredClone(offices[0]?.procedures[0])
  const first = procedure?.chart.states.drafting
  if (!procedure || !first?.meta) throw new Error('cmi3 has no drafting step')
  first.meta.title = { th: '<b>&"\'', en: 'x' }
  const svg = chartSvg(await layoutOf(procedure), '"><script>', 'th')
  expect(svg).toContain('<title>&quot;&gt;&lt;script&gt;</title>')
  expect(svg).toContain('&lt;b&gt;&amp;&quot;&#x27;')
  expect(svg).not.toContain('<b>')
})
