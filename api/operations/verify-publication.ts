import type { Db } from '../../db/open.ts'
import type { EventRow } from '../../db/requests.ts'
import type { RequestRecord } from '../../db/verification.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import type { ChartSnapshot } from '../../machines/run/step.ts'
import { howItEnded, whatIsShown } from '../requests/publication.ts'

/** When a request's events made it public, what stood there last, and the event that took it from there. */
export type PublicLife = {
  since: number
  /** When what the public reads was changed last: another revision, period or category. */
  updated: number
  last: ChartSnapshot
  ended: { compiled: Compiled; event: EventRow } | undefined
}

/** The public life of a request after one more event; `shown` tells what counts as a change of what the public reads. */
export function livedOn(
  life: PublicLife | undefined,
  { compiled, snapshot, event }: { compiled: Compiled; snapshot: ChartSnapshot; event: EventRow },
  shown: (snapshot: ChartSnapshot) => string = ({ context }) => String(context.revision),
): PublicLife | undefined {
  if (snapshot.hasTag('public')) {
    const begins = life === undefined || life.ended !== undefined
    const updated = begins || shown(life.last) !== shown(snapshot) ? event.at : life.updated
    return { since: begins ? event.at : life.since, updated, last: snapshot, ended: undefined }
  }
  return life && life.ended === undefined ? { ...life, ended: { compiled, event } } : life
}

/** What the public reads of a request, as far as a change of it is told apart from any other event. */
export const shownBy =
  (contents: RequestRecord['contents']) =>
  ({ context: { revision, values } }: ChartSnapshot): string => {
    const written = contents.find((one) => one.revision === revision)
    const { category = null } = JSON.parse(written?.json ?? '{}') as { category?: unknown }
    return JSON.stringify([revision, values.publishUntil ?? null, values.category ?? category])
  }

/** Tells whatever of a request's publication is not what its events made of it. */
export async function verifyPublication(
  db: Db,
  { request: row, publication: stored, contents }: RequestRecord,
  life: PublicLife | undefined,
  tell: (what: string) => void,
): Promise<void> {
  const isPublic = life !== undefined && life.ended === undefined
  if (stored && stored.endedAt === null && !isPublic)
    return tell('it is on the public site, but its step is not public')
  if (isPublic && stored?.endedAt !== null)
    return tell('its step is public, but it is not on the public site')
  if (!stored || !life)
    return stored || life ? tell('its publication is not the one that its events speak of') : undefined
  const { office, groupId } = row
  const shown = await whatIsShown(
    db,
    row,
    life.last,
    contents.find(({ revision }) => revision === life.last.context.revision),
  )
  const { endedAt, endKind, endReason } = stored
  const end = life.ended
    ? howItEnded(life.ended.compiled, life.ended.event, shown.untilAt)
    : { endedAt, endKind, endReason }
  const expected = { office, groupId, procedure: row.procedure, ...shown, publishedAt: life.since, ...end }
  // What was erased tells no more whether its category had changed.
  if (contents.every(({ erased }) => erased === null) && stored.updatedAt !== life.updated)
    tell("the publication's updatedAt is not what its events say")
  for (const [column, value] of Object.entries(expected))
    if (stored[column as keyof typeof expected] !== value)
      tell(`the publication's ${column} is not what its events say`)
}
