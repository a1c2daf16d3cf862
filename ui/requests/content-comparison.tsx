import { useMemo } from 'react'
import type { z } from 'zod'
import type { contentRevisionSchema, ProcedureView } from '../../api/http/contract.ts'
import { fieldTypes } from '../../machines/procedure/procedure.ts'
import { useText } from '../lib/text.ts'
import { type ShownField, useOptionTitle } from './field-value.tsx'
import { StructuredComparison } from './structured-comparison.tsx'
import { diffWords } from './word-diff.ts'
import { useRequestWords } from './words.ts'

type Revision = z.infer<typeof contentRevisionSchema>
type ContentComparisonProps = { procedure: ProcedureView; before: Revision; now: Revision }

/** Two revisions of the content, word against word; fields that are alike are left out. */
export function ContentComparison({ procedure, before, now }: ContentComparisonProps) {
  const words = useRequestWords()
  const changed = procedure.form.filter(
    ({ name }) => JSON.stringify(before.content[name] ?? null) !== JSON.stringify(now.content[name] ?? null),
  )
  return (
    <div className="comparison">
      <p className="request-strong">{words('comparing', { now: now.revision, before: before.revision })}</p>
      {changed.length === 0 ? (
        <p>{words('noDifference')}</p>
      ) : (
        <p className="request-muted">{words('compareKey')}</p>
      )}
      <dl className="content-fields">
        {changed.map((field) => (
          <Field key={field.name} field={field} procedure={procedure} before={before} now={now} />
        ))}
      </dl>
    </div>
  )
}

function Field(props: ContentComparisonProps & { field: ShownField }) {
  const { field, before, now } = props
  const text = useText()
  if (field.type !== 'richText' && field.type !== 'table') return <TextField {...props} />
  return (
    <div>
      <dt>{text(field.title)}</dt>
      <dd>
        <StructuredComparison
          field={field}
          before={before.content[field.name]}
          now={now.content[field.name]}
        />
      </dd>
    </div>
  )
}

function TextField({ field, procedure, before, now }: ContentComparisonProps & { field: ShownField }) {
  const words = useRequestWords()
  const text = useText()
  const title = useOptionTitle(field, procedure.categories)
  const said = (value: unknown): string => {
    if (value === undefined || value === null) return ''
    if (!Array.isArray(value)) return fieldTypes[field.type].options === 'none' ? String(value) : title(value)
    return value
      .map((one) => (typeof one === 'object' && one !== null ? Object.values(one).join(' ') : title(one)))
      .join('\n')
  }
  const [was, is] = [said(before.content[field.name]), said(now.content[field.name])]
  const pieces = useMemo(() => diffWords(was, is), [was, is])
  let at = 0
  return (
    <div>
      <dt>{text(field.title)}</dt>
      <dd>
        <p className="field-prose">
          {pieces.map((piece) => {
            const key = `${at} ${piece.change}`
            at += piece.text.length
            if (piece.change === 'same') return <span key={key}>{piece.text}</span>
            const Mark = piece.change === 'added' ? 'ins' : 'del'
            return (
              <Mark key={key}>
                <span className="visually-hidden">
                  {words(piece.change === 'added' ? 'insertedHint' : 'deletedHint')}:{' '}
                </span>
                {piece.text}
              </Mark>
            )
          })}
        </p>
      </dd>
    </div>
  )
}
