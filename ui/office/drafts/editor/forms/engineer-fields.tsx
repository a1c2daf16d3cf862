import { useEffect, useState } from 'react'
import { Button } from '../../../../lib/button.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useEditor } from '../editor-context.ts'
import type { Path } from '../edits/json.ts'
import { setAt, valueAt } from '../edits/json.ts'
import { useEditorWords } from '../words.ts'

type NameFieldProps = {
  label: string
  help?: string
  value: string
  /** Whether the name fits and is free. */
  mayBe: (name: string) => boolean
  onRename: (name: string) => void
}

/** A name that other parts of the draft speak of: it changes when the button is pressed, everywhere at once. */
export function NameField({ label, help, value, mayBe, onRename }: NameFieldProps) {
  const words = useEditorWords()
  const [typed, setTyped] = useState(value)
  useEffect(() => setTyped(value), [value])
  const changed = typed !== value
  const fits = !changed || mayBe(typed)
  return (
    <div className="editor-name">
      <TextInput
        label={label}
        help={help}
        value={typed}
        onChange={setTyped}
        error={fits ? undefined : words('nameTaken')}
      />
      <Button isDisabled={!changed || !fits} onPress={() => onRename(typed)}>
        {words('rename')}
      </Button>
    </div>
  )
}

/** A part of the draft as JSON, to be read and, where nothing else helps, written. */
export function JsonField({ at, label }: { at: Path; label: string }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const present = JSON.stringify(valueAt(json, at), null, 2) ?? ''
  const [typed, setTyped] = useState(present)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    setTyped(present)
    setFailed(false)
  }, [present])
  const use = () => {
    try {
      const value: unknown = JSON.parse(typed)
      edit((draft) => setAt(draft, at, value), at)
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className="editor-json">
      <TextInput
        label={label}
        lines="many"
        value={typed}
        onChange={(value) => {
          setTyped(value)
          setFailed(false)
        }}
        error={failed ? words('notJson') : undefined}
      />
      <Button isDisabled={typed === present} onPress={use}>
        {words('useJson')}
      </Button>
    </div>
  )
}
