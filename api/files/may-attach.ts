import { holdsFiles } from '../../machines/procedure/procedure.ts'
import { choices } from '../../machines/run/choices.ts'
import type { Actor } from '../../machines/run/vocabulary.ts'
import { mayWriteWith } from '../requests/change-content.ts'
import type { Loaded } from '../requests/load.ts'

/** Whether somebody may bring files into a request: who may write its content now, or take a choice that asks for files. */
export function mayAttach(
  { compiled, snapshot }: Pick<Loaded, 'compiled' | 'snapshot'>,
  actor: Actor,
): boolean {
  const offered = choices(compiled, snapshot, actor)
  return (
    mayWriteWith(offered, snapshot, actor) ||
    offered.some(
      ({ allowed, needs }) => allowed && needs.some((need) => need.kind === 'field' && holdsFiles(need.type)),
    )
  )
}
