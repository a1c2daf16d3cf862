import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { Office } from '../../../../../api/http/contract.ts'
import { ApiProblem, messageOf } from '../../../../lib/api.ts'
import { Button, ButtonLink } from '../../../../lib/button.tsx'
import { FileButton } from '../../../../lib/file-button.tsx'
import { Message } from '../../../../lib/message.tsx'
import { officeQuery, officesQuery } from '../../../../lib/queries.ts'
import { SelectInput } from '../../../../lib/select-input.tsx'
import { useText } from '../../../../lib/text.ts'
import { TextInput } from '../../../../lib/text-input.tsx'
import { type DraftSummary, type NewDraft, useNewDraft } from '../drafts-queries.ts'
import { ImportReport } from './import-report.tsx'
import { type ReadFile, readFile } from './read-file.ts'
import { useStartWords } from './words.ts'

const starts = ['present', 'standard', 'other', 'empty', 'file'] as const
type Start = (typeof starts)[number]

type StartDraftProps = { office: string; procedures: Office['procedures']; drafts: DraftSummary[] }
const fresh = '(new)'
const nameFits = (name: string) => /^[a-zA-Z][a-zA-Z0-9_-]{0,31}$/.test(name)
const nameIn = (procedure: string) => procedure.slice(procedure.indexOf('.') + 1)

/** Asks what a new draft shall start from, and of which procedure it is the next version. */
export function StartDraft({ office, procedures, drafts }: StartDraftProps) {
  const words = useStartWords()
  const text = useText()
  const navigate = useNavigate()
  const begin = useNewDraft(office)
  const [start, setStart] = useState<Start>('present')
  const [query] = useSearchParams()
  const asked = procedures.find(({ id }) => id === query.get('from'))?.id ?? null
  const [chosen, setChosen] = useState<string | null>(asked)
  const [from, setFrom] = useState<string | null>(asked)
  const [fromOffice, setFromOffice] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [file, setFile] = useState<ReadFile | null>(null)
  const [tried, setTried] = useState(false)
  const target = chosen ?? (start === 'present' ? (procedures[0]?.id ?? null) : fresh)
  const present = from ?? procedures[0]?.id ?? null
  const theirs = useQuery({
    ...officeQuery(fromOffice ?? ''),
    enabled: start === 'other' && fromOffice !== null,
  })
  const offices = useQuery({ ...officesQuery, enabled: start === 'other' })
  const source =
    start === 'present'
      ? procedures.find(({ id }) => id === present)
      : theirs.data?.procedures.find(({ id }) => id === from)
  const draftName = target === fresh ? name : target ? nameIn(target) : ''
  const own = `${office}.${draftName}`
  const isTaken = target === fresh && procedures.some(({ id }) => id === own)
  const openDraft = drafts.find(({ procedure }) => procedure === own)
  const started = (): NewDraft['from'] | undefined => {
    if (start === 'standard' || start === 'empty') return { kind: start }
    if (start === 'file') return file?.ok ? { kind: 'file', json: file.json } : undefined
    return source ? { kind: 'version', procedure: source.id, version: source.version } : undefined
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const beginning = started()
    if (!beginning || !nameFits(draftName) || isTaken || openDraft) return
    begin.mutate(
      { name: draftName, from: beginning },
      {
        // What became of an XState file is read before the draft is opened.
        onSuccess: ({ id, imported }) =>
          imported === null ? void navigate(`/office/drafts/${encodeURIComponent(id)}`) : undefined,
      },
    )
  }
  if (begin.data?.imported) return <ImportReport draft={begin.data.id} imported={begin.data.imported} />
  return (
    <form className="start-draft" onSubmit={submit} noValidate>
      <SelectInput
        label={words('startFrom')}
        value={start}
        onChange={(next) => {
          setStart(starts.find((one) => one === next) ?? 'present')
          setFrom(null)
          begin.reset()
        }}
        options={starts.map((id) => ({ id, label: words(`start_${id}`) }))}
      />
      {start === 'present' && procedures.length > 1 ? (
        <SelectInput
          label={words('whichProcedure')}
          value={present}
          onChange={(next) => {
            setFrom(next)
            setChosen(next)
          }}
          options={procedures.map(({ id, title }) => ({ id, label: text(title) }))}
        />
      ) : null}
      {start === 'other' ? (
        <>
          <SelectInput
            label={words('whichOffice')}
            value={fromOffice}
            onChange={(next) => {
              setFromOffice(next)
              setFrom(null)
            }}
            error={tried && fromOffice === null ? words('chooseOffice') : undefined}
            options={(offices.data?.offices ?? [])
              .filter(({ id }) => id !== office)
              .map(({ id, name: title }) => ({ id, label: text(title) }))}
          />
          {theirs.data ? (
            <SelectInput
              label={words('whichProcedure')}
              value={from}
              onChange={setFrom}
              error={tried && from === null ? words('chooseProcedure') : undefined}
              options={theirs.data.procedures.map(({ id, title }) => ({ id, label: text(title) }))}
            />
          ) : null}
        </>
      ) : null}
      {start === 'file' ? (
        <div className="field">
          <span className="field-label">{words('file')}</span>
          <span className="field-help">{words('fileHelp')}</span>
          <div className="start-file">
            <FileButton
              accept={['application/json', '.json']}
              onSelect={([one]) => {
                begin.reset()
                if (one) void readFile(one).then(setFile)
              }}
            >
              {words('chooseFile')}
            </FileButton>
            <span role="status">{file ? file.name : words('noFile')}</span>
          </div>
          {file && !file.ok ? (
            <p className="field-error">{words(file.why, { where: file.where })}</p>
          ) : tried && !file ? (
            <p className="field-error">{words('chooseFileFirst')}</p>
          ) : null}
        </div>
      ) : null}
      <SelectInput
        label={words('becomes')}
        help={words('becomesHelp')}
        value={target}
        onChange={setChosen}
        options={[
          ...procedures.map(({ id, title }) => ({ id, label: words('nextVersion', { title: text(title) }) })),
          { id: fresh, label: words('newProcedure') },
        ]}
      />
      {target === fresh ? (
        <TextInput
          label={words('name')}
          help={words('nameHelp', { office })}
          value={name}
          onChange={setName}
          error={isTaken ? words('nameTaken') : tried && !nameFits(name) ? words('nameWrong') : undefined}
        />
      ) : null}
      {openDraft ? (
        <Message
          actions={
            <ButtonLink to={`/office/drafts/${encodeURIComponent(openDraft.id)}`}>
              {words('openThat')}
            </ButtonLink>
          }
        >
          {words('hasDraft', { name: openDraft.updatedBy.name })}
        </Message>
      ) : (
        <div>
          <Button kind="primary" type="submit" isPending={begin.isPending}>
            {words('start')}
          </Button>
        </div>
      )}
      {begin.error ? <StartProblem error={begin.error} /> : null}
    </form>
  )
}

/** Why a draft could not be begun; for a file, each fault with its place. */
function StartProblem({ error }: { error: unknown }) {
  const words = useStartWords()
  const text = useText()
  const errors = error instanceof ApiProblem ? (error.problem?.errors ?? []) : []
  return (
    <Message kind="danger" title={words('notStarted')}>
      <p>{text(messageOf(error))}</p>
      {errors.some(({ path }) => path.startsWith('from.json')) ? (
        <ul>
          {errors.map(({ path, message }) => (
            <li key={path}>
              <code>{path.replace(/^from\.json\.?/, '') || '—'}</code> {text(message)}
            </li>
          ))}
        </ul>
      ) : null}
    </Message>
  )
}
