import { useState } from 'react'
import { isBlank } from '../../../../../machines/text/blank.ts'
import { Button } from '../../../../lib/button.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { type Who, whoOf } from '../edits/choices.ts'
import { objectOf, stringOf } from '../edits/json.ts'
import { forwardChoices, makeParallel } from '../edits/parallel.ts'
import type { Title } from '../edits/steps.ts'
import { placeOfStep, titleOf } from '../edits/walk.ts'
import { WhoPicker } from '../forms/who-picker.tsx'
import { useEditorWords } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'
import { TitleFields } from './title-fields.tsx'

type Track = { key: number; title: Title; who: Who }

/** Asks who shall act at the same time at a step where until now one did. */
export function MakeParallelDialog(props: { step: string[]; open: boolean; onClose: () => void }) {
  return props.open ? <Asking {...props} /> : null
}

function Asking({ step, open, onClose }: { step: string[]; open: boolean; onClose: () => void }) {
  const { json, edit, open: openPlace, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const choices = forwardChoices(json, step)
  const [place, setPlace] = useState(choices[0]?.at.join('.') ?? '')
  const choice = choices.find(({ at }) => at.join('.') === place)
  const who = choice ? whoOf(choice.transition) : { as: [] }
  const [tracks, setTracks] = useState<Track[]>([
    { key: 1, title: { th: '', en: '' }, who },
    { key: 2, title: { th: '', en: '' }, who },
  ])
  const [tried, setTried] = useState(false)
  const change = (key: number, part: Partial<Track>) =>
    setTracks(tracks.map((track) => (track.key === key ? { ...track, ...part } : track)))
  const submit = () => {
    setTried(true)
    if (!choice || tracks.some(({ title, who: { as } }) => isBlank(title.th) || as.length === 0)) return
    const meta = objectOf(choice.transition.meta)
    const own = titleOf(choice.transition)
    const made = tracks.map((track) => {
      const th = track.title.th.trim()
      const en = track.title.en.trim() || th
      return {
        who: track.who,
        title: { th: `${own.th} (${th})`, en: `${own.en} (${en})` },
        words: {
          title: { th, en },
          clause: stringOf(meta.clause) || words('addedClause'),
          source: meta.source === 'document' ? ('document' as const) : ('added' as const),
        },
      }
    })
    edit((draft) => makeParallel(draft, choice, made), placeOfStep(step))
    say(words('madeParallel', { count: tracks.length }))
    onClose()
    openPlace(placeOfStep(step))
  }
  return (
    <DialogForm
      title={words('makeParallel')}
      open={open}
      onClose={onClose}
      action={words('makeParallelDo')}
      onSubmit={submit}
    >
      <p>{words('makeParallelLead')}</p>
      <SelectInput
        label={words('whatAllDo')}
        value={place === '' ? null : place}
        onChange={setPlace}
        options={choices.map((one) => ({
          id: one.at.join('.'),
          label: names.titleAt(one.transition, one.name),
        }))}
      />
      {tracks.map((track, index) => (
        <fieldset
          className="editor-card"
          key={track.key}
          aria-label={words('trackNumber', { number: index + 1 })}
        >
          <TitleFields
            label={words('trackTitle', { number: index + 1 })}
            value={track.title}
            onChange={(title) => change(track.key, { title })}
            autoFocus={index === 0}
            error={tried && isBlank(track.title.th) ? words('fillThis') : undefined}
          />
          <WhoPicker
            value={track.who}
            onChange={(next) => change(track.key, { who: next })}
            error={tried && track.who.as.length === 0 ? words('chooseWho') : undefined}
          />
        </fieldset>
      ))}
      <div className="editor-buttons">
        <Button
          onPress={() =>
            setTracks([
              ...tracks,
              { key: Math.max(...tracks.map(({ key }) => key)) + 1, title: { th: '', en: '' }, who },
            ])
          }
        >
          {words('addTrack')}
        </Button>
        {tracks.length > 2 ? (
          <Button onPress={() => setTracks(tracks.slice(0, -1))}>{words('dropLastTrack')}</Button>
        ) : null}
      </div>
    </DialogForm>
  )
}
