import type { HttpClient } from './http-client.ts'
import { demoPassword } from './processes.ts'

/** The headers by which a person is known: the product reads the cookie, the opponents read the name. */
export type Person = { Cookie: string; 'X-Person': string }
export type People = { officer: Person; groupDirector: Person; webmaster: Person }

/** Signs one of the demo people in. */
export async function signIn(client: HttpClient, username: string): Promise<Person> {
  const { headers } = await client.post('/api/session', { username, password: demoPassword })
  const cookie = headers['set-cookie']?.[0]?.split(';')[0]
  if (cookie === undefined) throw new Error(`The sign-in of ${username} set no cookie`)
  return { Cookie: cookie, 'X-Person': username }
}

/** The three people of a lifecycle, signed in. */
export const signInAll = async (client: HttpClient): Promise<People> => ({
  officer: await signIn(client, 'cmi3.officer'),
  groupDirector: await signIn(client, 'cmi3.groupDirector'),
  webmaster: await signIn(client, 'cmi3.webmaster'),
})

const unsigned = (name: string): Person => ({ Cookie: '', 'X-Person': name })
/** The same three to an opponent, which knows of no sessions. */
export const namedPeople: People = {
  officer: unsigned('cmi3.officer'),
  groupDirector: unsigned('cmi3.groupDirector'),
  webmaster: unsigned('cmi3.webmaster'),
}
