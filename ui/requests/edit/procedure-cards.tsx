import type { Office } from '../../../api/http/contract.ts'
import { ButtonLink } from '../../lib/button.tsx'
import { useText } from '../../lib/text.ts'
import { useEditorWords } from './words.ts'

/** The procedures of the office, each with the document that it follows. */
export function ProcedureCards({ procedures }: { procedures: Office['procedures'] }) {
  const words = useEditorWords()
  const text = useText()
  return (
    <ul className="procedure-cards">
      {procedures.map((procedure) => (
        <li className="procedure-card" key={procedure.id}>
          <h2>{text(procedure.title)}</h2>
          <p>
            {words('followsDocument')} {text(procedure.order.document)}
            {procedure.order.number ? ` ${procedure.order.number}` : ''}
          </p>
          <ButtonLink to={`/new?procedure=${encodeURIComponent(procedure.id)}`} kind="secondary">
            {words('start')}
            <span className="visually-hidden"> {text(procedure.title)}</span>
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}
