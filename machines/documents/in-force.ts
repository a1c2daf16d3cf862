import type { Procedure } from '../procedure/procedure.ts'
import type { Clause, OfficeDocument, Provision } from './clauses.ts'
import { has, type Place, type ProcedurePlace } from './place.ts'

/** `lost`: it is said to be served, but not every place is there any more. */
export type ProvisionState = 'notARule' | 'served' | 'partly' | 'lost' | 'notYet'
/** Of all that a clause says: `partly`, where some of it is served; `notARule`, where it asks nothing of anybody. */
export type ClauseState = 'notARule' | 'inForce' | 'partly' | 'notInForce'
export type ReadProvision = Provision & { state: ProvisionState; lost: Place[] }
export type ReadClause = { id: string; state: ClauseState; provisions: ReadProvision[] }

/** Of the clauses that ask something of somebody, how many are in force whole, and how many in part. */
export type ShareInForce = { rules: number; inForce: number; partly: number }

/** The id of the procedure that a place is in. */
export const procedureOf = (office: string, place: ProcedurePlace): string =>
  place.procedure ?? `${office}.publication`

/** Each clause of a document as the office's procedures serve it. */
export function readClauses(wording: OfficeDocument, procedures: Procedure[]): ReadClause[] {
  return wording.clauses.map(({ id, provisions }) => {
    const read = provisions.map((one): ReadProvision => {
      const lost = lostPlaces(wording, one, procedures)
      return { ...one, state: stateOf(one, lost), lost }
    })
    return { id, state: clauseState(read), provisions: read }
  })
}

/** The places of a provision that none of the procedures has. */
function lostPlaces(
  { office }: OfficeDocument,
  { served = [] }: Provision,
  procedures: Procedure[],
): Place[] {
  return served.filter(
    (place) =>
      place.kind !== 'feature' &&
      !procedures.some((one) => one.id === procedureOf(office, place) && has(one, place)),
  )
}

function stateOf({ served, notYet, notARule }: Provision, lost: Place[]): ProvisionState {
  if (notARule !== undefined) return 'notARule'
  if (served === undefined) return 'notYet'
  if (lost.length > 0) return 'lost'
  return notYet === undefined ? 'served' : 'partly'
}

function clauseState(provisions: ReadProvision[]): ClauseState {
  const rules = provisions.filter(({ state }) => state !== 'notARule')
  if (rules.length === 0) return 'notARule'
  if (rules.every(({ state }) => state === 'served')) return 'inForce'
  return rules.some(({ state }) => state === 'served' || state === 'partly') ? 'partly' : 'notInForce'
}

/** How much of a document is in force. */
export function shareInForce(clauses: Pick<ReadClause, 'state'>[]): ShareInForce {
  const count = (state: ClauseState) => clauses.filter((one) => one.state === state).length
  const [inForce, partly] = [count('inForce'), count('partly')]
  return { rules: inForce + partly + count('notInForce'), inForce, partly }
}

/** The provisions that a version of a procedure served and another no longer does, with their clauses. */
export function noLongerServed(
  wording: OfficeDocument,
  before: Procedure,
  after: Procedure,
): { clause: Clause; provision: Provision; lost: ProcedurePlace[] }[] {
  return wording.clauses.flatMap((clause) =>
    clause.provisions.flatMap((provision) => {
      const lost = (provision.served ?? []).filter(
        (place): place is ProcedurePlace =>
          place.kind !== 'feature' &&
          procedureOf(wording.office, place) === after.id &&
          has(before, place) &&
          !has(after, place),
      )
      return lost.length > 0 ? [{ clause, provision, lost }] : []
    }),
  )
}
