import { useState } from 'react'
import { Button } from '../../../../lib/button.tsx'
import { CheckboxInput, CheckboxList } from '../../../../lib/checkbox-input.tsx'
import { useText } from '../../../../lib/text.ts'
import { InsertStepDialog } from '../dialogs/insert-step-dialog.tsx'
import { useEditor, useNames, useProblemsAt } from '../editor-context.ts'
import { guardOf, whoOf } from '../edits/choices.ts'
import { mayRenameEvent, renameEvent, requireEvent } from '../edits/events.ts'
import { conditionAt, mayAt, mayIn } from '../edits/guards.ts'
import { eventsBefore, eventsBeside } from '../edits/insert.ts'
import { listOf, type Path, setAt } from '../edits/json.ts'
import { eventPattern } from '../edits/names.ts'
import { targetOf } from '../edits/targets.ts'
import { placeOfStep, type TransitionAt, transitionsOf } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { ConditionForm } from './condition-form.tsx'
import { JsonField, NameField } from './engineer-fields.tsx'
import { HappensForm } from './happens-form.tsx'
import { FlagAt, ForEngineers, FormSection, Place, TextPair } from './inputs.tsx'
import { MarkFields, saysOrigins } from './mark-fields.tsx'
import { NeedsForm } from './needs-form.tsx'
import { SourceFields } from './source-fields.tsx'
import { TargetField } from './target-field.tsx'
import { TransitionButtons } from './transition-buttons.tsx'
import { TransitionForm } from './transition-form.tsx'
import { WhoPicker } from './who-picker.tsx'

/** The form of one choice of a step, or of what happens by itself there. */
export function ChoiceForm({ at }: { at: Path }) {
  const { json } = useEditor()
  const placed = transitionsOf(json).find((one) => one.at.join('\n') === at.join('\n'))
  if (!placed) return null
  return placed.kind === 'on' ? <EventForm choice={placed} /> : <TransitionForm placed={placed} />
}

function EventForm({ choice }: { choice: TransitionAt }) {
  const { json, edit, open } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const { at, name, from } = choice
  const [inserting, setInserting] = useState(false)
  const required = listOf(json.requires).includes(name)
  const alike = transitionsOf(json).filter((other) => other.kind === 'on' && other.name === name).length
  return (
    <>
      <FormSection title={words('whatItIs')}>
        <SourceFields at={at} label={words('choiceTitle')} />
        <TextPair at={[...at, 'meta', 'description']} label={words('description')} optional />
      </FormSection>
      <FormSection title={words('whereTo')}>
        <TargetField placed={choice} />
        {targetOf(json, choice) ? (
          <div>
            <Button onPress={() => setInserting(true)}>{words('insertHere')}</Button>
          </div>
        ) : null}
        <InsertStepDialog after={choice} open={inserting} onClose={() => setInserting(false)} />
      </FormSection>
      <WhoSection choice={choice} />
      <WhenSection choice={choice} />
      <FormSection title={words('needs')} lead={words('needsLead')}>
        <NeedsForm at={at} />
      </FormSection>
      <FormSection title={words('happens')}>
        <HappensForm at={at} />
        <CheckboxInput
          checked={required}
          onChange={(on) => edit((draft) => requireEvent(draft, name, on), at)}
        >
          {words('requiredBefore')}
        </CheckboxInput>
      </FormSection>
      <FormSection title={words('orderAndRemoval')}>
        <TransitionButtons choice={choice} />
      </FormSection>
      <ForEngineers>
        <NameField
          label={words('eventName')}
          help={alike > 1 ? words('eventAtMany', { count: alike }) : words('eventNameHelp')}
          value={name}
          mayBe={(typed) => eventPattern.test(typed) && mayRenameEvent(json, name, typed)}
          onRename={(typed) => {
            edit((draft) => renameEvent(draft, name, typed), at)
            const index = at.at(-1)
            const list = typeof index === 'number' ? [index] : []
            open([...placeOfStep(from), 'on', typed, ...list])
          }}
        />
        <FlagAt at={[...at, 'reenter']}>{words('reenter')}</FlagAt>
        <JsonField at={at} label={words('jsonOf', { name: names.titleAt(choice.transition, name) })} />
      </ForEngineers>
    </>
  )
}

/** On which condition it can be taken; the first language has none on what people do. */
function WhenSection({ choice }: { choice: TransitionAt }) {
  const { json } = useEditor()
  const words = useEditorWords()
  if (!saysOrigins(json) && conditionAt(choice) === undefined) return null
  return (
    <FormSection title={words('condition')} lead={words('choiceConditionLead')}>
      <ConditionForm placed={choice} />
    </FormSection>
  )
}

function WhoSection({ choice }: { choice: TransitionAt }) {
  const { json, edit } = useEditor()
  const words = useEditorWords()
  const text = useText()
  const names = useNames()
  const { at, transition, from, name } = choice
  const place = [...at, ...mayAt(transition)]
  const [problem] = useProblemsAt(place)
  // The engine names a choice that says nobody by the choice itself.
  const nobody = useProblemsAt(at).find(({ code }) => code === 'missing_guard')
  const sentence = problem ?? nobody
  const who = whoOf(transition)
  const notBy = who.notBy ?? []
  const earlier = [...eventsBefore(json, from), ...eventsBeside(json, from)].filter((type) => type !== name)
  const offered = [...new Set([...earlier, ...notBy])]
  const write = (next: typeof who) =>
    edit((draft) => setAt(draft, place, guardOf(next, mayIn(transition))), at)
  return (
    <FormSection title={words('who')}>
      <Place at={place}>
        <div className="editor-stack">
          <WhoPicker value={who} onChange={write} error={sentence ? text(sentence.message) : undefined} />
          <MarkFields at={place} label={words('who')} />
          {offered.length > 0 ? (
            <CheckboxList
              label={words('notBy')}
              help={words('notByHelp')}
              required={false}
              value={notBy}
              onChange={(chosen) => write({ ...who, notBy: chosen })}
              options={offered.map((type) => ({
                id: type,
                label: words('notByOne', { choice: names.eventLabel(type) }),
              }))}
            />
          ) : null}
          {notBy.length > 0 ? <MarkFields at={[...place, 'apart']} label={words('notBy')} /> : null}
        </div>
      </Place>
    </FormSection>
  )
}
