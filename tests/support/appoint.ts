import { confirmAsSecond } from './drafts.ts'
import type { Client } from './office.ts'

/** Appoints a person, confirmed by a second person where that is asked; answers the person with every appointment. */
export async function appoint(admin: Client, person: string, appointment: object) {
  const asked = await admin('POST', `/api/people/${person}/appointments`, appointment)
  if (asked.status !== 201) throw new Error(JSON.stringify(asked.body))
  const { waiting, notice: _, code: __, ...member } = asked.body
  if (!waiting) return member
  const confirmed = await confirmAsSecond(admin, waiting)
  if (confirmed.status !== 200) throw new Error(JSON.stringify(confirmed.body))
  const { body } = await admin('GET', `/api/offices/${member.office}/people`)
  return body.people.find(({ id }: { id: string }) => id === person)
}
