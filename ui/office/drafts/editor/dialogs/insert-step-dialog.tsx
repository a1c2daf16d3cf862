import { useState } from 'react'
import { isBlank } from '../../../../../machines/text/blank.ts'
import { Button } from '../../../../lib/button.tsx'
import { CheckboxInput } from '../../../../lib/checkbox-input.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import type { Who } from '../edits/choices.ts'
import {
  addedTo,
  eventsBefore,
  insertDecision,
  leadingChoices,
  withdrawalOf,
  wordsOf,
} from '../edits/insert.ts'
import { stringOf } from '../edits/json.ts'
import type { Title } from '../edits/steps.ts'
import { targetOf } from '../edits/targets.ts'
import { nodeAt, placeOfStep, type TransitionAt } from '../edits/walk.ts'
import { WhoPicker } from '../forms/who-picker.tsx'
import { useEditorWords } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'
import { TitleFields } from './title-fields.tsx'

const blank: Title = { th: '', en: '' }
type Decider = { key: number; title: Title; who: Who }

type InsertStepDialogProps = {
  /** The choice that is proposed as the one to put the step after. */
  after: TransitionAt | undefined
  open: boolean
  onClose: () => void
}

/** Asks for a decision to be put between two steps: by one, or by several at the same time. */
export function InsertStepDialog(props: InsertStepDialogProps) {
  return props.open ? <Asking {...props} /> : null
}

function Asking({ after, open, onClose }: InsertStepDialogProps) {
  const { json, edit, open: openPlace, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const choices = leadingChoices(json)
  const [place, setPlace] = useState((after ?? choices[0])?.at.join('.') ?? '')
  const [several, setSeveral] = useState(false)
  const [title, setTitle] = useState(blank)
  const [act, setAct] = useState<Title>({ th: words('approveTh'), en: words('approveEn') })
  const [clause, setClause] = useState('')
  const [deciders, setDeciders] = useState<Decider[]>([
    { key: 1, title: blank, who: { as: [] } },
    { key: 2, title: blank, who: { as: [] } },
  ])
  const [apart, setApart] = useState(true)
  const [back, setBack] = useState(true)
  const [withdrawal, setWithdrawal] = useState(true)
  const [required, setRequired] = useState(true)
  const [tried, setTried] = useState(false)
  const choice = choices.find(({ at }) => at.join('.') === place)
  const first = stringOf(nodeAt(json, [])?.initial)
  const used = several ? deciders : deciders.slice(0, 1)
  const earlier = choice
    ? [...new Set([...eventsBefore(json, choice.from), choice.name])].filter((type) => type !== '')
    : []
  const missing = {
    title: isBlank(title.th),
    act: isBlank(act.th),
    who: used.some(({ who }) => who.as.length === 0),
    names: several && deciders.some((decider) => isBlank(decider.title.th)),
  }
  const change = (key: number, part: Partial<Decider>) =>
    setDeciders(deciders.map((decider) => (decider.key === key ? { ...decider, ...part } : decider)))
  const submit = () => {
    setTried(true)
    if (!choice || Object.values(missing).some(Boolean)) return
    const otherwise = addedTo(json, choice.at)
    const decision = {
      words: wordsOf(title, clause, otherwise),
      deciders: used.map((decider) => ({
        words: wordsOf(several ? decider.title : title, clause, otherwise),
        // Side by side, the same words would be the same event: each says whose it is.
        title: several
          ? {
              th: `${act.th.trim()} (${decider.title.th.trim()})`,
              en: `${act.en.trim() || act.th.trim()} (${decider.title.en.trim() || decider.title.th.trim()})`,
            }
          : wordsOf(act, '', '').title,
        who: { ...decider.who, ...(apart ? { notBy: earlier } : {}) },
      })),
      sendBackTo: back && first !== '' ? [first] : null,
      withdrawal,
      required,
    }
    const made = insertDecision(json, choice, decision)
    if (!made) return
    edit((draft) => insertDecision(draft, choice, decision)?.json ?? draft, placeOfStep(made.path))
    say(words('inserted', { name: decision.words.title.th }))
    onClose()
    openPlace(placeOfStep(made.path))
  }
  return (
    <DialogForm
      title={words('insertTitle')}
      open={open}
      onClose={onClose}
      action={words('insert')}
      onSubmit={submit}
    >
      <SelectInput
        label={words('insertAfter')}
        value={place === '' ? null : place}
        onChange={setPlace}
        options={choices.map((one) => ({
          id: one.at.join('.'),
          label: words('insertAfterOne', {
            choice: names.titleAt(one.transition, one.name),
            step: names.stepLabel(one.from),
            target: names.stepLabel(targetOf(json, one) ?? []),
          }),
        }))}
      />
      <TitleFields
        label={words('stepTitle')}
        help={words('newStepHelp')}
        value={title}
        onChange={setTitle}
        autoFocus
        error={tried && missing.title ? words('fillThis') : undefined}
      />
      <TitleFields
        label={words('theyDo')}
        proposed={{ th: words('approveTh'), en: words('approveEn') }}
        value={act}
        onChange={setAct}
        error={tried && missing.act ? words('fillThis') : undefined}
      />
      <CheckboxInput checked={several} onChange={setSeveral}>
        {words('severalAct')}
      </CheckboxInput>
      {used.map((decider, index) => (
        <fieldset
          className="editor-card"
          key={decider.key}
          aria-label={several ? words('trackNumber', { number: index + 1 }) : words('who')}
        >
          {several ? (
            <TitleFields
              label={words('trackTitle', { number: index + 1 })}
              value={decider.title}
              onChange={(next) => change(decider.key, { title: next })}
              error={tried && isBlank(decider.title.th) ? words('fillThis') : undefined}
            />
          ) : null}
          <WhoPicker
            value={decider.who}
            onChange={(who) => change(decider.key, { who })}
            error={tried && decider.who.as.length === 0 ? words('chooseWho') : undefined}
          />
        </fieldset>
      ))}
      {several ? (
        <div className="editor-buttons">
          <Button
            onPress={() =>
              setDeciders([
                ...deciders,
                {
                  key: Math.max(...deciders.map(({ key }) => key)) + 1,
                  title: blank,
                  who: { as: [] },
                },
              ])
            }
          >
            {words('addTrack')}
          </Button>
          {deciders.length > 2 ? (
            <Button onPress={() => setDeciders(deciders.slice(0, -1))}>{words('dropLastTrack')}</Button>
          ) : null}
        </div>
      ) : null}
      <TextInput
        label={words('clause')}
        help={words('clauseHelp')}
        required={false}
        value={clause}
        onChange={setClause}
      />
      <div>
        {earlier.length > 0 ? (
          <CheckboxInput checked={apart} onChange={setApart}>
            {words('apartFrom', { choices: earlier.map(names.eventLabel).join(', ') })}
          </CheckboxInput>
        ) : null}
        {first !== '' ? (
          <CheckboxInput checked={back} onChange={setBack}>
            {words('withReturn', { step: names.stepLabel([first]) })}
          </CheckboxInput>
        ) : null}
        {choice && withdrawalOf(json, choice.from) ? (
          <CheckboxInput checked={withdrawal} onChange={setWithdrawal}>
            {words('withWithdrawal')}
          </CheckboxInput>
        ) : null}
        <CheckboxInput checked={required} onChange={setRequired}>
          {words('requiredBefore')}
        </CheckboxInput>
      </div>
    </DialogForm>
  )
}
