import type { RequestRow } from '../../db/requests.ts'
import type { ChartSnapshot } from '../../machines/run/step.ts'
import type { Content } from './content.ts'
import { searchTextOf } from './search-text.ts'

/** Under what a request with this content is listed and found. */
export const listedAs = (content: Content): Pick<RequestRow, 'title' | 'searchText' | 'category'> => ({
  title: content.title,
  searchText: searchTextOf(content),
  category: typeof content.category === 'string' ? content.category : null,
})

/**
 * The revision by which a request is listed: what was submitted last, whatever its owner writes meanwhile; while nothing
 * ever was, what is written.
 */
export const listedRevision = (
  { context }: Pick<ChartSnapshot, 'context'>,
  { contentRevision }: Pick<RequestRow, 'contentRevision'>,
): number => context.revision || contentRevision
