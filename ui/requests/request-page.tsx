import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { FilesOfRequest } from '../lib/files/files-of-request.ts'
import { historyQuery, procedureQuery, requestQuery } from '../lib/queries.ts'
import { OpenRequest } from './open-request.tsx'
import { RequestFailed } from './request-failed.tsx'
import { RequestShape } from './request-shape.tsx'
import './request-page.css'

/** One request: where it stands, what I can do, what it says, its way and its history. */
export function RequestPage() {
  const { id = '' } = useParams()
  const request = useQuery(requestQuery(id))
  const { procedure = '', version = 0 } = request.data ?? {}
  // A request that is moved to another version stays on the screen, with what is being typed.
  const chart = useQuery({
    ...procedureQuery(procedure, version),
    enabled: request.isSuccess,
    placeholderData: keepPreviousData,
  })
  const history = useQuery(historyQuery(id))
  // The chart makes the choices' words and the history the notices: shown before them, the page would move under the
  // hand. What of them fails is said in its place.
  const isWhole = !chart.isPending && !history.isPending
  if (request.data && isWhole)
    return (
      <FilesOfRequest value={id}>
        <OpenRequest key={id} request={request.data} />
      </FilesOfRequest>
    )
  if (request.isPending || request.data) return <RequestShape />
  return <RequestFailed error={request.error} onRetry={() => void request.refetch()} />
}
