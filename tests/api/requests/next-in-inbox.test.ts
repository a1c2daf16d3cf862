import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { clientsOf, take, walkTo } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const next = async (by: Client, id: string) => (await by('GET', `/api/requests/${id}/next`)).body
const inbox = async (by: Client) => (await by('GET', '/api/requests?view=inbox&limit=100')).body

test('the next one is the first of the inbox that is not this one, and the number leaves this one out', async () => {
  const director = await as('cmi3.groupDirector')
  const made = await walkTo(as, 'cmi3', 1)
  const { items, total } = await inbox(director)
  const [first, second] = items
  // Of the first one, the second; of any other, the first.
  expect(await next(director, first.id)).toEqual({
    next: { id: second.id, title: second.title },
    remaining: total - 1,
  })
  expect(await next(director, made.id)).toMatchObject({ next: { id: first.id }, remaining: total - 1 })
})

test('what does not wait for me is left out of nothing; where nothing waits there is no next one', async () => {
  const director = await as('cmi3.groupDirector')
  const before = await inbox(director)
  const { id } = before.items[0]
  await take(director, id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
  expect((await next(director, id)).remaining).toBe(before.total - 1)
  for (const item of (await inbox(director)).items)
    await take(director, item.id, { type: 'RETURN', reasons: { text: 'แก้ไข' } })
  expect(await next(director, id)).toEqual({ next: null, remaining: 0 })
})

test('is answered to whoever may read the request alone', async () => {
  const { id } = await walkTo(as, 'cmi3', 0)
  expect((await (await as('cmi4.officer'))('GET', `/api/requests/${id}/next`)).status).toBe(403)
  expect((await (await as('cmi3.webmaster'))('GET', `/api/requests/${id}/next`)).status).toBe(403)
})
