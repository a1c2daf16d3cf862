import type { RequestRow } from '../../db/requests.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { choiceTitle, roleTitle } from '../../machines/procedure/titles.ts'
import { type Choice, choices } from '../../machines/run/choices.ts'
import { type Actor, inScope, type Refusal } from '../../machines/run/vocabulary.ts'
import type { Reader } from '../procedures/versions.ts'
import { type Holder, holdersOf } from './holders.ts'
import type { Loaded } from './load.ts'

export type RefusalView = { code: string; message: Text }

/** The people who could take a choice today, by role; not those whom an earlier decision keeps apart from it. */
export function peopleFor(
  choice: Choice,
  request: RequestRow,
  holders: readonly Holder[],
): Record<string, Holder[]> {
  const roles = [choice.may.as].flat()
  const suitable = (role: string) =>
    holders.filter(
      (held) =>
        held.role === role &&
        inScope(choice.may, { group: request.groupId }, held.groupId) &&
        !choice.apart.includes(held.person),
    )
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
  return choice.refusals.map((refusal) => sentenceOf(refusal, compiled.procedure, choice, people))
}

export function sentenceOf(
  { code, roles, decisions = [] }: Refusal,
  procedure: Procedure,
  choice: Choice,
  people: Record<string, Holder[]>,
): RefusalView {
  const who = (language: 'th' | 'en') =>
    [...new Set(roles.map((role) => roleTitle(procedure, role)[language]))].join(
      language === 'th' ? ' หรือ' : ' or ',
    )
  if (code === 'not_owner')
    return {
      code,
      message: {
        th: `เฉพาะเจ้าของเรื่องเท่านั้นที่${choice.title.th}ได้`,
        en: `Only the owner of the request can: ${choice.title.en}.`,
      },
    }
  if (code === 'kept_apart') {
    const own = decisions.map((type) => choiceTitle(procedure.chart, type))
    return {
      code,
      message: {
        th: `คุณเป็นผู้ “${own.map(({ th }) => th).join('”, “')}” ในเรื่องนี้แล้ว จึง“${choice.title.th}”เองไม่ได้ — ให้${who('th')}คนอื่นหรือผู้รักษาราชการแทนทำ`,
        en: `You took “${own.map(({ en }) => en).join('”, “')}” on this request, so you cannot take “${choice.title.en}” — another ${who('en')}, or whoever acts for the post, can.`,
      },
    }
  }
  const nobody = !roles.includes('owner') && Object.values(people).every((list) => list.length === 0)
  if (nobody && choice.apart.length > 0)
    return {
      code,
      message: {
        th: `ต้องเป็น${who('th')}ที่ยังไม่ได้ดำเนินการในเรื่องนี้ แต่ขณะนี้ไม่มีผู้อื่นได้รับแต่งตั้ง — แจ้งผู้ดูแลระบบของสำนักงาน`,
        en: `This is for ${who('en')} who has not acted on this request yet, but nobody else is appointed. Tell your office's administrator.`,
      },
    }
  if (nobody)
    return {
      code,
      message: {
        th: `ต้องเป็น${who('th')} แต่ขณะนี้ยังไม่มีผู้ได้รับแต่งตั้ง — แจ้งผู้ดูแลระบบของสำนักงาน`,
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
      th: `ต้องเป็น${who('th')}${names.length > 0 ? ` — ให้ ${names.join(', ')} ดำเนินการ` : ''}`,
      en: `This is for ${who('en')}${names.length > 0 ? `: ${names.join(', ')}` : ''}.`,
    },
  }
}
