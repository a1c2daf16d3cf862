import { useState } from 'react'
import { Button } from '../../../../lib/button.tsx'
import { MakeParallelDialog } from '../dialogs/make-parallel-dialog.tsx'
import { NewStepDialog } from '../dialogs/new-step-dialog.tsx'
import { NewTrackDialog } from '../dialogs/new-track-dialog.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { addTransition } from '../edits/choices.ts'
import { objectOf } from '../edits/json.ts'
import { endParallel, forwardChoices } from '../edits/parallel.ts'
import { moveStep } from '../edits/steps.ts'
import { nodeAt, placeOfStep, transitionsOfStep } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { FormSection } from './inputs.tsx'
import { OpenButton } from './open-button.tsx'
import { RowButtons } from './row-buttons.tsx'
import { TargetField } from './target-field.tsx'

/** Several who act at the same time, or the steps inside a step. */
export function ParallelSection({ path }: { path: string[] }) {
  const { json, edit, open } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const [dialog, setDialog] = useState<'make' | 'track' | 'step' | null>(null)
  const close = () => setDialog(null)
  const node = nodeAt(json, path)
  const isParallel = node?.type === 'parallel'
  const inside = Object.keys(objectOf(node?.states))
  const [onDone] = transitionsOfStep(json, path).filter(({ kind }) => kind === 'onDone')
  const addOnDone = () => {
    const title = { th: 'ครบทุกฝ่ายแล้ว', en: 'All have acted' }
    const transition = { meta: { title, clause: '-', source: 'added' } }
    edit((draft) => addTransition(draft, { step: path, kind: 'onDone', transition }).json, placeOfStep(path))
  }
  if (node?.states === undefined) {
    const choices = forwardChoices(json, path)
    return (
      <FormSection title={words('parallel')} lead={words('parallelLead')}>
        {choices.length > 0 ? (
          <div>
            <Button onPress={() => setDialog('make')}>{words('makeParallel')}</Button>
          </div>
        ) : (
          <p className="editor-muted">{words('parallelNeedsChoice')}</p>
        )}
        <MakeParallelDialog step={path} open={dialog === 'make'} onClose={close} />
      </FormSection>
    )
  }
  return (
    <FormSection
      title={words(isParallel ? 'tracks' : 'stepsInside')}
      lead={isParallel ? words('tracksLead') : undefined}
    >
      <ul className="editor-transitions">
        {inside.map((name, index) => {
          const own = [...path, name]
          const title = names.titleAt(nodeAt(json, own), name)
          return (
            <li key={name}>
              <div>
                <OpenButton at={placeOfStep(own)}>{title}</OpenButton>
              </div>
              <RowButtons
                name={title}
                isFirst={index === 0}
                isLast={index === inside.length - 1}
                onMove={(by) => edit((draft) => moveStep(draft, own, by), placeOfStep(own))}
              />
            </li>
          )
        })}
      </ul>
      <div className="editor-buttons">
        <Button onPress={() => setDialog(isParallel ? 'track' : 'step')}>
          {words(isParallel ? 'addTrack' : 'addStepInside')}
        </Button>
        {isParallel ? (
          <Button
            onPress={() => {
              edit((draft) => endParallel(draft, path), placeOfStep(path))
              open(placeOfStep(path))
            }}
          >
            {words('endParallel')}
          </Button>
        ) : null}
      </div>
      {onDone ? (
        <>
          <TargetField placed={onDone} label={words('whenAllDone')} />
          <div>
            <OpenButton at={onDone.at}>{words('openOnDone')}</OpenButton>
          </div>
        </>
      ) : (
        <div>
          <Button onPress={addOnDone}>{words('addOnDone')}</Button>
        </div>
      )}
      <NewTrackDialog step={path} open={dialog === 'track'} onClose={close} />
      <NewStepDialog parent={path} open={dialog === 'step'} onClose={close} />
    </FormSection>
  )
}
