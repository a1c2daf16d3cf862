import { createHash } from 'node:crypto'
import { findMiscounts } from '../../db/derived.ts'
import type { Db } from '../../db/open.ts'
import type { FigureTable } from '../../db/tables.ts'
import { allFigures, type RequestRecord } from '../../db/verification.ts'
import type { At } from '../../machines/run/replay.ts'
import { rowsOfAsked } from '../requests/record-asked.ts'
import { figuresOfRequest } from '../requests/record-figures.ts'

type Tell = (what: string) => void

/** Tells where a request is kept in other inboxes than the step to which its events lead. */
export function verifyAsked({ request, asked }: RequestRecord, { compiled, snapshot }: At, tell: Tell): void {
  const expected = rowsOfAsked(request, compiled, snapshot)
  if (JSON.stringify(asked.map(inOrder)) !== JSON.stringify(expected.map(inOrder)))
    tell('it is not in the inboxes of those for whom it waits')
}

const inOrder = ({ office, whom, promptly, since, apart }: RequestRecord['asked'][number]) => [
  office,
  whom,
  promptly,
  since,
  apart,
]

/**
 * The figures to which requests' events lead, added one request after another, to be compared with those that are stored.
 * Of a day only a number and a sum of hashes are kept, since there are more figures than memory should hold.
 */
export class FiguresOfEvents {
  readonly #expected = new DaysOfFigures()

  async add(db: Db, { request, events }: RequestRecord): Promise<void> {
    for (const figure of await figuresOfRequest(db, request.procedure, events)) this.#expected.add(figure)
  }

  /** Every day whose figures are stored otherwise than the events say. */
  async differences(db: Db): Promise<string[]> {
    const stored = new DaysOfFigures()
    for await (const figure of allFigures(db)) stored.add(figure)
    const [is, should] = [stored.days, this.#expected.days]
    return [...new Set([...is.keys(), ...should.keys()])]
      .filter(
        (day) => is.get(day)?.count !== should.get(day)?.count || is.get(day)?.sum !== should.get(day)?.sum,
      )
      .map((day) => {
        const [kept, counted] = [is.get(day)?.count ?? 0, should.get(day)?.count ?? 0]
        return `the figures of ${day}: ${kept} are kept, but the events say otherwise (${counted})`
      })
  }
}

class DaysOfFigures {
  readonly days = new Map<string, { count: number; sum: number }>()

  add({ procedure, what, name, bucket, ms, at, request, seq }: FigureTable): void {
    const key = `${procedure} on ${new Date(at + bangkokMs).toISOString().slice(0, 10)}`
    const hash = createHash('sha256')
      .update(JSON.stringify([what, name, bucket, ms, at, request, seq]))
      .digest()
    const day = this.days.get(key) ?? { count: 0, sum: 0 }
    this.days.set(key, { count: day.count + 1, sum: (day.sum + hash.readUIntBE(0, 6)) % 2 ** 48 })
  }
}

const bangkokMs = 7 * 3_600_000

/** Tells of every kept count that counting anew does not come to. */
export async function verifyCounts(db: Db): Promise<string[]> {
  const miscounts = await findMiscounts(db)
  return miscounts.map(
    ({ what, kept, counted }) => `${what}: kept as ${kept ?? 0}, but there are ${counted ?? 0}`,
  )
}
