import { describe, expect, test } from '@jest/globals'
import type { Holder } from '../../../api/requests/holders.ts'
import { directorsOf, peopleFor, sentenceOf } from '../../../api/requests/refusals.ts'
import type { RequestRow } from '../../../db/requests.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { May } from '../../../machines/procedure/procedure.ts'
import type { Choice } from '../../../machines/run/choices.ts'
import type { Refusal } from '../../../machines/run/vocabulary.ts'

const procedure = {
  ...cmi3Publication,
  roles: [
    {
      id: 'groupDirector',
      title: { th: 'ผู้อำนวยการกลุ่ม', en: 'Director of the group' },
      within: 'group' as const,
    },
    { id: 'webmaster', title: { th: 'ผู้ดูแลเว็บไซต์', en: 'Webmaster' }, within: 'office' as const },
  ],
}
const request = { owner: 'owner', groupId: 'ict' } as RequestRow
const held = (person: string, role: string, groupId: string | null = null) =>
  ({ person, name: `น.${person}`, role, groupId, capacity: 'holder' }) as Holder
const choiceFor = (may: May, apart: string[] = []) =>
  ({ title: { th: 'รับรอง', en: 'Certify' }, may, apart }) as unknown as Choice
const told = (refusal: Refusal, may: May, holders: Holder[], apart: string[] = []) => {
  const choice = choiceFor(may, apart)
  const directors = directorsOf(request, holders)
  return sentenceOf(refusal, procedure, choice, peopleFor(choice, request, holders), directors).message
}
const missing = (...roles: string[]): Refusal => ({ code: 'role_missing', roles })

describe('who could take a choice', () => {
  const holders = [
    held('owner', 'officer', 'ict'),
    held('owner', 'groupDirector', 'ict'),
    held('mate', 'officer', 'ict'),
    held('other', 'officer', 'law'),
    held('lawyer', 'groupDirector', 'law'),
    held('web', 'webmaster'),
  ]
  const people = (may: May, apart: string[] = []) =>
    Object.fromEntries(
      Object.entries(peopleFor(choiceFor(may, apart), request, holders)).map(([role, list]) => [
        role,
        list.map(({ person }) => person),
      ]),
    )

  test('is the owner, once, while they hold a post of the group, and others of it where the unit may', () => {
    expect(people({ as: 'owner' })).toEqual({ owner: ['owner'] })
    expect(people({ as: 'owner', unit: true })).toEqual({ owner: ['owner', 'mate'] })
    expect(peopleFor(choiceFor({ as: 'owner' }), request, [held('owner', 'officer', 'law')])).toEqual({
      owner: [],
    })
  })

  test('is whoever holds the role where the choice reaches, and did not decide what keeps apart from it', () => {
    expect(people({ as: 'groupDirector', within: 'group' })).toEqual({ groupDirector: ['owner'] })
    expect(people({ as: ['groupDirector', 'webmaster'] })).toEqual({
      groupDirector: ['owner', 'lawyer'],
      webmaster: ['web'],
    })
    expect(people({ as: ['owner', 'webmaster'] }, ['owner', 'web'])).toEqual({ owner: [], webmaster: [] })
  })

  test('for a hand-over is the director of the group, whoever acts for the post too, each once', () => {
    expect(directorsOf(request, [...holders, held('owner', 'groupDirector', 'ict')])).toEqual(['น.owner'])
    expect(directorsOf(request, [held('lawyer', 'groupDirector', 'law'), held('web', 'webmaster')])).toEqual(
      [],
    )
  })
})

describe('a refusal says', () => {
  test('of a role who holds it, three people at most, each once', () => {
    const four = ['a', 'b', 'c', 'd'].map((person) => held(person, 'webmaster'))
    expect(told(missing('webmaster'), { as: 'webmaster' }, [held('a', 'webmaster'), ...four])).toEqual({
      th: 'ต้องเป็นผู้ดูแลเว็บไซต์ ให้ น.a, น.b, น.c ดำเนินการ',
      en: 'This is for Webmaster: น.a, น.b, น.c.',
    })
    const both = told(missing('groupDirector', 'webmaster'), { as: ['groupDirector', 'webmaster'] }, [
      held('web', 'webmaster'),
    ])
    expect(both).toEqual({
      th: 'ต้องเป็นผู้อำนวยการกลุ่ม หรือผู้ดูแลเว็บไซต์ ให้ น.web ดำเนินการ',
      en: 'This is for Director of the group or Webmaster: น.web.',
    })
  })

  test('of a role that nobody holds, that nobody does; or nobody who did not act already', () => {
    expect(told(missing('webmaster'), { as: 'webmaster' }, []).en).toBe(
      "This is for Webmaster, but nobody is appointed at present. Tell your office's administrator.",
    )
    const apart = told(missing('webmaster'), { as: 'webmaster' }, [held('web', 'webmaster')], ['web'])
    expect(apart.en).toBe(
      "This is for Webmaster who has not acted on this request yet, but nobody else is appointed. Tell your office's administrator.",
    )
  })

  test('of a choice that is the owner’s as well, no lack of holders: the owner is there', () => {
    const message = told(missing('owner', 'webmaster'), { as: ['owner', 'webmaster'] }, [], ['web'])
    expect(message.en).toMatch(/^This is for .* or Webmaster\.$/)
    expect(message.th).not.toContain('ให้')
  })

  const notOwner: Refusal = { code: 'not_owner', roles: ['owner'] }
  const left: Refusal = { code: 'owner_left', roles: ['owner'] }

  test('of the owner’s choice, that it is the owner’s; and who hands it over where the owner has left the group', () => {
    const director = held('head', 'groupDirector', 'ict')
    expect(told(notOwner, { as: 'owner' }, [held('owner', 'officer', 'ict'), director])).toEqual({
      th: 'เฉพาะเจ้าของเรื่องเท่านั้นที่รับรองได้',
      en: 'Only the owner of the request can: Certify.',
    })
    expect(told(notOwner, { as: 'owner' }, [director])).toEqual({
      th: 'เฉพาะเจ้าของเรื่องเท่านั้นที่รับรองได้ ซึ่งวันนี้ไม่มีการแต่งตั้งในกลุ่มแล้ว ให้ น.head (ผู้อำนวยการกลุ่ม) โอนเรื่องให้เจ้าหน้าที่คนอื่นในกลุ่ม',
      en: 'Only the owner of the request can: Certify. The owner holds no appointment in its group today. น.head (director of the group) can hand it over to another officer of the group.',
    })
  })

  test('to the owner who has left, who can hand the request over, three at most, or that nobody can', () => {
    const heads = ['a', 'b', 'c', 'd'].map((person) => held(person, 'groupDirector', 'ict'))
    expect(told(left, { as: 'owner' }, heads)).toEqual({
      th: 'ท่านเป็นเจ้าของเรื่องนี้ แต่วันนี้ไม่มีการแต่งตั้งในกลุ่มของเรื่อง จึงดำเนินการ “รับรอง” ไม่ได้ ให้ น.a, น.b, น.c (ผู้อำนวยการกลุ่ม) โอนเรื่องให้เจ้าหน้าที่คนอื่นในกลุ่ม',
      en: 'You own this request, but hold no appointment in its group today, so you cannot take “Certify”. น.a, น.b, น.c (director of the group) can hand it over to another officer of the group.',
    })
    expect(told(left, { as: 'owner' }, []).en).toContain('tell your office')
  })

  test('to who decided before, what that was, and that another can', () => {
    const refusal: Refusal = {
      ...{ code: 'separation_of_duties', roles: ['groupDirector'] },
      decisions: ['PROPOSE', 'CERTIFY'],
    }
    const { en } = told(refusal, { as: 'groupDirector' }, [])
    expect(en).toMatch(
      /^You took “.+”, “.+” on this request, so you cannot take “Certify” — another Director of the group,/,
    )
  })
})
