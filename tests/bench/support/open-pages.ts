import { HttpClient } from './http-client.ts'
import type { Person } from './people.ts'

/**
 * What the screens do while they are open, kept in step with ui/lib/live.ts and ui/lib/queries.ts: each holds a stream of
 * changes, and a change makes every query that the page shows load again; one still under way is given up and asked anew.
 * The browser opens six connections at most, the stream's among them.
 */
const mostConnections = 5
type Kind = 'office' | 'inbox' | 'request'

/** The queries that a page shows, after a change of a request; a request's own page shows no list. */
function stale(kind: Kind, shown: string, changed: string): string[] {
  const always = ['/api/notifications']
  if (kind === 'inbox')
    // Both tabs count what is theirs.
    return [...always, '/api/requests?view=inbox&limit=50', '/api/requests?view=mine&limit=50']
  if (kind === 'office') return [...always, '/api/requests?view=office&limit=50', '/api/offices/cmi3/steps']
  return shown === changed ? [...always, `/api/requests/${shown}`, `/api/requests/${shown}/events`] : always
}

/** One open page. */
class OpenPage {
  readonly #kind: Kind
  readonly #shown: string
  readonly #person: Person
  readonly #stream: HttpClient
  readonly #client: HttpClient
  readonly #underWay = new Map<string, AbortController>()
  readonly #closing = new AbortController()
  #ended: Promise<void> = Promise.resolve()
  #fetches: Promise<unknown>[] = []
  answered = 0
  givenUp = 0

  constructor(port: number, { kind, person, shown }: { kind: Kind; person: Person; shown: string }) {
    this.#kind = kind
    this.#shown = shown
    this.#person = person
    this.#stream = new HttpClient(port)
    this.#client = new HttpClient(port, mostConnections)
  }

  /** Opens the stream; answers once the server holds it. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#ended = this.#stream
        .stream({ path: '/api/changes', headers: this.#person, signal: this.#closing.signal }, (text) => {
          resolve()
          for (const [, data = '{}'] of text.matchAll(/^event: change\ndata: (.*)$/gm))
            this.#changed((JSON.parse(data) as { request?: string }).request ?? '')
        })
        .catch((error: unknown) => {
          if (!this.#closing.signal.aborted) reject(error)
        })
    })
  }

  #changed(request: string): void {
    for (const path of stale(this.#kind, this.#shown, request)) {
      this.#underWay.get(path)?.abort()
      const asked = new AbortController()
      this.#underWay.set(path, asked)
      const call = { path, headers: this.#person, signal: asked.signal }
      this.#fetches.push(
        this.#client.send(call).then(
          () => {
            this.answered += 1
            if (this.#underWay.get(path) === asked) this.#underWay.delete(path)
          },
          (error: unknown) => {
            if (!asked.signal.aborted) throw error
            this.givenUp += 1
          },
        ),
      )
    }
  }

  /** Waits until everything that was asked for is answered. */
  async settled(): Promise<void> {
    while (this.#fetches.length > 0) await Promise.all(this.#fetches.splice(0))
  }

  async close(): Promise<void> {
    this.#closing.abort()
    await this.#ended
    this.#client.close()
    this.#stream.close()
  }
}

export type OpenPages = {
  /** How many queries were answered, and how many given up for a newer change. */
  counts: () => { answered: number; givenUp: number }
  settled: () => Promise<void>
  close: () => Promise<void>
}

/** Opens so many pages: of five, two show the office, two an inbox, and one a request that nobody changes. */
export async function openPages(
  port: number,
  { count, people, request }: { count: number; people: Person[]; request: string },
): Promise<OpenPages> {
  const kinds: Kind[] = ['office', 'inbox', 'office', 'inbox', 'request']
  const pages = Array.from({ length: count }, (_, index) => {
    const person = people[index % people.length] as Person
    return new OpenPage(port, { kind: kinds[index % kinds.length] as Kind, person, shown: request })
  })
  await Promise.all(pages.map((page) => page.open()))
  return {
    counts: () => ({
      answered: pages.reduce((sum, page) => sum + page.answered, 0),
      givenUp: pages.reduce((sum, page) => sum + page.givenUp, 0),
    }),
    settled: async () => void (await Promise.all(pages.map((page) => page.settled()))),
    close: async () => void (await Promise.all(pages.map((page) => page.close()))),
  }
}
