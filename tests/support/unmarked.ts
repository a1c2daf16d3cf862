import { copied, isObject, type Json } from '../../machines/chart/json.ts'
import { marked } from '../../machines/offices/common.ts'
import { languageOf } from '../../machines/procedure/language.ts'
import { isFurtherRecipient } from '../../machines/procedure/notice-values.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { partsOf } from '../../machines/procedure/provenance.ts'

/**
 * A procedure as the first language says it: nothing is said of where its parts come from and what the owner is called, and
 * a superior is told as the director of the office; of no deadline is anybody reminded.
 */
export function inFirstLanguage(procedure: Procedure): Procedure {
  const { language: _, owner: __, ...made } = copied(procedure)
  for (const { part } of partsOf(made)) {
    delete part.clause
    delete part.source
  }
  removeFurther(made)
  for (const deadline of made.deadlines) delete deadline.reminders
  return made
}

/** Of the first language, in which a field may say that it is added, and nothing says more. */
function withoutMarks(procedure: Procedure): Procedure {
  const made = copied(procedure)
  for (const { kind, part } of partsOf(made)) {
    delete part.clause
    if (kind !== 'field' && !(kind === 'need' && 'type' in part)) delete part.source
  }
  return made
}

/**
 * The same procedure, where a test has put parts into it that say nothing, or too much, of where they come from: in the
 * second language each comes from where it stands, and in the first nothing is said.
 */
export const withMarks = (procedure: Procedure): Procedure =>
  languageOf(procedure) === 1 ? withoutMarks(procedure) : marked(procedure)

function removeFurther(value: unknown): void {
  if (Array.isArray(value)) value.forEach(removeFurther)
  if (!isObject(value)) return
  if (value.type === 'may') delete (value as Json).apart
  // Whatever is published has somebody who sees to the website.
  if (isFurtherRecipient(value.whom)) Object.assign(value, { whom: 'webmaster', within: 'office' })
  Object.values(value).forEach(removeFurther)
}
