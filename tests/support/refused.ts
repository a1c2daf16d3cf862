import { expect } from '@jest/globals'
import { sql } from 'kysely'
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

/** What a call may write although it is refused: when a session was last used, and how often a password was wrong. */
const mayChange = new Set(['session', 'signInAttempt'])

/** Every row of every table, as text; tables that are added later are among them. */
export async function stored({ db }: Deps): Promise<Record<string, string[]>> {
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name
  `.execute(db)
  const all: Record<string, string[]> = {}
  for (const { name } of tables.rows) {
    if (mayChange.has(name)) continue
    const { rows } = await sql<object>`select * from ${sql.table(name)}`.execute(db)
    all[name] = rows.map((row) => JSON.stringify(row))
  }
  return all
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
