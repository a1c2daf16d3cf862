import { askedOfRequests } from '../../db/asked.ts'
import { insertMessage, type MessageRow, messagesOf } from '../../db/messages.ts'
import { insertNews } from '../../db/notifications.ts'
import { ownersOf } from '../../db/people.ts'
import type { RequestRow } from '../../db/requests.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { seatsOfHolder } from '../../machines/run/asked.ts'
import type { MessagesView, NewMessage } from '../http/contract.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { By, Unit } from './command.ts'
import { holdersOf } from './holders.ts'
import { readersOf } from './may-read.ts'

/** So many a request has: whoever talks on and on has something else to decide. */
const most = 300

type Told = { id: string; name: string }

/** The conversation on a request, and who would be told of what this person asks or answers next. */
export async function messagesView(
  db: Reader,
  row: RequestRow,
  { by, now }: { by: By; now: number },
): Promise<MessagesView> {
  const messages = await messagesOf(db, { office: row.office, request: row.id })
  const told = await recipients(db, row, now)
  const names = (people: Told[]) => people.filter(({ id }) => id !== by.person.id).map(({ name }) => name)
  return {
    messages: messages.map(({ id, author, name, toWhom, text, at }) => ({
      id,
      toWhom,
      text,
      at: iso(at),
      author: { id: author, name },
    })),
    open: row.status !== 'ended' && messages.length < most,
    owner: names(told.owner),
    waiting: names(told.waiting),
  }
}

/**
 * Asks or answers something about a request, by whoever may read it; nothing of the request changes by it. The owner, or
 * those for whom it waits, are told, and so is everybody who has written before. Sent again, it is the same message.
 */
export async function sendMessage(
  { trx, at }: Unit,
  row: RequestRow,
  { id, by, message: { text, toWhom } }: { id: string; by: By; message: NewMessage },
): Promise<void> {
  const before = await messagesOf(trx, { office: row.office, request: row.id })
  const known = before.find((one) => one.id === id)
  if (known) {
    if (known.author === by.person.id && known.text === text && known.toWhom === toWhom) return
    throw new ApiProblem('idempotency_conflict')
  }
  if (row.status === 'ended') throw new ApiProblem('transition_not_available', { message: hasEnded })
  if (before.length >= most) throw new ApiProblem('transition_not_available', { message: tooMany })
  const asked = (await recipients(trx, row, at))[toWhom].filter((one) => one.id !== by.person.id)
  if (asked.length === 0) throw invalidAt('toWhom', nobodyIsAsked)
  const fresh: MessageRow = {
    office: row.office,
    request: row.id,
    id,
    author: by.person.id,
    toWhom,
    text,
    at,
  }
  await insertMessage(trx, fresh)
  const mayRead = await readersOfRequest(trx, row, at)
  // Who has written before may have lost the post, or not read drafts of this group any more.
  const authors = before.map(({ author }) => author).filter(mayRead)
  const people = new Set([...asked.map((one) => one.id), ...authors])
  people.delete(by.person.id)
  // What was asked is read in the request alone: it may name somebody.
  await insertNews(trx, {
    request: row.id,
    at,
    gone: [],
    notices: [...people].map((person) => ({
      person,
      step: '',
      passing: false,
      messageTh: `${by.person.name} ถามหรือตอบเกี่ยวกับเรื่องนี้`,
      messageEn: `${by.person.name} asked or answered something about this request.`,
    })),
  })
}

async function readersOfRequest(db: Reader, { id, office }: RequestRow, at: number) {
  const readers = await readersOf(db, { office, requests: [id], at })
  return (person: string): boolean => readers(person).length > 0
}

/** Whom a message reaches: the owner, and the people for whom the request waits now; who may not read it is not asked. */
async function recipients(
  db: Reader,
  row: RequestRow,
  now: number,
): Promise<Record<MessageRow['toWhom'], Told[]>> {
  const asked = await askedOfRequests(db, [row.id])
  const holders = await holdersOf(db, row.office, now)
  const waiting = new Map<string, Told>()
  for (const { whom, apart } of asked)
    for (const held of holders)
      if (seatsOfHolder(held).includes(whom) && !(JSON.parse(apart) as string[]).includes(held.person))
        waiting.set(held.person, { id: held.person, name: held.name })
  const owner = (await ownersOf(db, [row.owner])).get(row.owner)
  const mayRead = await readersOfRequest(db, row, now)
  return {
    owner: owner && owner.disabled === 0 && mayRead(row.owner) ? [{ id: row.owner, name: owner.name }] : [],
    waiting: [...waiting.values()],
  }
}

const hasEnded: Text = {
  th: 'เรื่องสิ้นสุดแล้ว จึงถามหรือตอบไม่ได้ ข้อความเดิมยังอ่านได้',
  en: 'The request has ended: nothing can be asked or answered any more. What was said stays readable.',
}
const tooMany: Text = {
  th: `เรื่องนี้มีข้อความครบ ${most} ข้อความแล้ว จึงส่งเพิ่มไม่ได้`,
  en: `This request has ${most} messages, and takes no more.`,
}
const nobodyIsAsked: Text = {
  th: 'ขณะนี้ไม่มีผู้อื่นที่จะได้รับข้อความนี้ เลือกผู้รับอีกฝ่าย',
  en: 'There is nobody else whom this would reach now: choose the other side.',
}
