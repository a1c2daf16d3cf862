import type { Procedure } from '../../procedure/procedure.ts'
import {
  accurate,
  added,
  besides,
  by,
  checked,
  complete,
  correctable,
  expiry,
  marked,
  may,
  ownerToldOfPublication,
  periodIsAdded,
  periodMayBeSet,
  recall,
  sentBack,
  takeDown,
  takenDown,
  withdrawal,
  withdrawn,
} from '../common.ts'
import {
  attachmentsField,
  bodyField,
  categoryField,
  documentFields,
  linksField,
  publishUntil,
  sourceField,
  titleField,
} from '../form.ts'
import { categories } from './categories.ts'

const correction = correctable({
  clause: '๓.๑',
  promptly: { th: 'ทันที', en: 'at once' },
  reported: '๓.๑',
  title: { th: 'รีบดำเนินการแก้ไขทันที', en: 'Correct the error at once' },
})

/** สพป.ปทุมธานี เขต ๑: as เชียงใหม่ เขต ๔, but the officer of the website proposes to the director (๒.๒). */
export const ptt1Publication: Procedure = marked({
  id: 'ptt1.publication',
  office: 'ptt1',
  title: {
    th: 'การเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ ผ่านเว็บไซต์ของหน่วยงาน',
    en: 'Publication of information to the public on the website of the office',
  },
  kind: 'publication',
  order: {
    document: {
      th: 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑ เรื่อง มาตรการเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ ผ่านเว็บไซต์ของหน่วยงาน',
      en: 'Announcement of Pathum Thani Primary Educational Service Area Office 1: measures for the publication of information to the public on the website of the office',
    },
    number: null,
    date: '2022-07-05',
    signedBy: 'นายนิพนธ์ นนธิ',
    // The surname is as the reading of the copy has it.
    signedAs: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑ (นามสกุลผู้ลงนามตามที่อ่านได้จากสำเนา)',
    effectiveFrom: '2022-07-05',
    laws: [
      'พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐',
      'การประเมินคุณธรรมและความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (ITA) แบบวัด OIT ข้อ O๔๒',
      'พระราชบัญญัติว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ พ.ศ. ๒๕๕๐',
    ],
  },
  owner: by('๒.๑', {
    title: {
      th: 'เจ้าหน้าที่ผู้รับผิดชอบจัดทำเนื้อหาของข้อมูลข่าวสาร',
      en: 'Officer responsible for preparing the content',
    },
  }),
  roles: [
    by('๒.๒', {
      id: 'webmaster',
      title: {
        th: 'เจ้าหน้าที่ผู้รับผิดชอบนำเสนอข้อมูลบนเว็บไซต์',
        en: 'Officer responsible for presenting information on the website',
      },
      within: 'office',
    }),
    by('๒.๒', {
      id: 'officeDirector',
      title: {
        th: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑',
        en: 'Director of the office',
      },
      within: 'office',
    }),
    // ๓.๑ says "ผู้บังคับบัญชา"; that it is the head of the group is how the product reads it.
    besides({
      id: 'groupDirector',
      title: { th: 'ผู้อำนวยการกลุ่ม (ผู้บังคับบัญชา)', en: 'Director of the group (superior)' },
      within: 'group',
    }),
  ],
  form: [
    titleField,
    bodyField,
    by('๑', categoryField),
    sourceField,
    ...documentFields,
    linksField,
    attachmentsField,
  ],
  deadlines: [publishUntil],
  categories,
  requires: ['CONSENT'],
  rules: [],
  chart: {
    id: 'ptt1-publication',
    initial: 'preparing',
    states: {
      preparing: {
        tags: ['editable'],
        meta: {
          title: { th: 'จัดทำข้อมูลข่าวสาร', en: 'Prepare the information' },
          clause: '๒.๑',
          source: 'document',
        },
        on: {
          HAND_IN: {
            target: 'proposing',
            guard: may('owner'),
            actions: { type: 'freeze' },
            meta: {
              title: {
                th: 'ส่งข้อมูลให้เจ้าหน้าที่ผู้นำเสนอข้อมูลบนเว็บไซต์',
                en: 'Hand in to the officer of the website',
              },
              // ๒.๑ has the officer prepare and check; the handing in follows from ๒.๒, where another proposes.
              clause: added('๒.๑'),
              source: 'added',
              needs: [by('๒.๑', checked(accurate, complete))],
            },
          },
          WITHDRAW: withdrawal(added('๒.๑')),
        },
      },
      proposing: {
        meta: {
          title: { th: 'เสนอขอความเห็นชอบ', en: 'Propose for consent' },
          clause: '๒.๒',
          source: 'document',
        },
        on: {
          PROPOSE: {
            target: 'awaitingConsent',
            guard: may('webmaster'),
            meta: {
              title: { th: 'เสนอขอความเห็นชอบจาก ผอ.สพป.', en: 'Propose to the director for consent' },
              clause: '๒.๒',
              source: 'document',
            },
          },
          RETURN: sentBack('preparing', may('webmaster'), added('๒.๒')),
          RECALL: recall('preparing', added('๒.๒')),
          WITHDRAW: withdrawal(added('๒.๒')),
        },
      },
      awaitingConsent: {
        meta: {
          title: { th: 'ผอ.สพป. พิจารณาให้ความเห็นชอบ', en: 'The director considers consent' },
          clause: '๒.๒',
          source: 'document',
        },
        on: {
          CONSENT: {
            target: 'proofreading',
            guard: may('officeDirector', { notBy: ['HAND_IN', 'PROPOSE'] }),
            meta: { title: { th: 'ให้ความเห็นชอบ', en: 'Consent' }, clause: '๒.๒', source: 'document' },
          },
          RETURN: sentBack('preparing', may('officeDirector'), added('๒.๒')),
          WITHDRAW: withdrawal(added('๒.๒')),
        },
      },
      proofreading: {
        meta: {
          title: { th: 'ตรวจทานก่อนนำเสนอ', en: 'Proofread before it is presented' },
          clause: '๒.๓',
          source: 'document',
        },
        on: {
          PUBLISH: {
            target: 'published',
            guard: may('webmaster'),
            actions: besides(ownerToldOfPublication),
            meta: {
              title: { th: 'นำเสนอข้อมูลบนเว็บไซต์', en: 'Present on the website' },
              clause: '๒.๓',
              source: 'document',
              description: periodIsAdded,
              needs: [
                checked(accurate, complete, {
                  id: 'computerCrimeAct',
                  title: {
                    th: 'ปฏิบัติตามพระราชบัญญัติว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ พ.ศ. ๒๕๕๐ อย่างเคร่งครัด',
                    en: 'The Computer Crime Act B.E. 2550 (2007) strictly followed',
                  },
                }),
                periodMayBeSet,
              ],
            },
          },
          RETURN: sentBack('preparing', may('webmaster'), added('๒.๓')),
          WITHDRAW: withdrawal(added('๒.๓')),
        },
      },
      published: {
        initial: 'live',
        meta: { title: { th: 'เผยแพร่แล้ว', en: 'Published' }, clause: '๓.๑', source: 'document' },
        // On the whole step, so that the correction of an error does not set the period anew.
        on: { TAKE_DOWN: takeDown(added('๓.๑')) },
        after: { publishUntil: expiry(added('๓.๑')) },
        states: {
          live: {
            tags: ['public', 'resting'],
            meta: {
              title: {
                th: 'เผยแพร่แล้ว ตรวจสอบให้ครบถ้วน ถูกต้อง เป็นปัจจุบัน',
                en: 'Published, and kept complete, accurate and up to date',
              },
              clause: '๓.๑',
              source: 'document',
            },
            on: {
              REPORT_ERROR: correction.report,
            },
          },
          correcting: correction.correcting,
        },
      },
      takenDown: takenDown(added('๓.๑')),
      withdrawn: withdrawn(added('๒')),
    },
  },
})
