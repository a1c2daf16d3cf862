import { useState } from 'react'
import { InsertStepDialog } from './dialogs/insert-step-dialog.tsx'
import { NewStepDialog } from './dialogs/new-step-dialog.tsx'
import { useEditor } from './editor-context.ts'
import { leadingChoices } from './edits/insert.ts'
import { StepsButtons } from './steps-table.tsx'

/** The ways to a new step, beside the picture. */
export function PictureButtons() {
  const { json } = useEditor()
  const [dialog, setDialog] = useState<'step' | 'insert' | null>(null)
  return (
    <>
      <StepsButtons onStep={() => setDialog('step')} onInsert={() => setDialog('insert')} />
      <NewStepDialog parent={[]} open={dialog === 'step'} onClose={() => setDialog(null)} />
      <InsertStepDialog
        after={leadingChoices(json)[0]}
        open={dialog === 'insert'}
        onClose={() => setDialog(null)}
      />
    </>
  )
}
