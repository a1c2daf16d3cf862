import { isTagged, leavesOf, resolverOf } from '../chart/graph.ts'
import { does, type Procedure } from '../procedure/procedure.ts'
import { mays } from './mays.ts'

/**
 * Whether the owner of a request, or an officer, has a choice that may put content before the public: one that ends at a
 * public step, and freezes content or did not begin at a public one.
 */
export function ownersPublish({ chart }: Pick<Procedure, 'chart'>): boolean {
  const resolve = resolverOf(chart)
  const isPublic = (path: string[]) => leavesOf(chart, path).some((leaf) => isTagged(chart, leaf, 'public'))
  return mays(chart).some(({ step, may, transition }) => {
    const roles = [may.as].flat()
    if (!roles.includes('owner') && !roles.includes('officer')) return false
    const from = step === '' ? [] : step.split('.')
    const to = transition.target === undefined ? from : (resolve(from, transition.target) ?? [])
    return isPublic(to) && (does('freeze', transition) || !isPublic(from))
  })
}
