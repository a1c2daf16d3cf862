import { useState } from 'react'
import { isBlank } from '../../../../../machines/text/blank.ts'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { addChoice, tell, type Who } from '../edits/choices.ts'
import { addedTo, wordsOf } from '../edits/insert.ts'
import { type Json, listOf, stringOf } from '../edits/json.ts'
import type { Title } from '../edits/steps.ts'
import { nodeAt, placeOfStep } from '../edits/walk.ts'
import { WhoPicker } from '../forms/who-picker.tsx'
import { useEditorWords } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'
import { TitleFields } from './title-fields.tsx'

const kinds = ['decide', 'submit', 'return', 'withdraw', 'publish', 'takeDown'] as const
type Kind = (typeof kinds)[number]

/** `deed`: the event's name where the title has no English; a decision is named by its words. */
type Pattern = { title: Title; deed?: string; as: string[]; needs?: Json[]; actions?: Json[] }
const reasons = { field: 'reasons', grounds: [] }

/** What a choice of each kind begins with; all of it can be changed in its form. */
const patterns: Record<Kind, Pattern> = {
  decide: { title: { th: 'เห็นชอบ', en: 'Approve' }, as: [] },
  submit: {
    title: { th: 'เสนอขอเผยแพร่', en: 'Submit for publication' },
    deed: 'submit',
    as: ['owner'],
    actions: [{ type: 'freeze' }],
  },
  return: {
    title: { th: 'ส่งกลับพร้อมเหตุผล', en: 'Return with reasons' },
    deed: 'return',
    as: [],
    needs: [reasons],
    actions: [
      { type: 'startAgain' },
      tell('owner', {
        th: 'เรื่องของท่านถูกส่งกลับพร้อมเหตุผล โปรดแก้ไขแล้วเสนอใหม่',
        en: 'Your request was returned with reasons: correct it and submit it again.',
      }),
    ],
  },
  withdraw: { title: { th: 'ถอนเรื่อง', en: 'Withdraw' }, deed: 'withdraw', as: ['owner'] },
  publish: {
    title: { th: 'นำขึ้นเว็บไซต์', en: 'Publish on the website' },
    deed: 'publish',
    as: [],
    actions: [
      tell('owner', {
        th: 'เรื่องของท่านเผยแพร่บนเว็บไซต์แล้ว',
        en: 'Your request is published on the website.',
      }),
    ],
  },
  takeDown: {
    title: { th: 'นำออกจากเว็บไซต์', en: 'Take down' },
    deed: 'take down',
    as: [],
    needs: [reasons],
    actions: [
      tell('owner', {
        th: 'ข้อมูลของท่านถูกนำออกจากเว็บไซต์พร้อมเหตุผล',
        en: 'Your information was taken down from the website, with reasons.',
      }),
    ],
  },
}

const toldOfTheEnd = tell('owner', {
  th: 'เรื่องของท่านไม่ได้รับการเผยแพร่และสิ้นสุดแล้ว อ่านเหตุผลได้ในเรื่อง',
  en: 'Your request is not published and has ended: read the reasons in it.',
})

type NewChoiceDialogProps = {
  step: string[]
  /** The step that it leads to (a dotted path), where that is known already. */
  to?: string | undefined
  open: boolean
  onClose: () => void
}

/** Asks for a new choice at a step: what it is, who takes it, and where it leads. */
export function NewChoiceDialog(props: NewChoiceDialogProps) {
  return props.open ? <Asking {...props} /> : null
}

const stays = '(stays)'

function Asking({ step, to: known, open, onClose }: NewChoiceDialogProps) {
  const { json, edit, open: openPlace } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const first = stringOf(nodeAt(json, [])?.initial)
  const isFirst = step.join('.') === first
  const [kind, setKind] = useState<Kind>(isFirst ? 'submit' : 'decide')
  const [title, setTitle] = useState(patterns[kind].title)
  const [who, setWho] = useState<Who>({ as: patterns[kind].as })
  const [to, setTo] = useState<string | null>(known ?? null)
  const [clause, setClause] = useState('')
  const [tried, setTried] = useState(false)
  const choose = (next: Kind) => {
    setKind(next)
    setTitle(patterns[next].title)
    setWho({
      as: patterns[next].as.length > 0 ? patterns[next].as : who.as.filter((role) => role !== 'owner'),
    })
    if (next === 'return' && first !== '' && known === undefined) setTo(first)
  }
  const submit = () => {
    setTried(true)
    if (isBlank(title.th) || who.as.length === 0 || to === null) return
    const { needs, deed, actions: usual = [] } = patterns[kind]
    // Where the owner still writes, publishing is submitting as well: what is public must not change any more.
    const writes = listOf(nodeAt(json, step)?.tags).includes('editable')
    const freezes = kind === 'publish' && writes ? [{ type: 'freeze' }] : []
    const target = names.steps.find(({ path }) => path.join('.') === to)?.path
    // What ends the request asks nobody to mend it.
    const ends = kind === 'return' && target !== undefined && nodeAt(json, target)?.type === 'final'
    const actions = ends ? [toldOfTheEnd] : usual
    const choice = {
      step,
      who,
      deed: ends ? 'refuse' : deed,
      to: target,
      words: wordsOf(title, clause, addedTo(json, placeOfStep(step))),
      ...(needs ? { needs } : {}),
      actions: [...freezes, ...actions],
    }
    const made = addChoice(json, choice)
    edit((draft) => addChoice(draft, choice).json, made.at)
    onClose()
    openPlace(made.at)
  }
  return (
    <DialogForm
      title={words('newChoiceTitle', { step: names.stepLabel(step) })}
      open={open}
      onClose={onClose}
      action={words('addChoice')}
      onSubmit={submit}
    >
      <SelectInput
        label={words('choiceKind')}
        value={kind}
        onChange={(next) => choose(kinds.find((one) => one === next) ?? 'decide')}
        options={kinds.map((id) => ({ id, label: words(`choice_${id}`) }))}
      />
      <TitleFields
        label={words('choiceTitle')}
        proposed={patterns[kind].title}
        value={title}
        onChange={setTitle}
        error={tried && isBlank(title.th) ? words('fillThis') : undefined}
      />
      <WhoPicker
        value={who}
        onChange={setWho}
        error={tried && who.as.length === 0 ? words('chooseWho') : undefined}
      />
      <SelectInput
        label={words('goesTo')}
        value={to}
        onChange={setTo}
        error={tried && to === null ? words('chooseTarget') : undefined}
        options={[...names.stepOptions, { id: stays, label: words('stays') }]}
      />
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
