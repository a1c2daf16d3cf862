import type { Category, Procedure, Text } from '../procedure/procedure.ts'
import { cmi3Publication } from './cmi3/publication.ts'
import { cmi4Publication } from './cmi4/publication.ts'
import { type Group, standardGroups } from './groups.ts'
import { ksn2Publication } from './ksn2/publication.ts'
import { ptt1Publication } from './ptt1/publication.ts'
import { standardPublication } from './standard/publication.ts'
import { yst2Publication } from './yst2/publication.ts'

/** An office as it ships. `digits`: the numerals that its own pages use. */
export type Office = {
  id: string
  name: Text
  abbreviation: Text
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
  procedures: Procedure[]
}

const office = (id: string, name: Text, abbreviation: Text, publication: Procedure): Office => {
  const { document: title, number, date, signedBy, signedAs, laws } = publication.order
  return {
    id,
    name,
    abbreviation,
    digits: 'arab',
    groups: standardGroups,
    categories: publication.categories,
    laws,
    document: { title, number, date, signedBy, signedAs },
    procedures: [publication],
  }
}

/** The five offices whose documents this product implements. */
export const offices: Office[] = [
  office(
    'cmi3',
    {
      th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
      en: 'Chiang Mai Primary Educational Service Area Office 3',
    },
    { th: 'สพป.เชียงใหม่ เขต ๓', en: 'Chiang Mai 3' },
    cmi3Publication,
  ),
  office(
    'cmi4',
    {
      th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
      en: 'Chiang Mai Primary Educational Service Area Office 4',
    },
    { th: 'สพป.เชียงใหม่ เขต ๔', en: 'Chiang Mai 4' },
    cmi4Publication,
  ),
  office(
    'ksn2',
    {
      th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
      en: 'Kalasin Primary Educational Service Area Office 2',
    },
    { th: 'สพป.กาฬสินธุ์ เขต ๒', en: 'Kalasin 2' },
    ksn2Publication,
  ),
  office(
    'ptt1',
    {
      th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑',
      en: 'Pathum Thani Primary Educational Service Area Office 1',
    },
    { th: 'สพป.ปทุมธานี เขต ๑', en: 'Pathum Thani 1' },
    ptt1Publication,
  ),
  office(
    'yst2',
    {
      th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
      en: 'Yasothon Primary Educational Service Area Office 2',
    },
    { th: 'สพป.ยโสธร เขต ๒', en: 'Yasothon 2' },
    yst2Publication,
  ),
]

/** The procedure that a new office starts from; it belongs to no office. */
export const standard: Procedure = standardPublication
