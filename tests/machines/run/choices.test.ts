import { expect, test } from '@jest/globals'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { raised } from '../../../machines/procedure/provenance.ts'
import { choices, shownChoices } from '../../../machines/run/choices.ts'
import { compile } from '../../../machines/run/compile.ts'
import { requestOn } from '../../support/small-chart.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'

test('What is read beside a choice is made where it is shown, and nowhere that only asks what may be done', () => {
  const second = raised(inFirstLanguage(cmi3Publication)) as Procedure
  const compiled = compile(second)
  const { first, take } = requestOn(compiled)
  const { snapshot } = take(first, { type: 'PROPOSE' })
  const nobody = { person: '', appointments: [] }
  const plain = choices(compiled, snapshot, nobody)
  expect(plain.length).toBeGreaterThan(2)
  for (const choice of plain) expect(choice).not.toHaveProperty('beside')
  const shown = shownChoices(compiled, snapshot, nobody)
  expect(shown).toMatchObject(plain)
  expect(shown.find(({ type }) => type === 'CERTIFY')?.beside).toEqual([
    {
      kind: 'apart',
      words: { th: 'การต้องเป็นคนละคน', en: 'That it is another person' },
      mark: { source: 'added', clause: 'เพิ่มเติมจากเอกสาร (๑), (๒)(๒)' },
    },
  ])
})
