import type { Office, Session } from '../../../api/http/contract.ts'

/** The groups that a person belongs to in their own office; the one where they are an officer comes first. */
export function ownGroups(session: Session, groups: Office['groups']): Office['groups'] {
  const held = session.person.appointments.filter(
    ({ office, group }) => office === session.office.id && group !== null,
  )
  const home = held.find(({ role }) => role === 'officer')?.group
  const own = groups.filter(({ id }) => held.some(({ group }) => group === id))
  return [...own.filter(({ id }) => id === home), ...own.filter(({ id }) => id !== home)]
}
