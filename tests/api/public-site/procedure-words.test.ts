import { expect, test } from '@jest/globals'
import type { OfficeName, Site } from '../../../api/public-site/layout.ts'
import { procedurePage } from '../../../api/public-site/procedure-page.ts'
import { procedureInWords, type WordedPart } from '../../../api/public-site/procedure-words.ts'
import { wordsOf } from '../../../api/public-site/words.ts'
import { copied, type Json } from '../../../machines/chart/json.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'
import type { MayGuard, Procedure, Transition } from '../../../machines/procedure/procedure.ts'
import { raised } from '../../../machines/procedure/provenance.ts'
import { choiceOf, stepOf } from '../../support/proving.ts'
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
    { text: expect.stringMatching(/^ต้องตรวจว่า คำนึงถึงการคุ้มครองข้อมูลส่วนบุคคล/), mark: undefined },
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

test('The public reads of every kind of part that it is added', () => {
  const made = marked()
  const words = wordsOf('th')
  const { guard, actions } = choiceOf(made, 'preparing', 'PROPOSE')
  Object.assign(guard as object, added)
  Object.assign(actions as object, added)
  const published = stepOf(made, 'published')
  const expiry = published.after?.publishUntil as Transition
  const document = { clause: 'ข้อ ๓.๒', source: 'document' } as const
  const asked = { type: 'asked', params: { field: 'title', value: 'x' }, ...added } as const
  Object.assign(expiry, { guard: asked, meta: { ...expiry.meta, ...document } })
  published.entry = { type: 'notify', params: { whom: 'webmaster', of: { th: 'ขึ้นแล้ว', en: 'Up' } }, ...added }
  expect(made.deadlines[0]).toMatchObject({ source: 'added' })

  const { steps } = procedureInWords(made, 'th', words)
  const marksOf = (parts: WordedPart[] = []) =>
    parts.filter(({ mark }) => mark?.source === 'added').map(({ text }) => text)
  expect(marksOf(steps[0]?.choices.find(({ type }) => type === 'PROPOSE')?.needs)).toEqual([
    'ผู้มีสิทธิดำเนินการ',
    'ล็อกเนื้อหาฉบับที่เสนอ',
  ])
  const [last] = steps.slice(-1)
  expect(marksOf(last?.parts)).toEqual(['แจ้งเจ้าหน้าที่ผู้นำเสนอข้อมูลบนเว็บไซต์ ว่า “ขึ้นแล้ว”'])
  expect(marksOf(last?.choices.find(({ type }) => type === 'publishUntil')?.needs)).toEqual([
    expect.stringMatching(/^เมื่อ “.*” มี “x”$/),
    expect.stringMatching(/^แจ้งเจ้าของเรื่อง ว่า/),
    expect.stringMatching(/^กำหนดเวลา “/),
  ])
})

test('The public reads on which condition a choice can be taken, and who may take it', () => {
  const made = marked()
  const propose = choiceOf(made, 'preparing', 'PROPOSE')
  const { who } = procedureInWords(made, 'th', wordsOf('th')).steps[0]?.choices[0] ?? {}
  const holds = { type: 'is', params: { field: 'title', test: 'empty' }, ...added } as const
  propose.guard = { type: 'all', params: { of: [propose.guard as MayGuard, holds] } }
  const told = procedureInWords(made, 'th', wordsOf('th')).steps[0]?.choices[0]
  expect(told?.who).toEqual(who)
  expect(who).toHaveLength(1)
  expect(told?.needs.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^เมื่อ ยังไม่ได้กรอก “.*”$/))
})

test('Choices are told once only where all that is told of them is the same', () => {
  const alike = inFirstLanguage(cmi4Publication)
  const of = (procedure: Procedure) => procedureInWords(procedure, 'th', wordsOf('th'))
  const shared = (procedure: Procedure) => of(procedure).shared.map(({ type, from }) => [type, from.length])
  expect(shared(alike)).toEqual([['WITHDRAW', 3]])
  const { meta } = choiceOf(alike, 'proofreading', 'WITHDRAW')
  meta.needs = [{ field: 'reasons', grounds: [] }]
  expect(shared(alike)).toEqual([])
  const told = of(alike).steps.map(({ choices }) =>
    choices.filter(({ type }) => type === 'WITHDRAW').map(({ needs }) => needs.map(({ text }) => text)),
  )
  expect(told.slice(0, 3)).toEqual([[[]], [[]], [['ต้องชี้แจงเหตุผล']]])
})

const site: Site = {
  ...{ language: 'th', digits: 'thai', words: wordsOf('th'), demo: false },
  ...{ stylesheet: '/o/assets/public.css', path: '/o/cmi4/procedure', query: {} },
}
const office = { id: 'cmi4', th: 'สพป.เชียงใหม่ เขต ๔', en: 'Chiang Mai 4' } as OfficeName
const pageOf = (procedure: Procedure) =>
  procedurePage(site, office, [{ procedure, version: 1 }]).replaceAll(
    /<span class="kept">([^<]*)<\/span>/g,
    '$1',
  )

test('The page says what a mark means, though one check alone is added', () => {
  const made = raised(inFirstLanguage(cmi4Publication)) as Procedure
  const everything = JSON.parse(
    JSON.stringify(made).replaceAll('"source":"added"', '"source":"document"'),
  ) as Procedure
  const note = 'คือข้อที่เอกสารไม่ได้กล่าวถึง'
  expect(pageOf(everything)).not.toContain(note)
  const [checks] = choiceOf(everything, 'proofreading', 'PUBLISH').meta.needs ?? []
  if (checks && 'items' in checks) Object.assign(checks.items[1] as object, added)
  const page = pageOf(everything)
  expect(page).toContain(note)
  expect(page).toContain('ครบถ้วน <span class="mark added">เพิ่มเติมจากเอกสาร</span> · คำนึงถึง')
})

test('Of a procedure of the first language only steps and choices are marked', () => {
  const { steps } = procedureInWords(inFirstLanguage(cmi4Publication), 'th', wordsOf('th'))
  const marks = steps.flatMap(({ choices }) => choices.flatMap(({ needs }) => needs.map(({ mark }) => mark)))
  expect(marks.length).toBeGreaterThan(4)
  expect(marks.filter((mark) => mark !== undefined)).toEqual([])
})

test('The page shows the mark behind the part', () => {
  expect(pageOf(marked())).toContain(
    '<span class="need">กำหนดวันสิ้นสุดการเผยแพร่ได้ <span class="mark added">เพิ่มเติมจากเอกสาร</span></span>',
  )
})
