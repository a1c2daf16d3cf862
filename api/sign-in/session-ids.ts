import { createHmac } from 'node:crypto'
import { LRUCache } from 'lru-cache'

/** The id of a session by the token of its cookie. */
export type SessionIds = (token: string) => string

/** Remembers the ids of the sessions in use: to compute one is a fiftieth of an event's CPU. */
export function createSessionIds(secret: string): SessionIds {
  const known = new LRUCache<string, string>({ max: 2000 })
  return (token) => {
    const before = known.get(token)
    if (before !== undefined) return before
    const id = createHmac('sha256', secret).update(token).digest('hex')
    // What nobody is signed in with may be of any length.
    if (token.length <= maxToken) known.set(token, id)
    return id
  }
}
const maxToken = 64
