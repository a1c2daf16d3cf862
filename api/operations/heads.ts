import { z } from 'zod'
import type { Db } from '../../db/open.ts'
import { type Link, pageOfEventLinks, pageOfLogLinks } from '../../db/verification.ts'
import { hashOf } from '../../machines/hash/canonical.ts'
import { noHash } from '../../machines/hash/event-hash.ts'

const headSchema = z.strictObject({ count: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) })
export type Head = z.infer<typeof headSchema>

/**
 * How long the chains of each office were at a time, and the last hash of each: whoever keeps this elsewhere can tell
 * later whether anything that was recorded until then was changed or left out. docs/operations.md explains it.
 */
export const headsSchema = z.strictObject({
  format: z.literal('prakat-heads-1'),
  at: z.iso.datetime(),
  offices: z.record(z.string(), z.strictObject({ events: headSchema, log: headSchema })),
})
export type Heads = z.infer<typeof headsSchema>

type Chain = 'events' | 'log'
/** Is told each link of each chain. */
export type OnLink = (office: string, chain: Chain, head: Head) => void

const linksAtOnce = 250
const empty: Head = { count: 0, hash: noHash }

/**
 * The heads of every office's chains. That of `events` runs through the events of all of its requests in the order in which
 * they were written; each link is the hash of the one before it and of the event's own hash. `breathe` is awaited between
 * slices of a few milliseconds.
 */
export async function readHeads(
  db: Db,
  {
    at,
    onLink = () => {},
    breathe = async () => {},
  }: { at: number; onLink?: OnLink; breathe?: () => Promise<void> },
): Promise<Heads> {
  const offices: Heads['offices'] = {}
  const chainsOf = (office: string) => (offices[office] ??= { events: empty, log: empty })
  const append = (office: string, chain: Chain, head: Head) => {
    chainsOf(office)[chain] = head
    onLink(office, chain, head)
  }
  for await (const { office, hash } of linksOf(pageOfEventLinks, db, breathe)) {
    const last = chainsOf(office).events
    append(office, 'events', { count: last.count + 1, hash: hashOf([last.hash, hash]) })
  }
  for await (const { office, hash } of linksOf(pageOfLogLinks, db, breathe))
    append(office, 'log', { count: chainsOf(office).log.count + 1, hash })
  return { format: 'prakat-heads-1', at: new Date(at).toISOString(), offices }
}

async function* linksOf(
  page: typeof pageOfEventLinks,
  db: Db,
  breathe: () => Promise<void>,
): AsyncGenerator<Link> {
  for (let place = 0; ; ) {
    const links = await page(db, place, linksAtOnce)
    yield* links
    if (links.length < linksAtOnce) return
    place = links.at(-1)?.place ?? place
    await breathe()
  }
}

/** Compares the chains, link by link as they are read, with heads that were kept elsewhere. */
export class HeadChecks {
  readonly #expected = new Map<string, { source: string; head: Head }[]>()
  readonly #told: string[] = []
  readonly #failing = new Set<string>()

  /** `source` names the heads in what is told. */
  expect(source: string, { offices }: Heads): void {
    for (const [office, chains] of Object.entries(offices))
      for (const chain of ['events', 'log'] as const) {
        const head = chains[chain]
        if (head.count === 0) continue
        const key = `${office} ${chain} ${head.count}`
        this.#expected.set(key, [...(this.#expected.get(key) ?? []), { source, head }])
      }
  }

  readonly onLink: OnLink = (office, chain, { count, hash }) => {
    for (const { source, head } of this.#expected.get(`${office} ${chain} ${count}`) ?? [])
      if (head.hash !== hash)
        this.#tell(
          source,
          `${wordsOf[chain]} of ${office}: ${source} has another head of the first ${count}; something in them was changed, left out or added`,
        )
  }

  /** Every head that the chains, which ended at `now`, do not lead to, and the sources of these. */
  differences(now: Heads): { told: string[]; failing: ReadonlySet<string> } {
    for (const [key, heads] of this.#expected) {
      const [office = '', chain] = key.split(' ') as [string, Chain]
      const count = now.offices[office]?.[chain].count ?? 0
      for (const { source, head } of heads)
        if (head.count > count)
          this.#tell(
            source,
            `${wordsOf[chain]} of ${office}: ${source} speaks of ${head.count}, but there are ${count}`,
          )
    }
    return { told: this.#told, failing: this.#failing }
  }

  #tell(source: string, what: string): void {
    this.#told.push(what)
    this.#failing.add(source)
  }
}

const wordsOf: Record<Chain, string> = { events: 'events', log: 'log entries' }
