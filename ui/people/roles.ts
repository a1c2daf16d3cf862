import { useQueries, useQuery } from '@tanstack/react-query'
import { officeQuery, procedureQuery } from '../lib/queries.ts'
import { useText } from '../lib/text.ts'
import { usePeopleWords } from './words.ts'

export type RoleOption = { id: string; label: string; within: 'group' | 'office' }

/** Roles that every office appoints to, whether or not a procedure of its names them. */
const common = [
  ['officer', 'group'],
  ['groupDirector', 'group'],
  ['officeDirector', 'office'],
  ['webmaster', 'office'],
  ['webHead', 'office'],
  ['publicRelations', 'office'],
  ['committee', 'office'],
  ['admin', 'office'],
] as const

/** The roles that can be appointed to in an office: the common ones, and those that its procedures add. */
export function useRoles(office: string): RoleOption[] {
  const words = usePeopleWords()
  const text = useText()
  const found = useQuery(officeQuery(office))
  const procedures = useQueries({
    queries: (found.data?.procedures ?? []).map(({ id }) => procedureQuery(id)),
  })
  const roles = new Map<string, RoleOption>()
  for (const [id, within] of common) roles.set(id, { id, label: words(`role_${id}`), within })
  for (const { data } of procedures)
    for (const role of data?.roles ?? [])
      if (role.id !== 'owner' && !roles.has(role.id))
        roles.set(role.id, { id: role.id, label: text(role.title), within: role.within })
  return [...roles.values()]
}
