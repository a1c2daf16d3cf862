import { type Office, officeWith } from '../office.ts'
import { ksn2Document } from './clauses.ts'
import { ksn2Demo } from './demo.ts'
import { ksn2Publication } from './publication.ts'

export const ksn2: Office = officeWith({
  id: 'ksn2',
  name: {
    th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
    en: 'Kalasin Primary Educational Service Area Office 2',
  },
  abbreviation: { th: 'สพป.กาฬสินธุ์ เขต ๒', en: 'Kalasin 2' },
  province: 'TH-46',
  wording: ksn2Document,
  publication: ksn2Publication,
  demo: ksn2Demo,
})
