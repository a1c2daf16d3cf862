import type { Action, Deadline, Need, StateNodeConfig, Text } from '../../procedure/procedure.ts'
import {
  added,
  besides,
  correctable,
  expiry,
  may,
  ownerToldOfPublication,
  periodIsAdded,
  periodMayBeSet,
  takeDown,
  tellOwner,
} from '../common.ts'

/** No clause says when the evaluation is due: it is unset (ไม่กำหนด) until the office sets a number of days. */
export const evaluateBy: Deadline = {
  id: 'evaluateBy',
  kind: 'days',
  days: null,
  working: true,
  title: { th: 'กำหนดประเมินผลการเผยแพร่', en: 'When the publication is to be evaluated' },
}

const remindOwner: Action = tellOwner({
  th: 'ครบกำหนดประเมินผลการเผยแพร่แล้ว โปรดบันทึกผลการประเมิน',
  en: 'The evaluation of the publication is due: record it.',
})

/** What is evaluated is said nowhere; ข้อ ๔ has the same things reported each quarter, so the report can be made of these. */
const results: Need[] = (
  [
    [
      'reach',
      { th: 'การเข้าถึง เช่น จำนวนผู้เข้าชม การแสดงความคิดเห็น', en: 'Reach, such as views and comments' },
      true,
    ],
    ['understanding', { th: 'ผลลัพธ์หรือการรับรู้', en: 'Results, or what people came to know' }, false],
    ['benefit', { th: 'ประโยชน์ที่เกิดจากการเผยแพร่ข้อมูล', en: 'Benefit of the publication' }, false],
    ['problem', { th: 'ปัญหาอุปสรรค', en: 'Problems and obstacles' }, false],
    [
      'suggestion',
      { th: 'ข้อเสนอแนะในการปรับปรุงการเผยแพร่ข้อมูล', en: 'Suggestions for better publication' },
      false,
    ],
  ] as [string, Text, boolean][]
).map(([field, title, required]) => besides({ field, type: 'textarea', title, required }))

type Evaluated = {
  /** The clause that wants the evaluation, and its own words for it. */
  clause: string
  title: Text
  /** The clause by which it was published. */
  published: string
}

/**
 * What is published stands on the website, is kept up to date (๒.๑) and comes down as in ๓.๑, while beside it the
 * evaluation waits for the owner: the clause does not say whose it is.
 */
export function publishedAndEvaluated({ clause, title, published }: Evaluated): StateNodeConfig {
  const update = correctable({
    clause: '๒.๑',
    title: { th: 'ปรับปรุงข้อมูลให้เป็นปัจจุบัน', en: 'Bring the information up to date' },
    as: ['webmaster', 'owner'],
  })
  return {
    type: 'parallel',
    meta: {
      title: { th: 'เผยแพร่แล้ว', en: 'Published' },
      clause: `${published}, ${clause}`,
      source: 'document',
    },
    // On the whole step: neither a correction nor the evaluation sets the period anew.
    on: { TAKE_DOWN: takeDown(added(published)) },
    after: { publishUntil: expiry(added(published)) },
    states: {
      website: {
        initial: 'live',
        meta: { title: { th: 'เว็บไซต์', en: 'Website' }, clause: '๒.๑', source: 'document' },
        states: {
          live: {
            tags: ['public', 'resting'],
            meta: {
              title: { th: 'เผยแพร่บนเว็บไซต์แล้ว', en: 'On the website' },
              clause: '๒.๑',
              source: 'document',
            },
            on: { REPORT_ERROR: update.report },
          },
          correcting: update.correcting,
        },
      },
      evaluation: {
        initial: 'pending',
        meta: { title: { th: 'การประเมินผล', en: 'Evaluation' }, clause, source: 'document' },
        states: {
          pending: {
            meta: { title, clause, source: 'document' },
            on: {
              EVALUATE: {
                target: 'evaluated',
                guard: besides(may('owner')),
                meta: {
                  title: { th: 'บันทึกผลการประเมิน', en: 'Record the evaluation' },
                  clause,
                  source: 'document',
                  needs: results,
                },
              },
            },
            after: {
              evaluateBy: {
                actions: remindOwner,
                meta: {
                  title: { th: 'ครบกำหนดประเมินผล', en: 'The evaluation is due' },
                  clause: added(clause),
                  source: 'added',
                  description: {
                    th: 'เอกสารไม่ได้กำหนดเวลาประเมินผล จึงไม่กำหนด จนกว่าสำนักงานจะกำหนดจำนวนวัน',
                    en: 'The document sets no time for it: it is unset until the office sets a number of days.',
                  },
                },
              },
            },
          },
          evaluated: {
            type: 'final',
            meta: { title: { th: 'ประเมินผลแล้ว', en: 'Evaluated' }, clause, source: 'document' },
          },
        },
      },
    },
  }
}

type Publishing = { title: Text; clause: string; description?: Text }

/** Onto the website: by the ICT group (๒.๑), or by the group or unit itself (๒.๓). */
export const publishes = ({ title, clause, description }: Publishing): StateNodeConfig['on'] => ({
  PUBLISH: {
    target: 'published',
    guard: may(['webmaster', 'owner'], { unit: true }),
    actions: besides(ownerToldOfPublication),
    meta: {
      title,
      clause: `${clause}, ๒.๑, ๒.๓`,
      source: 'document',
      description: description
        ? { th: `${description.th} ${periodIsAdded.th}`, en: `${description.en} ${periodIsAdded.en}` }
        : periodIsAdded,
      needs: [periodMayBeSet],
    },
  },
})
