import { z } from 'zod'
import { fileTypes } from '../../machines/procedure/file-types.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { OutboundAnswer, OutboundRequest } from './outbound.ts'
import { unwelcome } from './outcome.ts'
import { settingsOf } from './settings.ts'
import {
  ask,
  baseOf,
  bytesOf,
  finalRefusal,
  jsonOf,
  type SiteCall,
  type SiteConnector,
  SiteRefusal,
  type Standing,
} from './site-connector.ts'
import type { SiteFile } from './site-item.ts'

/**
 * WordPress by its REST API (wp/v2) and an application password. What a post and its media are called (`slug`) holds the
 * item's id: by it an attempt that was cut off finds what it had made, with no memory of its own. The id stands in the
 * post's meta too (`prakat_item`), which WordPress keeps where a plugin registers it.
 */
export const wordpress: SiteConnector = {
  look: async (call) => {
    const api = await openApi(call)
    const me = await api.read('users/me', { context: 'edit', _fields: 'id,name,capabilities' }, userSchema)
    const lacks = needed.filter((one) => me.capabilities[one] !== true)
    const listed = await api.read('categories', { per_page: '100', _fields: 'id,name' }, categoriesSchema)
    const categories = listed.map(({ id, name }) => ({ id, name: plain(name) }))
    if (lacks.length > 0) return { ok: false, message: mayNot, categories }
    return {
      ok: true,
      message: { th: `เข้าสู่ WordPress ได้ในชื่อ ${me.name}`, en: `Signed in to WordPress as ${me.name}` },
      categories,
    }
  },

  bring: async (call, item, category, before) => {
    const api = await openApi(call)
    const found = await findPost(api, item.id, before)
    // A draft first: nothing is public before all of it is there.
    const post =
      found ??
      (await api.write('posts', { title: item.title, slug: slugOf(item.id), status: 'draft' }, postSchema))
    const media = new Map<string, Media>()
    const present = await mediaOf(api, item.id, post.id)
    for (const file of item.files) {
      const slug = mediaSlug(item.id, file)
      const there = present.find((one) => isSlug(one.slug, slug)) ?? (await findMedia(api, slug))
      media.set(file.sha256, there ?? (await upload(api, post.id, slug, file)))
    }
    const html = item.html((file) => media.get(file.sha256)?.source_url ?? file.address)
    // What stands in brackets would be a short code, which WordPress carries out.
    const content = html.replaceAll('[', '&#91;')
    const written = await api.write(
      `posts/${post.id}`,
      {
        title: item.title,
        content,
        status: 'publish',
        slug: slugOf(item.id),
        comment_status: 'closed',
        ping_status: 'closed',
        meta: { prakat_item: item.id },
        ...(category !== undefined && { categories: [category] }),
      },
      postSchema,
    )
    const wanted = new Set([...media.values()].map(({ id }) => id))
    for (const one of present) if (!wanted.has(one.id)) await api.remove(`media/${one.id}`)
    return standingOf(written)
  },

  takeDown: async (call, id, before) => {
    const api = await openApi(call)
    const post = await findPost(api, id, before)
    if (!post) return undefined
    const drafted = await api.write(`posts/${post.id}`, { status: 'draft' }, postSchema)
    // A file is reached by its own address: without its post it would stay there.
    for (const one of await mediaOf(api, id, post.id)) await api.remove(`media/${one.id}`)
    return standingOf(drafted)
  },
}

const needed = ['edit_posts', 'publish_posts', 'edit_published_posts', 'upload_files', 'delete_posts']

const postSchema = z.object({ id: z.int(), link: z.string(), status: z.string(), slug: z.string() })
type Post = z.infer<typeof postSchema>
const postFields = 'id,link,status,slug,meta'
const mediaSchema = z.object({ id: z.int(), slug: z.string(), source_url: z.string() })
type Media = z.infer<typeof mediaSchema>
const userSchema = z.object({
  id: z.int(),
  name: z.string(),
  capabilities: z.record(z.string(), z.unknown()),
})
const categoriesSchema = z.array(z.object({ id: z.int(), name: z.string() }))

const standingOf = ({ id, link }: Post): Standing => ({ remote: JSON.stringify({ post: id }), url: link })
const slugOf = (id: string) => `prakat-${id}`
const mediaSlug = (id: string, { sha256 }: SiteFile) => `${slugOf(id)}-${sha256.slice(0, 16)}`
/** WordPress puts a number behind a slug that is taken, also by what lies in its bin. */
const isSlug = (slug: string, wanted: string) =>
  slug === wanted || (/^-\d{1,3}$/.test(slug.slice(wanted.length)) && slug.startsWith(wanted))
const plain = (name: string) => name.replaceAll('&amp;', '&')

type Api = {
  read<Read>(path: string, query: Record<string, string>, schema: z.ZodType<Read>): Promise<Read>
  /** The same, but undefined for 404 and 410. */
  find<Read>(path: string, query: Record<string, string>, schema: z.ZodType<Read>): Promise<Read | undefined>
  write<Read>(path: string, body: object, schema: z.ZodType<Read>): Promise<Read>
  send<Read>(
    path: string,
    query: Record<string, string>,
    more: Partial<OutboundRequest>,
    schema: z.ZodType<Read>,
  ): Promise<Read>
  remove(path: string): Promise<void>
  call: SiteCall
}

/**
 * Finds the API, under `/wp-json/` or, where the addresses of the site are plain or rewritten by nobody, under
 * `?rest_route=`; then every call carries the password.
 */
async function openApi(call: SiteCall): Promise<Api> {
  const base = baseOf(call.integration)
  const pretty = (path: string, query: Record<string, string>) =>
    `${base}/wp-json/${path}?${new URLSearchParams(query)}`
  const plainly = (path: string, query: Record<string, string>) =>
    `${base}/?${new URLSearchParams({ rest_route: `/${path}`, ...query })}`
  const at = (await answersAt(call, pretty)) ? pretty : plainly
  if (at === plainly && !(await answersAt(call, plainly))) throw finalRefusal(null, noApi)
  const { username = '' } = settingsOf(call.integration)
  const authorization = `Basic ${Buffer.from(`${username}:${call.password}`).toString('base64')}`
  const sent = (path: string, query: Record<string, string>, more: Partial<OutboundRequest> = {}) =>
    ask(
      call,
      {
        ...more,
        url: at(`wp/v2/${path}`, query),
        headers: { Accept: 'application/json', ...more.headers, Authorization: authorization },
      },
      refusalOf,
    )
  const read = <Read>(answer: OutboundAnswer, schema: z.ZodType<Read>): Read => {
    const parsed = schema.safeParse(jsonOf(answer))
    if (parsed.success) return parsed.data
    throw new SiteRefusal({ kind: 'retry', status: answer.status, problem: strange })
  }
  const send: Api['send'] = async (path, query, more, schema) => read(await sent(path, query, more), schema)
  return {
    call,
    send,
    read: async (path, query, schema) => read(await sent(path, query), schema),
    find: async (path, query, schema) => {
      try {
        return read(await sent(path, query), schema)
      } catch (error) {
        if (error instanceof SiteRefusal && [404, 410].includes(error.outcome.status ?? 0)) return undefined
        throw error
      }
    },
    write: (path, body, schema) =>
      send(
        path,
        { context: 'edit' },
        { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } },
        schema,
      ),
    remove: async (path) => {
      try {
        await sent(path, { force: 'true' }, { method: 'DELETE' })
      } catch (error) {
        // What somebody removed there by hand is gone as well.
        if (!(error instanceof SiteRefusal && [404, 410].includes(error.outcome.status ?? 0))) throw error
      }
    },
  }
}

/** Whether the API answers at these addresses; throws where the site itself fails, since then nothing can be told. */
async function answersAt(
  call: SiteCall,
  at: (path: string, query: Record<string, string>) => string,
): Promise<boolean> {
  const { deps, signal } = call
  const answer = await deps.outbound.send({
    url: at('', { _fields: 'namespaces' }),
    signal,
    maxBytes: 4 * 1024 ** 2,
  })
  if (answer.status >= 500 || answer.status === 429)
    throw new SiteRefusal(unwelcome(answer, deps.clock.now()))
  if (answer.status !== 200) return false
  try {
    const { namespaces } = JSON.parse(answer.body.toString('utf8')) as { namespaces?: unknown }
    return Array.isArray(namespaces) && namespaces.includes('wp/v2')
  } catch {
    return false
  }
}

/** The post of an item: the one that was remembered, or that bears its name; also a draft, also one in the bin. */
async function findPost(api: Api, id: string, before: string | undefined): Promise<Post | undefined> {
  const known = before === undefined ? undefined : (JSON.parse(before) as { post: number }).post
  const query = { context: 'edit', _fields: postFields }
  const remembered = known === undefined ? undefined : await api.find(`posts/${known}`, query, markedSchema)
  if (remembered && isOurs(remembered, id)) return remembered
  const named = await api.read(
    'posts',
    {
      ...query,
      slug: slugOf(id),
      status: 'publish,future,draft,pending,private',
      orderby: 'id',
      order: 'asc',
    },
    z.array(markedSchema),
  )
  return named.find((post) => isOurs(post, id))
}

const markedSchema = postSchema.extend({ meta: z.unknown() })

/** Where the mark is kept, it says whose post it is; where it is not, the slug does. */
function isOurs(post: z.infer<typeof markedSchema>, id: string): boolean {
  const { prakat_item: mark } = (post.meta ?? {}) as { prakat_item?: unknown }
  if (typeof mark === 'string' && mark !== '') return mark === id
  return post.slug.startsWith(slugOf(id))
}

/** The files of an item that hang on its post. */
async function mediaOf(api: Api, id: string, post: number): Promise<Media[]> {
  const query = { parent: String(post), per_page: '100', _fields: 'id,slug,source_url', context: 'edit' }
  const all: Media[] = []
  for (let page = 1; page <= 3; page += 1) {
    const found = await api.read('media', { ...query, page: String(page) }, z.array(mediaSchema))
    all.push(...found)
    if (found.length < 100) break
  }
  return all.filter(({ slug }) => slug.startsWith(slugOf(id)))
}

async function findMedia(api: Api, slug: string): Promise<Media | undefined> {
  const query = { slug, _fields: 'id,slug,source_url', context: 'edit' }
  return (await api.read('media', query, z.array(mediaSchema)))[0]
}

/** 50 MiB over a slow line. */
const uploadMs = 300_000

async function upload(api: Api, post: number, slug: string, file: SiteFile): Promise<Media> {
  const [extension] = fileTypes[file.type].extensions
  // Asked before anything is sent: a stream that fails in the midst would look like a line that broke.
  const bytes = await bytesOf(api.call, file)
  const read = async () => bytes
  try {
    return await api.send(
      'media',
      { slug, post: String(post), title: file.title, ...(file.alt !== '' && { alt_text: file.alt }) },
      {
        method: 'POST',
        timeMs: uploadMs,
        body: { size: file.size, read },
        // WordPress keeps files by their names: by one of letters and digits it serves them everywhere.
        headers: {
          'Content-Type': file.type,
          'Content-Disposition': `attachment; filename="${slug}.${extension}"`,
        },
      },
      mediaSchema,
    )
  } catch (error) {
    if (!(error instanceof SiteRefusal) || !error.outcome.problem.en.includes('rest_upload')) throw error
    throw finalRefusal(error.outcome.status, {
      th: `เว็บไซต์ไม่รับไฟล์ “${file.title}” (${fileTypes[file.type].title.th})`,
      en: `The site does not take the file “${file.title}” (${fileTypes[file.type].title.en}).`,
    })
  }
}

/** What WordPress refuses for good, by its status and the code of its error; nothing that it says is passed on. */
function refusalOf({ status, body }: OutboundAnswer): Text | undefined {
  if (status === 401) return notSignedIn
  if (status === 413) return tooLarge
  const code = codeOf(body)
  if (status === 403 && code.startsWith('rest_')) return mayNot
  if (status === 400 || code.startsWith('rest_upload'))
    return { th: `WordPress ไม่รับ (${code || status})`, en: `WordPress refused it (${code || status}).` }
  return undefined
}

function codeOf(body: Buffer): string {
  try {
    const { code } = JSON.parse(body.toString('utf8')) as { code?: unknown }
    return typeof code === 'string' && /^[a-z_]{1,60}$/.test(code) ? code : ''
  } catch {
    return ''
  }
}

const noApi: Text = {
  th: 'ไม่พบ REST API ของ WordPress ที่ที่อยู่นี้ ตรวจที่อยู่ หรือให้ผู้ดูแลเว็บไซต์เปิด REST API',
  en: "WordPress's REST API does not answer at this address: check it, or have the API opened.",
}
const notSignedIn: Text = {
  th: 'WordPress ไม่รับชื่อผู้ใช้หรือรหัสผ่านแอปพลิเคชัน สร้างรหัสผ่านใหม่ใน WordPress แล้วพิมพ์ที่นี่',
  en: 'WordPress does not take the name or the application password: make a new one there and type it here.',
}
const mayNot: Text = {
  th: 'ผู้ใช้นี้ใน WordPress ไม่มีสิทธิเผยแพร่หรืออัปโหลดไฟล์ ใช้ผู้ใช้ที่มีบทบาทผู้เขียน (Author) ขึ้นไป',
  en: 'This user may not publish or upload in WordPress: use one that is an Author at least.',
}
const tooLarge: Text = {
  th: 'เว็บไซต์ไม่รับไฟล์ที่ใหญ่เท่านี้ ให้ผู้ดูแลเว็บไซต์เพิ่มขนาดไฟล์ที่รับได้',
  en: 'The site does not take a file of this size: have its limit raised.',
}
const strange: Text = {
  th: 'WordPress ตอบไม่ตรงตามแบบ ตรวจปลั๊กอินที่เปลี่ยน REST API',
  en: 'WordPress answered otherwise than its API would: look at plugins that change it.',
}
