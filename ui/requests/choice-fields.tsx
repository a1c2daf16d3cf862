import { Fragment } from 'react'
import type { ChoiceView, NeedView, RequestView } from '../../api/http/contract.ts'
import type { Option } from '../../machines/procedure/procedure.ts'
import { type GivenMark, markBeside } from '../../machines/procedure/provenance.ts'
import { unreachable } from '../../machines/procedure/unreachable.ts'
import { useMarkWords } from '../chart/beside-parts.tsx'
import { fieldError } from '../lib/api.ts'
import { ButtonLink } from '../lib/button.tsx'
import { CheckboxList } from '../lib/checkbox-input.tsx'
import { DateField } from '../lib/date-field.tsx'
import { todayInBangkok } from '../lib/dates.ts'
import { FormFieldInput } from '../lib/form-fields.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { type ChoiceDraft, fieldValueOf } from './choice-draft.ts'
import { FieldValue } from './field-value.tsx'
import { useRequestWords } from './words.ts'

type FieldsProps = {
  request: RequestView
  choice: ChoiceView
  draft: ChoiceDraft
  onChange: (change: Partial<ChoiceDraft>) => void
  error: unknown
  disabled: boolean
}

/** What a choice asks for, in the order in which its clause asks. */
export function ChoiceFields(props: FieldsProps) {
  return props.choice.needs.map((need) => (
    <Fragment key={need.field}>
      <Need need={need} {...props} />
      <PartMark part={need} holder={props.choice} />
    </Fragment>
  ))
}

/** Where what is asked for comes from, where it is not where the choice does. */
function PartMark({ part, holder }: { part: GivenMark; holder: GivenMark }) {
  const markWords = useMarkWords()
  const mark = markBeside(part, holder)
  return mark ? <small className="part-mark">{keepWords(markWords(mark))}</small> : null
}

function Need({ need, request, choice, draft, onChange, error, disabled }: FieldsProps & { need: NeedView }) {
  const words = useRequestWords()
  const text = useText()
  const problem = (...paths: string[]) => {
    const found = fieldError(error, ...paths)
    return found ? text(found) : undefined
  }
  switch (need.kind) {
    case 'checked':
      return (
        <CheckboxList
          label={words('checkedLegend')}
          options={need.items.map((item) => ({ id: item.id, label: <Marked option={item} need={need} /> }))}
          value={draft.checked}
          onChange={(checked) => onChange({ checked })}
          error={problem('checked')}
          disabled={disabled}
        />
      )
    case 'reasons': {
      const { grounds } = need
      // What ends a publication is what the public reads in its place.
      const isPublic = choice.kind === 'ending' && request.status === 'published'
      return (
        <>
          {grounds.length > 0 ? (
            <CheckboxList
              label={words('groundsLegend')}
              options={grounds.map((ground) => ({
                id: ground.id,
                label: <Marked option={ground} need={need} />,
              }))}
              value={draft.grounds}
              onChange={(chosen) => onChange({ grounds: chosen })}
              error={problem('reasons', 'reasons.grounds')}
              disabled={disabled}
            />
          ) : null}
          <TextInput
            label={words(grounds.length > 0 ? 'reasonsMore' : 'reasonsText')}
            help={words(
              isPublic ? 'reasonsPublicHelp' : choice.kind === 'ending' ? 'reasonsEndHelp' : 'reasonsHelp',
            )}
            lines="many"
            maxLength={5000}
            value={draft.reasons}
            onChange={(reasons) => onChange({ reasons })}
            error={grounds.length > 0 ? problem('reasons.text') : problem('reasons', 'reasons.text')}
            disabled={disabled}
          />
        </>
      )
    }
    case 'publishUntil':
      return (
        <DateField
          label={words('publishUntil')}
          help={words(need.required ? 'publishUntilHelp' : 'publishUntilOptional')}
          value={draft.publishUntil}
          onChange={(publishUntil) => onChange({ publishUntil })}
          min={todayInBangkok(Date.now())}
          required={need.required}
          error={problem('publishUntil')}
          disabled={disabled}
        />
      )
    case 'revision':
      return <RevisionNeed request={request} error={problem('revision')} />
    case 'signature':
    case 'field':
      if (need.kind === 'field' && need.fixed) return <FixedField need={need} />
      return (
        <FormFieldInput
          field={{
            name: need.field,
            // A category's options are written out already.
            type: need.type === 'category' ? 'select' : need.type,
            title: need.title,
            required: need.required,
            help: need.kind === 'field' ? need.help : undefined,
            options: need.kind === 'field' ? need.options : undefined,
            columns: need.kind === 'field' ? need.columns : undefined,
            mostRows: need.kind === 'field' ? need.mostRows : undefined,
          }}
          value={fieldValueOf(draft, need)}
          onChange={(value) => onChange({ values: { ...draft.values, [need.field]: value } })}
          error={fieldError(error, need.field)}
          disabled={disabled}
        />
      )
    default:
      return unreachable(need)
  }
}

/** An item of a checklist or a ground, with where it comes from, where that is not where the rest does. */
function Marked({ option, need }: { option: Option & GivenMark; need: GivenMark }) {
  const text = useText()
  return (
    <>
      {text(option.title)} <PartMark part={option} holder={need} />
    </>
  )
}

/** What was submitted and decided on: to be read here, not changed. */
function FixedField({ need }: { need: Extract<NeedView, { kind: 'field' }> }) {
  const words = useRequestWords()
  const text = useText()
  return (
    <div className="choice-fixed">
      <span className="field-label">{text(need.title)}</span>
      <FieldValue field={{ ...need, name: need.field }} value={need.value} categories={[]} />
      <span className="field-help">{words('fixedHelp')}</span>
    </div>
  )
}

/** The choice is about changed content: says whether there is any, and leads to the editor. */
function RevisionNeed({ request, error }: { request: RequestView; error: string | undefined }) {
  const words = useRequestWords()
  const changed = request.contentRevision > request.frozenRevision
  return (
    <div className="choice-revision" data-invalid={error ? '' : undefined}>
      {error ? <p className="field-error">{error}</p> : null}
      <p>{changed ? words('revisionReady', { number: request.contentRevision }) : words('revisionNeeded')}</p>
      {request.editable ? (
        <ButtonLink to={`/requests/${encodeURIComponent(request.id)}/edit`}>{words('edit')}</ButtonLink>
      ) : null}
    </div>
  )
}
