import type { Text } from '../../machines/procedure/procedure.ts'
import type { Problem, ProblemCode } from './contract.ts'

const status: Record<ProblemCode, number> = {
  invalid_request: 400,
  not_signed_in: 401,
  not_permitted: 403,
  not_found: 404,
  gone: 410,
  revision_conflict: 409,
  transition_not_available: 409,
  idempotency_conflict: 409,
  already_exists: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  invalid_event: 422,
  invalid_content: 422,
  too_many_requests: 429,
  internal_error: 500,
  storage_unavailable: 503,
  paper_unavailable: 503,
}

const sentences: Record<ProblemCode, Text> = {
  invalid_request: { th: 'คำขอไม่อยู่ในรูปแบบที่ถูกต้อง', en: 'The request is not well formed.' },
  not_signed_in: {
    th: 'ยังไม่ได้เข้าสู่ระบบ หรือหมดเวลาแล้ว เข้าสู่ระบบใหม่',
    en: 'You are not signed in. Sign in again.',
  },
  not_permitted: { th: 'ท่านไม่มีสิทธิทำรายการนี้', en: 'You may not do this.' },
  not_found: { th: 'ไม่พบสิ่งที่ขอ', en: 'Not found.' },
  gone: { th: 'ข้อมูลนี้ไม่ได้เผยแพร่แล้ว', en: 'This is no longer published.' },
  revision_conflict: {
    th: 'มีผู้อื่นเปลี่ยนเรื่องนี้ไปแล้วระหว่างที่ท่านเปิดอยู่ ยังไม่ได้บันทึกรายการของท่าน',
    en: 'Somebody else changed this meanwhile. Nothing of yours was saved.',
  },
  transition_not_available: {
    th: 'ขั้นปัจจุบันของเรื่องไม่มีรายการนี้ให้ทำ',
    en: 'The present step does not offer this.',
  },
  idempotency_conflict: {
    th: 'Idempotency-Key นี้ถูกใช้กับคำขออื่นแล้ว',
    en: 'This Idempotency-Key was used with another request.',
  },
  already_exists: { th: 'มีข้อมูลนี้อยู่แล้ว', en: 'It exists already.' },
  body_too_large: { th: 'ข้อมูลที่ส่งมาใหญ่เกิน 1 MiB', en: 'The body is larger than 1 MiB.' },
  unsupported_media_type: { th: 'ต้องส่งเป็น application/json', en: 'Send application/json.' },
  invalid_event: {
    th: 'ข้อมูลประกอบยังไม่ครบหรือไม่ถูกต้อง',
    en: 'The event lacks something, or something is wrong with it.',
  },
  invalid_content: {
    th: 'เนื้อหายังไม่ครบหรือไม่ถูกต้อง',
    en: 'The content lacks something, or something is wrong with it.',
  },
  too_many_requests: {
    th: 'ลองบ่อยเกินไป รอสักครู่แล้วลองใหม่',
    en: 'Too many attempts. Wait a while and try again.',
  },
  internal_error: { th: 'ระบบขัดข้อง ยังไม่ได้บันทึกรายการนี้', en: 'Something failed here. Nothing was saved.' },
  storage_unavailable: {
    th: 'ระบบฐานข้อมูลไม่พร้อมใช้งาน ยังไม่ได้บันทึก ลองใหม่อีกครั้ง',
    en: 'Storage is not available. Nothing was saved; try again.',
  },
  paper_unavailable: { th: 'จัดทำเอกสาร PDF ไม่ได้', en: 'The PDF cannot be made.' },
}

/** What is wrong with one part of what was sent: `path` as a form names its field, or `query.from`. */
export const invalidAt = (path: string, message: Text): ApiProblem =>
  new ApiProblem('invalid_request', { errors: [{ path, message }] })

/** So many mistakes an answer names at most. */
export const maxErrors = 50
const longestPath = 200

type Extras = Partial<Pick<Problem, 'errors' | 'refusals' | 'current' | 'ended' | 'message'>> & {
  retryAfter?: number
}

/** An error that the client is told of as `application/problem+json` (RFC 9457). */
export class ApiProblem extends Error {
  readonly code: ProblemCode
  readonly extras: Extras
  constructor(code: ProblemCode, extras: Extras = {}) {
    super(`${code}: ${extras.message?.en ?? sentences[code].en}`)
    this.code = code
    this.extras = extras
  }
  get status(): number {
    return status[this.code]
  }
  toBody(): Problem {
    const { retryAfter: _, message = sentences[this.code], errors, ...rest } = this.extras
    const type = `urn:prakat:problem:${this.code}`
    return {
      type,
      title: message.en,
      status: this.status,
      code: this.code,
      detail: message.th,
      message,
      // A body of 1 MiB can hold a hundred thousand mistakes; the answer must not outgrow the question.
      ...(errors && {
        errors: errors.slice(0, maxErrors).map((one) => ({ ...one, path: one.path.slice(0, longestPath) })),
      }),
      ...rest,
    }
  }
}
