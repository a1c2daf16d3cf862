import {
  expiry,
  may,
  reasons,
  takeDown,
  takenDown,
  withdrawal,
  withdrawn,
} from '../../machines/offices/common.ts'
import { standardPublication } from '../../machines/offices/standard/publication.ts'
import type { Guard, Meta, Procedure, StateNodeConfig } from '../../machines/procedure/procedure.ts'

const meta = (th: string, en: string): Meta => ({ title: { th, en }, clause: 'ข้อ ๑', source: 'document' })

/** Two named groups certify at the same time, both needed, and by different people; then as the standard goes on. */
export function parallelCertification(): Procedure {
  const procedure = structuredClone(standardPublication)
  const groups = { law: 'กลุ่มกฎหมายและคดี', ict: 'กลุ่มส่งเสริมการศึกษาทางไกลฯ' }
  const types = { law: 'CERTIFY_LAW', ict: 'CERTIFY_ICT' }
  const director = (group: string, other: string): Guard => ({
    type: 'may',
    params: { as: 'groupDirector', group, notBy: ['SUBMIT', other] },
  })
  const region = (group: 'law' | 'ict', other: 'law' | 'ict'): StateNodeConfig => ({
    initial: 'checking',
    meta: meta(groups[group], group),
    states: {
      checking: {
        meta: meta(`${groups[group]}ตรวจสอบและรับรอง`, `${group} checks and certifies`),
        on: {
          [types[group]]: {
            target: 'certified',
            guard: director(group, types[other]),
            meta: meta(`รับรองข้อมูล (${groups[group]})`, `Certify (${group})`),
          },
          [`RETURN_${group.toUpperCase()}`]: {
            target: '#drafting',
            guard: { type: 'may', params: { as: 'groupDirector', group } },
            actions: { type: 'startAgain' },
            meta: { ...meta('ส่งกลับพร้อมเหตุผล', 'Return with reasons'), needs: [reasons] },
          },
        },
      },
      certified: { type: 'final', meta: meta(`${groups[group]}รับรองแล้ว`, `Certified by ${group}`) },
    },
  })
  const { chart } = procedure
  chart.states.certification = {
    type: 'parallel',
    meta: meta('สองกลุ่มรับรองพร้อมกัน', 'Two groups certify at the same time'),
    states: { law: region('law', 'ict'), ict: region('ict', 'law') },
    on: { WITHDRAW: withdrawal('ข้อ ๑') },
    onDone: { target: 'approval', meta: meta('รับรองครบทั้งสองกลุ่ม', 'Both groups have certified') },
  }
  chart.states.drafting = { ...(chart.states.drafting as StateNodeConfig), id: 'drafting' }
  const approve = chart.states.approval?.on?.APPROVE
  if (approve && !Array.isArray(approve))
    approve.guard = may('officeDirector', { notBy: ['SUBMIT', types.law, types.ict] })
  procedure.requires = [types.law, types.ict, 'APPROVE']
  return procedure
}

/** Urgent news: published at once, and approved within one working day, or it comes down by itself. */
export function urgentNews(requires: string[]): Procedure {
  const procedure = structuredClone(standardPublication)
  return {
    ...procedure,
    id: 'cmi3.urgent',
    office: 'cmi3',
    title: { th: 'ข่าวด่วน', en: 'Urgent news' },
    deadlines: [
      ...procedure.deadlines,
      {
        ...{ id: 'oneWorkingDay', kind: 'days', days: 1, working: true },
        title: { th: 'หนึ่งวันทำการ', en: 'One working day' },
      },
    ],
    requires,
    chart: {
      id: 'urgent-news',
      initial: 'drafting',
      states: {
        drafting: {
          tags: ['editable'],
          meta: meta('จัดทำข่าวด่วน', 'Write the urgent news'),
          on: {
            PUBLISH: {
              target: 'published',
              guard: may('owner'),
              actions: { type: 'freeze' },
              meta: {
                ...meta('เผยแพร่ทันที', 'Publish at once'),
                needs: [{ field: 'publishUntil', required: true }],
              },
            },
            WITHDRAW: withdrawal('ข้อ ๑'),
          },
        },
        published: {
          initial: 'unapproved',
          meta: meta('เผยแพร่แล้ว', 'Published'),
          on: { TAKE_DOWN: takeDown('ข้อ ๒') },
          after: { publishUntil: expiry('ข้อ ๒') },
          states: {
            unapproved: {
              tags: ['public'],
              meta: meta('รอความเห็นชอบภายในหนึ่งวันทำการ', 'To be approved within one working day'),
              on: {
                APPROVE: {
                  target: 'approved',
                  guard: may('officeDirector', { notBy: ['PUBLISH'] }),
                  meta: meta('เห็นชอบ', 'Approve'),
                },
              },
              after: {
                oneWorkingDay: {
                  target: '#takenDown',
                  meta: meta('ไม่ได้รับความเห็นชอบในกำหนด', 'Not approved in time'),
                },
              },
            },
            approved: { tags: ['public', 'resting'], meta: meta('เห็นชอบแล้ว', 'Approved') },
          },
        },
        takenDown: takenDown('ข้อ ๒', 'document'),
        withdrawn: withdrawn('ข้อ ๑'),
      },
    },
  }
}
