import { useState } from 'react'
import { isBlank } from '../../../../../machines/text/blank.ts'
import { useEditor, useNames } from '../editor-context.ts'
import type { Who } from '../edits/choices.ts'
import { addedTo, wordsOf } from '../edits/insert.ts'
import { addTrackLike } from '../edits/parallel.ts'
import { placeOfStep } from '../edits/walk.ts'
import { WhoPicker } from '../forms/who-picker.tsx'
import { useEditorWords } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'
import { TitleFields } from './title-fields.tsx'

/** Asks for one more who acts at the same time as the others of a step. */
export function NewTrackDialog(props: { step: string[]; open: boolean; onClose: () => void }) {
  return props.open ? <Asking {...props} /> : null
}

function Asking({ step, open, onClose }: { step: string[]; open: boolean; onClose: () => void }) {
  const { json, edit, open: openPlace } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const [title, setTitle] = useState({ th: '', en: '' })
  const [act, setAct] = useState({ th: words('approveTh'), en: words('approveEn') })
  const [who, setWho] = useState<Who>({ as: [] })
  const [tried, setTried] = useState(false)
  const submit = () => {
    setTried(true)
    if (isBlank(title.th) || isBlank(act.th) || who.as.length === 0) return
    const clause = addedTo(json, placeOfStep(step))
    const own = wordsOf(title, '', clause)
    const does = wordsOf(act, '', clause)
    const track = {
      words: own,
      choice: {
        who,
        words: {
          ...does,
          title: {
            th: `${does.title.th} (${own.title.th})`,
            en: `${does.title.en} (${own.title.en})`,
          },
        },
      },
    }
    const made = addTrackLike(json, step, track)
    edit((draft) => addTrackLike(draft, step, track).json, placeOfStep(made.path))
    onClose()
    openPlace(placeOfStep(made.path))
  }
  return (
    <DialogForm
      title={words('newTrackTitle', { step: names.stepLabel(step) })}
      open={open}
      onClose={onClose}
      action={words('addTrack')}
      onSubmit={submit}
    >
      <TitleFields
        label={words('trackName')}
        value={title}
        onChange={setTitle}
        autoFocus
        error={tried && isBlank(title.th) ? words('fillThis') : undefined}
      />
      <TitleFields
        label={words('theyDo')}
        proposed={{ th: words('approveTh'), en: words('approveEn') }}
        value={act}
        onChange={setAct}
        error={tried && isBlank(act.th) ? words('fillThis') : undefined}
      />
      <WhoPicker
        value={who}
        onChange={setWho}
        error={tried && who.as.length === 0 ? words('chooseWho') : undefined}
      />
    </DialogForm>
  )
}
