import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'parse5'
import supertest from 'supertest'
import { type LinkedData, linkedDataBlock } from '../../../api/public-site/linked-data-block.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

let running: Office
beforeAll(async () => {
  running = await startOffice({ at: '2026-11-20T03:00:00Z' })
})
afterAll(() => running.close())

const get = (path: string, host = 'prakat.example') =>
  supertest(running.url).get(path).set('Host', host).buffer(true)

/** The blocks of JSON-LD in a page, as a parser of HTML finds them. */
function blocksIn(page: string): Record<string, unknown>[][] {
  const found: Record<string, unknown>[][] = []
  type Node = {
    nodeName: string
    attrs?: { name: string; value: string }[]
    childNodes?: Node[]
    value?: string
  }
  const walk = (node: Node) => {
    if (node.nodeName === 'script' && node.attrs?.some(({ value }) => value === 'application/ld+json'))
      found.push(JSON.parse(node.childNodes?.[0]?.value ?? '')['@graph'])
    for (const child of node.childNodes ?? []) walk(child)
  }
  walk(parse(page) as unknown as Node)
  return found
}
const typesOf = (nodes: Record<string, unknown>[] = []) => nodes.map((node) => node['@type'])

describe('The JSON-LD of a page', () => {
  test('of an item says what it is, who publishes it, until when, and where it stands', async () => {
    const title = '</script><script>alert(1)</script> & "ประกาศ"'
    const { publication } = await publish(running, {
      content: { title, category: '1.3' },
      until: '2026-12-31',
    })
    const { text, headers } = await get(`/o/cmi4/items/${publication}`).expect(200)
    const [nodes, ...others] = blocksIn(text)
    expect(others).toEqual([])
    expect(typesOf(nodes)).toEqual(['GovernmentOrganization', 'Article', 'BreadcrumbList'])
    const [office, item, trail] = nodes ?? []
    expect(office).toMatchObject({
      '@id': 'http://prakat.example/o/cmi4#office',
      name: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
    })
    expect(item).toMatchObject({
      url: `http://prakat.example/o/cmi4/items/${publication}`,
      headline: title,
      datePublished: '2026-11-20T03:00:00.000Z',
      expires: '2026-12-31',
      publisher: { '@id': office?.['@id'] },
    })
    expect(trail).toMatchObject({
      itemListElement: [
        { position: 1, item: 'http://prakat.example/o/cmi4' },
        { position: 2, name: title, item: item?.url },
      ],
    })
    expect(text).not.toContain('<script>alert(1)')
    expect(headers['content-security-policy']).not.toContain('unsafe')
  })

  test('of an office and of one of its kinds names the office by every host under its own', async () => {
    const [home] = blocksIn((await get('/o/cmi4').expect(200)).text)
    expect(typesOf(home)).toEqual(['GovernmentOrganization', 'BreadcrumbList'])
    const [kind] = blocksIn((await get('/o/cmi4?category=1.2').expect(200)).text)
    expect(kind?.[1]).toMatchObject({
      itemListElement: [{}, { position: 2, item: 'http://prakat.example/o/cmi4?category=1.2' }],
    })
    const [elsewhere] = blocksIn((await get('/o/cmi4', 'other.example').expect(200)).text)
    expect(elsewhere?.[0]).toMatchObject({ url: 'http://other.example/o/cmi4' })
    expect(blocksIn((await get('/o').expect(200)).text)).toEqual([])
  })

  test.each(['</script>', '<!--<script>', ']]>', '&lt;/script&gt;', '\u2028', '\uD800'])(
    'holds %j as it is, and nothing in it ends the block',
    (name) => {
      const data: LinkedData = { '@context': 'https://schema.org', '@graph': [{ name }] }
      const page = `<!doctype html><head>${linkedDataBlock(data)}</head><p>after</p>`
      expect(blocksIn(page)).toEqual([[{ name }]])
      expect(page).toContain('</script></head><p>after</p>')
    },
  )
})
