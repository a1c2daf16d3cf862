import { expect, test } from '@jest/globals'
import { ledBy, superiorsOf } from '../../../machines/run/superiors.ts'

const held = (person: string, role: string, groupId: string | null = null) => ({ person, role, groupId })
const office = [
  held('officer', 'officer', 'policy'),
  held('head', 'groupDirector', 'policy'),
  held('head', 'officer', 'policy'),
  held('acting', 'groupDirector', 'policy'),
  held('webmaster', 'webmaster'),
  held('webmaster', 'officer', 'ict'),
  held('headOfIct', 'groupDirector', 'ict'),
  held('director', 'officeDirector'),
  held('deputy', 'officeDirector'),
]

test.each([
  ['an officer', 'officer', ['head', 'acting']],
  ['an officer who holds a post of the whole office too', 'webmaster', ['headOfIct']],
  ['a head, though another acts beside them', 'head', ['director', 'deputy']],
  ['the director', 'director', ['deputy']],
  ['somebody without a post', 'stranger', ['director', 'deputy']],
])('The superiors of %s are those who lead what they work in', (_, person, superiors) => {
  expect(superiorsOf(person, office)).toEqual(superiors)
})

test('Of a group without a head, and of an office without a director, nobody is made up', () => {
  expect(
    superiorsOf('officer', [held('officer', 'officer', 'law'), held('director', 'officeDirector')]),
  ).toEqual(['director'])
  expect(superiorsOf('officer', [held('officer', 'officer', 'law')])).toEqual([])
})

test.each([
  ['nobody', [['officer', 'law']], null],
  ['nobody, as head of no group', [['groupDirector', null]], null],
  [
    'their groups, each once',
    [
      ['officer', 'plans'],
      ['groupDirector', 'law'],
      ['groupDirector', 'ict'],
      ['groupDirector', 'law'],
    ],
    ['law', 'ict'],
  ],
  [
    'the office, whatever else they hold',
    [
      ['groupDirector', 'law'],
      ['officeDirector', null],
    ],
    'office',
  ],
] as const)('whoever holds these posts leads %s', (_, posts, led) => {
  expect(ledBy(posts.map(([role, groupId]) => ({ role, groupId })))).toEqual(led)
})
