import type { FormField } from '../../../machines/procedure/procedure.ts'
import { tableElements } from '../../../machines/procedure/table-elements.ts'
import { rowsOf } from '../../../machines/procedure/table-value.ts'
import { formatDay } from '../dates.ts'
import { writeDigits } from '../digits.ts'
import { ShownElements } from '../prose.tsx'
import { useText } from '../text.ts'
import { useDateStyle } from '../time.tsx'
import { useTableWords } from './words.ts'

/** The rows of a table as they are read: heads, figures below each other, sums at the foot. */
export function TableValue({
  field,
  value,
}: {
  field: Pick<FormField, 'title' | 'columns'>
  value: unknown
}) {
  const words = useTableWords()
  const text = useText()
  const style = useDateStyle()
  const shown = tableElements(field.columns ?? [], rowsOf(value), {
    language: style.language,
    label: text(field.title),
    sum: words('sum'),
    day: (day) => formatDay(day, style),
    digits: (number) => writeDigits(number, style.language === 'th' ? style.digits : 'arab'),
  })
  return <ShownElements shown={[shown]} />
}
