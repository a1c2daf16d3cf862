import { type Office, officeWith } from '../office.ts'
import { cmi4Document } from './clauses.ts'
import { cmi4Demo } from './demo.ts'
import { cmi4Publication } from './publication.ts'

export const cmi4: Office = officeWith({
  id: 'cmi4',
  name: {
    th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
    en: 'Chiang Mai Primary Educational Service Area Office 4',
  },
  abbreviation: { th: 'สพป.เชียงใหม่ เขต ๔', en: 'Chiang Mai 4' },
  province: 'TH-50',
  wording: cmi4Document,
  publication: cmi4Publication,
  demo: cmi4Demo,
})
