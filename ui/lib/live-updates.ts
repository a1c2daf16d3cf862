/** What a page may show that is not as it was. */
export type Stale =
  | { what: 'request'; id: string; revision: number }
  | { what: 'draft'; id: string }
  | { what: 'unread'; count: number }
  | { what: 'inbox' | 'mine' | 'office' | 'everything' }

/** What came over the stream of changes, by the names of its events. */
export type LiveNews = {
  change: { request: string; revision: number }
  draft: { draft: string }
  personal: { inbox: boolean; mine: boolean; unread?: number }
  refresh: object
}

export type LiveGround = {
  /** Runs work after so many ms; calling what comes back calls it off. */
  delay: (ms: number, work: () => void) => () => void
  /** From 0 up to 1. */
  random: () => number
}

/**
 * When lists load again, in ms: within `spread` of the news, at random, for all pages of an office hear it in the same
 * moment; and no sooner than `gap` after the last time.
 */
const paces = {
  inbox: { spread: 300, gap: 3000 },
  mine: { spread: 300, gap: 3000 },
  office: { spread: 2000, gap: 6000 },
  everything: { spread: 3000, gap: 6000 },
}
type Paced = keyof typeof paces

/** Hears the news of the stream and says, each in its time, what is to be loaded again where it is shown. */
export class LiveUpdates {
  readonly #stale: (stale: Stale) => void
  readonly #ground: LiveGround
  /** What waits, or may not come again yet; `again` where there was news meanwhile. */
  readonly #pacing = new Map<Paced, { callOff: () => void; again: boolean }>()

  constructor(stale: (stale: Stale) => void, ground: LiveGround) {
    this.#stale = stale
    this.#ground = ground
  }

  hear<Event extends keyof LiveNews>(event: Event, news: LiveNews[Event]): void
  hear(event: keyof LiveNews, news: object): void {
    if (event === 'change') {
      const { request: id, revision } = news as LiveNews['change']
      // The server tells of a request each second and a half at most.
      this.#stale({ what: 'request', id, revision })
      this.#soon('office')
    } else if (event === 'draft') this.#stale({ what: 'draft', id: (news as LiveNews['draft']).draft })
    else if (event === 'personal') {
      const { inbox, mine, unread } = news as LiveNews['personal']
      if (inbox) this.#soon('inbox')
      if (mine) this.#soon('mine')
      if (unread !== undefined) this.#stale({ what: 'unread', count: unread })
    } else this.#soon('everything')
  }

  #soon(what: Paced): void {
    const pacing = this.#pacing.get(what)
    if (pacing) pacing.again = true
    else this.#wait(what, this.#ground.random() * paces[what].spread)
  }

  #wait(what: Paced, ms: number): void {
    const callOff = this.#ground.delay(ms, () => {
      this.#stale({ what })
      this.#rest(what)
    })
    // What is heard while it waits is loaded with it.
    this.#pacing.set(what, { callOff, again: false })
  }

  #rest(what: Paced): void {
    const resting = {
      again: false,
      callOff: this.#ground.delay(paces[what].gap, () => {
        this.#pacing.delete(what)
        if (resting.again) this.#soon(what)
      }),
    }
    this.#pacing.set(what, resting)
  }

  stop(): void {
    for (const { callOff } of this.#pacing.values()) callOff()
    this.#pacing.clear()
  }
}
