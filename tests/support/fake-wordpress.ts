import type { IncomingMessage, ServerResponse } from 'node:http'
import { FakeServer } from './fake-server.ts'

export type FakePost = {
  id: number
  slug: string
  status: string
  title: string
  content: string
  categories: number[]
  meta: Record<string, string>
}
export type FakeMedia = {
  id: number
  slug: string
  post: number
  title: string
  alt: string
  bytes: Buffer
  type: string
}
type Interference = (asked: { method: string; path: string }) => number | 'cut' | undefined

/**
 * As much of WordPress's REST API as its handbook describes (developer.wordpress.org/rest-api/reference: posts, media,
 * users, categories) and the product uses: drafts and bins are seen by whoever signed in alone, a slug that is taken gets a
 * number, unregistered meta is dropped.
 */
export class FakeWordpress extends FakeServer {
  readonly user = 'prakat'
  password = 'abcd EFGH ijkl MNOP qrst UVWX'
  posts: FakePost[] = []
  media: FakeMedia[] = []
  asked: string[] = []
  /** Whether addresses are rewritten, so that `/wp-json/` answers. */
  pretty = true
  /** Whether a plugin has registered `prakat_item`. */
  registersMeta = false
  capabilities: Record<string, boolean> = {
    ...{ edit_posts: true, publish_posts: true, edit_published_posts: true },
    ...{ upload_files: true, delete_posts: true },
  }
  /** A status with which a call fails before anything is done, or `cut` to do it and then say nothing. */
  interfere: Interference = () => undefined
  private last = 100

  protected override hear(req: IncomingMessage, bytes: Buffer, res: ServerResponse): void {
    const url = new URL(req.url ?? '/', 'http://fake')
    const method = req.method ?? ''
    const rest = url.searchParams.get('rest_route')
    const path =
      rest ?? (this.pretty && url.pathname.startsWith('/wp-json/') ? url.pathname.slice(8) : undefined)
    if (path === undefined)
      return void res.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>404</h1>')
    this.asked.push(`${method} ${path}`)
    const disturbed = this.interfere({ method, path })
    if (typeof disturbed === 'number') return void res.writeHead(disturbed).end('<h1>busy</h1>')
    const given = {
      method,
      path,
      query: url.searchParams,
      body: bytes,
      headers: req.headers,
    }
    const [status, body] = this.answer(given)
    if (disturbed === 'cut') return void req.socket.destroy()
    res.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8' }).end(JSON.stringify(body))
  }

  static async start(): Promise<FakeWordpress> {
    const fake = new FakeWordpress()
    await fake.listen()
    return fake
  }

  /** As it was when it started. */
  reset(): void {
    const { posts, media, asked, pretty, registersMeta, password, capabilities, interfere } =
      new FakeWordpress()
    Object.assign(this, { posts, media, asked, pretty, registersMeta, password, capabilities, interfere })
  }

  private answer({
    method,
    path,
    query,
    body,
    headers,
  }: {
    method: string
    path: string
    query: URLSearchParams
    body: Buffer
    headers: Record<string, string | string[] | undefined>
  }): [number, unknown] {
    if (path === '/') return [200, { namespaces: ['oembed/1.0', 'wp/v2'] }]
    const expected = `Basic ${Buffer.from(`${this.user}:${this.password}`).toString('base64')}`
    if (headers.authorization !== expected)
      return [401, { code: 'rest_not_logged_in', message: this.password }]
    const [, kind = '', id] = /^\/wp\/v2\/(\w+)(?:\/(\w+))?$/.exec(path) ?? []
    if (kind === 'users') return [200, { id: 1, name: 'ผู้เผยแพร่', capabilities: this.capabilities }]
    if (kind === 'categories')
      return [
        200,
        [
          { id: 1, name: 'ทั่วไป' },
          { id: 7, name: 'จัดซื้อ &amp; จัดจ้าง' },
        ],
      ]
    if (kind === 'posts') return this.answerPosts(method, id, query, body)
    if (kind === 'media') return this.answerMedia(method, id, query, body, headers)
    return [404, { code: 'rest_no_route' }]
  }

  private answerPosts(
    method: string,
    id: string | undefined,
    query: URLSearchParams,
    body: Buffer,
  ): [number, unknown] {
    if (method === 'GET' && id === undefined) {
      const statuses = (query.get('status') ?? 'publish').split(',')
      return [
        200,
        this.posts
          .filter((post) => post.slug === query.get('slug') && statuses.includes(post.status))
          .map((post) => this.postView(post)),
      ]
    }
    const found = this.posts.find((post) => String(post.id) === id)
    if (id !== undefined && !found) return [404, { code: 'rest_post_invalid_id' }]
    if (method === 'GET' && found) return [200, this.postView(found)]
    if (method !== 'POST') return [405, {}]
    const given = JSON.parse(body.toString('utf8')) as Partial<FakePost>
    const post: FakePost = found ?? {
      ...{ id: ++this.last, slug: '', status: 'draft', title: '', content: '', categories: [1], meta: {} },
    }
    const { slug, meta, ...rest } = given
    Object.assign(post, rest)
    if (slug !== undefined) post.slug = this.free(slug, post.id)
    if (this.registersMeta) Object.assign(post.meta, meta)
    if (!found) this.posts.push(post)
    return [found ? 200 : 201, this.postView(post)]
  }

  private answerMedia(
    method: string,
    id: string | undefined,
    query: URLSearchParams,
    body: Buffer,
    headers: Record<string, string | string[] | undefined>,
  ): [number, unknown] {
    if (method === 'GET')
      return [
        200,
        this.media
          .filter(({ slug, post }) =>
            query.has('slug') ? slug === query.get('slug') : String(post) === query.get('parent'),
          )
          .map((one) => this.mediaView(one)),
      ]
    if (method === 'DELETE') {
      const place = this.media.findIndex((one) => String(one.id) === id)
      if (place < 0) return [404, { code: 'rest_post_invalid_id' }]
      if (query.get('force') !== 'true') return [501, { code: 'rest_trash_not_supported' }]
      this.media.splice(place, 1)
      return [200, { deleted: true }]
    }
    const name = /filename="([\w.-]+)"/.exec(String(headers['content-disposition']))?.[1]
    if (name === undefined) return [400, { code: 'rest_upload_no_content_disposition' }]
    if (name.endsWith('.odt')) return [500, { code: 'rest_upload_sideload_error' }]
    const one = {
      ...{ id: ++this.last, slug: this.free(query.get('slug') ?? '', 0), post: Number(query.get('post')) },
      ...{ title: query.get('title') ?? '', alt: query.get('alt_text') ?? '', bytes: body },
      type: String(headers['content-type']),
    }
    this.media.push(one)
    return [201, this.mediaView(one)]
  }

  private free(slug: string, own: number): string {
    const taken = (name: string) =>
      [...this.posts, ...this.media].some((one) => one.slug === name && one.id !== own)
    let name = slug
    for (let number = 2; taken(name); number += 1) name = `${slug}-${number}`
    return name
  }
  private readonly postView = ({ id, slug, status, meta }: FakePost) => ({
    ...{ id, slug, status, link: status === 'publish' ? `${this.url}/${slug}/` : `${this.url}/?p=${id}` },
    ...(this.registersMeta ? { meta: { prakat_item: '', ...meta } } : { meta: [] }),
  })
  private readonly mediaView = ({ id, slug }: FakeMedia) => ({
    ...{ id, slug, source_url: `${this.url}/wp-content/uploads/${slug}` },
  })
}
