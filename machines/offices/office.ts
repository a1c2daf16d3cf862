import type { OfficeDocument } from '../documents/clauses.ts'
import type { Category, Procedure, Text } from '../procedure/procedure.ts'
import type { OfficeDemo } from './demo/office-demo.ts'
import { type Group, standardGroups } from './groups.ts'
import type { Province } from './places.ts'

/** An office as it ships. `digits`: the numerals that its own pages use. */
export type Office = {
  id: string
  name: Text
  abbreviation: Text
  /** Its provincial and regional holidays count for it. */
  province: Province
  digits: 'arab' | 'thai'
  groups: Group[]
  categories: Category[]
  laws: string[]
  document: {
    title: Text
    number: string | null
    date: string | null
    signedBy: string | null
    signedAs: string | null
  }
  /** The document itself, clause by clause, with where each clause lives. */
  wording: OfficeDocument
  procedures: Procedure[]
  demo: OfficeDemo
}

type Shipped = Pick<Office, 'id' | 'name' | 'abbreviation' | 'province' | 'wording' | 'demo'> & {
  publication: Procedure
  /** Where the document has other procedures beside it; they have no kind of information that it lacks. */
  further?: Procedure[]
}

/** An office with the usual groups, whose publication also names its document, its laws and its categories. */
export function officeWith({
  id,
  name,
  abbreviation,
  province,
  wording,
  publication,
  further = [],
  demo,
}: Shipped): Office {
  const { document: title, number, date, signedBy, signedAs, laws } = publication.order
  return {
    id,
    name,
    abbreviation,
    province,
    digits: 'arab',
    groups: standardGroups,
    categories: publication.categories,
    laws,
    document: { title, number, date, signedBy, signedAs },
    wording,
    procedures: [publication, ...further],
    demo,
  }
}
