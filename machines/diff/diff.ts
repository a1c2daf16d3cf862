import { languageOf } from '../procedure/language.ts'
import type { Procedure } from '../procedure/procedure.ts'
import { raised } from '../procedure/provenance.ts'
import { type Change, changed, same } from './change.ts'
import {
  categoryChanges,
  deadlineChanges,
  formChanges,
  requiresChanges,
  roleChanges,
  ruleChanges,
} from './lists.ts'
import { orderChanges } from './order.ts'
import { stepChanges } from './steps.ts'

export type { Change } from './change.ts'

/** What an administrator has to read of a new version: every change against the one before, in words; none where they are the same. */
export function changesBetween(given: Procedure, after: Procedure): Change[] {
  // In the first language a part was read as coming from where it stands: what is said of it now is compared with that.
  const isRaised = languageOf(given) === 1 && languageOf(after) > 1
  const before = isRaised ? (raised(given) as Procedure) : given
  // That the owner is called otherwise is one change, and none of every choice that is the owner's.
  const { owner: _, ...unnamed } = before
  const alike: Procedure = { ...unnamed, ...(after.owner && { owner: after.owner }) }
  const changes = [
    ...(isRaised
      ? [
          changed(
            'ขั้นตอนปฏิบัติระบุที่มาของทุกส่วนว่ามาจากเอกสารหรือเพิ่มเติม (ภาษารุ่น 2)',
            'The procedure says of each of its parts whether the document asks for it (language 2).',
          ),
        ]
      : []),
    ...orderChanges(before, after),
    ...stepChanges(alike, after),
    ...deadlineChanges(before, after),
    ...formChanges(before, after),
    ...categoryChanges(before, after),
    ...roleChanges(before, after),
    ...requiresChanges(before, after),
    ...ruleChanges(before, after),
  ]
  if (changes.length > 0 || same({ ...before, id: '', office: '' }, { ...after, id: '', office: '' }))
    return changes
  return [
    changed(
      'เปลี่ยนรายละเอียดทางเทคนิคของแผนผังโดยไม่กระทบขั้นและทางเลือก',
      'Only technical details of the chart changed.',
    ),
  ]
}
