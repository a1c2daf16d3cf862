import { expect } from '@jest/globals'
import type { ChoiceView, RequestView } from '../../api/http/contract.ts'
import type { Happening } from '../../machines/offices/demo/office-demo.ts'
import { getOffice } from '../../machines/offices/offices.ts'
import type { Answer, Client, Office } from './office.ts'

export const ifMatch = (revision: number) => ({ 'If-Match': `"${revision}"` })

/** A title that no other request has. */
let made = 0
export const newTitle = () => `เรื่องทดสอบที่ ${++made}`

/** Content that is whole by the form of an office's publication procedure. */
export const wholeContent = (office: string, more: Record<string, unknown> = {}) => ({
  title: newTitle(),
  body: 'รายละเอียดของข้อมูล',
  source: 'กลุ่มนโยบายและแผน',
  ...(office !== 'cmi3' && { category: '1.1' }),
  ...(office === 'yst2' && { channels: ['website'] }),
  ...more,
})

/** Begins a request of an office and answers it. */
export async function begin(by: Client, office: string, more = {}, headers = {}): Promise<RequestView> {
  const body = { procedure: `${office}.publication`, content: wholeContent(office, more) }
  const answer = await by('POST', '/api/requests', body, headers)
  expect(answer).toMatchObject({ status: 201 })
  return answer.body
}

export async function look(by: Client, id: string): Promise<RequestView> {
  const answer = await by('GET', `/api/requests/${id}`)
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}

export const choiceOf = async (by: Client, id: string, type: string): Promise<ChoiceView> => {
  const choice = (await look(by, id)).choices.find((one) => one.type === type)
  if (!choice) throw new Error(`${type} is not offered here`)
  return choice
}

/** Sends an event on the revision that stands now. */
export async function send(
  by: Client,
  id: string,
  event: Record<string, unknown>,
  headers: Record<string, string> = {},
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes
): Promise<Answer<any>> {
  const { revision } = await look(by, id)
  return by('POST', `/api/requests/${id}/events`, event, { ...ifMatch(revision), ...headers })
}

/** The same by somebody who may not read the request and has its revision from `seer`. */
export async function sendUnseen(
  by: Client,
  { id, seer }: { id: string; seer: Client },
  event: Record<string, unknown>,
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of many shapes
): Promise<Answer<any>> {
  const { revision } = await look(seer, id)
  return by('POST', `/api/requests/${id}/events`, event, ifMatch(revision))
}

/** Sends an event that must be taken, and answers the request after it. */
export async function take(by: Client, id: string, event: Record<string, unknown>): Promise<RequestView> {
  const answer = await send(by, id, event)
  expect(answer).toMatchObject({ status: 200 })
  return answer.body.request
}

/** Puts content that must be accepted. */
export async function write(by: Client, id: string, content: Record<string, unknown>): Promise<RequestView> {
  const { revision } = await look(by, id)
  const answer = await by('PUT', `/api/requests/${id}/content`, { content }, ifMatch(revision))
  expect(answer).toMatchObject({ status: 200 })
  return answer.body
}

/** Signs people in once each: `as('cmi3.officer')`. */
export function clientsOf(office: Office): (username: string) => Promise<Client> {
  const known = new Map<string, Promise<Client>>()
  return (username) => {
    const client = known.get(username) ?? office.as(username)
    known.set(username, client)
    return client
  }
}

/** The events by which an office's request is published, with the people who take them. */
export function wayOf(office: string, until: string | undefined = '2026-12-31'): Happening[] {
  const people = { owner: 'officer', groupDirector: 'groupDirector', officeDirector: 'officeDirector' }
  return getOffice(office).demo.walk({ ...people, contact: 'กลุ่มนโยบายและแผน', until })
}

/** What one event of an office's way carries. */
export const wayData = (office: string, type: string): Record<string, unknown> =>
  wayOf(office).find((one) => one.type === type)?.data ?? {}

/** A request that has `steps` events of its office's way behind it (all of them, if not said). */
export async function walkTo(
  as: (username: string) => Promise<Client>,
  office: string,
  steps?: number,
  more: Record<string, unknown> = {},
): Promise<RequestView> {
  const begun = await begin(await as(`${office}.officer`), office, more)
  let request = begun
  for (const { who, type, data } of wayOf(office).slice(0, steps))
    request = await take(await as(`${office}.${who}`), begun.id, { type, ...data })
  return request
}
