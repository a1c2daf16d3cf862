import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { procedureQuery } from '../../lib/queries.ts'

/** The procedure that the address names, in the version that it asks for or else the one in force. */
export function useShownProcedure() {
  const { id = '' } = useParams()
  const [query] = useSearchParams()
  const asked = Number(query.get('version'))
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined
  return { id, version, procedure: useQuery(procedureQuery(id, version)) }
}
