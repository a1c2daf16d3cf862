import { useQuery } from '@tanstack/react-query'
import { officeQuery } from '../lib/queries.ts'
import { useText } from '../lib/text.ts'

export type RoleOption = { id: string; label: string; within: 'group' | 'office' }

/** The roles that can be appointed to in an office, in words. */
export function useRoles(office: string): RoleOption[] {
  const text = useText()
  const { data } = useQuery(officeQuery(office))
  return (data?.roles ?? []).map(({ id, title, within }) => ({ id, label: text(title), within }))
}
