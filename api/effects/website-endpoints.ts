import { randomBytes } from 'node:crypto'
import { askForCheck, type EffectRow, effectsOfPublication } from '../../db/effects.ts'
import { integrationsOf, remoteItemsOf } from '../../db/integrations.ts'
import {
  type CheckRow,
  checksOf,
  insertPlacement,
  placementsOf,
  publisherOf,
  withdrawPlacement,
} from '../../db/placements.ts'
import { findWholeRequest, type PublicationOfRequest, type RequestRow } from '../../db/requests.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { Appointment } from '../../machines/run/vocabulary.ts'
import { addressProblem } from '../../machines/text/address.ts'
import { newPlacementSchema, type Website, websiteSchema } from '../http/effects-contract.ts'
import { type Call, endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { newId } from '../process/ids.ts'
import { mustBeReadable } from '../requests/may-read.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { problemOf, standsOn } from './evidence.ts'

type AnyCall = Pick<Call<unknown, unknown>, 'deps' | 'me' | 'params'>
type Found = { row: RequestRow; publication: PublicationOfRequest | undefined }

/** Of each address so many looks are shown. */
const shownChecks = 10
const mostPlacements = 20
/** Whoever pasted an address may still be filling its page: the first look comes so much later, in ms. */
const firstLookMs = 60_000
/** Those who keep the office's website, whatever its chart asks of them. */
const keepers = new Set(['webmaster', 'webHead'])

/** Where a published item stands on the office's own website, and with others who are told of it. */
export const websiteEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/website',
    summary: "Where a request's publication stands on the office's own website, and what was found there",
    access: 'signedIn',
    response: { status: 200, description: 'As it stands now', schema: websiteSchema },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => ({ body: await websiteView(call, await found(call)) }),
  }),

  endpoint({
    method: 'post',
    path: '/api/requests/{id}/website',
    summary: "Say at which address of the office's own website the item was put",
    access: 'signedIn',
    body: newPlacementSchema,
    response: { status: 201, description: 'As it stands then', schema: websiteSchema },
    problems: ['invalid_request', 'not_found', 'not_permitted', 'already_exists'],
    run: async (call) => {
      const { deps, me } = call
      const { row, publication } = await placeable(call)
      const url = call.body.url.trim()
      const problem = addressProblem(url)
      if (problem) throw invalidAt('url', problem)
      const at = deps.clock.now()
      await deps.commits(async (trx) => {
        const standing = await placementsOf(trx, publication.id)
        if (standing.some((one) => one.url === url))
          throw new ApiProblem('already_exists', {
            errors: [{ path: 'url', message: twice }],
            message: twice,
          })
        if (standing.length >= mostPlacements) throw invalidAt('url', tooMany)
        const { office } = row
        const by = me.person.id
        await insertPlacement(trx, {
          id: newId(),
          office,
          publication: publication.id,
          url,
          by,
          at,
          removedAt: null,
        })
        await askWebsites(trx, { office, publication: publication.id, url, at, dueAt: at + firstLookMs })
      })
      return { body: await websiteView(call, await found(call)) }
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/requests/{id}/website/{placement}',
    summary: 'Withdraw an address that was wrong; what was found there is kept',
    access: 'signedIn',
    response: { status: 200, description: 'As it stands then', schema: websiteSchema },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => {
      const { publication } = await placeable(call)
      const given = {
        publication: publication.id,
        id: call.params.placement ?? '',
        at: call.deps.clock.now(),
      }
      if (!(await call.deps.commits((trx) => withdrawPlacement(trx, given))))
        throw new ApiProblem('not_found')
      return { body: await websiteView(call, await found(call)) }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/requests/{id}/website/check',
    summary: 'Have the addresses looked at now, where an administrator has turned that on',
    access: 'signedIn',
    response: { status: 202, description: 'As it stands before that', schema: websiteSchema },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => {
      const { deps } = call
      const { row, publication } = await placeable(call)
      const at = deps.clock.now()
      await deps.commits(async (trx) => {
        for (const { url } of await placementsOf(trx, publication.id))
          await askWebsites(trx, { office: row.office, publication: publication.id, url, at, dueAt: at })
      })
      return { body: await websiteView(call, await found(call)) }
    },
  }),
]

async function found({ deps, me, params }: AnyCall): Promise<Found> {
  const whole = await findWholeRequest(deps.db, params.id ?? '')
  if (!whole) throw new ApiProblem('not_found')
  await mustBeReadable(deps.db, me, whole.row)
  return { row: whole.row, publication: whole.beside.publication }
}

async function placeable(call: AnyCall) {
  const { row, publication } = await found(call)
  if (!publication)
    throw new ApiProblem('not_permitted', {
      message: notPublished,
      refusals: [{ code: 'not_published', message: notPublished }],
    })
  if (!(await mayPlace(call.deps, call.me, row, publication)))
    throw new ApiProblem('not_permitted', {
      message: notTheirs,
      refusals: [{ code: 'role_missing', message: notTheirs }],
    })
  return { row, publication }
}

/** The owner, those who keep the website, and whoever holds the post in which it was published: the chart's own choice. */
async function mayPlace(
  { db }: Pick<Deps, 'db'>,
  { person, actor }: SignedIn,
  { id, office, owner }: RequestRow,
  { publishedAt }: PublicationOfRequest,
): Promise<boolean> {
  if (owner === person.id) return true
  if (actor.appointments.some((held) => held.office === office && keepers.has(held.role))) return true
  const publisher = await publisherOf(db, { request: id, publishedAt })
  if (publisher?.actor === person.id) return true
  const post = JSON.parse(publisher?.actedAs ?? 'null') as Appointment | 'owner' | null
  if (post === null || post === 'owner' || post.as !== undefined) return false
  return actor.appointments.some(
    (held) => held.office === office && held.role === post.role && held.group === post.group,
  )
}

/** Has an address looked at by whichever integrations of the office are turned on for its website. */
async function askWebsites(
  trx: Reader,
  {
    office,
    publication,
    url,
    at,
    dueAt,
  }: { office: string; publication: string; url: string; at: number; dueAt: number },
): Promise<void> {
  for (const one of await integrationsOf(trx, office))
    if (one.kind === 'website' && one.enabled === 1 && standsOn(one, url))
      await askForCheck(trx, {
        key: randomBytes(16).toString('hex'),
        office,
        integration: one.id,
        publication,
        at,
        dueAt,
      })
}

async function websiteView({ deps, me }: AnyCall, { row, publication }: Found): Promise<Website> {
  if (!publication) return { published: false, mayPlace: false, placements: [], effects: [] }
  const { db } = deps
  const websites = (await integrationsOf(db, row.office)).filter(
    ({ kind, enabled }) => kind === 'website' && enabled === 1,
  )
  const placements = await placementsOf(db, publication.id)
  const ids = placements.map(({ id }) => id)
  const checks = Map.groupBy(await checksOf(db, ids, shownChecks), ({ placement }) => placement)
  const effects = await effectsOfPublication(db, publication.id)
  const remote = new Map((await remoteItemsOf(db, publication.id)).map((one) => [one.integration, one]))
  const nextLook = (url: string) => {
    const website = websites.find((one) => standsOn(one, url))
    const effect = effects.find((one) => one.integration === website?.id && one.status === 'waiting')
    return effect ? iso(effect.dueAt) : null
  }
  return {
    published: true,
    mayPlace: await mayPlace(deps, me, row, publication),
    placements: placements.map(({ id, url, byName, at }) => ({
      id,
      url,
      by: byName,
      at: iso(at),
      checked: websites.some((one) => standsOn(one, url)),
      checks: (checks.get(id) ?? []).map(checkView),
      nextAt: nextLook(url),
    })),
    effects: effects
      .filter(({ kind }) => kind !== 'website')
      .map((effect) => ({
        id: effect.id,
        name: effect.name,
        what: effect.what,
        status: effect.status,
        kind: effect.kind as Website['effects'][number]['kind'],
        ...timesOf(effect),
        problem:
          effect.problem === null || effect.status === 'done' ? null : (JSON.parse(effect.problem) as Text),
        url:
          remote.get(effect.integration)?.shown === 1 ? (remote.get(effect.integration)?.url ?? null) : null,
      })),
  }
}

const timesOf = ({ status, dueAt, settledAt }: EffectRow) => ({
  dueAt: status === 'waiting' ? iso(dueAt) : null,
  settledAt: settledAt === null ? null : iso(settledAt),
})

const checkView = (check: CheckRow) => ({
  at: iso(check.at),
  expected: check.expected,
  found: check.found,
  status: check.status,
  url: check.url,
  problem: problemOf(check) ?? null,
})

const twice: Text = {
  th: 'บันทึกที่อยู่นี้ไว้แล้ว',
  en: 'This address was recorded already.',
}
const tooMany: Text = {
  th: `บันทึกได้ไม่เกิน ${mostPlacements} ที่อยู่ ถอนที่อยู่ที่ไม่ใช้ก่อน`,
  en: `At most ${mostPlacements} addresses: withdraw one that is not used.`,
}
const notPublished: Text = {
  th: 'เรื่องนี้ยังไม่ได้เผยแพร่ จึงยังบันทึกที่อยู่บนเว็บไซต์ของสำนักงานไม่ได้',
  en: 'This request was not published yet, so it stands on no website.',
}
const notTheirs: Text = {
  th: 'ผู้บันทึกที่อยู่ได้คือเจ้าของเรื่อง ผู้ดูแลเว็บไซต์ของสำนักงาน และผู้ที่มีหน้าที่เผยแพร่เรื่องนี้ตามแผนผัง',
  en: "The owner, the keepers of the office's website, and whoever publishes this by the chart can record an address.",
}
