import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import supertest from 'supertest'
import { siteItem } from '../../../api/effects/site-item.ts'
import { publicRecord } from '../../../api/requests/public-record.ts'
import { documentFields } from '../../../machines/offices/form.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { publicFieldsOf } from '../../../machines/procedure/procedure.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

let running: Office
beforeAll(async () => {
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
})
afterAll(() => running.close())

const get = async (path: string) => {
  const answer = await supertest(running.url).get(path).set('Host', 'prakat.example').buffer(true).expect(200)
  return { text: answer.text, body: answer.body, plain: withoutWordMarks(answer.text) }
}
const document = { documentNumber: 'ที่ ศธ 04056/ว <12>', documentDate: '2026-10-01' }

describe('The number and the date of a document', () => {
  test('are asked for by every office, shown to the public, and said to be added', () => {
    for (const { id, procedures } of offices) {
      const [procedure] = procedures
      const asked = procedure?.form.filter(({ name }) => name in document)
      expect([id, asked]).toMatchObject([id, documentFields])
      expect(procedure && publicFieldsOf(procedure)).toEqual(expect.arrayContaining(Object.keys(document)))
      expect(asked?.every(({ source, required }) => source === 'added' && !required)).toBe(true)
    }
  })

  test('stand on the page, the day in the Buddhist era, in either language', async () => {
    const { publication } = await publish(running, { content: document })
    const { plain } = await get(`/o/cmi4/items/${publication}`)
    expect(plain).toMatch(/<dt>เลขที่เอกสาร<\/dt><dd[^>]*>ที่ ศธ 04056\/ว &lt;12&gt;<\/dd>/)
    expect(plain).toMatch(/<dt>วันที่ของเอกสาร<\/dt><dd>1 ตุลาคม 2569<\/dd>/)
    const { plain: english } = await get(`/o/cmi4/items/${publication}?lang=en`)
    expect(english).toMatch(/<dt>Date of the document<\/dt><dd>1 October 2026 \(B.E. 2569\)<\/dd>/)
  })

  test('are said to machines: JSON-LD, the API and the JSON feed', async () => {
    const { publication } = await publish(running, { content: document })
    const { text } = await get(`/o/cmi4/items/${publication}`)
    expect(text).toContain('"dateCreated":"2026-10-01"')
    expect(text).toMatch(/"identifier":"ที่ ศธ 04056\/ว /)
    const { body } = await get(`/api/v1/offices/cmi4/items/${publication}`)
    expect(body.facts.map(({ name, value }: Record<string, string>) => [name, value])).toEqual(
      Object.entries(document),
    )
    const feed = (await get('/o/cmi4/items.json')).body
    expect(feed.items.find(({ id }: { id: string }) => id === publication)._prakat).toMatchObject(document)
  })

  test('stand on the website that the office has already', async () => {
    const { publication } = await publish(running, { content: document })
    const asked = { office: 'cmi4', publication, site: 'https://prakat.example' }
    const html = (await siteItem(running.deps, asked))?.html(({ address }) => address)
    expect(html).toContain('<p>เลขที่เอกสาร: ที่ ศธ 04056/ว &lt;12&gt;</p><p>วันที่ของเอกสาร: 1 ตุลาคม 2569</p>')
  })

  test('are left out where they were not filled in, and the fingerprint is what it was', async () => {
    const { publication } = await publish(running)
    const { plain } = await get(`/o/cmi4/items/${publication}`)
    expect(plain).not.toContain('เลขที่เอกสาร')
    expect(plain).not.toContain('dateCreated')
    expect((await get(`/api/v1/offices/cmi4/items/${publication}`)).body.facts).toEqual([])
    const shown = { title: 'ก', source: null, category: null, untilDay: null }
    const record = publicRecord('{"documentNumber":"","documentDate":null}', shown, documentFields)
    expect(record).toEqual(publicRecord('{}', shown, []))
  })

  test('are not shown by a version that did not mark them so, nor a day that is none', () => {
    const shown = { title: 'ก', source: null, category: null, untilDay: null }
    const hidden = documentFields.map(({ shown: _, ...field }) => field)
    expect(publicRecord(JSON.stringify(document), shown, hidden).facts).toBeUndefined()
    const other = JSON.stringify({ documentDate: 'เมื่อวาน' })
    expect(publicRecord(other, shown, documentFields).facts).toBeUndefined()
  })
})
