import { type Office, officeWith } from '../office.ts'
import { ptt1Document } from './clauses.ts'
import { ptt1Demo } from './demo.ts'
import { ptt1Publication } from './publication.ts'

export const ptt1: Office = officeWith({
  id: 'ptt1',
  name: {
    th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑',
    en: 'Pathum Thani Primary Educational Service Area Office 1',
  },
  abbreviation: { th: 'สพป.ปทุมธานี เขต ๑', en: 'Pathum Thani 1' },
  province: 'TH-13',
  wording: ptt1Document,
  publication: ptt1Publication,
  demo: ptt1Demo,
})
