import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect } from 'react'
import type { Session } from '../../api/http/contract.ts'
import { ledBy } from '../../machines/run/superiors.ts'
import { DigitsContext, useDigits } from './digits.ts'
import { sessionQuery } from './queries.ts'

const SessionContext = createContext<Session | null>(null)

/** Gives the signed-in person, and the digits of that person's office, to everything inside. */
export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return (
    <SessionContext value={session}>
      <DigitsContext value={session.office.digits}>
        <DigitsOfLists />
        {children}
      </DigitsContext>
    </SessionContext>
  )
}

/** Says at the page's root in which digits ordered lists are numbered: those of the office, in Thai. */
function DigitsOfLists() {
  const digits = useDigits()
  useEffect(() => {
    document.documentElement.dataset.digits = digits
    return () => {
      delete document.documentElement.dataset.digits
    }
  }, [digits])
  return null
}

/** The signed-in person. Only for screens behind the sign-in. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession: this screen is not inside a SessionProvider')
  return session
}

/** Whether the signed-in person holds a role in their own office. */
export const holdsRole = (session: Session, role: string): boolean =>
  session.person.appointments.some((held) => held.office === session.office.id && held.role === role)

/** Whether the signed-in person leads a group of their office or all of it, or acts for who does. */
export const leads = (session: Session): boolean =>
  ledBy(
    session.person.appointments
      .filter((held) => held.office === session.office.id)
      .map(({ role, group }) => ({ role, groupId: group })),
  ) !== null

/** The session as the server knows it: loading, null (nobody) or somebody. */
export const useSessionState = () => useQuery(sessionQuery)
