import { Link } from 'react-router'
import type { MovePlan } from '../../../../api/http/procedure-contract.ts'
import { useText } from '../../../lib/text.ts'

/** The requests that could not be moved, each with why, and the way to it. */
export function MoveFailures({ failed }: { failed: MovePlan['dryRun']['failed'] }) {
  const text = useText()
  return (
    <ul className="move-failures">
      {failed.map(({ request, title, why }) => (
        <li key={request}>
          <Link to={`/requests/${encodeURIComponent(request)}`}>{title}</Link> · {text(why)}
        </li>
      ))}
    </ul>
  )
}
