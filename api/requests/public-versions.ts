import { type EventRow, eventsOf, frozenContents } from '../../db/requests.ts'
import { type WithheldRow, withheldOf } from '../../db/withheld-versions.ts'
import { standsTagged } from '../../machines/chart/graph.ts'
import { canonicalJson } from '../../machines/hash/canonical.ts'
import { type Procedure, publicFieldsOf, type Text } from '../../machines/procedure/procedure.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { titleOfEvent } from './event-words.ts'

type Frozen = Awaited<ReturnType<typeof frozenContents>>[number]

/** A content that stood on the public site before the one that stands there now. */
export type EarlierVersion = {
  /** Of the content; null where none has the hash that the event names any more. */
  revision: number | null
  /** ms since 1970: from when and until when it stood there. */
  from: number
  until: number
  /** What was done when the next one took its place, and the titles of the fields in which that one differs. */
  correction: { title: Text; fields: Text[] }
  /** `withheld`: a person closed it; `erased`: it was erased by order, or cannot be found. */
  state: 'readable' | 'withheld' | 'erased'
  content: Frozen | null
}

type Of = { id: string; request: string }

/**
 * What the public read of an item that is public, before its corrections, oldest first; from the events alone, so that it
 * holds for what was published before there was such a list. What stood there before it was taken down is not among it.
 */
export async function earlierVersions(db: Reader, { id, request }: Of): Promise<EarlierVersion[]> {
  const contents = await frozenContents(db, request)
  const withheld = new Map((await withheldOf(db, id)).map((row) => [row.revision, row]))
  let spans: {
    content: Frozen | null
    sha256: string | null
    from: number
    title: Text
    procedure: Procedure
  }[] = []
  for (const event of await eventsOf(db, request)) {
    const { procedure } = await getCompiled(db, event.procedureHash)
    const steps = JSON.parse(event.toSteps) as string[]
    const isPublic = standsTagged(procedure.chart, steps, 'public')
    if (!isPublic) spans = []
    else if (spans.length === 0 || spans.at(-1)?.sha256 !== event.contentSha256)
      spans.push({
        sha256: event.contentSha256,
        from: event.at,
        content: contentOf(contents, event),
        title: titleOfEvent(procedure.chart, event),
        procedure,
      })
  }
  return spans.slice(0, -1).map(({ content, from }, index) => {
    const next = spans[index + 1] as (typeof spans)[number]
    return {
      revision: content?.revision ?? null,
      from,
      until: next.from,
      correction: { title: next.title, fields: fieldsChanged(next.procedure, content, next.content) },
      state: stateOf(content, withheld),
      content,
    }
  })
}

/** The revision that an event is about: what was taken back later may have the same hash again. */
const contentOf = (contents: Frozen[], { contentSha256, contentRevision }: EventRow): Frozen | null =>
  contents.findLast(({ sha256, revision }) => sha256 === contentSha256 && revision <= contentRevision) ?? null

function stateOf(
  content: Frozen | null,
  withheld: ReadonlyMap<number, WithheldRow>,
): EarlierVersion['state'] {
  if (!content || content.erased !== null) return 'erased'
  return withheld.has(content.revision) ? 'withheld' : 'readable'
}

/** The titles of the fields that the public sees and that differ. */
function fieldsChanged(procedure: Procedure, before: Frozen | null, after: Frozen | null): Text[] {
  if (!before || !after || before.erased !== null || after.erased !== null) return []
  const [was, is] = [JSON.parse(before.json), JSON.parse(after.json)] as Record<string, unknown>[]
  const shown = new Set(publicFieldsOf(procedure))
  return procedure.form
    .filter(
      ({ name }) =>
        shown.has(name) && canonicalJson(was?.[name] ?? null) !== canonicalJson(is?.[name] ?? null),
    )
    .map(({ title }) => title)
}
