import { z } from 'zod'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { OutboundAnswer, OutboundRequest } from './outbound.ts'
import {
  ask,
  baseOf,
  finalRefusal,
  jsonOf,
  type SiteCall,
  type SiteConnector,
  SiteRefusal,
  type Standing,
} from './site-connector.ts'

/**
 * Joomla 4 and later by its web services (JSON:API, `/api/index.php/v1`) and a user's API token. An article is found again
 * by its alias, which holds the item's id. Files stay with this product, whose addresses end with the item, so that nothing
 * is left behind there.
 */
export const joomla: SiteConnector = {
  look: async (call) => {
    const { data } = await read(call, 'content/categories?page[limit]=100', {}, categoriesSchema)
    const categories = data.map(({ id, attributes }) => ({ id: Number(id), name: attributes.title }))
    return { ok: true, message: { th: 'เข้าสู่ Joomla ได้', en: 'Signed in to Joomla.' }, categories }
  },

  bring: async (call, item, category, before) => {
    // What stands in braces would be carried out by Joomla's plugins.
    const articletext = item.html(({ address }) => address).replaceAll('{', '&#123;')
    const found = await findArticle(call, item.id, before)
    const given = { title: item.title, alias: aliasOf(item.id), articletext, state: 1, language: '*' }
    if (!found && category === undefined) throw finalRefusal(null, noCategory)
    const body = JSON.stringify({ ...given, ...(category !== undefined && { catid: category }) })
    const { data } = found
      ? await read(call, `content/articles/${found}`, { method: 'PATCH', body }, articleSchema)
      : await read(call, 'content/articles', { method: 'POST', body }, articleSchema)
    return standingOf(call, data.id)
  },

  takeDown: async (call, id, before) => {
    const found = await findArticle(call, id, before)
    if (found === undefined) return undefined
    const body = JSON.stringify({ state: 0 })
    const { data } = await read(call, `content/articles/${found}`, { method: 'PATCH', body }, articleSchema)
    return standingOf(call, data.id)
  },
}

const articleOf = z.object({ id: z.string(), attributes: z.object({ alias: z.string() }) })
const articleSchema = z.object({ data: articleOf })
const articlesSchema = z.object({ data: z.array(articleOf) })
const categoriesSchema = z.object({
  data: z.array(z.object({ id: z.string(), attributes: z.object({ title: z.string() }) })),
})

const aliasOf = (id: string) => `prakat-${id}`

const standingOf = (call: SiteCall, id: string): Standing => ({
  remote: JSON.stringify({ article: id }),
  url: `${baseOf(call.integration)}/index.php?option=com_content&view=article&id=${encodeURIComponent(id)}`,
})

async function findArticle(
  call: SiteCall,
  id: string,
  before: string | undefined,
): Promise<string | undefined> {
  const known = before === undefined ? undefined : (JSON.parse(before) as { article: string }).article
  if (known !== undefined) {
    const { data } = await read(call, `content/articles/${known}`, {}, articleSchema).catch(unlessGone)
    if (data?.attributes.alias === aliasOf(id)) return data.id
  }
  const named = `content/articles?filter[search]=${aliasOf(id)}`
  const { data } = await read(call, named, {}, articlesSchema)
  return data.find(({ attributes }) => attributes.alias === aliasOf(id))?.id
}

function unlessGone(error: unknown): { data?: undefined } {
  if (error instanceof SiteRefusal && error.outcome.status === 404) return {}
  throw error
}

async function read<Read>(
  call: SiteCall,
  path: string,
  more: Partial<OutboundRequest>,
  schema: z.ZodType<Read>,
): Promise<Read> {
  const answer = await ask(
    call,
    {
      ...more,
      url: `${baseOf(call.integration)}/api/index.php/v1/${path}`,
      headers: {
        Accept: 'application/vnd.api+json',
        ...(more.body !== undefined && { 'Content-Type': 'application/json' }),
        'X-Joomla-Token': call.password,
      },
    },
    refusalOf,
  )
  const parsed = schema.safeParse(jsonOf(answer))
  if (parsed.success) return parsed.data
  throw new SiteRefusal({ kind: 'retry', status: answer.status, problem: strange })
}

function refusalOf({ status }: OutboundAnswer): Text | undefined {
  if (status === 401) return notSignedIn
  if (status === 403) return mayNot
  if (status === 400 || status === 409)
    return { th: `Joomla ไม่รับ (${status})`, en: `Joomla refused it (${status}).` }
  return undefined
}

const noCategory: Text = {
  th: 'Joomla ต้องมีหมวดหมู่ เลือกหมวดหมู่สำหรับ “ประเภทอื่นทั้งหมด” ในการเชื่อมต่อ',
  en: 'Joomla wants a category: choose one for all other kinds in the integration.',
}
const notSignedIn: Text = {
  th: 'Joomla ไม่รับโทเคนนี้ สร้างใหม่ใน Joomla แล้วพิมพ์ที่นี่',
  en: 'Joomla does not take the token: make a new one there and type it here.',
}
const mayNot: Text = {
  th: 'ผู้ใช้ของโทเคนนี้ไม่มีสิทธิเผยแพร่ใน Joomla',
  en: 'The user of this token may not publish in Joomla.',
}
const strange: Text = {
  th: 'Joomla ตอบไม่ตรงตามแบบ ตรวจว่าเปิด Web Services ไว้',
  en: 'Joomla answered otherwise than its web services would: see whether they are enabled.',
}
