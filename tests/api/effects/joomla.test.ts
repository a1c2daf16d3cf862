import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { deliverDue } from '../../../api/effects/deliver.ts'
import { FakeJoomla } from '../../support/fake-joomla.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { take } from '../../support/publish.ts'
import { publishWithFiles } from '../../support/with-files.ts'

let site: FakeJoomla
let office: Office
let admin: Client
let id: string
const at = '/api/offices/cmi4/integrations'
beforeAll(async () => {
  site = await FakeJoomla.start()
  office = await startOffice({ env: { PRAKAT_OUTBOUND_HOSTS: site.host } })
  admin = await office.as('cmi4.admin')
  const body = { kind: 'joomla', name: 'เว็บไซต์', url: `${site.url}/`, password: site.token }
  id = (await admin('POST', at, body)).body.integration.id
  await admin('PATCH', `${at}/${id}`, { enabled: true })
})
afterAll(async () => {
  await office.close()
  await site.close()
})
const deliver = () => deliverDue(office.deps)
const onRequest = async (request: string) =>
  (await (await office.as('cmi4.webmaster'))('GET', `/api/requests/${request}/website`)).body.effects

test('without a category nothing is brought, and the request says what to do', async () => {
  const { id: request } = await publishWithFiles(office)
  await deliver()
  expect(site.articles).toEqual([])
  expect(await onRequest(request)).toMatchObject([
    { status: 'dead', problem: { th: expect.stringContaining('ต้องมีหมวดหมู่') } },
  ])
  expect((await admin('POST', `${at}/${id}/test`)).body).toMatchObject({
    ok: true,
    categories: [{ id: 8, name: 'ประกาศ' }],
  })
  // To turn it off is no change by which it could succeed.
  await admin('PATCH', `${at}/${id}`, { enabled: false })
  expect(await onRequest(request)).toMatchObject([{ status: 'dead' }])
  await admin('PATCH', `${at}/${id}`, { enabled: true })
  // What was given up for it is taken up again once one is chosen.
  await admin('PATCH', `${at}/${id}`, { categories: { '': 8 } })
  await deliver()
  expect(site.articles).toMatchObject([{ catid: 8, state: 1, title: 'ประกาศแผนปฏิบัติการ' }])
  site.articles = []
})

test('an item is an article whose files this product serves, and is unpublished when it comes down', async () => {
  const { id: request, file, publication } = await publishWithFiles(office, { body: 'ดู {loadmodule x}' })
  await deliver()
  expect(site.articles).toMatchObject([{ alias: `prakat-${publication}`, state: 1 }])
  const { articletext = '', id: article } = site.articles[0] ?? {}
  expect(articletext).toContain(`/o/cmi4/items/${publication}/files/${file.sha256}/`)
  expect(articletext).toContain('&#123;loadmodule')
  expect(await onRequest(request)).toMatchObject([
    { status: 'done', url: `${site.url}/index.php?option=com_content&view=article&id=${article}` },
  ])
  const reasons = { grounds: [], text: 'ประกาศผิดฉบับ' }
  await take(office, request, 'cmi4.webmaster', { type: 'TAKE_DOWN', reasons })
  await deliver()
  expect(site.articles).toMatchObject([{ id: article, state: 0 }])
  site.articles = []
})

test('whichever answer is lost, there is one article', async () => {
  for (let lost = 0; lost < 3; lost += 1) {
    site.articles = []
    site.cutAfter = lost
    await publishWithFiles(office)
    await deliver()
    site.cutAfter = Number.POSITIVE_INFINITY
    office.clock.advance(60_000)
    await deliver()
    expect([lost, site.articles.map(({ state }) => state)]).toEqual([lost, [1]])
  }
})

test('a token that is not taken is told, and is in no answer', async () => {
  admin = await office.as('cmi4.admin')
  await admin('PATCH', `${at}/${id}`, { password: 'anothertoken' })
  const tried = await admin('POST', `${at}/${id}/test`)
  expect(tried.body).toMatchObject({ ok: false, message: { th: expect.stringContaining('โทเคน') } })
  expect(JSON.stringify([tried.body, (await admin('GET', at)).body])).not.toContain('anothertoken')
})
