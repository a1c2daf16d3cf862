import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { Transitions } from '../../../machines/procedure/procedure.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { clientsOf, take, walkTo } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

const reasons = { grounds: [], text: 'ไม่อยู่ในอำนาจหน้าที่' }
const told = async (id: string): Promise<string> => {
  const { notifications } = (await (await as('cmi3.officer'))('GET', '/api/notifications')).body
  return notifications.find(({ request }: { request: string }) => request === id).message.th
}

test('of a return that leads to the end the owner is told that the matter has ended, not to mend it', async () => {
  const procedure = structuredClone(cmi3Publication)
  const { states } = procedure.chart
  const one = (transitions: Transitions | undefined) => {
    if (!transitions || Array.isArray(transitions)) throw new Error('another chart')
    return transitions
  }
  one(states.certification?.on?.RETURN).target = 'refused'
  const title = { th: 'ไม่รับเผยแพร่', en: 'Refused' }
  states.refused = { type: 'final', meta: { title, clause: 'เพิ่มเติมจากกรอบแนวทาง', source: 'added' } }
  await activate(office.deps.db, procedure, office.clock.now())
  const { id } = await walkTo(as, 'cmi3', 1)
  const ended = await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons })
  expect(ended.status).toBe('ended')
  expect(await told(id)).toContain('สิ้นสุดแล้วที่ “ไม่รับเผยแพร่”')
  expect(await told(id)).not.toContain('แก้ไขแล้วเสนอใหม่')
})

test('a return that leads back keeps its own words, and so does what takes down a publication', async () => {
  const { id } = await walkTo(as, 'cmi4', 1)
  const message = async (who: string) => {
    const { notifications } = (await (await as(who))('GET', '/api/notifications')).body
    return notifications.find(({ request }: { request: string }) => request === id)?.message.th
  }
  await take(await as('cmi4.officeDirector'), id, { type: 'RETURN', reasons })
  expect(await message('cmi4.officer')).toContain('แก้ไขแล้วเสนอใหม่')
  const shown = await walkTo(as, 'cmi4')
  await take(await as('cmi4.webmaster'), shown.id, { type: 'TAKE_DOWN', reasons })
  const { notifications } = (await (await as('cmi4.officer'))('GET', '/api/notifications')).body
  const ofShown = (notifications as { request: string; message: { th: string } }[])
    .filter(({ request }) => request === shown.id)
    .map(({ message: { th } }) => th)
  expect(ofShown).toContain('ข้อมูลของท่านถูกนำออกจากเว็บไซต์พร้อมเหตุผล')
  expect(ofShown.some((th) => th.includes('สิ้นสุดแล้วที่'))).toBe(false)
})
