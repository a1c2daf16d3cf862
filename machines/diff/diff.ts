import type { Procedure } from '../procedure/procedure.ts'
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
export function changesBetween(before: Procedure, after: Procedure): Change[] {
  const changes = [
    ...orderChanges(before, after),
    ...stepChanges(before, after),
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
