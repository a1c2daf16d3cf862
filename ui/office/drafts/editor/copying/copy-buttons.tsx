import { Button } from '../../../../lib/button.tsx'
import { useStepCopies } from './use-step-copies.ts'
import { useCopyingWords } from './words.ts'

/** Copies one step. */
export function CopyStepButton({ path }: { path: string[] }) {
  const words = useCopyingWords()
  const { copy } = useStepCopies()
  return (
    <Button onPress={() => copy(path)} aria-keyshortcuts="Control+C">
      {words('copy')}
    </Button>
  )
}

/** Puts the copied step beside the open one; nothing where none is copied. */
export function PasteStepButton() {
  const words = useCopyingWords()
  const { name, openStep, paste } = useStepCopies()
  if (name === undefined) return null
  return (
    <Button onPress={() => paste(openStep)} aria-keyshortcuts="Control+V">
      {words('paste', { name })}
    </Button>
  )
}
