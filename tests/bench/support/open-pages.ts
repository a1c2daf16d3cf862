import { type LiveNews, LiveUpdates, type Stale } from '../../../ui/lib/live-updates.ts'
import { HttpClient } from './http-client.ts'
import type { Person } from './people.ts'

/**
 * What the screens do while they are open: each holds a stream of changes and, by the screens' own rule of when, loads
 * again what it shows of them, in step with ui/lib/live.ts; a query still under way is given up and asked anew.
 * The browser opens six connections at most, the stream's among them.
 */
const maxConnections = 5
type Kind = 'office' | 'inbox' | 'request'

const list = (view: string) => `/api/requests?view=${view}&limit=50`
/** What each page shows that may go stale; a request's own page shows no list. */
const shownBy: Record<Exclude<Kind, 'request'>, Partial<Record<Stale['what'], string[]>>> = {
  inbox: { inbox: [list('inbox')], mine: [list('mine')] },
  office: { office: [list('office'), '/api/offices/cmi3/steps'] },
}

function queriesOf(kind: Kind, shown: string, stale: Stale): string[] {
  const request = [`/api/requests/${shown}`, `/api/requests/${shown}/events`]
  if (stale.what === 'everything')
    return [
      '/api/notifications/unread',
      ...(kind === 'request' ? request : Object.values(shownBy[kind]).flat()),
    ]
  if (kind !== 'request') return shownBy[kind][stale.what] ?? []
  return stale.what === 'request' && stale.id === shown ? request : []
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
  readonly #updates = new LiveUpdates((stale) => this.#load(stale), {
    delay: (ms, work) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
    random: Math.random,
  })
  answered = 0
  givenUp = 0

  constructor(port: number, { kind, person, shown }: { kind: Kind; person: Person; shown: string }) {
    this.#kind = kind
    this.#shown = shown
    this.#person = person
    this.#stream = new HttpClient(port)
    this.#client = new HttpClient(port, maxConnections)
  }

  /** Opens the stream; answers once the server holds it. */
  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#ended = this.#stream
        .stream({ path: '/api/changes', headers: this.#person, signal: this.#closing.signal }, (text) => {
          resolve()
          for (const [, event = '', data = '{}'] of text.matchAll(/^event: (.*)\ndata: (.*)$/gm))
            this.#updates.hear(event as keyof LiveNews, JSON.parse(data))
        })
        .catch((error: unknown) => {
          if (!this.#closing.signal.aborted) reject(error)
        })
    })
  }

  #load(stale: Stale): void {
    for (const path of queriesOf(this.#kind, this.#shown, stale)) {
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
    this.#updates.stop()
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
