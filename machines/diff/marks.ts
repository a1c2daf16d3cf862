import type { Json } from '../chart/json.ts'
import { objectOf, stringOf } from '../chart/json.ts'
import type { Procedure, Text } from '../procedure/procedure.ts'
import { markOf, type Part, partInWords, partsOfTransition } from '../procedure/provenance.ts'
import { type Change, changed, compared, same } from './change.ts'
import { markInWords } from './words.ts'

/** What changed in where the parts come from that a transition, or a step, had before and has now. */
export function markChanges(
  after: Procedure,
  [old, now]: [Json, Json],
  where: Text,
  steps: string[],
): Change[] {
  const { stayed } = compared([...partsOfTransition(old)], [...partsOfTransition(now)], keyOf)
  return stayed.flatMap(([was, is]) => {
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

/** What names a part among those of its transition. */
function keyOf({ kind, part, holder }: Part): string {
  const name = stringOf(part.field) || stringOf(part.id) || stringOf(objectOf(part.params).whom)
  return JSON.stringify([kind, kind === 'item' || kind === 'ground' ? holder?.field : '', part.type, name])
}
