import type { Problem, ProblemCode } from '../../api/http/contract.ts'
import type { Answered, CodeOf, Given, OperationName } from '../../api/http/operations.ts'
import type { Text } from '../../machines/procedure/procedure.ts'

/** Why a call failed: the server's problem (RFC 9457), or `offline` when no answer of ours came back. */
export class ApiProblem extends Error {
  readonly code: ProblemCode | 'offline'
  readonly status: number
  readonly text: Text
  readonly problem: Problem | null
  /** How long the server asked to be left alone, in ms (RFC 9110, 10.2.3). */
  readonly retryAfter: number | undefined

  constructor(
    code: ProblemCode | 'offline',
    status: number,
    text: Text,
    problem: Problem | null,
    retryAfter?: number,
  ) {
    super(text.en)
    this.name = 'ApiProblem'
    this.code = code
    this.status = status
    this.text = text
    this.problem = problem
    this.retryAfter = retryAfter
  }
}

const unreachable: Text = {
  th: 'ติดต่อระบบไม่ได้ ตรวจการเชื่อมต่อเครือข่าย แล้วลองอีกครั้ง',
  en: 'The system cannot be reached. Check the network, then try again.',
}

type Sent = {
  path?: Record<string, string | number>
  query?: Record<string, string | number | undefined>
  body?: unknown
  /** The revision that the change is about; sent as `If-Match`. */
  ifMatch?: number
  /** Makes a repeated send of the same event one event. */
  idempotencyKey?: string
}
type Options<Operation extends OperationName> = Given<Operation> & { signal?: AbortSignal }

/**
 * Calls an operation of the API, `call('GET /api/requests/{id}', { path: { id } })`: what it must be given and what it
 * answers are read from the server's list of endpoints. Throws `ApiProblem`; what was aborted throws as `fetch` does.
 */
export async function call<Operation extends OperationName>(
  operation: Operation,
  ...[given]: Record<never, never> extends Options<Operation> ? [Options<Operation>?] : [Options<Operation>]
): Promise<Answered<Operation>> {
  const sent: Sent & { signal?: AbortSignal } = given ?? {}
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' }
  if (sent.body !== undefined) headers['Content-Type'] = 'application/json'
  if (sent.ifMatch !== undefined) headers['If-Match'] = `"${sent.ifMatch}"`
  if (sent.idempotencyKey) headers['Idempotency-Key'] = sent.idempotencyKey
  const [method = '', path = ''] = operation.split(' ')
  let response: Response
  try {
    response = await fetch(addressOf(path, sent), {
      method,
      headers,
      credentials: 'same-origin',
      body: sent.body === undefined ? null : JSON.stringify(sent.body),
      signal: sent.signal ?? null,
    })
  } catch (error) {
    if (sent.signal?.aborted) throw error
    throw new ApiProblem('offline', 0, unreachable, null)
  }
  if (response.status === 204) return undefined as Answered<Operation>
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer as Answered<Operation>
  if (isProblem(answer)) {
    const seconds = Number(response.headers.get('Retry-After') ?? 'none')
    const retryAfter = Number.isFinite(seconds) ? seconds * 1000 : undefined
    throw new ApiProblem(answer.code, response.status, answer.message, answer, retryAfter)
  }
  throw new ApiProblem('offline', response.status, unreachable, null)
}

function addressOf(template: string, { path, query }: Sent): string {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => segment(String(path?.[name])))
  const written = Object.entries(query ?? {}).filter(([, value]) => value !== undefined)
  return written.length === 0 ? address : `${address}?${new URLSearchParams(written as [string, string][])}`
}

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer

/** Whether a call failed with this problem, one of those that the operation named can fail with. */
export const failedWith = <Operation extends OperationName>(
  error: unknown,
  code: CodeOf<Operation> | 'offline',
): error is ApiProblem => error instanceof ApiProblem && error.code === code

/** What went wrong, in words that can be shown; anything unforeseen is said plainly. */
export const messageOf = (error: unknown): Text =>
  error instanceof ApiProblem
    ? error.text
    : {
        th: 'เกิดข้อผิดพลาดในหน้านี้ โหลดหน้าใหม่แล้วลองอีกครั้ง',
        en: 'Something failed on this page. Reload it and try again.',
      }

/** The server's sentence about one field of the body that was sent, if it named that field. */
export function fieldError(error: unknown, ...paths: string[]): Text | undefined {
  if (!(error instanceof ApiProblem)) return undefined
  return error.problem?.errors?.find((each) => paths.includes(each.path))?.message
}

/** A key for one attempt by one person; keep it while the same attempt is retried. */
export const newIdempotencyKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Puts a value safely into a path. */
export const segment = (value: string): string => encodeURIComponent(value)
