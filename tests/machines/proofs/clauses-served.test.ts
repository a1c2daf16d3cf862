import { expect, test } from '@jest/globals'
import { copied, type Json } from '../../../machines/chart/json.ts'
import { cmi4Document } from '../../../machines/offices/cmi4/clauses.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { raised as raisedFrom } from '../../../machines/procedure/provenance.ts'
import { clausesStayServed } from '../../../machines/proofs/clauses-served.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'

const warned = (change: (procedure: Procedure) => void) => {
  const after = structuredClone(cmi4Publication)
  change(after)
  return clausesStayServed(cmi4Document, cmi4Publication, after)
}

test('A version that serves every clause as before is not warned of', () => {
  expect(warned(() => {})).toEqual([])
  expect(
    warned((after) => {
      after.title.th = 'การเผยแพร่'
    }),
  ).toEqual([])
})

test('A need that is gone is told with the clause that asks for it', () => {
  const [found, ...others] = warned((after) => {
    const publish = after.chart.states.proofreading?.on?.PUBLISH
    for (const { meta } of [publish ?? []].flat())
      for (const need of meta.needs ?? [])
        if ('items' in need) need.items = need.items.filter(({ id }) => id !== 'personalData')
  })
  expect(others).toEqual([])
  expect(found).toMatchObject({ id: 'clause:๓.๑', outcome: 'warning', path: [], steps: [] })
  expect(found?.sentence).toEqual({
    th: 'ข้อ ๓.๑ ของเอกสาร ซึ่งฉบับที่ใช้อยู่รองรับ ไม่มีในร่างนี้แล้ว: สิ่งที่ต้องระบุ “คำนึงถึงการคุ้มครองข้อมูลส่วนบุคคล (๓.๑)”',
    en: 'Clause ๓.๑ of the document is served by the version in force and no longer by this one, which lacks what must be given: “Personal data protection considered (3.1)”.',
  })
})

test('A step that is gone is one finding for each clause that lived there', () => {
  const found = warned((after) => {
    const published = after.chart.states.published
    delete published?.states?.correcting
    delete published?.states?.live?.on
  })
  expect(found.map(({ id }) => id)).toEqual(['clause:๓.๒'])
  expect(found[0]?.sentence.th).toContain('ขั้น “แก้ไขข้อผิดพลาดในทันที”')
  expect(found[0]?.sentence.th).toContain('การแจ้ง “ผู้บังคับบัญชาของผู้ดำเนินการ”')
})

test('A choice that another than the clause names would take is told', () => {
  const found = warned((after) => {
    const consent = after.chart.states.awaitingConsent?.on?.CONSENT
    for (const { guard } of [consent ?? []].flat()) if (guard?.type === 'may') guard.params.as = 'webmaster'
  })
  expect(found.map(({ id }) => id)).toEqual(['clause:๒ ขั้นตอนที่ ๒'])
})

test('A part that is said to be added serves its clause no longer', () => {
  const first = inFirstLanguage(cmi4Publication)
  const raised = raisedFrom(first as Json) as Procedure
  // Nobody has said yet that the announcement asks for the kind of information.
  const unsaid = ['clause:๑']
  expect(clausesStayServed(cmi4Document, first, raised).map(({ id }) => id)).toEqual(unsaid)
  const check = (mark: object) => {
    const after = copied(raised)
    const publish = after.chart.states.proofreading?.on?.PUBLISH
    for (const { meta } of [publish ?? []].flat())
      for (const need of meta.needs ?? [])
        if ('items' in need) Object.assign(need.items.find(({ id }) => id === 'personalData') as object, mark)
    return clausesStayServed(cmi4Document, first, after).map(({ id }) => id)
  }
  expect(check({ clause: 'ข้อ ๓.๑', source: 'document' })).toEqual(unsaid)
  expect(check({ clause: 'เพิ่มเติมจากประกาศ (ข้อ ๓.๑)', source: 'added' })).toEqual(['clause:๑', 'clause:๓.๑'])
})
