import { type Office, officeWith } from '../office.ts'
import { cmi3Document } from './clauses.ts'
import { cmi3Demo } from './demo.ts'
import { cmi3Publication } from './publication.ts'

export const cmi3: Office = officeWith({
  id: 'cmi3',
  name: {
    th: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
    en: 'Chiang Mai Primary Educational Service Area Office 3',
  },
  abbreviation: { th: 'สพป.เชียงใหม่ เขต ๓', en: 'Chiang Mai 3' },
  province: 'TH-50',
  wording: cmi3Document,
  publication: cmi3Publication,
  demo: cmi3Demo,
})
