import { useState } from 'react'
import type { Deadline } from '../../../../../machines/procedure/procedure.ts'
import { markOf } from '../../../../../machines/procedure/provenance.ts'
import { Button } from '../../../../lib/button.tsx'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { TextInput } from '../../../../lib/text-input.tsx'
import { DialogForm } from '../dialogs/dialog-form.tsx'
import {
  type DeadlineChoice,
  deadlineChoices,
  deadlineOf,
  type NewDeadline,
  NewDeadlineFields,
  readDays,
} from '../dialogs/new-deadline-fields.tsx'
import { useEditor, useNames } from '../editor-context.ts'
import { type Json, type Path, setAt, stringOf } from '../edits/json.ts'
import { addItem, itemsOf, mayRenameItem, removeDeadline, renameItem, usesOf } from '../edits/parts.ts'
import { NameField } from '../forms/engineer-fields.tsx'
import { ForEngineers, Place, SelectAt, TextPair, useProblem } from '../forms/inputs.tsx'
import { MarkFields } from '../forms/mark-fields.tsx'
import { RemindersList } from '../forms/reminders-list.tsx'
import { useEditorWords } from '../words.ts'
import { ItemCard } from './item-card.tsx'
import { Uses } from './uses.tsx'

/** How long things may take; each step says itself what happens when one of these passes. */
export function DeadlinesPart() {
  const { json, edit, open, say } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const error = useProblem(['deadlines'], false)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<NewDeadline>({ kind: 'working', days: '1', field: '' })
  const [tried, setTried] = useState(false)
  const add = () => {
    setTried(true)
    const deadline = deadlineOf(made, words)
    if (!deadline) return
    const { at } = addItem(json, 'deadlines', deadline.title, deadline)
    edit((draft) => addItem(draft, 'deadlines', deadline.title, deadline).json, at)
    setAdding(false)
    setTried(false)
    open([...at, 'title'])
  }
  return (
    <Place at={['deadlines']}>
      <p className="editor-muted">{words('deadlinesLead')}</p>
      {error ? <p className="field-error">{error}</p> : null}
      {itemsOf(json, 'deadlines').map(({ at, id, item }) => {
        const title = names.titleAt({ meta: item }, id)
        const uses = usesOf(json, 'deadlines', id)
        return (
          <ItemCard
            key={at.join('.')}
            at={at}
            title={title}
            onRemove={() => {
              edit((draft) => removeDeadline(draft, at), at)
              say(words(uses.length > 0 ? 'deadlineRemoved' : 'removed', { name: title, count: uses.length }))
            }}
          >
            <TextPair at={[...at, 'title']} label={words('deadlineName')} />
            <DeadlineLength at={at} deadline={item} />
            <MarkFields at={at} />
            <RemindersList at={at} />
            {uses.length > 0 ? <p className="editor-muted">{words('deadlineGoesWith')}</p> : null}
            <Uses places={uses} />
            <ForEngineers>
              <NameField
                label={words('deadlineId')}
                value={id}
                mayBe={(name) => mayRenameItem(json, 'deadlines', name)}
                onRename={(name) => edit((draft) => renameItem(draft, 'deadlines', id, name), at)}
              />
            </ForEngineers>
          </ItemCard>
        )
      })}
      <div>
        <Button onPress={() => setAdding(true)}>{words('addDeadline')}</Button>
      </div>
      <DialogForm
        title={words('addDeadline')}
        open={adding}
        onClose={() => setAdding(false)}
        action={words('addDeadline')}
        onSubmit={add}
      >
        <NewDeadlineFields value={made} onChange={setMade} tried={tried} />
      </DialogForm>
    </Place>
  )
}

/** How a stored deadline is shown in the list of kinds; what a draft does not say yet counts as days. */
const shownAs: Record<Deadline['kind'], (deadline: Json) => DeadlineChoice> = {
  date: () => 'date',
  days: ({ days, working }) => (days === null ? 'unset' : working === true ? 'working' : 'calendar'),
}
const isDeadlineKind = (kind: unknown): kind is Deadline['kind'] =>
  typeof kind === 'string' && Object.hasOwn(shownAs, kind)

function DeadlineLength({ at, deadline }: { at: Path; deadline: Json }) {
  const { edit } = useEditor()
  const words = useEditorWords()
  const names = useNames()
  const error = useProblem([...at, 'days'])
  const kind = shownAs[isDeadlineKind(deadline.kind) ? deadline.kind : 'days'](deadline)
  const number = typeof deadline.days === 'number' ? String(deadline.days) : stringOf(deadline.days)
  const write = (next: string, days: unknown = deadline.days) =>
    edit(
      (draft) => {
        const { id, title, reminders } = deadline
        const length =
          next === 'date'
            ? { kind: 'date', field: stringOf(deadline.field) || 'publishUntil' }
            : {
                kind: 'days',
                days: next === 'unset' ? null : (days ?? 1),
                working: next === 'unset' ? deadline.working !== false : next === 'working',
              }
        return setAt(draft, at, {
          id,
          ...length,
          title,
          ...(reminders !== undefined && { reminders }),
          ...markOf(deadline),
        })
      },
      at,
      next === kind ? `type:${at.join('.')}.days` : undefined,
    )
  return (
    <div className="editor-pair">
      <SelectInput
        label={words('deadlineKind')}
        value={kind}
        onChange={(next) => write(next)}
        options={deadlineChoices.map((id) => ({ id, label: words(`deadline_${id}`) }))}
      />
      {kind === 'working' || kind === 'calendar' ? (
        <Place at={[...at, 'days']}>
          <TextInput
            label={words('deadlineDays')}
            value={number}
            // What is no number is kept as it is typed, and said to be wrong.
            onChange={(typed) => write(kind, readDays(typed) ?? typed)}
            error={readDays(number) === undefined ? words('daysWrong') : error}
          />
        </Place>
      ) : null}
      {kind === 'date' ? (
        <SelectAt at={[...at, 'field']} label={words('deadlineField')} options={names.allFields} />
      ) : null}
    </div>
  )
}
