import type { IncomingMessage, ServerResponse } from 'node:http'
import { FakeServer } from './fake-server.ts'

export type FakeArticle = {
  id: string
  title: string
  alias: string
  articletext: string
  catid: number
  state: number
}

/**
 * As much of Joomla's web services as docs.joomla.org describes (J4.x: Joomla Core APIs, content articles and categories)
 * and the product uses. Not held against a real Joomla.
 */
export class FakeJoomla extends FakeServer {
  readonly token = 'c2hhMjU2OjE6dG9rZW4='
  articles: FakeArticle[] = []
  /** The answer to the next calls is lost after so many were heard. */
  cutAfter = Number.POSITIVE_INFINITY
  private last = 0

  protected override hear(req: IncomingMessage, bytes: Buffer, res: ServerResponse): void {
    const url = new URL(req.url ?? '/', 'http://fake')
    const given = bytes.toString('utf8')
    const [status, body] =
      req.headers['x-joomla-token'] === this.token
        ? this.answer(req.method ?? '', url, given === '' ? {} : JSON.parse(given))
        : [401, { errors: [{ title: 'Forbidden', status: 401 }] }]
    this.cutAfter -= 1
    if (this.cutAfter < 0) return void req.socket.destroy()
    res.writeHead(status, { 'Content-Type': 'application/vnd.api+json; charset=utf-8' })
    res.end(JSON.stringify(body))
  }

  static async start(): Promise<FakeJoomla> {
    const fake = new FakeJoomla()
    await fake.listen()
    return fake
  }

  private answer(method: string, url: URL, body: Partial<FakeArticle>): [number, unknown] {
    const [, kind, id] = /^\/api\/index\.php\/v1\/content\/(\w+)(?:\/(\d+))?$/.exec(url.pathname) ?? []
    if (kind === 'categories')
      return [200, { data: [{ type: 'categories', id: '8', attributes: { title: 'ประกาศ' } }] }]
    if (kind !== 'articles') return [404, { errors: [{ title: 'Resource not found', status: 404 }] }]
    if (id === undefined && method === 'GET') {
      const search = url.searchParams.get('filter[search]') ?? ''
      const found = this.articles.filter(({ alias, title }) => `${alias} ${title}`.includes(search))
      return [200, { data: found.map(viewOf) }]
    }
    if (id === undefined) {
      const taken = this.articles.some(({ alias, catid }) => alias === body.alias && catid === body.catid)
      if (taken || body.catid === undefined) return [400, { errors: [{ title: 'Save failed', status: 400 }] }]
      const article = { ...(body as Omit<FakeArticle, 'id'>), id: String(++this.last) }
      this.articles.push(article)
      return [200, { data: viewOf(article) }]
    }
    const article = this.articles.find((one) => one.id === id)
    if (!article) return [404, { errors: [{ title: 'Resource not found', status: 404 }] }]
    if (method === 'PATCH') Object.assign(article, body)
    return [200, { data: viewOf(article) }]
  }
}

const viewOf = ({ id, alias, title, state }: FakeArticle) => ({
  ...{ type: 'articles', id },
  attributes: { id: Number(id), alias, title, state },
})
