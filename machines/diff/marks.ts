import type { Json } from '../chart/json.ts'
import { objectOf, stringOf } from '../chart/json.ts'
import type { Procedure, Text } from '../procedure/procedure.ts'
import { markOf, type Part, partInWords, partsOfTransition } from '../procedure/provenance.ts'
import { type Change, changed, same } from './change.ts'
import { markInWords } from './words.ts'

/** What changed in where the parts come from that a transition, or a step, had before and has now. */
export function markChanges(
  after: Procedure,
  [old, now]: [Json, Json],
  where: Text,
  steps: string[],
): Change[] {
  return stayedParts([...partsOfTransition(old)], [...partsOfTransition(now)]).flatMap(([was, is]) => {
    const [from, to] = [markInWords(markOf(was.part)), markInWords(markOf(is.part))]
    if (same(from, to)) return []
    const part = partInWords(after, is)
    return [
      changed(
        `${where.th} ${part.th} เปลี่ยนที่มาจาก ${from.th} เป็น ${to.th}`,
        `${where.en}: the origin of ${part.en} is ${to.en} instead of ${from.en}.`,
        steps,
      ),
    ]
  })
}

/**
 * The parts that both have, each with what it was. Several may have one name, such as two notices to one role: first those
 * that are the same whole, then those that say the same, and what is left in its order.
 */
function stayedParts(before: Part[], after: Part[]): [was: Part, is: Part][] {
  const left = [...before]
  const found = new Map<Part, Part>()
  const alike = [
    (was: Part, is: Part) => same(was.part, is.part),
    (was: Part, is: Part) => same(unmarked(was.part), unmarked(is.part)),
    () => true,
  ]
  for (const areAlike of alike)
    for (const is of after) {
      if (found.has(is)) continue
      const at = left.findIndex((was) => keyOf(was) === keyOf(is) && areAlike(was, is))
      const [was] = at === -1 ? [] : left.splice(at, 1)
      if (was) found.set(is, was)
    }
  return after.flatMap((is) => {
    const was = found.get(is)
    return was ? [[was, is]] : []
  })
}

const unmarked = ({ clause: _, source: __, ...part }: Json): Json => part

/** What names a part among those of its transition. */
function keyOf({ kind, part, holder }: Part): string {
  const name = stringOf(part.field) || stringOf(part.id) || stringOf(objectOf(part.params).whom)
  return JSON.stringify([kind, kind === 'item' || kind === 'ground' ? holder?.field : '', part.type, name])
}
