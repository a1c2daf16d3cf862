import { createHash } from 'node:crypto'
import { publishedHashes } from '../../db/files.ts'
import type { IntegrationRow } from '../../db/integrations.ts'
import { type CheckRow, insertCheck, type PlacementRow, placementsOf } from '../../db/placements.ts'
import { findEverPublished, type ListedRow } from '../../db/publications.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { searchKey } from '../../machines/text/search-key.ts'
import type { Deps } from '../process/deps.ts'
import { type OutboundAnswer, OutboundProblem } from './outbound.ts'
import type { Outcome, Work } from './outcome.ts'

const longestPage = 3 * 1024 ** 2
/** A website is not asked again sooner than so, in ms: whoever uploads by hand needs time. */
const againMs = 600_000

/** Whether an address stands on the website of an integration, with or without its `www.`. */
export function standsOn({ url }: Pick<IntegrationRow, 'url'>, address: string): boolean {
  if (!URL.canParse(address)) return false
  const site = (one: string) => new URL(one).host.replace(/^www\./, '')
  return site(url) === site(address)
}

/**
 * Looks whether a publication stands at each address where a person says that they put it on the office's website, or is
 * gone from there once it is public no more. Every look is kept; one that finds otherwise is repeated later.
 */
export async function checkPlacements({ deps, effect, integration, signal }: Work): Promise<Outcome> {
  const { publication, office } = effect
  if (publication === null) return { kind: 'done', status: null }
  const placements = (await placementsOf(deps.db, publication)).filter(({ url }) =>
    standsOn(integration, url),
  )
  const row = await findEverPublished(deps.db, office, publication)
  if (!row || placements.length === 0) return { kind: 'done', status: null }
  let outcome: Outcome = { kind: 'done', status: null }
  for (const placement of placements) {
    const check = await look(deps, row, placement, signal)
    await deps.commits((trx) => insertCheck(trx, check), 'background')
    const problem = problemOf(check)
    if (problem) outcome = { kind: 'retry', status: check.status, problem, afterMs: againMs }
    else if (outcome.kind === 'done') outcome = { kind: 'done', status: check.status }
  }
  return outcome
}

async function look(
  deps: Deps,
  row: ListedRow,
  { id, url }: PlacementRow,
  signal: AbortSignal,
): Promise<Omit<CheckRow, 'number'>> {
  const isPublic = (at: number) => row.endedAt === null && (row.untilAt === null || row.untilAt > at)
  const check = { placement: id, at: deps.clock.now(), status: null, url: null, problem: null }
  const expected = isPublic(check.at) ? ('there' as const) : ('gone' as const)
  try {
    const answer = await deps.outbound.send({ url, redirects: 5, maxBytes: longestPage, signal })
    const hashes = await publishedHashes(deps.db, { office: row.office, publication: row.id })
    const found = foundIn(answer, row.title, hashes)
    return { ...check, expected, found, status: answer.status, url: answer.url === url ? null : answer.url }
  } catch (error) {
    if (!(error instanceof OutboundProblem)) throw error
    return { ...check, expected, found: 'unknown', problem: JSON.stringify(error.text) }
  }
}

/** What an answer says of an item: its page is told by the title, a file of it by its bytes. */
export function foundIn(
  { status, headers, body }: Pick<OutboundAnswer, 'status' | 'headers' | 'body'>,
  title: string,
  hashes: ReadonlySet<string>,
): CheckRow['found'] {
  if (status === 404 || status === 410) return 'gone'
  if (status < 200 || status >= 300) return 'unknown'
  if (hashes.has(createHash('sha256').update(body).digest('hex'))) return 'there'
  const type = headers['content-type'] ?? ''
  if (!/^\s*(?:text\/|application\/xhtml)/i.test(type)) return 'other'
  return searchKey(wordsOf(decoded(body, type))).includes(searchKey(title)) ? 'there' : 'other'
}

/** Older Thai sites are written in windows-874, by one of its names. */
function decoded(body: Buffer, type: string): string {
  const said = /charset\s{0,3}=\s{0,3}["']?([\w-]{1,20})/i
  const name = said.exec(type)?.[1] ?? said.exec(body.subarray(0, 2048).toString('latin1'))?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(name).decode(body)
  } catch {
    return new TextDecoder().decode(body)
  }
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** The text of HTML, in one pass: enough to find words in it, and nothing that is shown to anybody. */
function wordsOf(html: string): string {
  const texts = html.split('<').map((part, index) => {
    const end = part.indexOf('>')
    return index === 0 || end < 0 ? part : part.slice(end + 1)
  })
  // A tag parts no word of Thai: titles are broken by <wbr> and <span>.
  return texts.join('').replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** What is wrong with what was found; undefined where it is as it should be. */
export function problemOf({
  expected,
  found,
  status,
  problem,
}: Pick<CheckRow, 'expected' | 'found' | 'status' | 'problem'>): Text | undefined {
  if (problem !== null) return JSON.parse(problem) as Text
  if (found === 'unknown')
    return {
      th: `เว็บไซต์ตอบ ${status ?? '-'} จึงยังบอกไม่ได้ว่ามีรายการนี้หรือไม่`,
      en: `The site answered ${status ?? '-'}: it cannot be told whether the item stands there.`,
    }
  if (expected === 'gone')
    return found === 'there'
      ? {
          th: 'รายการนี้นำออกแล้ว แต่บนเว็บไซต์ของสำนักงานยังเปิดได้ นำออกจากเว็บไซต์ด้วย',
          en: "The item was taken down, but can still be opened on the office's website: take it down there too.",
        }
      : undefined
  if (found === 'there') return undefined
  return found === 'gone'
    ? {
        th: 'ไม่พบหน้านี้บนเว็บไซต์ของสำนักงาน ตรวจที่อยู่ หรือนำขึ้นเว็บไซต์ให้เรียบร้อย',
        en: "There is no such page on the office's website: check the address, or publish it there.",
      }
    : {
        th: 'เปิดหน้านี้ได้ แต่ไม่พบชื่อเรื่องหรือไฟล์ของรายการ ตรวจว่าใช่หน้าของเรื่องนี้',
        en: 'The page opens, but has neither the title nor a file of the item: check that it is the right one.',
      }
}
