import type { OitBoard } from '../../api/http/oit-contract.ts'
import { type Assessor, assessors } from '../../machines/oit/item.ts'
import { useYear } from './digits.ts'
import { Message } from './message.tsx'
import { useOitWords } from './oit-words.ts'
import { SelectInput } from './select-input.tsx'

type Shown = Pick<OitBoard, 'assessor' | 'fiscalYear' | 'years'>
type ChooserProps = { shown: Shown; onChoose: (chosen: { assessor?: Assessor; year?: number }) => void }

/** Whose list it is, and of which fiscal year. */
export function OitListChooser({ shown: { assessor, fiscalYear, years }, onChoose }: ChooserProps) {
  const words = useOitWords()
  const inDigits = useYear()
  // An address may name a year that is no more offered.
  const offered = years.includes(fiscalYear) ? years : [fiscalYear, ...years]
  return (
    <>
      <SelectInput
        label={words('year')}
        value={String(fiscalYear)}
        options={offered.map((year) => ({ id: String(year), label: inDigits(year) }))}
        onChange={(year) => onChoose({ year: Number(year) })}
      />
      <SelectInput
        label={words('assessor')}
        value={assessor}
        options={assessors.map((id) => ({ id, label: words(`assessor_${id}`) }))}
        onChange={(id) => onChoose({ assessor: id as Assessor })}
      />
    </>
  )
}

/** Says that a list is not complete, or is that of another year. */
export function OitListNotice({
  list: { listOf, isComplete, fiscalYear },
}: {
  list: Pick<OitBoard, 'listOf' | 'isComplete' | 'fiscalYear'>
}) {
  const words = useOitWords()
  const inDigits = useYear()
  if (isComplete) return null
  return (
    <Message kind="warning" title={words('incomplete')}>
      {listOf !== null && listOf !== fiscalYear ? words('standsIn', { year: inDigits(listOf) }) : null}
    </Message>
  )
}
