import { describe, expect, test } from '@jest/globals'
import { changesBetween } from '../../../machines/diff/diff.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { cmi4Publication } from '../../../machines/offices/cmi4/publication.ts'
import { actionInWords } from '../../../machines/procedure/action-words.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import { valuesNamedIn, withValues } from '../../../machines/procedure/notice-values.ts'
import type { Action, Procedure, StateNodeConfig } from '../../../machines/procedure/procedure.ts'
import { partTitle, roleTitle } from '../../../machines/procedure/titles.ts'
import { inFirstLanguage } from '../../support/unmarked.ts'

const problemsOf = (procedure: unknown) => {
  const checked = checkProcedure(procedure)
  return checked.ok ? [] : checked.problems.map(({ place, code }) => `${code} ${place}`)
}
type Notice = Extract<Action, { type: 'notify' }>
const correct = ({ chart }: Procedure) =>
  (chart.states.published as { states: Record<string, StateNodeConfig> }).states.correcting?.on?.CORRECT as {
    actions: Action[]
  }
const noticesOf = (procedure: Procedure) =>
  correct(procedure).actions.filter((action): action is Notice => action.type === 'notify')
const changed = (change: (notice: Notice, procedure: Procedure) => void, from = cmi4Publication) => {
  const made = structuredClone(from)
  change(noticesOf(made)[0] as Notice, made)
  return made
}
const at = 'chart.states.published.states.correcting.on.CORRECT.actions.1.params'

describe('The text of a notice', () => {
  test('names values in braces, each once, and is filled with them', () => {
    const of = { th: '{actor} แก้ {error} {actor}', en: '{actor} corrected {title}' }
    expect(valuesNamedIn(of)).toEqual(['actor', 'error', 'title'])
    expect(withValues(of, (name) => (name === 'error' ? undefined : { th: `<${name}>`, en: name }))).toEqual({
      th: '<actor> แก้ - <actor>',
      en: 'actor corrected title',
    })
  })

  test('is said with the names of its values, for what they will be is not known yet', () => {
    const [superior] = noticesOf(cmi4Publication)
    expect(actionInWords(cmi4Publication, superior as Action)).toEqual({
      th: 'แจ้งผู้บังคับบัญชาของผู้ดำเนินการ ว่า “รายงานเพื่อทราบ: [ผู้ดำเนินการ] แก้ไขข้อมูลที่เผยแพร่บนเว็บไซต์แล้ว สิ่งที่แก้ไข: [ข้อผิดพลาดหรือสิ่งที่ต้องปรับปรุง]”',
      en: 'Superior of whoever acted is told “For your information: [who acted] corrected what is on the website: [What is wrong or has to be updated]”',
    })
  })

  test('can name no value that no event carries', () => {
    const made = changed(({ params }) => Object.assign(params.of, { en: 'See {nothing}' }))
    expect(problemsOf(made)).toEqual([`unknown_field ${at}.of`])
  })

  test('has only braces in the first language', () => {
    const made = changed(
      ({ params }) => Object.assign(params.of, { en: 'See {nothing}' }),
      inFirstLanguage(cmi4Publication),
    )
    expect(problemsOf(made)).toEqual([])
  })
})

describe('Whom a notice reaches', () => {
  test.each(['actor', 'superiorOfActor', 'superiorOfOwner'])(
    'may be %s, and in the first language not',
    (whom) => {
      expect(problemsOf(changed(({ params }) => Object.assign(params, { whom })))).toEqual([])
      const first = changed(({ params }) => {
        params.whom = whom
        delete params.within
      }, inFirstLanguage(cmi4Publication))
      expect(problemsOf(first)).toEqual([`unknown_role ${at}.whom`])
    },
  )

  test('is no role that could be given such a name, and has no scope', () => {
    const named = changed((_, { roles }) => {
      const [role] = roles
      if (role) roles.push({ ...role, id: 'superiorOfActor' })
    })
    expect(problemsOf(named)).toContain(`duplicate_name roles.${cmi4Publication.roles.length}.id`)
    expect(problemsOf(changed(({ params }) => Object.assign(params, { within: 'group' })))).toEqual([
      `unknown_key ${at}.within`,
    ])
    expect(problemsOf(changed(({ params }) => Object.assign(params, { whom: 'superior' })))).toEqual([
      `unknown_role ${at}.whom`,
    ])
  })
})

describe('What the document calls the owner', () => {
  const named = structuredClone(cmi3Publication)
  named.owner = {
    title: { th: 'ผู้ประสงค์จะเผยแพร่', en: 'Whoever wishes to publish' },
    clause: '(๑)',
    source: 'document',
  }

  test('is what the owner is called, with the unit where it acts', () => {
    expect(roleTitle(cmi3Publication, 'owner').th).toBe('เจ้าของเรื่อง')
    expect(roleTitle(named, 'owner').th).toBe('ผู้ประสงค์จะเผยแพร่')
    expect(partTitle(named, 'owner', { as: 'owner', unit: true }).th).toBe(
      'ผู้ประสงค์จะเผยแพร่ (เจ้าของเรื่องหรือเจ้าหน้าที่ในกลุ่มเดียวกัน)',
    )
  })

  test('says where it comes from, and is none of the first language', () => {
    expect(problemsOf(named)).toEqual([])
    const unsaid = structuredClone(named)
    unsaid.owner = { title: { th: 'ผู้เสนอ', en: 'Proposer' } }
    expect(problemsOf(unsaid)).toEqual(['missing_provenance owner.source'])
    expect(problemsOf({ ...inFirstLanguage(named), owner: unsaid.owner })).toEqual(['unknown_key owner'])
  })

  test('is told in the differences', () => {
    expect(changesBetween(cmi3Publication, named).map(({ sentence }) => sentence.th)).toEqual([
      'ชื่อของเจ้าของเรื่องเปลี่ยนจาก (ไม่ระบุ) เป็น “ผู้ประสงค์จะเผยแพร่”',
      'ที่มาของชื่อเจ้าของเรื่องเปลี่ยนจาก (ไม่ระบุ) เป็น ตามเอกสาร “(๑)”',
    ])
  })
})
