import { nodeAt, walk } from '../chart/graph.ts'
import { titleOf } from '../chart/json.ts'
import { allTransitions } from '../chart/transitions.ts'
import type { Procedure, Text } from '../procedure/procedure.ts'
import { besideOf, partInWords, partsOf } from '../procedure/provenance.ts'

/** A part of a procedure that no clause asks for: what it is, and the steps or choices at which it stands. */
export type AddedPart = { title: Text; within: Text[]; steps: string[] }

/**
 * What a procedure says to be added to its document, each kind of part once: steps and choices, the parts of choices that
 * are the document's, and roles, fields, deadlines with their reminders and kinds of information. The first language says it of steps and choices.
 */
export function addedParts(procedure: Procedure): AddedPart[] {
  const { chart } = procedure
  const found = new Map<string, AddedPart>()
  const add = (title: Text, within?: { title: Text; step: string }) => {
    const known = found.get(title.th) ?? { title, within: [], steps: [] }
    if (within && !known.within.some(({ th }) => th === within.title.th)) known.within.push(within.title)
    if (within && within.step !== '' && !known.steps.includes(within.step)) known.steps.push(within.step)
    found.set(title.th, known)
  }
  const quoted = (kind: Text, { th, en }: Text): Text => ({
    th: `${kind.th} “${th}”`,
    en: `${kind.en} “${en}”`,
  })
  const titleOfStep = (path: string[]): Text =>
    nodeAt(chart, path)?.meta?.title ?? { th: path.join('.'), en: path.join('.') }

  for (const { path, node } of walk(chart))
    if (path.length > 0 && node.meta?.source === 'added')
      add(quoted({ th: 'ขั้น', en: 'Step' }, node.meta.title), { title: node.meta.title, step: path.join('.') })
  for (const { from, transition } of allTransitions(chart)) {
    const { meta } = transition
    const step = from.join('.')
    if (meta.source === 'added')
      add(quoted({ th: 'ทางเลือก', en: 'Choice' }, meta.title), { title: titleOfStep(from), step })
    else
      for (const { words, mark } of besideOf(procedure, transition))
        if (mark.source === 'added') add(words, { title: meta.title, step })
  }
  for (const part of partsOf(procedure)) {
    if (part.part.source !== 'added') continue
    if (part.holder === undefined) add(partInWords(procedure, part))
    else if (part.kind === 'reminder')
      add(partInWords(procedure, part), { title: titleOf({ meta: part.holder }), step: '' })
  }
  return [...found.values()]
}
