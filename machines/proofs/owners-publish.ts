import { isTagged, leavesOf, resolverOf, startsWith } from '../chart/graph.ts'
import { allTransitions } from '../chart/transitions.ts'
import { partsOfGuard } from '../procedure/condition.ts'
import { does, type May, type Procedure, type Transition } from '../procedure/procedure.ts'
import { mays } from './mays.ts'

/**
 * Whether the owner of a request has a choice that may put content before the public, at once or by what then follows
 * without anybody else: one that freezes content or did not begin at a public step. Or whether an officer has any choice
 * as such, on what others own.
 */
export function ownersPublish({ chart }: Pick<Procedure, 'chart'>): boolean {
  const resolve = resolverOf(chart)
  const isPublic = (path: string[]) => leavesOf(chart, path).some((leaf) => isTagged(chart, leaf, 'public'))
  const targetOf = (from: string[], { target }: Pick<Transition, 'target'>) =>
    target === undefined ? from : (resolve(from, target) ?? [])
  const followed = [...allTransitions(chart)].filter(({ kind, transition: { guard } }) => {
    const { may } = partsOfGuard(guard)
    return kind !== 'on' || (may !== undefined && rolesOf(may.params).includes('owner'))
  })
  /** Whether a public step is entered with this one, or follows it by time, by itself or by the owner. */
  const leadsToPublic = (start: string[]): boolean => {
    const open = leavesOf(chart, start)
    const seen = new Set(open.map(String))
    for (const leaf of open) {
      if (isTagged(chart, leaf, 'public')) return true
      for (const { from, transition } of followed)
        if (startsWith(leaf, from))
          for (const next of leavesOf(chart, targetOf(from, transition)))
            if (!seen.has(String(next))) {
              seen.add(String(next))
              open.push(next)
            }
    }
    return false
  }
  return mays(chart).some(({ step, may, transition }) => {
    const roles = rolesOf(may)
    if (roles.includes('officer')) return true
    if (!roles.includes('owner')) return false
    const from = step === '' ? [] : step.split('.')
    return (does('freeze', transition) || !isPublic(from)) && leadsToPublic(targetOf(from, transition))
  })
}

const rolesOf = ({ as }: May): string[] => [as].flat()
