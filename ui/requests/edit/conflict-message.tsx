import { useQuery } from '@tanstack/react-query'
import type { Problem, ProcedureView } from '../../../api/http/contract.ts'
import { canonicalJson } from '../../../machines/hash/canonical.ts'
import { Button } from '../../lib/button.tsx'
import { Message } from '../../lib/message.tsx'
import { ProblemMessage } from '../../lib/problem-message.tsx'
import { requestQuery } from '../../lib/queries.ts'
import { useText } from '../../lib/text.ts'
import { Moment } from '../../lib/time.tsx'
import { FieldValue } from '../field-value.tsx'
import { type Content, type Saved, sendable } from './request-autosave.ts'
import { useEditorWords } from './words.ts'

type ConflictMessageProps = {
  conflict: NonNullable<Problem['current']>
  request: string
  procedure: ProcedureView
  mine: Content
  onKeepMine: () => void
  onTakeTheirs: (theirs: Saved) => void
}

/** Who changed what meanwhile, what differs, and the choice that only the person can make. */
export function ConflictMessage(props: ConflictMessageProps) {
  const { conflict, request, procedure, mine, onKeepMine, onTakeTheirs } = props
  const say = useEditorWords()
  const text = useText()
  // Not the cached one: it may be older than the change that is in the way.
  const query = useQuery({ ...requestQuery(request), refetchOnMount: 'always' })
  const theirs = query.isFetchedAfterMount ? query.data : undefined
  const sent = sendable(mine)
  const differing = theirs
    ? procedure.form.filter(
        ({ name }) => canonicalJson(sent[name] ?? '') !== canonicalJson(theirs.content[name] ?? ''),
      )
    : []
  return (
    <div id="editor-conflict" tabIndex={-1}>
      <Message
        kind="danger"
        title={say('conflictTitle')}
        actions={
          <>
            <Button onPress={onKeepMine}>{say('keepMine')}</Button>
            <Button kind="danger" isDisabled={!theirs} onPress={() => theirs && onTakeTheirs(theirs)}>
              {say('takeTheirs')}
            </Button>
          </>
        }
      >
        <p>
          {say('conflictWho', {
            name: conflict.changedBy ?? say('conflictSomebody'),
            what: text(conflict.what),
          })}{' '}
          {conflict.changedAt ? <Moment at={conflict.changedAt} /> : null}
        </p>
        <p>{say('conflictKept')}</p>
        {query.isError ? <ProblemMessage error={query.error} onRetry={() => void query.refetch()} /> : null}
        {theirs ? (
          <details>
            <summary>{say('differs')}</summary>
            {differing.length === 0 ? <p>{say('nothingDiffers')}</p> : null}
            {differing.map((field) => (
              <dl className="conflict-field" key={field.name}>
                <dt>{text(field.title)}</dt>
                <dd>
                  <span>{say('theirs')}:</span>{' '}
                  <FieldValue
                    field={field}
                    value={theirs.content[field.name]}
                    categories={procedure.categories}
                  />
                </dd>
                <dd>
                  <span>{say('mine')}:</span>{' '}
                  <FieldValue field={field} value={sent[field.name]} categories={procedure.categories} />
                </dd>
              </dl>
            ))}
          </details>
        ) : null}
      </Message>
    </div>
  )
}
