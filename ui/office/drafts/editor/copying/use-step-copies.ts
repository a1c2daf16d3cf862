import { useText } from '../../../../lib/text.ts'
import { useEditor, useNames } from '../editor-context.ts'
import { copyStep, pasteStep } from '../edits/copy-step.ts'
import { nodeAt, placeOfStep, stepOfPlace, titleOf } from '../edits/walk.ts'
import { openedBy } from '../place.ts'
import { useCopiedStep } from './copied-step.ts'
import { useCopyingWords } from './words.ts'

/** Copies a step with all that is asked for there, and puts the copy beside the step that is open. */
export function useStepCopies() {
  const { json, at, edit, open, say } = useEditor()
  const words = useCopyingWords()
  const names = useNames()
  const text = useText()
  const [copied, keep] = useCopiedStep()
  const name = copied && (text(titleOf(copied.node)) || copied.path.at(-1))
  const openStep = stepOfPlace(openedBy(json, at)?.at ?? ['chart']).path
  return {
    /** What the copied step is called; undefined where none is. */
    name,
    openStep,
    copy: (path: string[]) => {
      const step = copyStep(json, path)
      if (!step) return
      keep(step)
      say(words('copied', { name: names.titleAt(step.node, path.at(-1) ?? '') }))
    },
    paste: (beside: string[]) => {
      if (!copied) return
      const made = pasteStep(json, copied, beside)
      const place = placeOfStep(made.path)
      edit((draft) => pasteStep(draft, copied, beside).json, place)
      say(words('pasted', { name: names.titleAt(nodeAt(made.json, made.path), made.path.at(-1) ?? '') }))
      open(place)
    },
  }
}
