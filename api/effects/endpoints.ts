import { z } from 'zod'
import {
  attemptsOf,
  countEffects,
  type EffectRow,
  type ListedEffect,
  listEffects,
  retryDead,
  retryEffect,
} from '../../db/effects.ts'
import {
  deleteIntegration,
  findSystem,
  insertIntegration,
  integrationsOf,
  type SystemRow,
  updateIntegration,
} from '../../db/integrations.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { oneLine } from '../../machines/text/put-right.ts'
import {
  type Effect,
  effectsQuerySchema,
  effectsSchema,
  type Integration,
  integrationChangeSchema,
  integrationSchema,
  integrationsSchema,
  isSite,
  newIntegrationAnswerSchema,
  newIntegrationSchema,
  newSecretSchema,
  publicationEvents,
  type Tried,
  triedSchema,
} from '../http/effects-contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { requireAdmin } from '../people/administrator.ts'
import type { Deps } from '../process/deps.ts'
import { newId } from '../process/ids.ts'
import { baseOf } from '../public-site/answer.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { connectors, tryNow } from './deliver.ts'
import { OutboundProblem } from './outbound.ts'
import { eventsOf, type IntegrationSettings, settingsOf } from './settings.ts'
import { lookAtSite } from './site-connector.ts'
import { newWebhookSecret, rotatedSecrets } from './webhook.ts'

const pageLength = 30
/** More than an office has systems to tell. */
const mostIntegrations = 20
const path = '/api/offices/{office}/integrations'

/** Other systems that an office tells of what it publishes; its administrators' own matter. */
export const effectEndpoints = [
  endpoint({
    method: 'get',
    path,
    summary: "The office's integrations, and how much waits for each",
    access: 'signedIn',
    response: { status: 200, description: 'The oldest first', schema: integrationsSchema },
    problems: ['not_permitted'],
    run: async ({ deps, me, params: { office = '' } }) => {
      requireAdmin(me, office)
      const counts = await countEffects(deps.db, office)
      const rows = await integrationsOf(deps.db, office)
      return { body: { integrations: rows.map((row) => integrationView(row, counts)) } }
    },
  }),

  endpoint({
    method: 'post',
    path,
    summary:
      'Add an integration, which is turned off: nothing leaves this machine for it before it is turned on',
    access: 'signedIn',
    body: newIntegrationSchema,
    response: {
      status: 201,
      description: 'The integration; for a webhook also the secret that signs its deliveries, told this once',
      schema: newIntegrationAnswerSchema,
    },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, params: { office = '' }, body, req }) => {
      requireAdmin(me, office)
      const { kind, url } = body
      mustBeCallable(deps, 'url', url)
      const signsIn = isSite(kind)
      if (signsIn) mustBeGiven(body, kind)
      const site = siteOf(body.site ?? baseOf(req))
      const id = newId()
      const at = deps.clock.now()
      const secret = kind === 'webhook' ? newWebhookSecret() : null
      const credential =
        secret !== null
          ? rotatedSecrets(deps, { id, credential: null }, secret)
          : signsIn
            ? sealedPassword(deps, id, body.password ?? '')
            : null
      const row: SystemRow = {
        office,
        id,
        kind,
        name: oneLine(body.name),
        url,
        enabled: 0,
        credential,
        events: listed(kind === 'webhook' ? (body.events ?? publicationEvents) : eventsOfKind[kind]),
        settings: JSON.stringify({ site, ...(signsIn && signingIn(body)) }),
        createdAt: at,
        updatedAt: at,
      }
      await deps.commits(async (trx) => {
        if ((await integrationsOf(trx, office)).length >= mostIntegrations) throw tooMany()
        await insertIntegration(trx, row)
        await log(trx, { deps, me, office }, 'integration.added', null, row)
      })
      return { body: { integration: integrationView(row), secret } }
    },
  }),

  endpoint({
    method: 'patch',
    path: `${path}/{id}`,
    summary: 'Change an integration, or turn it on or off',
    access: 'signedIn',
    body: integrationChangeSchema,
    response: { status: 200, description: 'The integration as changed', schema: integrationSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found'],
    run: async ({ deps, me, params: { office = '', id = '' }, body }) => {
      requireAdmin(me, office)
      if (body.url !== undefined) mustBeCallable(deps, 'url', body.url)
      const site = body.site === undefined ? undefined : siteOf(body.site)
      const changed = await deps.commits(async (trx) => {
        const before = await findSystem(trx, { office, id })
        if (!before) throw new ApiProblem('not_found')
        const after: SystemRow = {
          ...before,
          ...(body.name !== undefined && { name: oneLine(body.name) }),
          ...(body.url !== undefined && { url: body.url }),
          ...(body.enabled !== undefined && { enabled: Number(body.enabled) }),
          ...(body.events !== undefined && before.kind === 'webhook' && { events: listed(body.events) }),
          settings: JSON.stringify({
            ...settingsOf(before),
            ...(site !== undefined && { site }),
            ...(isSite(before.kind) && signingIn(body)),
          }),
          ...(body.password !== undefined &&
            isSite(before.kind) && { credential: sealedPassword(deps, id, body.password) }),
          updatedAt: deps.clock.now(),
        }
        // Else whoever may change the address could have the password sent to themselves.
        if (
          isSite(before.kind) &&
          body.password === undefined &&
          originOf(after.url) !== originOf(before.url)
        )
          throw invalidAt('password', passwordAnew)
        await updateIntegration(trx, before, after)
        await log(trx, { deps, me, office }, 'integration.changed', before, after)
        // What was given up may lie in what was changed just now.
        if (isSite(before.kind) && after.enabled === 1)
          await retryDead(trx, { integration: id, now: after.updatedAt })
        return { row: after, counts: await countEffects(trx, office) }
      })
      return { body: integrationView(changed.row, changed.counts) }
    },
  }),

  endpoint({
    method: 'delete',
    path: `${path}/{id}`,
    summary: 'Remove an integration, with its credential and what waits for it; nothing is taken down there',
    access: 'signedIn',
    response: { status: 204, description: 'Gone; the audit log keeps what it was' },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { office = '', id = '' } }) => {
      requireAdmin(me, office)
      await deps.commits(async (trx) => {
        const before = await findSystem(trx, { office, id })
        if (!before) throw new ApiProblem('not_found')
        await deleteIntegration(trx, before)
        await log(trx, { deps, me, office }, 'integration.removed', before, null)
      })
      return {}
    },
  }),

  endpoint({
    method: 'post',
    path: `${path}/{id}/secret`,
    summary: 'A new secret of a webhook; the one before goes on signing beside it for a day',
    access: 'signedIn',
    response: { status: 200, description: 'The secret, told this once', schema: newSecretSchema },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { office = '', id = '' } }) => {
      requireAdmin(me, office)
      const secret = newWebhookSecret()
      await deps.commits(async (trx) => {
        const before = await findSystem(trx, { office, id })
        if (before?.kind !== 'webhook') throw new ApiProblem('not_found')
        const after = { ...before, credential: rotatedSecrets(deps, before, secret) }
        await updateIntegration(trx, before, { credential: after.credential })
        await log(trx, { deps, me, office }, 'integration.changed', before, after)
      })
      return { body: { secret } }
    },
  }),

  endpoint({
    method: 'post',
    path: `${path}/{id}/test`,
    summary:
      'Call the other system once, whether the integration is turned on or not, and say what it answered',
    access: 'signedIn',
    response: { status: 200, description: 'What it answered', schema: triedSchema },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { office = '', id = '' } }) => {
      requireAdmin(me, office)
      const found = await findSystem(deps.db, { office, id })
      if (!found) throw new ApiProblem('not_found')
      return { body: await tried(deps, found) }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/offices/{office}/effects',
    summary: 'What followed from what the office published, newest first, with each attempt',
    access: 'signedIn',
    query: effectsQuerySchema,
    response: { status: 200, description: `At most ${pageLength}`, schema: effectsSchema },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, params: { office = '' }, query }) => {
      requireAdmin(me, office)
      const { integration, status, cursor } = query
      const below = cursor === undefined ? undefined : Number(cursor)
      const rows = await listEffects(deps.db, { office, integration, status, below, limit: pageLength + 1 })
      const shown = rows.slice(0, pageLength)
      const last = shown.at(-1)
      return {
        body: {
          effects: await effectViews(deps, shown),
          nextCursor: rows.length > pageLength && last ? String(last.id) : null,
        },
      }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/offices/{office}/effects/{effect}/retry',
    summary: 'Have an effect delivered now, or once more, under the key that it had',
    access: 'signedIn',
    response: { status: 202, description: 'It is due now', schema: z.strictObject({ id: z.int() }) },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { office = '', effect = '' } }) => {
      requireAdmin(me, office)
      const id = /^\d{1,15}$/.test(effect) ? Number(effect) : 0
      const now = deps.clock.now()
      if (!(await deps.commits((trx) => retryEffect(trx, { office, id, now }))))
        throw new ApiProblem('not_found')
      return { body: { id } }
    },
  }),
]

/** Of an office's own website, which is written by hand, nothing is asked before somebody says where the item stands. */
const eventsOfKind = {
  website: ['changed', 'ended'],
  wordpress: publicationEvents,
  joomla: publicationEvents,
} as const

const listed = (events: readonly string[]) =>
  events.length === 0 ? '' : `,${publicationEvents.filter((one) => events.includes(one)).join(',')},`

function mustBeCallable(deps: Deps, path: string, url: string): void {
  const refused = deps.outbound.refusalOf(url)
  if (refused) throw invalidAt(path, refused.text)
}

/** Scheme and host alone. */
function siteOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '') return url.origin
  throw invalidAt('site', noSite)
}
const noSite: Text = {
  th: 'ต้องเป็นที่อยู่เว็บที่ขึ้นต้นด้วย https:// หรือ http://',
  en: 'must be a web address, https:// or http://',
}

const tooMany = () =>
  new ApiProblem('invalid_request', {
    message: {
      th: `สำนักงานมีการเชื่อมต่อได้ไม่เกิน ${mostIntegrations} รายการ ลบรายการที่ไม่ใช้ก่อน`,
      en: `An office has at most ${mostIntegrations} integrations: remove one that is not used.`,
    },
  })

type Actor = { deps: Deps; me: SignedIn; office: string }

async function log(
  trx: Parameters<typeof logOfficeEvent>[0],
  { deps, me, office }: Actor,
  type: 'integration.added' | 'integration.changed' | 'integration.removed',
  before: SystemRow | null,
  after: SystemRow | null,
): Promise<void> {
  const isNew = before?.credential !== after?.credential
  const facts = (row: SystemRow | null) =>
    row && {
      id: row.id,
      kind: row.kind,
      name: row.name,
      url: row.url,
      enabled: row.enabled === 1,
      events: eventsOf(row),
      settings: settingsOf(row) as Record<string, unknown>,
      // That there is one, and whether this changed it; never what it is.
      credential: row.credential === null ? 'none' : row === after && isNew && before ? 'changed' : 'set',
    }
  const entry = { office, type, actor: me.person, at: deps.clock.now() }
  await logOfficeEvent(trx, { ...entry, before: facts(before), after: facts(after) })
}

function integrationView(row: SystemRow, counts: Awaited<ReturnType<typeof countEffects>> = []): Integration {
  const { site, username, categories }: IntegrationSettings = settingsOf(row)
  const count = (status: EffectRow['status']) =>
    counts.find((one) => one.integration === row.id && one.status === status)?.count ?? 0
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    url: row.url,
    site,
    enabled: row.enabled === 1,
    events: eventsOf(row),
    username: username ?? null,
    hasCredential: row.credential !== null,
    categories: categories ?? {},
    createdAt: iso(row.createdAt),
    waiting: count('waiting'),
    dead: count('dead'),
  }
}

async function effectViews(deps: Deps, rows: ListedEffect[]): Promise<Effect[]> {
  const ids = rows.map(({ id }) => id)
  const attempts = Map.groupBy(await attemptsOf(deps.db, ids), ({ effect }) => effect)
  return rows.map((row) => ({
    id: row.id,
    integration: row.integration,
    what: row.what,
    request: row.request,
    title: row.title,
    at: iso(row.at),
    status: row.status,
    dueAt: row.status === 'waiting' ? iso(row.dueAt) : null,
    problem: row.status === 'done' ? null : textOf(row.problem),
    attempts: (attempts.get(row.id) ?? []).map(({ number, at, ms, status, problem }) => ({
      number,
      at: iso(at),
      ms,
      status,
      problem: textOf(problem),
    })),
  }))
}

const textOf = (json: string | null): Text | null => (json === null ? null : (JSON.parse(json) as Text))

const originOf = (url: string) => new URL(url).origin

type SigningIn = { username?: string | undefined; categories?: Record<string, number> | undefined }
const signingIn = ({ username, categories }: SigningIn) => ({
  ...(username !== undefined && { username: username.trim() }),
  ...(categories !== undefined && { categories }),
})

const sealedPassword = ({ credentials }: Deps, id: string, password: string) =>
  credentials.seal(JSON.stringify({ password: password.trim() }), id)

function mustBeGiven(
  { username, password }: SigningIn & { password?: string | undefined },
  kind: string,
): void {
  const errors = [
    ...(kind === 'wordpress' && isBlank(username ?? '') ? [{ path: 'username', message: noUsername }] : []),
    ...(isBlank(password ?? '') ? [{ path: 'password', message: noPassword }] : []),
  ]
  if (errors.length > 0) throw new ApiProblem('invalid_request', { errors })
}
const noUsername: Text = { th: 'พิมพ์ชื่อผู้ใช้ใน WordPress', en: 'Type the name of the user in WordPress.' }
const noPassword: Text = {
  th: 'พิมพ์รหัสผ่านแอปพลิเคชันหรือโทเคน',
  en: 'Type the application password or the token.',
}
const passwordAnew: Text = {
  th: 'เปลี่ยนเว็บไซต์แล้ว ต้องพิมพ์รหัสผ่านใหม่ด้วย รหัสเดิมไม่ส่งไปยังเว็บไซต์อื่น',
  en: 'The site was changed, so the password has to be typed anew: the one before is sent to no other site.',
}

async function tried(deps: Deps, found: SystemRow): Promise<Tried> {
  if (found.kind === 'webhook') return testDelivery(deps, found)
  const connector = isSite(found.kind) ? connectors[found.kind] : undefined
  return connector ? lookAtSite(connector, deps, found) : lookAt(deps, found)
}

async function testDelivery(deps: Deps, found: SystemRow): Promise<Tried> {
  const { ok, problem } = await tryNow(deps, found)
  return { ok, message: problem ?? testDelivered, categories: [] }
}

const testDelivered: Text = { th: 'ส่งทดสอบสำเร็จ', en: 'The test was delivered.' }

/** Whether a website answers at all. */
async function lookAt(deps: Deps, { url }: SystemRow): Promise<Tried> {
  try {
    const { status } = await deps.outbound.send({ url, redirects: 5, maxBytes: 4 * 1024 ** 2 })
    const ok = status >= 200 && status < 400
    return { ok, message: { th: `เว็บไซต์ตอบ ${status}`, en: `The site answered ${status}` }, categories: [] }
  } catch (error) {
    if (error instanceof OutboundProblem) return { ok: false, message: error.text, categories: [] }
    throw error
  }
}
