import { useState } from 'react'
import { Button } from '../../../../lib/button.tsx'
import { CheckboxInput } from '../../../../lib/checkbox-input.tsx'
import { CopyStepButton } from '../copying/copy-buttons.tsx'
import { useCopyingWords } from '../copying/words.ts'
import { InsertStepDialog } from '../dialogs/insert-step-dialog.tsx'
import { NewChoiceDialog } from '../dialogs/new-choice-dialog.tsx'
import { RemoveStepDialog } from '../dialogs/remove-step-dialog.tsx'
import { StepDeadlineDialog } from '../dialogs/step-deadline-dialog.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { mayOffer } from '../edits/choices.ts'
import { leadingChoices } from '../edits/insert.ts'
import { listOf, objectOf, type Path, setAt, stringOf, valueAt } from '../edits/json.ts'
import {
  makeFinal,
  makeFirst,
  mayRemoveStep,
  mayRenameStep,
  moveStep,
  removeStep,
  renameStep,
  transitionsTo,
} from '../edits/steps.ts'
import { nodeAt, placeOfStep, samePath, stepOfPlace, transitionsOfStep } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { JsonField, NameField } from './engineer-fields.tsx'
import { ForEngineers, FormSection, Place, TextPair, useProblem } from './inputs.tsx'
import { ParallelSection } from './parallel-section.tsx'
import { SourceFields } from './source-fields.tsx'
import { TransitionList } from './transition-list.tsx'

/** The form of one step: its words, what kind of step it is, what can be done there, and until when. */
export function StepForm({ at }: { at: Path }) {
  const { json, edit, open } = useEditor()
  const words = useEditorWords()
  const copyingWords = useCopyingWords()
  const { path } = stepOfPlace(at)
  const [dialog, setDialog] = useState<'choice' | 'deadline' | 'insert' | null>(null)
  const close = () => setDialog(null)
  const error = useProblem(at, false)
  const transitions = transitionsOfStep(json, path)
  const offers = mayOffer(json, path)
  const leading = leadingChoices(json).find(({ from }) => samePath(from, path))
  const node = nodeAt(json, path)
  const simple = offers && node?.states === undefined
  if (path.length === 0) return <JsonField at={at} label={words('jsonOfAll')} />
  return (
    <>
      {error ? <p className="field-error">{error}</p> : null}
      <FormSection title={words('whatItIs')}>
        <SourceFields at={at} label={words('stepTitle')} />
      </FormSection>
      {offers ? (
        <FormSection title={words('choicesHere')}>
          <TransitionList
            transitions={transitions.filter(({ kind }) => kind === 'on')}
            none={words('noChoices')}
          />
          <div className="editor-buttons">
            <Button onPress={() => setDialog('choice')}>{words('addChoice')}</Button>
            {leading ? <Button onPress={() => setDialog('insert')}>{words('insertAfterStep')}</Button> : null}
          </div>
          <NewChoiceDialog step={path} open={dialog === 'choice'} onClose={close} />
          <InsertStepDialog after={leading} open={dialog === 'insert'} onClose={close} />
        </FormSection>
      ) : null}
      {offers ? (
        <FormSection title={words('deadlinesHere')}>
          <TransitionList
            transitions={transitions.filter(({ kind }) => kind === 'after')}
            none={words('noDeadlines')}
          />
          <div>
            <Button onPress={() => setDialog('deadline')}>{words('addDeadlineHere')}</Button>
          </div>
          <StepDeadlineDialog step={path} open={dialog === 'deadline'} onClose={close} />
        </FormSection>
      ) : null}
      {transitions.some(({ kind }) => kind === 'always') ? (
        <FormSection title={words('automatic')}>
          <TransitionList transitions={transitions.filter(({ kind }) => kind === 'always')} none="" />
        </FormSection>
      ) : null}
      {simple || node?.states !== undefined ? <ParallelSection path={path} /> : null}
      <KindSection at={at} path={path} />
      <FormSection title={copyingWords('order')}>
        <StepButtons path={path} />
      </FormSection>
      <ForEngineers>
        <NameField
          label={words('stepKey')}
          help={words('stepKeyHelp')}
          value={path.at(-1) ?? ''}
          mayBe={(key) => mayRenameStep(json, path, key)}
          onRename={(key) => {
            edit((draft) => renameStep(draft, path, key), at)
            open(placeOfStep([...path.slice(0, -1), key]))
          }}
        />
        <JsonField at={at} label={words('jsonOf', { name: path.join('.') })} />
      </ForEngineers>
    </>
  )
}

const tags = ['public', 'editable', 'resting'] as const

function KindSection({ at, path }: { at: Path; path: string[] }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const node = objectOf(valueAt(json, at))
  const around = nodeAt(json, path.slice(0, -1))
  const has = listOf(node.tags)
  const isFirst = around?.initial === path.at(-1)
  const isFinal = node.type === 'final'
  const isHistory = node.type === 'history'
  const transitions = transitionsOfStep(json, path).length
  const promptly = valueAt(json, [...at, 'meta', 'promptly'])
  const setTags = (next: unknown[]) =>
    edit((draft) => setAt(draft, [...at, 'tags'], next.length > 0 ? next : undefined), at)
  return (
    <FormSection title={words('stepKind')}>
      <Place at={[...at, 'tags']}>
        {isFinal || isHistory
          ? null
          : tags.map((tag) => (
              <CheckboxInput
                key={tag}
                checked={has.includes(tag)}
                onChange={(on) => setTags(on ? [...has, tag] : has.filter((one) => one !== tag))}
              >
                {words(`tag_${tag}`)}
              </CheckboxInput>
            ))}
      </Place>
      {around?.type === 'parallel' || isHistory ? null : (
        <Place at={[...placeOfStep(path.slice(0, -1)), 'initial']}>
          <CheckboxInput
            checked={isFirst}
            disabled={isFirst}
            onChange={() => edit((draft) => makeFirst(draft, path), at)}
          >
            {words('isFirst')}
          </CheckboxInput>
        </Place>
      )}
      {node.states === undefined && !isHistory ? (
        <>
          <CheckboxInput
            checked={isFinal}
            disabled={!isFinal && transitions > 0}
            onChange={(on) => edit((draft) => makeFinal(draft, path, on), at)}
          >
            {words('isFinal')}
          </CheckboxInput>
          {!isFinal && transitions > 0 ? <p className="editor-muted">{words('finalHasNone')}</p> : null}
        </>
      ) : null}
      {isFinal || isHistory ? null : (
        <Place at={[...at, 'meta', 'promptly']}>
          <CheckboxInput
            checked={promptly !== undefined}
            onChange={(on) =>
              edit(
                (draft) =>
                  setAt(
                    draft,
                    [...at, 'meta', 'promptly'],
                    on ? { th: 'โดยพลัน', en: 'without delay' } : undefined,
                  ),
                at,
              )
            }
          >
            {words('isPrompt')}
          </CheckboxInput>
          {promptly !== undefined ? (
            <TextPair at={[...at, 'meta', 'promptly']} label={words('promptWords')} />
          ) : null}
        </Place>
      )}
    </FormSection>
  )
}

/** Up, down, a copy and away, of a step. What leads to it is asked about first. */
export function StepButtons({ path }: { path: string[] }) {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const [asking, setAsking] = useState(false)
  const beside = Object.keys(objectOf(nodeAt(json, path.slice(0, -1))?.states))
  const place = beside.indexOf(path.at(-1) ?? '')
  const title = names.titleAt(nodeAt(json, path), path.at(-1) ?? '')
  const remove = () => {
    if (transitionsTo(json, path).length > 0) return setAsking(true)
    edit((draft) => removeStep(draft, path, null), placeOfStep(path))
    say(words('removed', { name: stringOf(title) }))
    open(['chart'])
  }
  return (
    <>
      <div className="editor-buttons">
        <Button
          isDisabled={place <= 0}
          onPress={() => edit((draft) => moveStep(draft, path, -1), placeOfStep(path))}
        >
          {words('moveUp')}
        </Button>
        <Button
          isDisabled={place >= beside.length - 1}
          onPress={() => edit((draft) => moveStep(draft, path, 1), placeOfStep(path))}
        >
          {words('moveDown')}
        </Button>
        <CopyStepButton path={path} />
        <Button kind="danger" isDisabled={!mayRemoveStep(json, path)} onPress={remove}>
          {words('removeThis', { name: title })}
        </Button>
      </div>
      {mayRemoveStep(json, path) ? null : <p className="editor-muted">{words('onlyStep')}</p>}
      <RemoveStepDialog path={path} open={asking} onClose={() => setAsking(false)} />
    </>
  )
}
