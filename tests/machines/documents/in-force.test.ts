import { expect, test } from '@jest/globals'
import type { OfficeDocument } from '../../../machines/documents/clauses.ts'
import { noLongerServed, readClauses, shareInForce } from '../../../machines/documents/in-force.ts'
import { choice, feature, needs, requirement, step } from '../../../machines/documents/place.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'

const missing = { th: 'ยังไม่มี', en: 'Missing.' }
const of = (...clauses: OfficeDocument['clauses']): OfficeDocument => ({ office: 'cmi4', clauses })
const consent = { text: 'เสนอขอความเห็นชอบ', served: [requirement('CONSENT'), step('awaitingConsent')] }

test('A clause is in force whole, in part or not, by what its provisions say', () => {
  const clauses = readClauses(
    of(
      { id: 'คำปรารภ', provisions: [{ text: 'ด้วย', notARule: missing }] },
      { id: '๑', provisions: [{ text: 'หัวข้อ', notARule: missing }, consent] },
      { id: '๒', provisions: [consent, { text: 'ตรวจสอบเป็นประจำ', notYet: missing }] },
      { id: '๓', provisions: [{ ...consent, notYet: missing }] },
      { id: '๔', provisions: [{ text: 'รายงาน', notYet: missing }] },
      { id: '๕', provisions: [{ text: 'ลงชื่อเข้าใช้', served: [feature('signIn')] }] },
    ),
    [cmi4Publication],
  )
  expect(clauses.map(({ state }) => state)).toEqual([
    'notARule',
    'inForce',
    'partly',
    'partly',
    'notInForce',
    'inForce',
  ])
  expect(shareInForce(clauses)).toEqual({ rules: 5, inForce: 2, partly: 2 })
})

test('A provision whose place is gone is lost, and says which place', () => {
  const document = of({ id: '๑', provisions: [consent] })
  const [read] = readClauses(document, [{ ...cmi4Publication, requires: [] }])
  expect(read).toMatchObject({ state: 'notInForce', provisions: [{ state: 'lost' }] })
  expect(read?.provisions[0]?.lost).toEqual([requirement('CONSENT')])
  expect(readClauses(document, [])[0]?.provisions[0]?.lost).toHaveLength(2)
})

test('A choice lives where it is taken by whom the clause names, and leads where it says', () => {
  const served = (...places: ReturnType<typeof choice>[]) =>
    readClauses(of({ id: '๑', provisions: [{ text: 'ก', served: places }] }), [cmi4Publication])[0]?.state
  expect(served(choice('awaitingConsent', 'CONSENT', { by: 'officeDirector', to: 'proofreading' }))).toBe(
    'inForce',
  )
  expect(served(choice('awaitingConsent', 'CONSENT', { by: 'webmaster' }))).toBe('notInForce')
  expect(served(choice('awaitingConsent', 'CONSENT', { to: 'published' }))).toBe('notInForce')
  expect(served(choice('awaitingConsent', 'PUBLISH'))).toBe('notInForce')
})

test('What a version no longer serves is told against the version before, and not what neither served', () => {
  const document = of(
    { id: '๑', provisions: [consent] },
    { id: '๒', provisions: [{ text: 'ก', served: needs('proofreading', 'PUBLISH', 'checked', 'complete') }] },
    { id: '๓', provisions: [{ text: 'ข', served: [step('never')] }] },
    {
      id: '๔',
      provisions: [{ text: 'ค', served: [step('awaitingConsent', { procedure: 'cmi4.correction' })] }],
    },
  )
  const after = { ...cmi4Publication, requires: [] }
  expect(noLongerServed(document, cmi4Publication, cmi4Publication)).toEqual([])
  const lost = noLongerServed(document, cmi4Publication, after)
  expect(lost.map(({ clause, lost: places }) => [clause.id, places])).toEqual([
    ['๑', [requirement('CONSENT')]],
  ])
  expect(noLongerServed(document, after, after)).toEqual([])
})
