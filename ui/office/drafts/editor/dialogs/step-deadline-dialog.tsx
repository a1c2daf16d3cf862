import { useState } from 'react'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { addTransition, whoOf } from '../edits/choices.ts'
import { addedTo, wordsOf } from '../edits/insert.ts'
import { type Json, objectOf, stringOf } from '../edits/json.ts'
import { addItem, itemsOf } from '../edits/parts.ts'
import { writeTarget } from '../edits/targets.ts'
import { nodeAt, placeOfStep, transitionsOfStep } from '../edits/walk.ts'
import { useEditorWords } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'
import { deadlineOf, type NewDeadline, NewDeadlineFields } from './new-deadline-fields.tsx'

const outcomes = ['remind', 'escalate', 'move'] as const
type Outcome = (typeof outcomes)[number]
const isNew = '(new)'

/** Asks for a deadline at a step, and what happens when it passes. */
export function StepDeadlineDialog(props: { step: string[]; open: boolean; onClose: () => void }) {
  return props.open ? <Asking {...props} /> : null
}

function Asking({ step, open, onClose }: { step: string[]; open: boolean; onClose: () => void }) {
  const { json, edit, open: openPlace } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const [deadline, setDeadline] = useState(names.deadlines[0]?.id ?? isNew)
  const [made, setMade] = useState<NewDeadline>({ kind: 'working', days: '1', field: '' })
  const [outcome, setOutcome] = useState<Outcome>('remind')
  const [role, setRole] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const title = names.titleAt(nodeAt(json, step), step.at(-1) ?? '')
  const acting = transitionsOfStep(json, step)
    .filter(({ kind }) => kind === 'on')
    .flatMap(({ transition }) => whoOf(transition).as)
  const whom = role ?? (outcome === 'remind' ? (acting.find((one) => one !== 'owner') ?? 'owner') : null)
  const fresh = deadline === isNew ? deadlineOf(made, words) : undefined
  const complete =
    (deadline !== isNew || fresh !== undefined) && (outcome === 'move' ? to !== null : whom !== null)
  const change = (draft: Json): { json: Json; at: (string | number)[] } => {
    const added = fresh ? addItem(draft, 'deadlines', fresh.title, fresh) : { json: draft, id: deadline }
    const own = itemsOf(draft, 'roles').find(({ id }) => id === whom)?.item.within
    const scope = own === 'group' || own === 'office' ? { within: own } : {}
    const path = to?.split('.') ?? []
    const transition = {
      ...(outcome === 'move' ? { target: writeTarget(added.json, step, path) } : {}),
      ...(outcome === 'move'
        ? {}
        : {
            actions: {
              type: 'notify',
              params: {
                whom,
                ...scope,
                of: {
                  th: `เกินกำหนด: ${title}`,
                  en: `Overdue: ${stringOf(objectOf(objectOf(nodeAt(json, step)?.meta).title).en)}`,
                },
              },
            },
          }),
      meta: wordsOf(transitionTitle[outcome], '', addedTo(draft, placeOfStep(step))),
    }
    const timeout = addTransition(added.json, { step, kind: 'after', deadline: added.id, transition })
    return { json: timeout.json, at: [...timeout.at] }
  }
  const submit = () => {
    setTried(true)
    if (!complete) return
    const { at } = change(json)
    edit((draft) => change(draft).json, at)
    onClose()
    openPlace(at)
  }
  return (
    <DialogForm
      title={words('deadlineTitle', { step: title })}
      open={open}
      onClose={onClose}
      action={words('addDeadlineHere')}
      onSubmit={submit}
    >
      <SelectInput
        label={words('deadline')}
        value={deadline}
        onChange={setDeadline}
        options={[...names.deadlines, { id: isNew, label: words('newDeadline') }]}
      />
      {deadline === isNew ? <NewDeadlineFields value={made} onChange={setMade} tried={tried} /> : null}
      <SelectInput
        label={words('whenPassed')}
        value={outcome}
        onChange={(next) => setOutcome(outcomes.find((one) => one === next) ?? 'remind')}
        options={outcomes.map((id) => ({ id, label: words(`outcome_${id}`) }))}
      />
      {outcome === 'move' ? (
        <SelectInput
          label={words('afterGoesTo')}
          value={to}
          onChange={setTo}
          options={names.stepOptions}
          error={tried && to === null ? words('chooseTarget') : undefined}
        />
      ) : (
        <SelectInput
          label={words('tellWhom')}
          value={whom}
          onChange={setRole}
          options={names.roles}
          error={tried && whom === null ? words('chooseWho') : undefined}
        />
      )}
    </DialogForm>
  )
}

const transitionTitle = {
  remind: { th: 'เตือนเมื่อเกินกำหนด', en: 'Remind when overdue' },
  escalate: { th: 'แจ้งผู้บังคับบัญชาเมื่อเกินกำหนด', en: 'Escalate when overdue' },
  move: { th: 'ครบกำหนด', en: 'The time is up' },
}
