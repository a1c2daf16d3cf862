import { useState } from 'react'
import type { Office } from '../../../api/http/contract.ts'
import { numberedTitle } from '../../../machines/procedure/numbered-title.ts'
import { ButtonLink } from '../../lib/button.tsx'
import { keepWords } from '../../lib/keep-words.ts'
import { SelectInput } from '../../lib/select-input.tsx'
import { useText } from '../../lib/text.ts'
import { proceduresFor } from './procedures-for.ts'
import { useEditorWords } from './words.ts'

const anyKind = ''

/** The procedures of the office, each with what it is for and the document that it follows; for one kind of information, those by which it begins. */
export function ProcedureCards({ procedures, categories }: Pick<Office, 'procedures' | 'categories'>) {
  const words = useEditorWords()
  const text = useText()
  const [kind, setKind] = useState(anyKind)
  const shown = kind === anyKind ? procedures : proceduresFor(procedures, kind)
  const titleOf = (category: Office['categories'][number]) => text(numberedTitle(category))
  return (
    <>
      {categories.length > 0 ? (
        <SelectInput
          label={words('kind')}
          help={words('kindHelp')}
          value={kind}
          onChange={setKind}
          options={[
            { id: anyKind, label: words('anyKind') },
            ...categories.map((category) => ({ id: category.id, label: titleOf(category) })),
          ]}
        />
      ) : null}
      <p role="status" className="kind-note">
        {kind === anyKind
          ? null
          : shown.length === 0
            ? keepWords(words('noneOfKind'))
            : shown.length > 1
              ? keepWords(words('several', { count: shown.length }))
              : null}
      </p>
      <ul className="procedure-cards">
        {shown.map((procedure) => (
          <li className="procedure-card" key={procedure.id}>
            <h2>{text(procedure.title)}</h2>
            {procedure.purpose ? <p>{keepWords(text(procedure.purpose))}</p> : null}
            <Kinds kinds={categories.filter(({ id }) => procedure.kinds.includes(id))} of={categories} />
            <p className="procedure-source">
              {keepWords(words('followsDocument', { document: text(procedure.order.document) }))}
              {procedure.order.number ? ` ${procedure.order.number}` : ''}
              {procedure.clause ? ` ${words('clause', { clause: procedure.clause })}` : ''}
            </p>
            <ButtonLink to={`/new?procedure=${encodeURIComponent(procedure.id)}`} kind="secondary">
              {words('start')}
              <span className="visually-hidden"> {text(procedure.title)}</span>
            </ButtonLink>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The kinds that belong to a procedure: folded, for they may be many. */
function Kinds({ kinds, of }: { kinds: Office['categories']; of: Office['categories'] }) {
  const words = useEditorWords()
  const text = useText()
  if (kinds.length === 0) return null
  if (kinds.length === of.length) return <p>{keepWords(words('ofAllKinds', { count: kinds.length }))}</p>
  return (
    <details>
      <summary>{words('kinds', { count: kinds.length })}</summary>
      <ul>
        {kinds.map((category) => (
          <li key={category.id}>{text(numberedTitle(category))}</li>
        ))}
      </ul>
    </details>
  )
}
