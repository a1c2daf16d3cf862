import { cmi3Publication } from '../../machines/offices/cmi3/publication.ts'
import type { Procedure, StateNodeConfig, Transition } from '../../machines/procedure/procedure.ts'
import { withMarks } from './unmarked.ts'

/** สพป.เชียงใหม่ เขต ๓ with a director's approval inserted after certification, as its administrator would do it. */
export function cmi3WithApproval(change: (procedure: Procedure) => void = () => {}): Procedure {
  const procedure = structuredClone(cmi3Publication)
  const { states } = procedure.chart
  const { certification, handover } = states
  const certify = certification?.on?.CERTIFY as Transition
  certify.target = 'approval'
  const approval: StateNodeConfig = {
    meta: {
      title: { th: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาเห็นชอบ', en: 'The director of the office approves' },
      clause: '(๒)(๒) ทวิ',
      source: 'document',
    },
    on: {
      APPROVE: {
        target: 'handover',
        guard: { type: 'may', params: { as: 'officeDirector', within: 'office', notBy: ['CERTIFY'] } },
        meta: {
          title: { th: 'เห็นชอบ', en: 'Approve' },
          clause: '(๒)(๒) ทวิ',
          source: 'document',
        },
      },
      RETURN: {
        ...(certification?.on?.RETURN as Transition),
        guard: { type: 'may', params: { as: 'officeDirector', within: 'office' } },
      },
    },
  }
  procedure.chart.states = Object.fromEntries(
    Object.entries(states).flatMap(([name, state]) =>
      state === handover
        ? [
            ['approval', approval],
            [name, state],
          ]
        : [[name, state]],
    ),
  )
  procedure.roles.push({
    id: 'officeDirector',
    title: { th: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา', en: 'Director of the office' },
    within: 'office',
  })
  procedure.requires.push('APPROVE')
  change(procedure)
  return withMarks(procedure)
}
