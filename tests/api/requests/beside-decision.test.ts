import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { clientsOf, look, walkTo } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const thai = (th: string) => expect.objectContaining({ th })

test('cmi3: at the screening the webmaster sees the period that the owner set', async () => {
  const { id } = await walkTo(as, 'cmi3', 3)
  const { given } = await look(await as('cmi3.webmaster'), id)
  expect(given).toEqual([
    { field: 'publishUntil', title: thai('วันสิ้นสุดการเผยแพร่'), type: 'date', value: '2026-12-31' },
  ])
})

test('ksn2: whom to ask stands beside the decision; the source, which the content says already, does not', async () => {
  const { id } = await walkTo(as, 'ksn2', 3)
  const { given } = await look(await as('ksn2.webmaster'), id)
  expect(given).toEqual([
    { field: 'contact', title: thai('ผู้รับผิดชอบการให้ข้อมูล'), type: 'text', value: 'กลุ่มนโยบายและแผน' },
  ])
})

test('late is said of a request as it is said of its line in the list', async () => {
  const { id } = await walkTo(as, 'ksn2', 5)
  expect(await look(await as('ksn2.webmaster'), id)).toMatchObject({ late: null })
  office.clock.advance(86_400_000)
  // The session of the day before has ended.
  const webmaster = await office.as('ksn2.webmaster')
  const { late } = await look(webmaster, id)
  expect(late).toMatchObject({ what: thai('ประกาศให้ทำ “โดยพลัน” (๒.๒.๑ ๔))') })
  const { items } = (await webmaster('GET', '/api/requests?view=inbox')).body
  expect(items.find((item: { id: string }) => item.id === id).late).toEqual(late)
})
