import { createHmac, randomBytes } from 'node:crypto'
import type { EffectRow } from '../../db/effects.ts'
import type { IntegrationRow } from '../../db/integrations.ts'
import { findEverPublished } from '../../db/publications.ts'
import { iso } from '../http/iso.ts'
import type { Deps } from '../process/deps.ts'
import { type Outcome, unwelcome, type Work } from './outcome.ts'
import { settingsOf } from './settings.ts'

/** What a webhook signs with; `former` goes on signing beside it until `formerUntil`, in ms. */
type Secrets = { secret: string; former?: string; formerUntil?: number }
/** Who receives has so long to take a new secret up, in ms. */
const bothForMs = 24 * 3_600_000

/** A secret as Standard Webhooks writes it. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** The sealed secrets of a webhook with a new one, which signs alone from a day later on. */
export function rotatedSecrets(
  { credentials, clock }: Pick<Deps, 'credentials' | 'clock'>,
  { id, credential }: Pick<IntegrationRow, 'id' | 'credential'>,
  secret: string,
): string {
  const before = credential === null ? undefined : (JSON.parse(credentials.open(credential, id)) as Secrets)
  const secrets: Secrets = {
    secret,
    ...(before && { former: before.secret, formerUntil: clock.now() + bothForMs }),
  }
  return credentials.seal(JSON.stringify(secrets), id)
}

/**
 * Sends one event to a webhook, signed as Standard Webhooks has it: HMAC-SHA-256 over the id, the second and the body, by
 * each secret that is in force. The id is the same in every attempt, so that the receiver does it once.
 */
export async function sendWebhook({ deps, effect, integration, signal }: Work): Promise<Outcome> {
  const { credential, id } = integration
  const secrets = JSON.parse(deps.credentials.open(credential ?? '', id)) as Secrets
  const body = JSON.stringify(await payloadOf(deps, effect, integration))
  const now = deps.clock.now()
  const signing = [secrets.secret]
  if (secrets.former !== undefined && now < (secrets.formerUntil ?? 0)) signing.push(secrets.former)
  const message = { id: `msg_${effect.key}`, timestamp: Math.floor(now / 1000), body }
  const answer = await deps.outbound.send({
    url: integration.url,
    method: 'POST',
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'webhook-id': message.id,
      'webhook-timestamp': String(message.timestamp),
      'webhook-signature': signing.map((secret) => signatureOf(secret, message)).join(' '),
    },
    body,
    maxBytes: 65_536,
    signal,
  })
  if (answer.status >= 200 && answer.status < 300) return { kind: 'done', status: answer.status }
  const problem = unwelcome(answer, now)
  // The receiver says that it wants no more.
  return answer.status === 410 ? { ...problem, kind: 'dead' } : problem
}

export function signatureOf(
  secret: string,
  { id, timestamp, body }: { id: string; timestamp: number; body: string },
): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

type Payload = { type: string; timestamp: string; data: Record<string, unknown> }

/** What the public page shows now, and no more: a title that came down is not told again, nor who decided anything. */
async function payloadOf(deps: Deps, effect: EffectRow, integration: IntegrationRow): Promise<Payload> {
  const { office, publication, what } = effect
  const timestamp = iso(effect.at)
  if (publication === null) return { type: 'test', timestamp, data: { office } }
  const row = await findEverPublished(deps.reads, office, publication)
  const { site } = settingsOf(integration)
  const common = { id: publication, office, url: `${site}/o/${office}/items/${publication}` }
  const type = `publication.${what}`
  if (!row) return { type, timestamp, data: common }
  const { title, category, publishedAt, updatedAt, untilDay, untilAt, endedAt, endKind, endReason } = row
  const isOver = endedAt !== null || (untilAt !== null && untilAt <= deps.clock.now())
  if (!isOver)
    return {
      type,
      timestamp,
      data: {
        ...common,
        status: 'published',
        title,
        category,
        publishUntil: untilDay,
        publishedAt: iso(publishedAt),
        updatedAt: iso(updatedAt),
      },
    }
  const takenDown = endKind === 'takenDown'
  return {
    type,
    timestamp,
    data: {
      ...common,
      status: 'ended',
      endKind: takenDown ? 'takenDown' : 'expired',
      endedAt: iso(endedAt ?? untilAt ?? updatedAt),
      endReason: takenDown ? endReason : null,
      ...(!takenDown && { title }),
    },
  }
}
