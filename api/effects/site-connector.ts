import type { Readable } from 'node:stream'
import { findFile } from '../../db/files.ts'
import { findRemoteItem, type IntegrationRow, keepRemoteItem } from '../../db/integrations.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { Tried } from '../http/effects-contract.ts'
import type { Deps } from '../process/deps.ts'
import { type OutboundAnswer, OutboundProblem, type OutboundRequest } from './outbound.ts'
import { type Handler, type Outcome, unwelcome } from './outcome.ts'
import { settingsOf } from './settings.ts'
import { type SiteFile, type SiteItem, siteItem } from './site-item.ts'

/** What a system is asked with: the guarded way out, for one attempt. */
export type SiteCall = {
  deps: Deps
  integration: IntegrationRow
  /** What it is signed in with there. */
  password: string
  signal: AbortSignal
}
/** Where an item stands there: `remote` is JSON of the connector's own. */
export type Standing = { remote: string; url: string }
/** One kind of system on which an office's website runs. Each way may throw `SiteRefusal`; each may be taken again. */
export type SiteConnector = {
  /** Says whether it could publish, and what categories there are. */
  look: (call: SiteCall) => Promise<Tried>
  /** Makes the item stand there as it is now, once, however often it is called. */
  bring: (call: SiteCall, item: SiteItem, category: number | undefined, before?: string) => Promise<Standing>
  /** Takes it from the public there, with its files; answers undefined where there was none. */
  takeDown: (call: SiteCall, id: string, before?: string) => Promise<Standing | undefined>
}

/** The system refused, or answered what cannot be gone on with. */
export class SiteRefusal extends Error {
  readonly outcome: Extract<Outcome, { problem: Text }>
  constructor(outcome: Extract<Outcome, { problem: Text }>) {
    super(outcome.problem.en)
    this.outcome = outcome
  }
}

/** A refusal that the next attempt would meet again. */
export const finalRefusal = (status: number | null, problem: Text): SiteRefusal =>
  new SiteRefusal({ kind: 'dead', status, problem })

/** Where the system lies: its address without what asks for one page of it, and without a slash at the end. */
export function baseOf({ url }: Pick<IntegrationRow, 'url'>): string {
  const { origin, pathname } = new URL(url)
  let end = pathname.length
  while (pathname[end - 1] === '/') end -= 1
  return origin + pathname.slice(0, end)
}

/** Sends, and throws `SiteRefusal` for what is no success; `known` says which refusals mean something of their own. */
export async function ask(
  { deps, signal }: SiteCall,
  request: OutboundRequest,
  known: (answer: OutboundAnswer) => Text | undefined = () => undefined,
): Promise<OutboundAnswer> {
  const answer = await deps.outbound.send({ signal, maxBytes: 4 * 1024 ** 2, ...request })
  if (answer.status >= 200 && answer.status < 300) return answer
  const problem = known(answer)
  if (problem) throw finalRefusal(answer.status, problem)
  throw new SiteRefusal(unwelcome(answer, deps.clock.now()))
}

/** The JSON of an answer; throws `SiteRefusal` where it is none, as where a page of a plugin stands in its place. */
export function jsonOf(answer: OutboundAnswer): unknown {
  try {
    return JSON.parse(answer.body.toString('utf8'))
  } catch {
    throw new SiteRefusal({ kind: 'retry', status: answer.status, problem: noJson })
  }
}

/**
 * Brings a website to where the publication stands now, whatever happened: what fell out in between is made up for, and
 * what was done already is done no second time.
 */
export const siteHandler =
  (connector: SiteConnector): Handler =>
  async ({ deps, effect, integration, signal }) => {
    const { publication, office } = effect
    if (publication === null) return { kind: 'done', status: null }
    const { site, categories = {} } = settingsOf(integration)
    const call = { deps, integration, signal, password: passwordOf(deps, integration) }
    const place = { integration: integration.id, publication }
    const before = await findRemoteItem(deps.db, place)
    const item = await siteItem(deps, { office, publication, site })
    try {
      const category = item && (categories[item.category ?? ''] ?? categories[''])
      const standing = item
        ? await connector.bring(call, item, category, before?.remote)
        : await connector.takeDown(call, publication, before?.remote)
      const stands = standing ?? before
      if (stands) {
        const { remote, url } = stands
        const row = { ...place, remote, url, shown: item ? 1 : 0, at: deps.clock.now() }
        await deps.commits((trx) => keepRemoteItem(trx, row), 'background')
      }
      return { kind: 'done', status: 200 }
    } catch (error) {
      if (error instanceof SiteRefusal) return error.outcome
      throw error
    }
  }

/** The bytes of a file as they are read; throws `SiteRefusal` where they may not leave, as from the public page. */
export async function bytesOf({ deps }: SiteCall, { sha256, title }: SiteFile): Promise<Readable> {
  const row = await findFile(deps.db, sha256)
  if (row?.scan === 'waiting' || row?.scan === 'infected')
    throw new SiteRefusal({
      kind: row.scan === 'waiting' ? 'retry' : 'dead',
      status: null,
      problem: {
        th: `ไฟล์ “${title}” ยังไม่ผ่านการตรวจไวรัส จึงยังไม่ส่งขึ้นเว็บไซต์`,
        en: `The file “${title}” was not found free of viruses: it is not sent.`,
      },
    })
  const bytes = await deps.files.store.read(sha256)
  if (bytes) return bytes
  throw finalRefusal(null, { th: `ไม่พบไฟล์ “${title}” ในระบบ`, en: `The file “${title}” is not stored.` })
}

/** Looks whether a website can be published on, for an administrator who waits for the answer. */
export async function lookAtSite(
  connector: SiteConnector,
  deps: Deps,
  integration: IntegrationRow,
): Promise<Tried> {
  const signal = AbortSignal.timeout(60_000)
  try {
    return await connector.look({ deps, integration, signal, password: passwordOf(deps, integration) })
  } catch (error) {
    if (error instanceof SiteRefusal) return { ok: false, message: error.outcome.problem, categories: [] }
    if (error instanceof OutboundProblem) return { ok: false, message: error.text, categories: [] }
    throw error
  }
}

const passwordOf = ({ credentials }: Deps, { id, credential }: IntegrationRow): string =>
  (JSON.parse(credentials.open(credential ?? '', id)) as { password: string }).password

const noJson: Text = {
  th: 'เว็บไซต์ไม่ได้ตอบตามแบบของ API อาจมีหน้าเข้าสู่ระบบหรือปลั๊กอินป้องกันขวางอยู่',
  en: 'The site did not answer as its API would: a sign-in page or a protecting plugin may stand in the way.',
}
