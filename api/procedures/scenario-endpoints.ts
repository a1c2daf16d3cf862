import { z } from 'zod'
import { findDraftOfProcedure } from '../../db/drafts.ts'
import {
  deleteScenario,
  findScenario,
  insertScenario,
  type ScenarioRow,
  scenariosOf,
} from '../../db/scenarios.ts'
import { lastVersionNumber } from '../../db/versions.ts'
import { endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import { newScenarioSchema, scenarioSchema } from '../http/procedure-contract.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { requireAdmin } from '../people/administrator.ts'
import { newId } from '../process/ids.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import type { Reader } from './versions.ts'

/** All of them run at each activation, so there must be an end to them. */
const maxOfAProcedure = 200

export type Scenario = z.infer<typeof scenarioSchema>

export const scenarioOf = (row: ScenarioRow): Scenario => ({
  id: row.id,
  name: row.name,
  steps: JSON.parse(row.steps) as Scenario['steps'],
  expected: JSON.parse(row.expected) as Scenario['expected'],
  createdBy: { id: row.createdBy, name: row.createdByName },
  createdAt: iso(row.createdAt),
})

/** The office of a procedure that there is, or that is being drafted; throws `not_permitted`, `not_found`. */
async function officeOf(db: Reader, me: SignedIn, procedure: string): Promise<string> {
  // An id begins with its office, so that nobody learns by asking which procedures others are drafting.
  const [office = ''] = procedure.split('.')
  requireAdmin(me, office)
  const known =
    (await lastVersionNumber(db, procedure)) > 0 || (await findDraftOfProcedure(db, procedure)) !== undefined
  if (!known) throw new ApiProblem('not_found')
  return office
}

/** Rehearsed paths with their expected ends, which run with the proofs. */
export const scenarioEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/procedures/{id}/scenarios',
    summary: 'The saved scenarios of a procedure, for the administrators of its office',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'Oldest first',
      schema: z.strictObject({ scenarios: z.array(scenarioSchema) }),
    },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { id = '' } }) => {
      await officeOf(deps.db, me, id)
      return { body: { scenarios: (await scenariosOf(deps.db, id)).map(scenarioOf) } }
    },
  }),

  endpoint({
    method: 'post',
    path: '/api/procedures/{id}/scenarios',
    summary: 'Save a rehearsed path with its expected end',
    access: 'signedIn',
    body: newScenarioSchema,
    response: { status: 201, description: 'The scenario', schema: scenarioSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found', 'already_exists', 'invalid_content'],
    run: async ({ deps, me, params: { id: procedure = '' }, body }) => {
      const at = deps.clock.now()
      const row = await deps.commits(async (trx) => {
        const office = await officeOf(trx, me, procedure)
        const present = await scenariosOf(trx, procedure)
        if (present.some(({ name }) => name === body.name)) throw nameTaken()
        if (present.length >= maxOfAProcedure) throw tooMany()
        const { name, steps, expected } = body
        const scenario = {
          id: newId(),
          office,
          procedure,
          name,
          createdAt: at,
          createdBy: me.person.id,
          steps: JSON.stringify(steps),
          expected: JSON.stringify(expected),
        }
        await insertScenario(trx, scenario)
        await logOfficeEvent(trx, {
          office,
          type: 'scenario.created',
          actor: me.person,
          at,
          before: null,
          after: { scenario: scenario.id, procedure, name, steps, expected },
        })
        return { ...scenario, createdByName: me.person.name }
      })
      return { body: scenarioOf(row) }
    },
  }),

  endpoint({
    method: 'delete',
    path: '/api/scenarios/{id}',
    summary: 'Throw a scenario away',
    access: 'signedIn',
    response: { status: 204, description: 'Gone; the audit log keeps what it was' },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { id = '' } }) => {
      await deps.commits(async (trx) => {
        const row = await findScenario(trx, id)
        if (!row) throw new ApiProblem('not_found')
        requireAdmin(me, row.office)
        await deleteScenario(trx, id)
        const { name, steps, expected } = scenarioOf(row)
        await logOfficeEvent(trx, {
          office: row.office,
          type: 'scenario.deleted',
          actor: me.person,
          at: deps.clock.now(),
          before: { scenario: id, procedure: row.procedure, name, steps, expected },
          after: null,
        })
      })
      return {}
    },
  }),
]

function nameTaken(): ApiProblem {
  const message = { th: 'มีกรณีทดสอบชื่อนี้แล้ว', en: 'There is a scenario of this name already.' }
  return new ApiProblem('already_exists', { message, errors: [{ path: 'name', message }] })
}

const tooMany = () =>
  new ApiProblem('invalid_content', {
    message: {
      th: `ขั้นตอนปฏิบัติหนึ่งมีกรณีทดสอบได้ไม่เกิน ${maxOfAProcedure} รายการ`,
      en: `A procedure can have at most ${maxOfAProcedure} scenarios.`,
    },
  })
