import type { EffectRow } from '../../db/effects.ts'
import type { IntegrationRow } from '../../db/integrations.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { Deps } from '../process/deps.ts'

/** What came of one attempt. `dead`: to try again would change nothing until somebody changes something. */
export type Outcome =
  | { kind: 'done'; status: number | null }
  /** It is not its time yet: no attempt was made. */
  | { kind: 'later'; dueAt: number }
  | { kind: 'retry' | 'dead'; status: number | null; problem: Text; afterMs?: number | undefined }

/** One attempt at an effect; `signal` is aborted where the claim on it ends, or the server does. */
export type Work = { deps: Deps; effect: EffectRow; integration: IntegrationRow; signal: AbortSignal }
export type Handler = (work: Work) => Promise<Outcome>

/** How an answer that was no success is told: a redirect is followed nowhere, since what is sent is meant for one host. */
export function unwelcome(
  { status, headers }: { status: number; headers: Readonly<Record<string, string | undefined>> },
  now: number,
): Extract<Outcome, { problem: Text }> {
  const { location } = headers
  if (status >= 300 && status < 400 && location !== undefined) {
    const to = location.slice(0, 200)
    return {
      kind: 'dead',
      status,
      problem: {
        th: `เว็บไซต์ตอบ ${status} ให้ไปที่ ${to} แก้ที่อยู่ในการเชื่อมต่อเป็นที่อยู่นั้น หากถูกต้อง`,
        en: `The site answered ${status} and points to ${to}. If that is right, make it the address of the integration.`,
      },
    }
  }
  return {
    kind: 'retry',
    status,
    afterMs: retryAfterMs(headers['retry-after'], now),
    problem: { th: `เว็บไซต์ตอบ ${status}`, en: `The site answered ${status}` },
  }
}

/** `Retry-After` (RFC 9110, 10.2.3) in ms: seconds, or a date. */
function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
