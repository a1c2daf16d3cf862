import { useMemo } from 'react'
import type { z } from 'zod'
import type { contentRevisionSchema, ProcedureView } from '../../api/http/contract.ts'
import { fileChanges } from '../../machines/diff/file-changes.ts'
import { type FileEntry, filesIn } from '../../machines/procedure/file-entry.ts'
import { fieldTypes, holdsFiles } from '../../machines/procedure/procedure.ts'
import { isRichText } from '../../machines/text/rich-text.ts'
import { FileFacts } from '../lib/files/file-list.tsx'
import { useFileWords } from '../lib/files/words.ts'
import { useText } from '../lib/text.ts'
import { type ShownField, useOptionTitle } from './field-value.tsx'
import { ComparedWords, StructuredComparison } from './structured-comparison.tsx'
import { diffWords } from './word-diff.ts'
import { useRequestWords } from './words.ts'

type Revision = z.infer<typeof contentRevisionSchema>
type ContentComparisonProps = { procedure: ProcedureView; before: Revision; now: Revision }

/** The fields of the form in which two revisions differ. */
export const changedFields = ({ form }: ProcedureView, before: Revision, now: Revision) =>
  form.filter(
    ({ name }) => JSON.stringify(before.content[name] ?? null) !== JSON.stringify(now.content[name] ?? null),
  )

/** Two revisions of the content, word against word; fields that are alike are left out. */
export function ContentComparison({ procedure, before, now }: ContentComparisonProps) {
  const words = useRequestWords()
  const changed = changedFields(procedure, before, now)
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

/** What differs between the files of two revisions: by name, size and fingerprint. */
function Files({ before, now }: { before: FileEntry[]; now: FileEntry[] }) {
  const words = useFileWords()
  return (
    <ul className="file-list">
      {fileChanges(before, now).map(({ entry, change }) => {
        const Mark = change === 'added' ? 'ins' : change === 'removed' ? 'del' : 'span'
        return (
          <li key={entry.sha256} className="file-words">
            <span>
              <strong>{words(`${change}_change`)}</strong> <Mark>{entry.name}</Mark>
            </span>
            {'title' in entry && entry.title ? <span>{entry.title}</span> : null}
            {'alt' in entry && entry.alt ? <span>{entry.alt}</span> : null}
            {'caption' in entry && entry.caption ? <span>{entry.caption}</span> : null}
            <FileFacts entry={entry} />
            <span className="file-facts">{words('fingerprint', { hash: entry.sha256.slice(0, 16) })}</span>
          </li>
        )
      })}
    </ul>
  )
}

function Field(props: ContentComparisonProps & { field: ShownField }) {
  const { field, before, now } = props
  const text = useText()
  const { name } = field
  const values = [before.content[name], now.content[name]] as const
  // Whatever the form now asks for: what was written with structure is compared with it.
  const isStructured = field.type === 'richText' || field.type === 'table' || values.some(isRichText)
  if (!isStructured && !holdsFiles(field.type)) return <TextField {...props} />
  return (
    <div>
      <dt>{text(field.title)}</dt>
      <dd>
        {isStructured ? (
          <StructuredComparison field={field} before={values[0]} now={values[1]} />
        ) : (
          <Files before={filesIn(values[0])} now={filesIn(values[1])} />
        )}
      </dd>
    </div>
  )
}

function TextField({ field, procedure, before, now }: ContentComparisonProps & { field: ShownField }) {
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
  return (
    <div>
      <dt>{text(field.title)}</dt>
      <dd>
        <p className="field-prose">
          <ComparedWords pieces={pieces} />
        </p>
      </dd>
    </div>
  )
}
