import { expect } from '@jest/globals'
import { type Problem, type ProblemCode, problemSchema } from '../../api/http/contract.ts'
import type { Deps } from '../../api/process/deps.ts'
import type { Answer } from './office.ts'

/** Expects a problem as RFC 9457 has it, in both languages, and answers it. */
export function expectProblem(answer: Answer, status: number, code?: ProblemCode): Problem {
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status, body: { status } })
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const problem = problemSchema.strict().parse(answer.body)
  if (code) expect(problem.code).toBe(code)
  const sentences = [problem, ...(problem.errors ?? []), ...(problem.refusals ?? [])]
  for (const { message } of sentences) {
    expect(message.th).toMatch(/[ก-ฮ]/)
    expect(message.en).toMatch(/[a-z]/)
  }
  return problem
}

/** Everything that a refused call must leave as it was; what is long stands there by its hash. */
export async function stored({ db }: Deps) {
  const tables = [
    ...(['request', 'timer', 'publication', 'notification'] as const),
    ...(['person', 'appointment', 'holiday', 'officeGroup'] as const),
  ]
  return {
    whole: await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute())),
    events: await db.selectFrom('event').select('hash').execute(),
    contents: await db
      .selectFrom('content')
      .select(['request', 'revision', 'sha256', 'frozen', 'at'])
      .execute(),
    keys: await db.selectFrom('idempotency').select(['person', 'key', 'requestHash', 'at']).execute(),
    versions: await db.selectFrom('procedureVersion').select(['hash', 'status']).execute(),
    offices: await db.selectFrom('office').selectAll().execute(),
  }
}

/** Runs a call that must be refused and must write nothing. */
export async function refused(
  deps: Deps,
  status: number,
  code: ProblemCode,
  call: () => Promise<Answer>,
): Promise<Problem> {
  const before = await stored(deps)
  const problem = expectProblem(await call(), status, code)
  expect(await stored(deps)).toEqual(before)
  return problem
}
