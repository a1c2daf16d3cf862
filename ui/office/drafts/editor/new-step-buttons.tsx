import { useState } from 'react'
import { Button } from '../../../lib/button.tsx'
import { PasteStepButton } from './copying/copy-buttons.tsx'
import { InsertStepDialog } from './dialogs/insert-step-dialog.tsx'
import { NewStepDialog } from './dialogs/new-step-dialog.tsx'
import { useEditor } from './editor-context.ts'
import { leadingChoices } from './edits/insert.ts'
import { useEditorWords } from './words.ts'

/** Adds a step: between two, by itself, or one that was copied. */
export function NewStepButtons() {
  const { json } = useEditor()
  const words = useEditorWords()
  const [dialog, setDialog] = useState<'step' | 'insert' | null>(null)
  const [first] = leadingChoices(json)
  return (
    <div className="editor-buttons">
      <Button isDisabled={!first} onPress={() => setDialog('insert')}>
        {words('insertStep')}
      </Button>
      <Button onPress={() => setDialog('step')}>{words('addStep')}</Button>
      <PasteStepButton />
      <NewStepDialog parent={[]} open={dialog === 'step'} onClose={() => setDialog(null)} />
      <InsertStepDialog after={first} open={dialog === 'insert'} onClose={() => setDialog(null)} />
    </div>
  )
}
