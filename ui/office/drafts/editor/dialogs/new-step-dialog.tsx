import { useState } from 'react'
import { isBlank } from '../../../../../machines/text/blank.ts'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { wordsOf } from '../edits/insert.ts'
import { addStep } from '../edits/steps.ts'
import { nodeAt, placeOfStep } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'
import { TitleFields } from './title-fields.tsx'

const kinds = ['plain', 'public', 'published', 'final'] as const
type Kind = (typeof kinds)[number]
const nodes = {
  plain: {},
  public: { tags: ['public'] },
  published: { tags: ['public', 'resting'] },
  final: { type: 'final' },
} as const

type NewStepDialogProps = {
  /** The step inside which it shall stand; the chart itself for the empty path. */
  parent: string[]
  open: boolean
  onClose: () => void
}

/** Asks for a new step that stands by itself: what leads to it and what can be done there is said afterwards. */
export function NewStepDialog(props: NewStepDialogProps) {
  return props.open ? <Asking {...props} /> : null
}

const last = '(last)'

function Asking({ parent, open, onClose }: NewStepDialogProps) {
  const { json, edit, open: openPlace, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const [title, setTitle] = useState({ th: '', en: '' })
  const [kind, setKind] = useState<Kind>('plain')
  const [after, setAfter] = useState(last)
  const [clause, setClause] = useState('')
  const [tried, setTried] = useState(false)
  const beside = names.steps.filter(({ path }) => path.slice(0, -1).join('.') === parent.join('.'))
  const submit = () => {
    setTried(true)
    if (isBlank(title.th)) return
    const step = {
      parent,
      words: wordsOf(title, clause, words('addedClause')),
      node: structuredClone(nodes[kind]) as object as Record<string, unknown>,
      after: after === last ? undefined : after,
    }
    const made = addStep(json, step)
    edit((draft) => addStep(draft, step).json, placeOfStep(made.path))
    say(words('inserted', { name: title.th }))
    onClose()
    openPlace(placeOfStep(made.path))
  }
  return (
    <DialogForm
      title={
        parent.length > 0
          ? words('newStepIn', { step: names.titleAt(nodeAt(json, parent), parent.at(-1) ?? '') })
          : words('newStepTitle')
      }
      open={open}
      onClose={onClose}
      action={words('addStep')}
      onSubmit={submit}
    >
      <TitleFields
        label={words('stepTitle')}
        help={words('newStepHelp')}
        value={title}
        onChange={setTitle}
        autoFocus
        error={tried && isBlank(title.th) ? words('fillThis') : undefined}
      />
      <SelectInput
        label={words('stepKind')}
        value={kind}
        onChange={(next) => setKind(kinds.find((one) => one === next) ?? 'plain')}
        options={kinds.map((id) => ({ id, label: words(`step_${id}`) }))}
      />
      {beside.length > 0 ? (
        <SelectInput
          label={words('placedAfter')}
          value={after}
          onChange={setAfter}
          options={[
            { id: last, label: words('placedLast') },
            ...beside.map(({ path }) => ({ id: path.at(-1) ?? '', label: names.stepLabel(path) })),
          ]}
        />
      ) : null}
      <TextInput
        label={words('clause')}
        help={words('clauseHelp')}
        required={false}
        value={clause}
        onChange={setClause}
      />
    </DialogForm>
  )
}
