import { may } from '../offices/common.ts'
import { bodyField, titleField } from '../offices/form.ts'
import { standardPublication } from '../offices/standard/publication.ts'
import type { Meta, Procedure } from './procedure.ts'
import { unnamedClause } from './unnamed-clause.ts'

const meta = (th: string, en: string): Meta => ({
  title: { th, en },
  clause: unnamedClause,
  source: 'added',
})

/** An empty chart to start from: one step, in which the owner writes, and one end. It belongs to no office. */
export const emptyProcedure: Procedure = {
  id: 'standard.empty',
  office: 'standard',
  title: { th: 'ขั้นตอนปฏิบัติใหม่', en: 'New procedure' },
  kind: 'publication',
  order: {
    document: { th: 'ยังไม่ได้ระบุประกาศหรือคำสั่ง', en: 'No announcement or order is named yet' },
    number: null,
    date: null,
    signedBy: null,
    signedAs: null,
    effectiveFrom: null,
    laws: [],
  },
  roles: standardPublication.roles,
  form: [titleField, bodyField],
  deadlines: [],
  categories: [],
  requires: [],
  rules: [],
  chart: {
    id: 'procedure',
    initial: 'drafting',
    states: {
      drafting: {
        tags: ['editable'],
        meta: meta('จัดทำข้อมูล', 'Prepare the information'),
        on: {
          WITHDRAW: { target: 'withdrawn', guard: may('owner'), meta: meta('ถอนเรื่อง', 'Withdraw') },
        },
      },
      withdrawn: { type: 'final', meta: meta('ถอนเรื่องแล้ว', 'Withdrawn') },
    },
  },
}
