import { insertNews, type Notice } from '../../db/notifications.ts'
import type { RequestRow } from '../../db/requests.ts'
import { languageOf } from '../../machines/procedure/language.ts'
import {
  type FurtherRecipient,
  isFurtherRecipient,
  withValues,
} from '../../machines/procedure/notice-values.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { titleOfValue } from '../../machines/procedure/titles.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { type Asked, seatsOfHolder } from '../../machines/run/asked.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import { metaOfStep } from '../../machines/run/standing.ts'
import type { Effect } from '../../machines/run/step.ts'
import { superiorsOf } from '../../machines/run/superiors.ts'
import { inScope } from '../../machines/run/vocabulary.ts'
import { summaryOf } from '../../machines/text/summary.ts'
import type { Unit } from './command.ts'
import { type Holder, holdersOf } from './holders.ts'

type News = {
  compiled: Compiled
  effects: Effect[]
  /** Whom the request waits for now, and the steps that it has come to and gone from with this event. */
  asked: Asked[]
  entered: string[]
  gone: string[]
  /** A person ended what was never public: a refusal for good, whatever its words in the chart were written for. */
  refused: boolean
  /** Who did it, and need not be told that work has come; null for a timer. */
  actor: { id: string; name: string } | null
  /** What the event carried, and those before it in this round. */
  data: Record<string, unknown>
}

/**
 * Notes in one statement what is to be told (`db/notifications.ts` files it): whomever the chart's `notify` names, in its
 * words, and everybody for whom work has come with this event. A notice of work is done when the request leaves its step.
 */
export async function notifyPeople(
  { trx, at }: Unit,
  request: RequestRow,
  { compiled, effects, asked, entered, gone, refused, actor, data }: News,
): Promise<void> {
  if (effects.length === 0 && entered.length === 0 && gone.length === 0) return
  const holders = await holdersOf(trx, request.office, at)
  const arrived = arrivals(holders, asked, entered)
  const notices: Notice[] = []
  const tell = (person: string, step: string, { th, en }: Text, passing: boolean) =>
    notices.push({ person, messageTh: th, messageEn: en, step, passing })
  const filled = fillerOf(compiled.procedure, request, { actor, data })
  for (const { whom, of, ...scope } of effects) {
    const people = recipientsOf({ whom, ...scope }, request, actor?.id, holders)
    const words = refused && whom === 'owner' ? hasEnded(compiled, entered) : filled(of)
    for (const person of people) tell(person, arrived.get(person)?.[0] ?? '', words, false)
  }
  const told = new Set(notices.map(({ person }) => person))
  for (const [person, steps] of arrived) {
    if (person === actor?.id || told.has(person)) continue
    for (const step of steps)
      tell(person, step, workHasCome(metaOfStep(compiled.procedure.chart, step).title), true)
  }
  await insertNews(trx, { request: request.id, at, gone, notices })
}

/** The people whom something reaches that is told to `whom`, each once. */
export function recipientsOf(
  { whom, ...scope }: Pick<Effect, 'whom' | 'within' | 'group'>,
  request: Pick<RequestRow, 'owner' | 'groupId'>,
  actor: string | undefined,
  holders: readonly Holder[],
): Set<string> {
  if (isFurtherRecipient(whom)) return new Set(furtherPeople(whom, { owner: request.owner, actor }, holders))
  if (whom === 'owner') return new Set([request.owner])
  const held = holders.filter(
    ({ role, groupId }) => role === whom && inScope(scope, { group: request.groupId }, groupId),
  )
  return new Set(held.map(({ person }) => person))
}

/** Who acted, or the superior of either; of a timer, only the owner has one. */
function furtherPeople(
  whom: FurtherRecipient,
  { owner, actor }: { owner: string; actor: string | undefined },
  holders: readonly Holder[],
): string[] {
  switch (whom) {
    case 'actor':
      return actor === undefined ? [] : [actor]
    case 'superiorOfActor':
      return actor === undefined ? [] : superiorsOf(actor, holders)
    case 'superiorOfOwner':
      return superiorsOf(owner, holders)
    default:
      return unreachable(whom)
  }
}

/** Puts the values that a notice's text names in their places; in the first language braces are only braces. */
export function fillerOf(
  procedure: Procedure,
  { title }: Pick<RequestRow, 'title'>,
  { actor, data }: Pick<News, 'actor' | 'data'>,
): (of: Text) => Text {
  if (languageOf(procedure) === 1) return (of) => of
  const facts: Record<string, Text> = {
    actor: actor ? { th: actor.name, en: actor.name } : { th: 'ระบบ', en: 'the system' },
    title: { th: title, en: title },
  }
  return (of) =>
    withValues(of, (name) =>
      Object.hasOwn(facts, name) ? facts[name] : inWords(procedure, name, data[name]),
    )
}

/** A value that an event carried, in words: how it begins, whole it stands in the request; undefined where it carried none. */
function inWords(procedure: Procedure, field: string, value: unknown): Text | undefined {
  const said = [value ?? []].flat().filter((one) => typeof one === 'string' && one !== '') as string[]
  if (said.length === 0) return undefined
  const titles = said.map((one) => titleOfValue(procedure, field, one))
  const list = (language: 'th' | 'en') => summaryOf(titles.map((title) => title[language]).join(', '))
  return { th: list('th'), en: list('en') }
}

function hasEnded({ procedure: { chart } }: Compiled, entered: string[]): Text {
  const titles = entered.map((step) => metaOfStep(chart, step).title)
  const list = (language: 'th' | 'en') => titles.map((title) => title[language]).join(' · ')
  return {
    th: `เรื่องของท่านสิ้นสุดแล้วที่ “${list('th')}” อ่านเหตุผลได้ในเรื่อง เสนอใหม่ในเรื่องเดิมไม่ได้`,
    en: `Your request has ended at “${list('en')}”. The reasons are in it; it cannot be put forward again.`,
  }
}

const workHasCome = ({ th, en }: Text): Text => ({
  th: `มีเรื่องรอดำเนินการ: ${th}`,
  en: `A request waits for you: ${en}`,
})

/** The people whom steps that were entered just now ask to act, and by which of these steps. */
function arrivals(holders: readonly Holder[], asked: Asked[], entered: string[]): Map<string, string[]> {
  const arrived = new Map<string, string[]>()
  for (const { whom, apart, from } of asked) {
    const steps = entered.filter((step) => from.some((one) => step === one || step.startsWith(`${one}.`)))
    if (steps.length === 0) continue
    const people = holders.filter((held) => seatsOfHolder(held).includes(whom)).map(({ person }) => person)
    for (const person of people)
      if (!apart.includes(person))
        arrived.set(person, [...new Set([...(arrived.get(person) ?? []), ...steps])])
  }
  return arrived
}
