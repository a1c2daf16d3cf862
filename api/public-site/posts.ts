import { eventsOf } from '../../db/requests.ts'
import { standsTagged } from '../../machines/chart/graph.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { capacities } from '../../machines/run/vocabulary.ts'
import type { EventView } from '../http/contract.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { actedAsOf } from '../requests/history-view.ts'

const inCapacity: Record<(typeof capacities)[number], Text> = {
  holder: { th: '', en: '' },
  actingByLaw: { th: 'ผู้รักษาราชการแทน', en: 'acting (by law)' },
  actingInPost: { th: 'ผู้รักษาการในตำแหน่ง', en: 'acting in the post' },
  delegated: { th: 'ผู้ปฏิบัติราชการแทน', en: 'by delegation' },
}

/** A post as the public is told of it: role and capacity, and no name. */
export function postInWords({
  title,
  capacity,
}: Pick<NonNullable<EventView['actedAs']>, 'title' | 'capacity'>): Text {
  const words = inCapacity[capacity ?? 'holder']
  return {
    th: [words.th, title.th].filter(Boolean).join(' '),
    en: [title.en, words.en].filter(Boolean).join(', '),
  }
}

/** In which post somebody took the item of a request off the public site last; null where a deadline did, or nobody. */
export async function endedBy(db: Reader, request: string): Promise<Text | null> {
  for (const event of (await eventsOf(db, request)).reverse()) {
    const { procedure } = await getCompiled(db, event.procedureHash)
    const isPublic = (steps: string) => standsTagged(procedure.chart, JSON.parse(steps) as string[], 'public')
    if (isPublic(event.toSteps) || !isPublic(event.fromSteps)) continue
    const post = actedAsOf(procedure, event)
    return post && postInWords(post)
  }
  return null
}
