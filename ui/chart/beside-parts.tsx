import type { Mark, Text } from '../../machines/procedure/procedure.ts'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { useAddedWords } from './added-words.ts'
import { useChartWords } from './words.ts'

/** Says beside a part that does not come from where the rest does: that it is added, or the clause that asks for it. */
export function useMarkWords(): (mark: Mark) => string {
  const words = useChartWords()
  const added = useAddedWords()
  return (mark) =>
    mark.source === 'document' ? words('fromDocument', { clause: mark.clause }) : added(mark) || mark.clause
}

/** Parts of a choice that do not come from where it does itself, each with where it comes from. */
export function BesideParts({ parts }: { parts: readonly { words: Text; mark: Mark }[] }) {
  const text = useText()
  const markWords = useMarkWords()
  return parts.map(({ words, mark }) => (
    <span className="beside-part" key={`${words.th}${mark.source}`}>
      {keepWords(`${text(words)}: ${markWords(mark)}`)}
    </span>
  ))
}
