import type { Problem, ProblemCode } from '../../api/http/contract.ts'
import type { Text } from '../../machines/procedure/procedure.ts'

/** Why a call failed: the server's problem (RFC 9457), or `offline` when no answer of ours came back. */
export class ApiProblem extends Error {
  readonly code: ProblemCode | 'offline'
  readonly status: number
  readonly text: Text
  readonly problem: Problem | null

  constructor(code: ProblemCode | 'offline', status: number, text: Text, problem: Problem | null) {
    super(text.en)
    this.name = 'ApiProblem'
    this.code = code
    this.status = status
    this.text = text
    this.problem = problem
  }
}

const unreachable: Text = {
  th: 'ติดต่อระบบไม่ได้ — ตรวจการเชื่อมต่อเครือข่าย แล้วลองอีกครั้ง',
  en: 'The system cannot be reached. Check the network, then try again.',
}

export type CallOptions = {
  body?: unknown
  /** The revision that the change is about; sent as `If-Match`. */
  ifMatch?: number
  /** Makes a repeated send of the same event one event. */
  idempotencyKey?: string
  signal?: AbortSignal
  /** Lets the call outlive the page, for a last save. */
  keepalive?: boolean
}

async function call<Answer>(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' }
  if (options.body !== undefined) headers['Content-Type'] = 'application/json'
  if (options.ifMatch !== undefined) headers['If-Match'] = `"${options.ifMatch}"`
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey
  let response: Response
  try {
    response = await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.keepalive ? { keepalive: true } : {}),
    })
  } catch (error) {
    if (options.signal?.aborted) throw error
    throw new ApiProblem('offline', 0, unreachable, null)
  }
  if (response.status === 204) return undefined as Answer
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer as Answer
  if (isProblem(answer)) throw new ApiProblem(answer.code, response.status, answer.message, answer)
  throw new ApiProblem('offline', response.status, unreachable, null)
}

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer

/** The HTTP contract from the browser's side: answers are typed by the caller, failures are `ApiProblem`. */
export const api = {
  get: <Answer>(path: string, signal?: AbortSignal) => call<Answer>('GET', path, signal ? { signal } : {}),
  post: <Answer>(path: string, body?: unknown, options: CallOptions = {}) =>
    call<Answer>('POST', path, { ...options, body }),
  put: <Answer>(path: string, body: unknown, options: CallOptions = {}) =>
    call<Answer>('PUT', path, { ...options, body }),
  patch: <Answer>(path: string, body: unknown) => call<Answer>('PATCH', path, { body }),
  delete: <Answer>(path: string) => call<Answer>('DELETE', path),
}

/** What went wrong, in words that can be shown; anything unforeseen is said plainly. */
export const messageOf = (error: unknown): Text =>
  error instanceof ApiProblem
    ? error.text
    : {
        th: 'เกิดข้อผิดพลาดในหน้านี้ — โหลดหน้าใหม่แล้วลองอีกครั้ง',
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
