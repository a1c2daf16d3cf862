import { useState } from 'react'
import type { RequestView } from '../../api/http/contract.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { fieldError, segment } from '../lib/api.ts'
import { Button, ButtonLink } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import { type ChoiceDraft, reasonFor } from './choice-draft.ts'
import { useRequestWords } from './words.ts'

type Finding = NonNullable<RequestView['personalData']>['findings'][number]

/** What the check found, each in the text where it stands, by kind, with what it is and why it is asked about. */
export function PersonalData({ request }: { request: RequestView }) {
  const words = useRequestWords()
  const text = useText()
  const { personalData, editable, frozenRevision } = request
  if (!personalData) return null
  const { findings, revision } = personalData
  const found = findings.filter(({ kind }) => kind !== 'unchecked').length
  return (
    <section className="request-card" aria-labelledby="personal-data-heading">
      <h2 id="personal-data-heading">
        {found > 0 ? words('personalData', { n: found }) : words('personalDataNotChecked')}
      </h2>
      <p>{keepWords(words(revision === frozenRevision ? 'personalDataDecided' : 'personalDataDraft'))}</p>
      {byKind(findings).map(([kind, all]) => (
        <div key={kind} className="personal-data-kind">
          <h3>{text(all[0]?.name)}</h3>
          <p className="field-help">{keepWords(text(all[0]?.sentence))}</p>
          <ul>
            {all.map((one) => (
              <FoundPlace key={one.finding} request={request.id} finding={one} />
            ))}
          </ul>
        </div>
      ))}
      <p className="field-help">{keepWords(words('personalDataLimits'))}</p>
      {editable ? (
        <ButtonLink to={`/requests/${encodeURIComponent(request.id)}/edit`}>
          {words('personalDataMask')}
        </ButtonLink>
      ) : null}
    </section>
  )
}

/** Where it stands, and the words around it; of a file, its name and the page or the cell. */
function FoundPlace({ request, finding }: { request: string; finding: Finding }) {
  const { fieldTitle, file, before, text: found, after } = finding
  const text = useText()
  return (
    <li>
      {file ? (
        <>
          <a
            className="personal-data-file"
            href={`/api/requests/${segment(request)}/files/${segment(file.sha256)}`}
          >
            {keepWords(file.name)}
          </a>{' '}
          <span className="personal-data-field">{keepWords(text(file.place))}</span>
        </>
      ) : (
        <span className="personal-data-field">{text(fieldTitle)}</span>
      )}
      {found === '' ? null : (
        <>
          {' '}
          …{before}
          <mark>{found}</mark>
          {after}…
        </>
      )}
    </li>
  )
}

type KeptProps = {
  findings: Finding[]
  draft: ChoiceDraft
  onChange: (change: Partial<ChoiceDraft>) => void
  error: unknown
  disabled: boolean
}

/**
 * One reason for each kind that was found, recorded for every place of that kind; a place may have a reason of its own,
 * and where each has one, none is asked for the kind.
 */
export function KeptFindings({ findings, draft, onChange, error, disabled }: KeptProps) {
  const words = useRequestWords()
  const text = useText()
  const problem = fieldError(error, 'personalData')
  return byKind(findings).map(([kind, all]) => {
    const isApart = all.every(({ finding }) => !isBlank(draft.keptApart[finding] ?? ''))
    const isMissing = all.some((one) => isBlank(reasonFor(draft, one)))
    return (
      <div key={kind} className="personal-data-reasons">
        <TextInput
          label={
            kind === 'unchecked'
              ? words('readReason', { n: all.length })
              : words('keepReason', { kind: text(all[0]?.name), n: all.length })
          }
          help={words(kind === 'unchecked' ? 'readReasonHelp' : 'keepReasonHelp')}
          lines="many"
          required={!isApart}
          maxLength={1000}
          value={draft.kept[kind] ?? ''}
          onChange={(reason) => onChange({ kept: { ...draft.kept, [kind]: reason } })}
          error={problem && isMissing ? text(problem) : undefined}
          disabled={disabled}
        />
        {all.length > 1 ? (
          <ReasonsApart findings={all} draft={draft} onChange={onChange} disabled={disabled} />
        ) : null}
      </div>
    )
  })
}

type ApartProps = Omit<KeptProps, 'error'>

/** A reason for each place; those left empty have the one of their kind. */
function ReasonsApart({ findings, draft, onChange, disabled }: ApartProps) {
  const words = useRequestWords()
  const text = useText()
  const [isOpen, setOpen] = useState(() =>
    findings.some(({ finding }) => !isBlank(draft.keptApart[finding] ?? '')),
  )
  if (!isOpen)
    return (
      <Button kind="quiet" onPress={() => setOpen(true)} isDisabled={disabled}>
        {words('reasonsApart')}
      </Button>
    )
  return (
    <fieldset className="personal-data-apart">
      <legend>{words('reasonsApartEach')}</legend>
      <p className="field-help">{keepWords(words('reasonsApartHelp'))}</p>
      {findings.map(({ finding, file, fieldTitle, before, text: found, after }) => (
        <TextInput
          key={finding}
          label={words(found === '' ? 'reasonOfFile' : 'reasonOfPlace', {
            where: file ? `${file.name} ${text(file.place)}` : text(fieldTitle),
            found,
          })}
          help={before + after === '' ? undefined : `…${before}${found}${after}…`}
          required={false}
          maxLength={1000}
          value={draft.keptApart[finding] ?? ''}
          onChange={(reason) => onChange({ keptApart: { ...draft.keptApart, [finding]: reason } })}
          disabled={disabled}
        />
      ))}
    </fieldset>
  )
}

function byKind(findings: Finding[]): [kind: string, all: Finding[]][] {
  const kinds = new Map<string, Finding[]>()
  for (const finding of findings) kinds.set(finding.kind, [...(kinds.get(finding.kind) ?? []), finding])
  return [...kinds]
}
