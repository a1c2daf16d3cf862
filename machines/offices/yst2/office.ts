import { type Office, officeWith } from '../office.ts'
import { yst2Document } from './clauses.ts'
import { yst2Demo } from './demo.ts'
import { yst2Photos } from './photos.ts'
import { yst2Publication } from './publication.ts'
import { yst2Rules } from './rules.ts'

export const yst2: Office = officeWith({
  id: 'yst2',
  name: {
    th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
    en: 'Yasothon Primary Educational Service Area Office 2',
  },
  abbreviation: { th: 'สพป.ยโสธร เขต ๒', en: 'Yasothon 2' },
  province: 'TH-35',
  wording: yst2Document,
  publication: yst2Publication,
  further: [yst2Photos, yst2Rules],
  demo: yst2Demo,
})
