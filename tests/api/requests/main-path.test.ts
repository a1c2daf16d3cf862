import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { takeDueTimers } from '../../../api/requests/timers.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'

let office: Office
beforeAll(async () => {
  office = await startOffice()
})
afterAll(() => office.close())

const ifMatch = (revision: number) => ({ 'If-Match': `"${revision}"` })

async function take(by: Client, id: string, event: Record<string, unknown>) {
  const { body, status } = await by('GET', `/api/requests/${id}`)
  expect(status).toBe(200)
  return by('POST', `/api/requests/${id}/events`, event, ifMatch(body.revision))
}

describe('a request of เชียงใหม่ เขต ๓', () => {
  test('goes from draft to the public page and comes down when its period ends', async () => {
    const officer = await office.as('cmi3.officer')
    const director = await office.as('cmi3.groupDirector')
    const webmaster = await office.as('cmi3.webmaster')
    const made = await officer('POST', '/api/requests', {
      procedure: 'cmi3.publication',
      content: { title: 'แผนปฏิบัติการประจำปี 2570', body: 'รายละเอียดของแผน' },
    })
    expect(made.status).toBe(201)
    const { id } = made.body
    expect((await take(officer, id, { type: 'PROPOSE' })).status).toBe(200)
    expect((await take(webmaster, id, { type: 'CERTIFY', checked: [] })).status).toBe(403)
    const half = await take(director, id, { type: 'CERTIFY', checked: [] })
    expect(half.status).toBe(422)
    const choice = (await director('GET', `/api/requests/${id}`)).body.choices.find(
      (one: { type: string }) => one.type === 'CERTIFY',
    )
    const checked = choice.needs[0].items.map((item: { id: string }) => item.id)
    expect((await take(director, id, { type: 'CERTIFY', checked })).status).toBe(200)
    expect((await take(officer, id, { type: 'HAND_OVER' })).status).toBe(422)
    expect((await take(officer, id, { type: 'HAND_OVER', publishUntil: '2026-11-30' })).status).toBe(200)
    const screening = (await webmaster('GET', `/api/requests/${id}`)).body
    const publish = screening.choices.find((one: { type: string }) => one.type === 'PUBLISH')
    const items = publish.needs[0].items.map((item: { id: string }) => item.id)
    const published = await take(webmaster, id, { type: 'PUBLISH', checked: items })
    expect(published.body.request.state).toBe('published')
    const { url } = published.body.request.publication
    expect((await office.anyone('GET', url)).status).toBe(200)
    expect(await verifyRequests(office.deps.db)).toMatchObject({ differences: [] })
    office.clock.set('2026-11-30T17:00:00Z')
    expect((await office.anyone('GET', url)).status).toBe(410)
    expect(await takeDueTimers(office.deps)).toBeGreaterThan(0)
    const again = await office.as('cmi3.officer')
    expect((await again('GET', `/api/requests/${id}`)).body.state).toBe('takenDown')
    expect(await verifyRequests(office.deps.db)).toMatchObject({ differences: [] })
  })
})
