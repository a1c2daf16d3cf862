import type { Choice } from '../../../machines/run/choices.ts'
import { choices as choicesOf } from '../../../machines/run/choices.ts'
import type { Compiled } from '../../../machines/run/compile.ts'
import { type ChartSnapshot, isChoice, transitionsHere } from '../../../machines/run/step.ts'
import { actorOfChoice } from '../../../machines/scenarios/scenarios.ts'
import { ownersLetter } from './rehearsed.ts'

/** Who acts in a rehearsal: a role, and a person by letter. */
export type Acting = { role: string; person: string }

/** The roles in which somebody can act: the owner, then those of the procedure. */
export const rolesOf = ({ procedure }: Compiled): string[] => [
  'owner',
  ...procedure.roles.map(({ id }) => id),
]

/** Every choice of the present steps for whoever acts; one that two present steps offer alike is given once. */
export function choicesFor(compiled: Compiled, snapshot: ChartSnapshot, { role, person }: Acting): Choice[] {
  const types = new Set(
    transitionsHere(snapshot)
      .filter(isChoice)
      .map(({ eventType }) => eventType),
  )
  return [...types].flatMap((type) => {
    const actor = actorOfChoice(compiled, snapshot, { type, role, person })
    const same = choicesOf(compiled, snapshot, actor).filter((choice) => choice.type === type)
    return same.find(({ allowed }) => allowed) ?? same[0] ?? []
  })
}

/** The role that a scenario keeps: the owner acts as the owner wherever that is what allows it. */
export const roleKept = (choice: Choice, { role, person }: Acting): string =>
  person === ownersLetter && [choice.may.as].flat().includes('owner') ? 'owner' : role
