import type { May, Procedure, Text } from '../procedure/procedure.ts'
import { roleTitle } from '../procedure/titles.ts'
import { inScope } from '../run/vocabulary.ts'
import { type ChartChoice, mays } from './mays.ts'
import type { OfficeFacts, Proof } from './proof.ts'
import { holds, listed, quoted, warning } from './words.ts'

/** Every role that a choice names is held today by someone, and by two people where the chart keeps them apart. */
export function rolesAreHeld(procedure: Procedure, facts: OfficeFacts): Proof[] {
  const choices = mays(procedure.chart)
  const proofs = [...unheld(procedure, facts, choices), ...heldByOne(procedure, facts, choices)]
  if (proofs.length > 0) return proofs
  return [
    holds(
      'held',
      'ทุกบทบาทที่แผนผังต้องใช้มีผู้ดำรงอยู่ในวันนี้ ครบทุกกลุ่มและครบจำนวนคนที่ต้องต่างกัน',
      'Every role that the chart asks for is held today, in every group, and by as many people as must differ.',
    ),
  ]
}

/** The groups from which requests come: those in which anybody holds anything. */
const groupsAtWork = ({ holders, groups }: OfficeFacts): string[] =>
  groups.map(({ id }) => id).filter((id) => holders.some(({ group }) => group === id))

const rolesOf = ({ as }: May) => [as].flat()

/** The people who could act for a request of this group; `undefined` where its owner may, whom every request has. */
function able({ holders }: OfficeFacts, may: May, request: string): Set<string> | undefined {
  const roles = rolesOf(may)
  if (roles.includes('owner')) return undefined
  const fitting = holders.filter(
    ({ role, group }) => roles.includes(role) && inScope(may, { group: request }, group),
  )
  return new Set(fitting.map(({ person }) => person))
}

/** The groups that have to be looked at one by one: all where the request's own group counts, else none in particular. */
function scopes(facts: OfficeFacts, ...asked: May[]): { request: string; named: string | undefined }[] {
  const own = asked.some(({ within, group }) => within === 'group' && group === undefined)
  const groups = own ? groupsAtWork(facts) : []
  if (groups.length > 0) return groups.map((request) => ({ request, named: request }))
  const [first] = asked
  const named = asked.every(({ group }) => group === first?.group) ? first?.group : undefined
  return [{ request: '', named }]
}

const groupInWords = ({ groups }: OfficeFacts, id: string | undefined): Text => {
  if (id === undefined) return { th: '', en: '' }
  const name = groups.find((group) => group.id === id)?.name ?? { th: id, en: id }
  return { th: ` ใน${name.th}`, en: ` in ${name.en}` }
}

function unheld(procedure: Procedure, facts: OfficeFacts, choices: ChartChoice[]): Proof[] {
  const found = new Map<string, { may: May; named: string | undefined; choices: ChartChoice[] }>()
  for (const choice of choices)
    for (const { request, named } of scopes(facts, choice.may)) {
      if (able(facts, choice.may, request)?.size !== 0) continue
      const id = ['held', rolesOf(choice.may).join('+'), ...(named === undefined ? [] : [named])].join(':')
      const known = found.get(id)
      if (known) known.choices.push(choice)
      else found.set(id, { may: choice.may, named, choices: [choice] })
    }
  return [...found].map(([id, { may, named, choices: stuck }]) => {
    const roles = rolesOf(may).map((role) => roleTitle(procedure, role))
    const where = groupInWords(facts, named)
    const what = listed([...titles(stuck)])
    const [th, en] = [roles.map((role) => role.th).join(' หรือ'), roles.map((role) => role.en).join(' or ')]
    return warning(
      id,
      `วันนี้ไม่มีผู้ดำรงบทบาท “${th}”${where.th} จึงไม่มีผู้ดำเนินการ ${what.th} ได้`,
      `Nobody holds “${en}”${where.en} today, so nobody can take ${what.en}.`,
      { steps: stepsOfChoices(stuck) },
    )
  })
}

function heldByOne(procedure: Procedure, facts: OfficeFacts, choices: ChartChoice[]): Proof[] {
  const found = new Map<string, Proof>()
  for (const later of choices)
    for (const type of later.may.notBy ?? [])
      for (const earlier of choices.filter((choice) => choice.type === type))
        for (const { request, named } of scopes(facts, later.may, earlier.may)) {
          const [one, other] = [able(facts, earlier.may, request), able(facts, later.may, request)]
          // A role that nobody holds has been told already.
          if (!one || !other || one.size === 0 || other.size === 0) continue
          if (new Set([...one, ...other]).size > 1) continue
          const pair = [type, later.type].sort()
          const id = ['heldByTwo', ...pair, ...(named === undefined ? [] : [named])].join(':')
          found.set(id, onlyOne(procedure, facts, id, [earlier, later], named))
        }
  return [...found.values()]
}

function onlyOne(
  procedure: Procedure,
  facts: OfficeFacts,
  id: string,
  pair: [ChartChoice, ChartChoice],
  named: string | undefined,
): Proof {
  const roles = [...new Set(pair.flatMap(({ may }) => rolesOf(may)))].map((role) =>
    quoted(roleTitle(procedure, role)),
  )
  const [who, what, where] = [listed(roles), listed([...titles(pair)]), groupInWords(facts, named)]
  return warning(
    id,
    `วันนี้มีเพียงคนเดียวที่ดำรงบทบาท ${who.th}${where.th} ทั้งที่ ${what.th} ต้องเป็นคนละคนกัน`,
    `Only one person holds ${who.en}${where.en} today, though ${what.en} must be taken by different people.`,
    { steps: stepsOfChoices(pair) },
  )
}

/** The titles of choices, each once. */
const titles = (choices: ChartChoice[]): Iterable<Text> =>
  new Map(choices.map(({ transition }) => [transition.meta.title.th, quoted(transition.meta.title)])).values()

const stepsOfChoices = (choices: ChartChoice[]): string[] => [
  ...new Set(choices.flatMap(({ step }) => step || [])),
]
