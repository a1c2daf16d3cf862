import type { RequestRow } from '../../db/requests.ts'
import { takenIf } from '../../machines/procedure/condition-words.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { choiceTitle, partTitle } from '../../machines/procedure/titles.ts'
import { type Choice, choices } from '../../machines/run/choices.ts'
import { type Actor, inScope, type Refusal } from '../../machines/run/vocabulary.ts'
import type { Reader } from '../procedures/versions.ts'
import { type Holder, holdersOf } from './holders.ts'
import type { Loaded } from './load.ts'

export type RefusalView = { code: string; message: Text }

/**
 * The people who could take a choice today, by role; not those whom an earlier decision keeps apart from it. Under
 * `owner` stands the owner while they hold a post in the request's group, and the others of the group where the chart
 * lets the unit act.
 */
export function peopleFor(
  choice: Choice,
  request: RequestRow,
  holders: readonly Holder[],
): Record<string, Holder[]> {
  const roles = [choice.may.as].flat()
  const ofUnit = holders.filter(
    ({ groupId, person }) => groupId === request.groupId && (person === request.owner || choice.may.unit),
  )
  const owners = [...new Map(ofUnit.map((held) => [held.person, held])).values()]
  const suitable = (role: string) =>
    (role === 'owner'
      ? owners
      : holders.filter(
          (held) => held.role === role && inScope(choice.may, { group: request.groupId }, held.groupId),
        )
    ).filter((held) => !choice.apart.includes(held.person))
  return Object.fromEntries(roles.map((role) => [role, suitable(role)]))
}

/** Why this actor may not take the first choice of this type, each reason a sentence that says who can. */
export async function refusalViews(
  db: Reader,
  { compiled, snapshot, row }: Loaded,
  { type, actor, at }: { type: string; actor: Actor; at: number },
): Promise<RefusalView[]> {
  const choice = choices(compiled, snapshot, actor).find((one) => one.type === type)
  if (!choice) return []
  const holders = await holdersOf(db, row.office, at)
  const people = peopleFor(choice, row, holders)
  return choice.refusals.map((refusal) =>
    sentenceOf(refusal, compiled.procedure, choice, people, directorsOf(row, holders)),
  )
}

/** Who can give a request another owner where its own is away: the directors of its group, and who acts for them. */
export const directorsOf = (request: RequestRow, holders: readonly Holder[]): string[] => [
  ...new Set(
    holders
      .filter(({ role, groupId }) => role === 'groupDirector' && groupId === request.groupId)
      .map(({ name }) => name),
  ),
]

export function sentenceOf(
  { code, roles, decisions = [], condition }: Refusal,
  procedure: Procedure,
  choice: Choice,
  people: Record<string, Holder[]>,
  directors: string[],
): RefusalView {
  const who = (language: 'th' | 'en') =>
    [...new Set(roles.map((role) => partTitle(procedure, role, choice.may)[language]))].join(
      language === 'th' ? ' หรือ' : ' or ',
    )
  if (code === 'owner_left') {
    const instead = takesOver(directors)
    return {
      code,
      message: {
        th: `ท่านเป็นเจ้าของเรื่องนี้ แต่วันนี้ไม่มีการแต่งตั้งในกลุ่มของเรื่อง จึงดำเนินการ “${choice.title.th}” ไม่ได้ ${instead.th}`,
        en: `You own this request, but hold no appointment in its group today, so you cannot take “${choice.title.en}”. ${instead.en}`,
      },
    }
  }
  if (code === 'not_owner') {
    const left = people.owner?.length === 0
    const instead = takesOver(directors)
    return {
      code,
      message: {
        th: `เฉพาะเจ้าของเรื่องเท่านั้นที่${choice.title.th}ได้${left ? ` ซึ่งวันนี้ไม่มีการแต่งตั้งในกลุ่มแล้ว ${instead.th}` : ''}`,
        en: `Only the owner of the request can: ${choice.title.en}.${left ? ` The owner holds no appointment in its group today. ${instead.en}` : ''}`,
      },
    }
  }
  if (code === 'separation_of_duties') {
    const own = decisions.map((type) => choiceTitle(procedure.chart, type))
    return {
      code,
      message: {
        th: `ท่านได้ดำเนินการ “${own.map(({ th }) => th).join('”, “')}” ในเรื่องนี้แล้ว จึงต้องให้${who('th')}คนอื่นหรือผู้รักษาราชการแทนดำเนินการ “${choice.title.th}”`,
        en: `You took “${own.map(({ en }) => en).join('”, “')}” on this request, so you cannot take “${choice.title.en}” — another ${who('en')}, or whoever acts for the post, can.`,
      },
    }
  }
  if (code === 'condition_unmet' && condition) {
    const { th, en } = takenIf(procedure, condition)
    return { code, message: { th: `“${choice.title.th}” ${th}`, en: `“${choice.title.en}” ${en}.` } }
  }
  const nobody = !roles.includes('owner') && Object.values(people).every((list) => list.length === 0)
  if (nobody && choice.apart.length > 0)
    return {
      code,
      message: {
        th: `ต้องเป็น${who('th')}ที่ยังไม่ได้ดำเนินการในเรื่องนี้ แต่ขณะนี้ไม่มีผู้อื่นได้รับแต่งตั้ง แจ้งผู้ดูแลระบบของสำนักงาน`,
        en: `This is for ${who('en')} who has not acted on this request yet, but nobody else is appointed. Tell your office's administrator.`,
      },
    }
  if (nobody)
    return {
      code,
      message: {
        th: `ต้องเป็น${who('th')} แต่ขณะนี้ยังไม่มีผู้ได้รับแต่งตั้ง แจ้งผู้ดูแลระบบของสำนักงาน`,
        en: `This is for ${who('en')}, but nobody is appointed at present. Tell your office's administrator.`,
      },
    }
  const names = [...new Set(Object.values(people).flatMap((list) => list.map(({ name }) => name)))].slice(
    0,
    3,
  )
  return {
    code,
    message: {
      th: `ต้องเป็น${who('th')}${names.length > 0 ? ` ให้ ${names.join(', ')} ดำเนินการ` : ''}`,
      en: `This is for ${who('en')}${names.length > 0 ? `: ${names.join(', ')}` : ''}.`,
    },
  }
}

/** Who can take the matter over where its owner is away. */
function takesOver(directors: string[]): Text {
  if (directors.length === 0)
    return {
      th: 'กลุ่มนี้ยังไม่มีผู้อำนวยการกลุ่มหรือผู้รักษาการที่จะโอนเรื่องได้ แจ้งผู้ดูแลระบบของสำนักงานให้แต่งตั้ง',
      en: "The group has no director, nor anybody acting, who could hand it over: tell your office's administrator.",
    }
  const names = directors.slice(0, 3).join(', ')
  return {
    th: `ให้ ${names} (ผู้อำนวยการกลุ่ม) โอนเรื่องให้เจ้าหน้าที่คนอื่นในกลุ่ม`,
    en: `${names} (director of the group) can hand it over to another officer of the group.`,
  }
}
