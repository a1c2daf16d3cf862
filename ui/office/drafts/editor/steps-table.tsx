import { useState } from 'react'
import { Button } from '../../../lib/button.tsx'
import { NewChoiceDialog } from './dialogs/new-choice-dialog.tsx'
import { RemoveStepDialog } from './dialogs/remove-step-dialog.tsx'
import { useEditor, useNames } from './editor-context.ts'
import { mayLead, moveTransition, removeTransition, whoOf } from './edits/choices.ts'
import { conditionAt } from './edits/guards.ts'
import { listOf, objectOf, stringOf } from './edits/json.ts'
import { mayRemoveStep, moveStep, removeStep, transitionsTo } from './edits/steps.ts'
import { targetOf } from './edits/targets.ts'
import { nodeAt, placeOfStep, type StepAt, type TransitionAt, transitionsOfStep } from './edits/walk.ts'
import { focusRow } from './focus-place.ts'
import { OpenButton } from './forms/open-button.tsx'
import { RowButtons } from './forms/row-buttons.tsx'
import { useEditorWords } from './words.ts'

/** All steps with all that can be done there: the whole chart as a table, to be edited without a mouse. */
export function StepsTable() {
  const words = useEditorWords()
  const names = useNames()
  const [choiceOf, setChoiceOf] = useState<string[] | null>(null)
  const [removing, setRemoving] = useState<string[] | null>(null)
  return (
    <div className="steps-table-frame">
      <table className="steps-table">
        <caption className="visually-hidden">{words('tableCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{words('colStep')}</th>
            <th scope="col">{words('colWho')}</th>
            <th scope="col">{words('colTo')}</th>
            <th scope="col">{words('colOrder')}</th>
          </tr>
        </thead>
        {names.steps.map((step) => (
          <StepRows
            key={step.path.join('.')}
            step={step}
            onAddChoice={() => setChoiceOf(step.path)}
            onRemove={() => setRemoving(step.path)}
          />
        ))}
      </table>
      <NewChoiceDialog step={choiceOf ?? []} open={choiceOf !== null} onClose={() => setChoiceOf(null)} />
      <RemoveStepDialog path={removing ?? []} open={removing !== null} onClose={() => setRemoving(null)} />
    </div>
  )
}

type StepRowsProps = { step: StepAt; onAddChoice: () => void; onRemove: () => void }

function StepRows({ step: { path, at, node }, onAddChoice, onRemove }: StepRowsProps) {
  const { json, edit, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const around = nodeAt(json, path.slice(0, -1))
  const beside = Object.keys(objectOf(around?.states))
  const index = beside.indexOf(path.at(-1) ?? '')
  const title = names.titleAt(node, path.at(-1) ?? '')
  const tags = listOf(node.tags)
  const notes = [
    around?.initial === path.at(-1) && around?.type !== 'parallel' ? words('noteFirst') : null,
    node.type === 'final' ? words('noteFinal') : null,
    node.type === 'parallel' ? words('noteParallel') : null,
    around?.type === 'parallel' ? words('noteTrack') : null,
    tags.includes('public') ? words('notePublic') : null,
  ].filter((note) => note !== null)
  const remove = () => {
    if (transitionsTo(json, path).length > 0) return onRemove()
    edit((draft) => removeStep(draft, path, null), at)
    say(words('removed', { name: title }))
    const beneath = beside[index + 1] ?? beside[index - 1]
    focusRow(placeOfStep([...path.slice(0, -1), ...(beneath === undefined ? [] : [beneath])]))
  }
  const depth = { '--depth': path.length - 1 } as React.CSSProperties
  return (
    <tbody style={depth}>
      <tr className="steps-table-step">
        <th scope="rowgroup" colSpan={3}>
          <span className="steps-table-title">
            <OpenButton at={at}>{title}</OpenButton>
          </span>
          <span className="editor-muted">
            {[stringOf(objectOf(node.meta).clause), ...notes].filter((note) => note !== '').join(' · ')}
          </span>
        </th>
        <td>
          <RowButtons
            name={title}
            isFirst={index === 0}
            isLast={index === beside.length - 1}
            onMove={(by) => edit((draft) => moveStep(draft, path, by), at)}
            onRemove={mayRemoveStep(json, path) ? remove : undefined}
          />
        </td>
      </tr>
      {transitionsOfStep(json, path).map((placed) => (
        <TransitionRow key={placed.at.join('.')} placed={placed} />
      ))}
      {mayLead(json, path) ? (
        <tr className="steps-table-add">
          <td colSpan={4}>
            <Button kind="quiet" aria-label={words('addChoiceTo', { step: title })} onPress={onAddChoice}>
              {words('addChoice')}
            </Button>
          </td>
        </tr>
      ) : null}
    </tbody>
  )
}

function TransitionRow({ placed }: { placed: TransitionAt }) {
  const { json, edit, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const { at, kind, name, transition } = placed
  const title = names.titleAt(transition, name || words(`kind_${kind}`))
  const list = objectOf(nodeAt(json, placed.from)?.[kind])
  const beside = Object.keys(list)
  const index = beside.indexOf(name)
  const to = targetOf(json, placed)
  const movable = (kind === 'on' || kind === 'after') && typeof at.at(-1) === 'string'
  return (
    <tr>
      <td className="steps-table-choice">
        <OpenButton at={at}>{title}</OpenButton>
      </td>
      <td>
        <span className="steps-table-label">{words('colWho')} </span>
        {kind === 'on'
          ? (whoOf(transition).as.map(names.roleLabel).join(' / ') || words('nobodyYet')) +
            (conditionAt(placed) ? ` · ${words('onCondition')}` : '')
          : kind === 'after'
            ? names.deadlineLabel(name)
            : words(`kind_${kind}`)}
      </td>
      <td>
        <span className="steps-table-label">{words('colTo')} </span>
        {to ? names.stepLabel(to) : words(transition.target === undefined ? 'stays' : 'leadsNowhere')}
      </td>
      <td>
        <RowButtons
          name={title}
          isFirst={index === 0}
          isLast={index === beside.length - 1}
          onMove={movable ? (by) => edit((draft) => moveTransition(draft, at, by), at) : undefined}
          onRemove={() => {
            edit((draft) => removeTransition(draft, at), at)
            say(words('removed', { name: title }))
            focusRow(placeOfStep(placed.from))
          }}
        />
      </td>
    </tr>
  )
}
