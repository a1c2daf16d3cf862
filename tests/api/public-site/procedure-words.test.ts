import { expect, test } from '@jest/globals'
import type { OfficeName, Site } from '../../../api/public-site/layout.ts'
import { procedurePage } from '../../../api/public-site/procedure-page.ts'
import { procedureInWords } from '../../../api/public-site/procedure-words.ts'
import { wordsOf } from '../../../api/public-site/words.ts'
import { copied, type Json } from '../../../machines/chart/json.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { raised } from '../../../machines/procedure/provenance.ts'
import { choiceOf } from '../../support/proving.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'

const added = { clause: 'เพิ่มเติมจากประกาศ (ข้อ ๒ ขั้นตอนที่ ๓)', source: 'added' } as const

/** เชียงใหม่ เขต ๔, where the period, a check and what the owner is told are added, in an act that the announcement asks for. */
function marked(): Procedure {
  const made = copied(raised(inFirstLanguage(cmi4Publication) as Json)) as Procedure
  const { meta, actions } = choiceOf(made, 'proofreading', 'PUBLISH')
  const [checks, period] = meta.needs ?? []
  if (checks && 'items' in checks) Object.assign(checks.items[1] as object, added)
  Object.assign(period as object, added)
  Object.assign(actions as object, added)
  return made
}

test('The public reads beside each part of a procedure that it is added', () => {
  const words = wordsOf('th')
  const { steps } = procedureInWords(marked(), 'th', words)
  const publish = steps[2]?.choices.find(({ type }) => type === 'PUBLISH')
  const [checks, period, told] = publish?.needs ?? []
  expect(checks).toMatchObject({ mark: undefined })
  expect(checks?.text).toContain('ถูกต้อง · ครบถ้วน (เพิ่มเติมจากเอกสาร) · คำนึงถึง')
  expect(period).toEqual({ text: 'กำหนดวันสิ้นสุดการเผยแพร่ได้', mark: added })
  expect(told).toMatchObject({ mark: added })
  expect(told?.text).toMatch(/^แจ้งเจ้าของเรื่อง ว่า “/)
  const consent = steps[1]?.choices.find(({ type }) => type === 'CONSENT')
  expect(consent?.needs).toEqual([
    {
      text: 'ต้องเป็นคนละคนกับผู้ที่ดำเนินการ “เสนอขอความเห็นชอบ”',
      mark: { clause: 'เพิ่มเติมจากเอกสาร (ข้อ ๒ ขั้นตอนที่ ๒)', source: 'added' },
    },
  ])
})

test('The public reads which clause asks for a part of an act that is added', () => {
  const made = marked()
  const { meta } = choiceOf(made, 'preparing', 'PROPOSE')
  Object.assign(meta, added)
  const { steps } = procedureInWords(made, 'th', wordsOf('th'))
  const propose = steps[0]?.choices.find(({ type }) => type === 'PROPOSE')
  expect(propose?.needs[0]?.mark).toEqual({ clause: 'ข้อ ๒ ขั้นตอนที่ ๑–๒', source: 'document' })
})

test('Of a procedure of the first language only steps and choices are marked', () => {
  const { steps } = procedureInWords(inFirstLanguage(cmi4Publication), 'th', wordsOf('th'))
  const marks = steps.flatMap(({ choices }) => choices.flatMap(({ needs }) => needs.map(({ mark }) => mark)))
  expect(marks.length).toBeGreaterThan(4)
  expect(marks.filter((mark) => mark !== undefined)).toEqual([])
})

test('The page shows the mark behind the part', () => {
  const site: Site = {
    ...{ language: 'th', digits: 'thai', words: wordsOf('th'), demo: false },
    ...{ stylesheet: '/o/assets/public.css', path: '/o/cmi4/procedure', query: {} },
  }
  const office = { id: 'cmi4', th: 'สพป.เชียงใหม่ เขต ๔', en: 'Chiang Mai 4' } as OfficeName
  const page = procedurePage(site, office, [{ procedure: marked(), version: 1 }])
  expect(page.replaceAll(/<span class="kept">([^<]*)<\/span>/g, '$1')).toContain(
    '<span class="need">กำหนดวันสิ้นสุดการเผยแพร่ได้ <span class="mark added">เพิ่มเติมจากเอกสาร</span></span>',
  )
})
