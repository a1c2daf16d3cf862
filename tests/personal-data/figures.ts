import { personalDataIn } from '../../machines/text/personal-data.ts'
import { secrecyMarkingsIn } from '../../machines/text/secrecy-class.ts'
import { type Answer, type CorpusText, corpus } from './corpus.ts'

/** Of one kind: found and right, found and wrong, not found. */
export type Counts = { right: number; wrong: number; missed: number }

/** A place that was found and is no answer, or an answer that was not found. */
export type Mistake = { id: string; what: 'wrong' | 'missed'; kind: string; words: string }

/** What the detector finds in a text, markings of secrecy among it. */
export const foundIn = (text: string): Answer[] => [
  ...personalDataIn(text),
  ...secrecyMarkingsIn(text).map(({ from, to }) => ({ kind: 'secrecy', from, to })),
]

/** The counts of one half of the corpus by kind and in all, and its mistakes. */
export function figuresOf(half: CorpusText['half']): { counts: Map<string, Counts>; mistakes: Mistake[] } {
  const counts = new Map<string, Counts>()
  const mistakes: Mistake[] = []
  const count = (kind: string, what: keyof Counts) => {
    for (const name of [kind, 'all']) {
      const sum = counts.get(name) ?? { right: 0, wrong: 0, missed: 0 }
      sum[what] += 1
      counts.set(name, sum)
    }
  }
  for (const { id, text, answers } of corpus.filter((one) => one.half === half)) {
    const left = [...answers]
    for (const found of foundIn(text)) {
      const index = left.findIndex(
        ({ kind, from, to }) => kind === found.kind && from < found.to && found.from < to,
      )
      if (index >= 0) left.splice(index, 1)
      else mistakes.push({ id, what: 'wrong', kind: found.kind, words: text.slice(found.from, found.to) })
      count(found.kind, index >= 0 ? 'right' : 'wrong')
    }
    for (const { kind, from, to } of left) {
      mistakes.push({ id, what: 'missed', kind, words: text.slice(from, to) })
      count(kind, 'missed')
    }
  }
  return { counts, mistakes }
}

export const precision = ({ right, wrong }: Counts): number =>
  right + wrong === 0 ? 1 : right / (right + wrong)
export const recall = ({ right, missed }: Counts): number =>
  right + missed === 0 ? 1 : right / (right + missed)
