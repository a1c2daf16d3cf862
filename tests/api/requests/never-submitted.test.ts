import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import type { Procedure } from '../../../machines/procedure/procedure.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { begin, look, send } from '../../support/requests.ts'

let office: Office
let officer: Client
beforeAll(async () => {
  office = await startOffice()
  officer = await office.as('cmi3.officer')
})
afterAll(() => office.close())

/** เชียงใหม่ เขต ๓ as no proof would let it pass, put into force beside the proofs. */
async function inForce(change: (procedure: Procedure) => void): Promise<void> {
  const procedure = structuredClone(cmi3Publication)
  change(procedure)
  await activate(office.deps.db, procedure, office.clock.now())
}
const rows = async () => {
  const { db } = office.deps
  const [events, requests, publications] = await Promise.all(
    (['event', 'request', 'publication'] as const).map((table) => db.selectFrom(table).selectAll().execute()),
  )
  return { events, requests, publications }
}
const refusal = {
  status: 422,
  body: { code: 'invalid_content', message: { th: expect.stringContaining('ยังไม่เคยเสนอ') } },
}

test('what nobody submitted is not published by a choice that the chart forgot to freeze with', async () => {
  await inForce(({ chart: { states } }) => {
    const propose = states.drafting?.on?.PROPOSE
    if (!propose || Array.isArray(propose)) throw new Error('another chart')
    propose.target = 'published'
    delete propose.actions
  })
  const { id } = await begin(officer, 'cmi3')
  const before = await rows()
  expect(await send(officer, id, { type: 'PROPOSE' })).toMatchObject(refusal)
  expect(await rows()).toEqual(before)
  expect((await look(officer, id)).status).toBe('open')
})

test('nor by a deadline: it stays due, and nothing else is held up', async () => {
  await inForce(({ chart: { states }, deadlines }) => {
    const { drafting } = states
    if (!drafting) throw new Error('another chart')
    deadlines.push({ id: 'day', kind: 'days', days: 1, working: false, title: { th: 'วัน', en: 'day' } })
    drafting.after = { day: { target: 'published', meta: drafting.meta as never } }
  })
  const { id } = await begin(officer, 'cmi3')
  office.clock.advance(3 * 86_400_000)
  // What else was due by then, of the demo.
  expect(await takeDueTimers(office.deps)).toBeGreaterThan(0)
  const by = await office.as('cmi3.officer')
  expect((await by('GET', `/api/requests/${id}/events`)).body.events).toHaveLength(1)
  expect(await look(by, id)).toMatchObject({ status: 'open', timers: [expect.anything()] })
})

test('nor by a chart that begins in public: nothing is begun', async () => {
  officer = await office.as('cmi3.officer')
  await inForce(({ chart }) => {
    chart.initial = 'published'
  })
  const before = await rows()
  const body = { procedure: 'cmi3.publication', content: { title: 'ก', body: 'ข' } }
  expect(await officer('POST', '/api/requests', body)).toMatchObject(refusal)
  expect(await rows()).toEqual(before)
})
