import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { EventView } from '../../../api/http/contract.ts'
import { saidBefore } from '../../../ui/requests/said-before.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { clientsOf, look, send, take, walkTo, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const reasons = { grounds: [], text: 'ตัวเลขในตารางไม่ตรงกัน' }
const saidOf = async (by: Client, id: string) => {
  const { events } = (await by('GET', `/api/requests/${id}/events`)).body as { events: EventView[] }
  return saidBefore(events).map(({ event, answer, unchanged }) => [event.type, answer?.type, unchanged])
}

test('a return stays to be answered until it is put forward again, and not a step longer', async () => {
  const officer = await as('cmi3.officer')
  const { id } = await walkTo(as, 'cmi3', 1)
  await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons })
  expect(await saidOf(officer, id)).toEqual([['RETURN', undefined, false]])
  const { content } = await look(officer, id)
  await write(officer, id, { ...content, body: 'แก้แล้ว' })
  await take(officer, id, { type: 'PROPOSE' })
  expect(await saidOf(officer, id)).toEqual([['RETURN', 'PROPOSE', false]])
  await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
  expect(await saidOf(officer, id)).toEqual([['RETURN', 'PROPOSE', false]])
})

test('what is put forward again as it came back is told, also where it was written anew in the same words', async () => {
  const officer = await as('cmi3.officer')
  const { id } = await walkTo(as, 'cmi3', 1)
  await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons })
  await take(officer, id, { type: 'PROPOSE' })
  await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons })
  const { content } = await look(officer, id)
  await write(officer, id, content)
  await take(officer, id, { type: 'PROPOSE' })
  expect(await saidOf(officer, id)).toEqual([
    ['RETURN', 'PROPOSE', true],
    ['RETURN', 'PROPOSE', true],
  ])
})

test('a refusal of which the owner is informed first is answered by the owner, not by whoever informs', async () => {
  const officer = await as('ksn2.officer')
  const { id } = await walkTo(as, 'ksn2', 4)
  await take(await as('ksn2.webHead'), id, { type: 'DISALLOW', reasons })
  await take(await as('ksn2.webmaster'), id, { type: 'INFORM' })
  expect(await saidOf(officer, id)).toEqual([['DISALLOW', undefined, false]])
  await take(officer, id, { type: 'PROPOSE', checked: ['accurate', 'complete', 'current'] })
  expect(await saidOf(officer, id)).toEqual([['DISALLOW', 'PROPOSE', true]])
})

test('an error that was reported is to be answered while it is being corrected', async () => {
  const officer = await as('cmi4.officer')
  const { id } = await walkTo(as, 'cmi4')
  await take(await as('cmi4.webmaster'), id, { type: 'REPORT_ERROR', error: 'เลขโทรศัพท์ผิด' })
  expect(await saidOf(officer, id)).toEqual([['REPORT_ERROR', undefined, false]])
  const { content } = await look(officer, id)
  await write(officer, id, { ...content, body: 'เลขที่ถูก' })
  expect(await send(officer, id, { type: 'CORRECT' })).toMatchObject({ status: 200 })
  expect(await saidOf(officer, id)).toEqual([['REPORT_ERROR', 'CORRECT', false]])
})
