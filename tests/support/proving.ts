import { nodeAt } from '../../machines/chart/graph.ts'
import { standardPublication } from '../../machines/offices/standard/publication.ts'
import { checkProcedure } from '../../machines/procedure/check-procedure.ts'
import type { May, Procedure, StateNodeConfig, Transition } from '../../machines/procedure/procedure.ts'
import { type OfficeFacts, type Proof, prove } from '../../machines/proofs/proofs.ts'
import { withMarks } from './unmarked.ts'

/** An office in which everybody is there: two groups with an officer and a director each, and one of every other post. */
export const fullOffice: OfficeFacts = {
  groups: [
    { id: 'ict', name: { th: 'กลุ่มไอที', en: 'ICT Group' } },
    { id: 'law', name: { th: 'กลุ่มกฎหมาย', en: 'Law Group' } },
  ],
  holders: [
    ...['ict', 'law'].flatMap((group) => [
      { role: 'officer', group, person: `officer of ${group}` },
      { role: 'groupDirector', group, person: `director of ${group}` },
    ]),
    ...['officeDirector', 'webmaster', 'webHead', 'publicRelations'].map((role) => ({
      role,
      group: null,
      person: role,
    })),
  ],
}

/** The same office without some of its people. */
export const without = (
  gone: (holder: OfficeFacts['holders'][number]) => boolean,
  from: OfficeFacts = fullOffice,
): OfficeFacts => ({ ...from, holders: from.holders.filter((holder) => !gone(holder)) })

/** A procedure with one change, which must still be one that `checkProcedure` lets pass. */
export function changed(change: (procedure: Procedure) => void, from = standardPublication): Procedure {
  const procedure = structuredClone(from)
  change(procedure)
  const checked = checkProcedure(withMarks(procedure))
  if (!checked.ok) throw new Error(`not a sound procedure: ${JSON.stringify(checked.problems)}`)
  return checked.procedure
}

export function stepOf({ chart }: Procedure, path: string): StateNodeConfig {
  const node = nodeAt(chart, path.split('.'))
  if (!node) throw new Error(`no step ${path}`)
  return node as StateNodeConfig
}

/** The choice of a step, which must be one and not a list. */
export function choiceOf(procedure: Procedure, path: string, type: string): Transition {
  const given = stepOf(procedure, path).on?.[type]
  if (!given || Array.isArray(given)) throw new Error(`no single choice ${type} at ${path}`)
  return given
}

export function mayOf(transition: Transition): May {
  if (transition.guard?.type !== 'may') throw new Error('not the choice of a person')
  return transition.guard.params
}

export const proofsOf = (procedure: Procedure, facts = fullOffice): Proof[] => prove(procedure, facts)

/** One proof by its id. */
export function proofOf(procedure: Procedure, id: string, facts = fullOffice): Proof {
  const proofs = proofsOf(procedure, facts)
  const found = proofs.find((proof) => proof.id === id)
  if (!found) throw new Error(`no proof ${id} among ${proofs.map((proof) => proof.id).join(' ')}`)
  return found
}

/** Everything that does not hold, as `violated requires:CERTIFY`. */
export const wrongs = (procedure: Procedure, facts = fullOffice): string[] =>
  proofsOf(procedure, facts).flatMap(({ outcome, id }) => (outcome === 'holds' ? [] : [`${outcome} ${id}`]))

/** A counter-example in short: `SUBMIT by owner A`, and a deadline by its event alone. */
export const inShort = ({ path }: Proof): string[] =>
  path.map(({ type, role, person }) => (role === null ? type : `${type} by ${role} ${person}`))
