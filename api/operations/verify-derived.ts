import { askedOfRequest } from '../../db/asked.ts'
import { countStoredFigures, findMiscounts } from '../../db/derived.ts'
import type { Db } from '../../db/open.ts'
import type { EventRow, RequestRow } from '../../db/requests.ts'
import type { At } from '../../machines/run/replay.ts'
import { rowsOfAsked } from '../requests/record-asked.ts'
import { figuresOfRequest } from '../requests/record-figures.ts'

type Tell = (what: string) => void

/** Tells where a request is kept in other inboxes than the step to which its events lead. */
export async function verifyAsked(
  db: Db,
  row: RequestRow,
  { compiled, snapshot }: At,
  tell: Tell,
): Promise<void> {
  const stored = await askedOfRequest(db, row.id)
  if (
    JSON.stringify(stored.map(inOrder)) !== JSON.stringify(rowsOfAsked(row, compiled, snapshot).map(inOrder))
  )
    tell('it is not in the inboxes of those for whom it waits')
}

const inOrder = ({
  office,
  whom,
  promptly,
  since,
  apart,
}: Awaited<ReturnType<typeof askedOfRequest>>[number]) => [office, whom, promptly, since, apart]

/** Counts the figures of requests one after another, to compare them with those that are stored. */
export class FiguresCounter {
  readonly #counted = new Map<string, { count: number; ms: number }>()

  async add(db: Db, row: RequestRow, events: EventRow[]): Promise<void> {
    for (const { procedure, what, name, bucket, at, ms } of await figuresOfRequest(
      db,
      row.procedure,
      events,
    )) {
      const day = Math.floor((at + bangkokMs) / dayMs)
      const key = JSON.stringify([procedure, what, name, bucket, day])
      const known = this.#counted.get(key) ?? { count: 0, ms: 0 }
      this.#counted.set(key, { count: known.count + 1, ms: known.ms + ms })
    }
  }

  /** Every day's figure that is stored otherwise than the events say. */
  async differences(db: Db): Promise<string[]> {
    const stored = await countStoredFigures(db)
    const counted = new Map([...this.#counted].map(([key, { count, ms }]) => [key, `${count} of ${ms} ms`]))
    return [...new Set([...stored.keys(), ...counted.keys()])]
      .filter((key) => stored.get(key) !== counted.get(key))
      .map(
        (key) =>
          `the figure ${key} is ${stored.get(key) ?? 'none'}, but the events say ${counted.get(key) ?? 'none'}`,
      )
  }
}

const dayMs = 86_400_000
const bangkokMs = 7 * 3_600_000

/** Tells of every kept count that counting anew does not come to. */
export async function verifyCounts(db: Db): Promise<string[]> {
  const miscounts = await findMiscounts(db)
  return miscounts.map(
    ({ what, kept, counted }) => `${what}: kept as ${kept ?? 0}, but there are ${counted ?? 0}`,
  )
}
