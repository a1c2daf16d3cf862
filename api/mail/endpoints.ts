import { countEffects, retryDead } from '../../db/effects.ts'
import { type IntegrationRow, insertIntegration, updateIntegration } from '../../db/integrations.ts'
import { findPerson } from '../../db/people.ts'
import {
  failedMessages,
  findMailIntegration,
  findPersonMail,
  lookAgainAtMessages,
  setPersonMail,
} from '../../db/person-mail.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { tryNow } from '../effects/deliver.ts'
import { triedSchema } from '../http/effects-contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import {
  failedMessagesSchema,
  mailSettingsSchema,
  type OfficeMail,
  officeMailSchema,
  personMailChangeSchema,
  personMailSchema,
} from '../http/mail-contract.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { naming } from '../offices/naming.ts'
import { requireAdmin, requireAdminStill } from '../people/administrator.ts'
import { refuseErased } from '../people/people-rules.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { newId } from '../process/ids.ts'
import { baseOf } from '../public-site/answer.ts'
import { addressOfServer, type Delivery, type MailSettings, mailSettingsOf } from './settings.ts'

const path = '/api/offices/{office}/mail'
const mostListed = 100

/** How an office sends e-mail, and where its people are told by it. */
export const mailEndpoints = [
  endpoint({
    method: 'get',
    path,
    summary: 'How the office sends e-mail of notices; nothing is sent before an administrator turns it on',
    access: 'signedIn',
    response: { status: 200, description: 'The settings, without the password', schema: officeMailSchema },
    problems: ['not_permitted'],
    run: async ({ deps, me, req, params: { office = '' } }) => {
      requireAdmin(me, office)
      return { body: await officeMailView(deps, office, baseOf(req)) }
    },
  }),

  endpoint({
    method: 'put',
    path,
    summary: 'Set how the office sends e-mail of notices, and turn it on or off',
    access: 'signedIn',
    body: mailSettingsSchema,
    response: { status: 200, description: 'The settings as they are now', schema: officeMailSchema },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, req, params: { office = '' }, body: { enabled, password, ...given } }) => {
      requireAdmin(me, office)
      const { host, port, security } = given
      const refused = deps.outbound.refusalToConnect({ host, port, encrypted: security !== 'none' })
      // To turn it off always succeeds, also where its host may not be called any more.
      if (enabled && refused) throw invalidAt('host', refused.text)
      const now = deps.clock.now()
      await deps.commits(async (trx) => {
        await requireAdminStill(trx, me.person.id, office, now)
        const before = await findMailIntegration(trx, office)
        const was = before && mailSettingsOf(before)
        // Else whoever may change the server could have the password sent to one of their own.
        const isElsewhere = was && (was.host !== host || was.port !== port || isWeaker(was, given))
        if (isElsewhere && before.credential !== null && password === undefined)
          throw invalidAt('password', passwordAnew)
        const id = before?.id ?? newId()
        const sealed = password ? deps.credentials.seal(password, id) : null
        const settings: MailSettings = { ...given, link: baseOf(req) }
        const after: IntegrationRow = {
          office,
          id,
          kind: 'mail',
          name: given.fromName,
          url: addressOfServer(given),
          enabled: Number(enabled),
          events: '',
          settings: JSON.stringify(settings),
          credential: password === undefined ? (before?.credential ?? null) : sealed,
          createdAt: before?.createdAt ?? now,
          updatedAt: now,
        }
        if (before) await updateIntegration(trx, before, after)
        else await insertIntegration(trx, after)
        const entry = { office, type: 'mail.changed', actor: me.person, at: now } as const
        await logOfficeEvent(trx, { ...entry, before: facts(before), after: facts(after, before) })
        if (!enabled) return
        // What was given up may lie in what was changed just now, and when it may be sent too.
        await retryDead(trx, { integration: id, now })
        await lookAgainAtMessages(trx, { of: { integration: id }, now })
      })
      return { body: await officeMailView(deps, office, baseOf(req)) }
    },
  }),

  endpoint({
    method: 'post',
    path: `${path}/test`,
    summary:
      'Send a test message to my own address, whether e-mail is turned on or not, and say what came of it',
    access: 'signedIn',
    response: { status: 200, description: 'What came of it', schema: triedSchema },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { office = '' } }) => {
      requireAdmin(me, office)
      const integration = await findMailIntegration(deps.db, office)
      if (!integration) throw new ApiProblem('not_found')
      const own = await findPersonMail(deps.db, me.person.id)
      if (!own?.address) return { body: { ok: false, message: noOwnAddress, categories: [] } }
      const { ok, problem } = await tryNow(deps, integration, me.person.id)
      return { body: { ok, message: problem ?? testSent, categories: [] } }
    },
  }),

  endpoint({
    method: 'get',
    path: `${path}/failed`,
    summary: 'The messages that could not be delivered, given up or tried again; the newest first',
    access: 'signedIn',
    response: { status: 200, description: `At most ${mostListed}`, schema: failedMessagesSchema },
    problems: ['not_permitted'],
    run: async ({ deps, me, params: { office = '' } }) => {
      requireAdmin(me, office)
      const integration = await findMailIntegration(deps.reads, office)
      const rows = integration ? await failedMessages(deps.reads, integration.id, mostListed) : []
      const messages = rows.map(({ id, to, at, status, dueAt, problem }) => ({
        id,
        to,
        at: iso(at),
        dueAt: status === 'waiting' ? iso(dueAt) : null,
        problem: JSON.parse(problem ?? 'null') as Text,
      }))
      return { body: { messages } }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/session/mail',
    summary: 'Where and how I am told by e-mail',
    access: 'signedIn',
    response: { status: 200, description: 'My own settings', schema: personMailSchema },
    problems: [],
    run: async ({ deps, me }) => ({ body: await personMailView(deps.db, me.person) }),
  }),

  endpoint({
    method: 'put',
    path: '/api/session/mail',
    summary: 'Set where and how I am told by e-mail',
    access: 'signedIn',
    body: personMailChangeSchema,
    response: { status: 200, description: 'My own settings', schema: personMailSchema },
    problems: ['invalid_request'],
    run: async ({ deps, me, body }) => {
      await deps.commits((trx) => changePersonMail(trx, deps, me.person, me.person, body))
      return { body: await personMailView(deps.db, me.person) }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/people/{id}/mail',
    summary: 'Where and how a person of my office is told by e-mail',
    access: 'signedIn',
    response: { status: 200, description: 'Their settings', schema: personMailSchema },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { id = '' } }) => {
      const person = await findPerson(deps.db, id)
      if (!person) throw new ApiProblem('not_found')
      requireAdmin(me, person.office)
      return { body: await personMailView(deps.db, person) }
    },
  }),

  endpoint({
    method: 'put',
    path: '/api/people/{id}/mail',
    summary: 'Set where and how a person of my office is told by e-mail; they may change it',
    access: 'signedIn',
    body: personMailChangeSchema,
    response: { status: 200, description: 'Their settings', schema: personMailSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found'],
    run: async ({ deps, me, params: { id = '' }, body }) => {
      const found = await findPerson(deps.db, id)
      if (!found) throw new ApiProblem('not_found')
      requireAdmin(me, found.office)
      await deps.commits(async (trx) => {
        await requireAdminStill(trx, me.person.id, found.office, deps.clock.now())
        const person = await findPerson(trx, id)
        if (!person) throw new ApiProblem('not_found')
        refuseErased(person)
        await changePersonMail(trx, deps, me.person, person, body)
      })
      return { body: await personMailView(deps.db, found) }
    },
  }),
]

type Whose = { id: string; name: string; office: string }

async function changePersonMail(
  trx: Reader,
  deps: Deps,
  actor: Whose,
  { id, name, office }: Whose,
  { address, delivery }: { address: string; delivery: Delivery },
): Promise<void> {
  const now = deps.clock.now()
  const before = await findPersonMail(trx, id)
  await setPersonMail(trx, { office, person: id, address, delivery })
  await lookAgainAtMessages(trx, { of: { person: id }, now })
  // How often is a person's own affair; where to is what somebody else might want to turn.
  if ((before?.address ?? '') === address) return
  const said = (email: string) => ({ person: id, ...naming(id, { name, email }) })
  const entry = { office, type: 'person.mailChanged', actor, at: now } as const
  await logOfficeEvent(trx, { ...entry, before: said(before?.address ?? ''), after: said(address) })
}

async function personMailView(db: Reader, { id, office }: Pick<Whose, 'id' | 'office'>) {
  const mail = await findPersonMail(db, id)
  const sends = (await findMailIntegration(db, office))?.enabled === 1
  return { address: mail?.address ?? '', delivery: mail?.delivery ?? ('atOnce' as const), sends }
}

const unset: Omit<MailSettings, 'link'> = {
  host: '',
  port: 587,
  security: 'starttls',
  username: '',
  fromName: '',
  fromAddress: '',
  digestAt: '08:30',
  quietFrom: '18:00',
  quietUntil: '07:30',
  workingDaysOnly: true,
}

async function officeMailView(deps: Deps, office: string, base: string): Promise<OfficeMail> {
  const row = await findMailIntegration(deps.db, office)
  const { link, ...settings } = row ? mailSettingsOf(row) : { ...unset, link: base }
  const counts = row ? await countEffects(deps.db, office) : []
  const waiting = counts.find((one) => one.integration === row?.id && one.status === 'waiting')
  return {
    integration: row?.id ?? null,
    enabled: row?.enabled === 1,
    ...settings,
    hasPassword: (row?.credential ?? null) !== null,
    link: deps.config.url ?? link,
    waiting: waiting?.count ?? 0,
  }
}

const isWeaker = (was: MailSettings, { security }: Pick<MailSettings, 'security'>) =>
  was.security !== 'none' && security === 'none'

const facts = (row: IntegrationRow | undefined, before?: IntegrationRow) =>
  row === undefined
    ? null
    : {
        enabled: row.enabled === 1,
        ...(mailSettingsOf(row) as Record<string, unknown>),
        // That there is one, and whether this changed it; never what it is.
        password:
          row.credential === null
            ? 'none'
            : before && before.credential !== row.credential
              ? 'changed'
              : 'set',
      }

const passwordAnew: Text = {
  th: 'เปลี่ยนเครื่องแม่ข่ายอีเมลแล้ว ต้องพิมพ์รหัสผ่านใหม่ด้วย รหัสเดิมไม่ส่งไปยังเครื่องอื่น',
  en: 'The mail server was changed, so the password has to be typed anew: the one before is sent to no other.',
}
const noOwnAddress: Text = {
  th: 'ท่านยังไม่มีที่อยู่อีเมลในระบบ ตั้งที่ บัญชี → แจ้งงานทางอีเมล แล้วทดสอบอีกครั้ง',
  en: 'You have no e-mail address here yet: set it in your account, then try again.',
}
const testSent: Text = { th: 'ส่งอีเมลทดสอบถึงท่านแล้ว', en: 'The test was sent to your address.' }
