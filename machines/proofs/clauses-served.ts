import type { OfficeDocument } from '../documents/clauses.ts'
import { noLongerServed } from '../documents/in-force.ts'
import { placeInWords } from '../documents/place-words.ts'
import type { Procedure } from '../procedure/procedure.ts'
import type { Proof } from './proof.ts'
import { listed, warning } from './words.ts'

/**
 * A warning for each clause of the office's document that the version in force serves and this one no longer does, with
 * what of it is gone. An office may give up a clause, by another order; it should not do so unawares.
 */
export function clausesStayServed(wording: OfficeDocument, before: Procedure, after: Procedure): Proof[] {
  const lost = Map.groupBy(noLongerServed(wording, before, after), ({ clause }) => clause.id)
  return [...lost].map(([clause, provisions]) => {
    const places = provisions.flatMap((one) => one.lost.map((place) => placeInWords(before, place)))
    const gone = listed(places.filter(({ th }, index) => places.findIndex((one) => one.th === th) === index))
    return warning(
      `clause:${clause}`,
      `ข้อ ${clause} ของเอกสาร ซึ่งฉบับที่ใช้อยู่รองรับ ไม่มีในร่างนี้แล้ว: ${gone.th}`,
      `Clause ${clause} of the document is served by the version in force and no longer by this one, which lacks ${gone.en}.`,
    )
  })
}
