import type { RequestView } from '../../api/http/contract.ts'
import { fieldError, segment } from '../lib/api.ts'
import { ButtonLink } from '../lib/button.tsx'
import { keepWords } from '../lib/keep-words.ts'
import { useText } from '../lib/text.ts'
import { TextInput } from '../lib/text-input.tsx'
import type { ChoiceDraft } from './choice-draft.ts'
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

/** One reason for each kind that was found: recorded for every place of that kind. */
export function KeptFindings({ findings, draft, onChange, error, disabled }: KeptProps) {
  const words = useRequestWords()
  const text = useText()
  const problem = fieldError(error, 'personalData')
  return byKind(findings).map(([kind, all]) => (
    <TextInput
      key={kind}
      label={
        kind === 'unchecked'
          ? words('readReason', { n: all.length })
          : words('keepReason', { kind: text(all[0]?.name), n: all.length })
      }
      help={words(kind === 'unchecked' ? 'readReasonHelp' : 'keepReasonHelp')}
      lines="many"
      maxLength={1000}
      value={draft.kept[kind] ?? ''}
      onChange={(reason) => onChange({ kept: { ...draft.kept, [kind]: reason } })}
      error={problem && (draft.kept[kind] ?? '').trim() === '' ? text(problem) : undefined}
      disabled={disabled}
    />
  ))
}

function byKind(findings: Finding[]): [kind: string, all: Finding[]][] {
  const kinds = new Map<string, Finding[]>()
  for (const finding of findings) kinds.set(finding.kind, [...(kinds.get(finding.kind) ?? []), finding])
  return [...kinds]
}
