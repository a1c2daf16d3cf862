import type { Procedure } from '../../procedure/procedure.ts'
import {
  accurate,
  added,
  besides,
  by,
  checked,
  complete,
  correctable,
  current,
  expiry,
  marked,
  may,
  ownerToldOfPublication,
  periodIsAdded,
  periodMayBeSet,
  reasons,
  recall,
  sentBack,
  takeDown,
  takenDown,
  tellOwner,
  withdrawal,
  withdrawn,
} from '../common.ts'
import {
  albumField,
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

const update = correctable({
  clause: '๒.๑.๑',
  title: {
    th: 'ปรับปรุงข้อมูลให้ถูกต้อง สมบูรณ์และเป็นปัจจุบัน',
    en: 'Keep the information accurate, complete and up to date',
  },
  as: ['owner'],
  unit: true,
  live: 'published',
  step: 'updating',
})

/** สพป.กาฬสินธุ์ เขต ๒: consent, a request form, the webmaster's consideration and the decision of the web group's head. */
export const ksn2Publication: Procedure = marked({
  id: 'ksn2.publication',
  office: 'ksn2',
  title: {
    th: 'การเผยแพร่ข้อมูลของทางราชการต่อสาธารณะ ผ่านเว็บไซต์',
    en: 'Publication of official information to the public on the website',
  },
  kind: 'publication',
  order: {
    document: {
      th: 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ เรื่อง มาตรการเผยแพร่ข้อมูลของทางราชการต่อสาธารณะ ผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
      en: 'Announcement of Kalasin Primary Educational Service Area Office 2: measures for the publication of official information to the public on the website of the office',
    },
    number: null,
    date: '2019-10-01',
    signedBy: 'นายชาญกฤต น้ำใจดี',
    // The pages with the date and the signature of this announcement are missing; both stand on the memo with it.
    signedAs:
      'รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ รักษาราชการแทนผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ (วันที่และผู้ลงนามตามบันทึกข้อความ หน้าลงนามของประกาศนี้ขาดหาย)',
    effectiveFrom: '2019-10-01',
    laws: [
      'พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ มาตรา ๗ มาตรา ๙ (คำปรารภเขียนว่า พระราชบัญญัติข้อมูลข่าวสารของทางราชการ มาตรา ๙)',
      'พระราชบัญญัติการบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. ๒๕๖๒ มาตรา ๔(๔) (ประกาศเขียนว่า พระราชบัญญัติบริหารงานและการให้บริการภาครัฐผ่านระบบดิจิทัล)',
      'พระราชบัญญัติว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ พ.ศ. ๒๕๖๐',
    ],
  },
  owner: by('๒.๒.๑ ๑)', {
    title: { th: 'หน่วยงานเจ้าของข้อมูล', en: 'Unit that the information is of' },
  }),
  roles: [
    by('๒.๑.๒', {
      id: 'officeDirector',
      title: {
        th: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
        en: 'Director of the office',
      },
      within: 'office',
    }),
    by('๒.๒.๑ ๓)', {
      id: 'webmaster',
      title: { th: 'เจ้าหน้าที่ดูแลบริหารจัดการเว็บไซต์', en: 'Officer who manages the website' },
      within: 'office',
    }),
    by('๒.๒.๑ ๔)', {
      id: 'webHead',
      title: {
        th: 'หัวหน้ากลุ่มงานที่รับผิดชอบดูแลเว็บไซต์',
        en: 'Head of the group responsible for the website',
      },
      within: 'office',
    }),
  ],
  // The announcement asks for the source (๒.๒.๑ ๓), so here it is required.
  form: [
    titleField,
    bodyField,
    by('๑', categoryField),
    by('๑.๒, ๒.๒.๑ ๓)', { ...sourceField, required: true }),
    ...documentFields,
    linksField,
    attachmentsField,
    albumField,
  ],
  deadlines: [publishUntil],
  categories,
  requires: ['CONSENT', 'ALLOW'],
  rules: [],
  chart: {
    id: 'ksn2-publication',
    initial: 'preparing',
    states: {
      preparing: {
        tags: ['editable'],
        meta: {
          title: { th: 'จัดทำข้อมูลและบันทึกเสนอ', en: 'Prepare the information and the memo' },
          clause: '๒.๑.๑, ๒.๑.๒',
          source: 'document',
        },
        on: {
          PROPOSE: {
            target: 'awaitingConsent',
            guard: may('owner'),
            actions: { type: 'freeze' },
            meta: {
              title: { th: 'บันทึกเสนอขอความเห็นชอบ', en: 'Propose for consent' },
              clause: '๒.๑.๑, ๒.๑.๒',
              source: 'document',
              needs: [checked(accurate, { id: 'complete', title: { th: 'สมบูรณ์', en: 'Complete' } }, current)],
            },
          },
          WITHDRAW: withdrawal(added('๒.๑.๑, ๒.๑.๒')),
        },
      },
      awaitingConsent: {
        meta: {
          title: { th: 'ผอ.สพป. พิจารณาให้ความเห็นชอบ', en: 'The director considers consent' },
          clause: '๒.๑.๒',
          source: 'document',
        },
        on: {
          CONSENT: {
            target: 'handover',
            guard: may('officeDirector', { notBy: ['PROPOSE'] }),
            meta: { title: { th: 'ให้ความเห็นชอบ', en: 'Consent' }, clause: '๒.๑.๒', source: 'document' },
          },
          RETURN: sentBack('preparing', may('officeDirector'), added('๒.๑.๒')),
          RECALL: recall('preparing', added('๒.๑.๒')),
          WITHDRAW: withdrawal(added('๒.๑.๒')),
        },
      },
      handover: {
        meta: {
          title: {
            th: 'นำส่งข้อมูลพร้อมแบบฟอร์มการขอเผยแพร่',
            en: 'Send the information with the request form',
          },
          clause: '๒.๒.๑ ๑)',
          source: 'document',
        },
        on: {
          // The unit sends it: whoever proposed may be away when the consent comes.
          SEND: {
            target: 'consideration',
            guard: may('owner', { unit: true }),
            meta: {
              title: { th: 'นำส่งข้อมูลพร้อมแบบฟอร์ม', en: 'Send with the request form' },
              clause: '๒.๒.๑ ๑)',
              source: 'document',
              needs: [
                { field: 'source' },
                besides({ field: 'links' }),
                besides({
                  field: 'contact',
                  type: 'text',
                  title: { th: 'ผู้รับผิดชอบการให้ข้อมูล', en: 'Person responsible for the information' },
                  required: true,
                }),
                besides({
                  field: 'remark',
                  type: 'textarea',
                  title: { th: 'หมายเหตุ', en: 'Remark' },
                  required: false,
                }),
              ],
            },
          },
          WITHDRAW: withdrawal(added('๒.๒.๑ ๑)')),
        },
      },
      consideration: {
        meta: {
          title: { th: 'เจ้าหน้าที่ดูแลเว็บไซต์พิจารณา', en: 'The webmaster considers' },
          clause: '๒.๒.๑ ๓)',
          source: 'document',
        },
        on: {
          FORWARD: {
            target: 'decision',
            guard: may('webmaster'),
            meta: {
              title: { th: 'เสนอหัวหน้ากลุ่มงานพิจารณา', en: 'Forward to the head of the group' },
              clause: '๒.๒.๑ ๓), ๔)',
              source: 'document',
              needs: [
                checked(accurate, complete, current, {
                  id: 'sourceNamed',
                  title: { th: 'ระบุแหล่งที่มาหรือเจ้าของข้อมูล', en: 'The source or owner is named' },
                }),
              ],
            },
          },
          RETURN: sentBack('preparing', may('webmaster'), added('๒.๒.๑ ๓)')),
          WITHDRAW: withdrawal(added('๒.๒.๑ ๓)')),
        },
      },
      decision: {
        meta: {
          title: { th: 'หัวหน้ากลุ่มงานพิจารณา', en: 'The head of the group decides' },
          clause: '๒.๒.๑ ๔)',
          source: 'document',
        },
        on: {
          ALLOW: {
            target: 'posting',
            guard: may('webHead', { notBy: ['PROPOSE'] }),
            meta: {
              title: { th: 'อนุญาต', en: 'Allow' },
              clause: '๒.๒.๑ ๔)',
              source: 'document',
              needs: [
                checked(
                  {
                    id: 'section7',
                    title: {
                      th: 'คำนึงถึงพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ มาตรา ๗',
                      en: 'Official Information Act B.E. 2540 (1997) section 7 considered',
                    },
                  },
                  {
                    id: 'section9',
                    title: {
                      th: 'คำนึงถึงพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ มาตรา ๙',
                      en: 'Official Information Act B.E. 2540 (1997) section 9 considered',
                    },
                  },
                  {
                    id: 'computerCrimeAct',
                    title: {
                      th: 'เป็นไปตามพระราชบัญญัติว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ พ.ศ. ๒๕๖๐ อย่างเคร่งครัด',
                      en: 'Strictly in accordance with the Computer Crime Act B.E. 2560 (2017)',
                    },
                  },
                ),
              ],
            },
          },
          DISALLOW: {
            target: 'informing',
            guard: may('webHead', { notBy: ['PROPOSE'] }),
            meta: {
              title: { th: 'ไม่อนุญาต', en: 'Disallow' },
              clause: '๒.๒.๑ ๔)',
              source: 'document',
              // By analogy with the other documents: the page that says more is missing.
              needs: [besides(reasons)],
            },
          },
          WITHDRAW: withdrawal(added('๒.๒.๑ ๔)')),
        },
      },
      posting: {
        meta: {
          title: {
            th: 'นำขึ้นเว็บไซต์ในหมวดหมู่ที่ถูกต้อง โดยพลัน',
            en: 'Put on the website in the right category, without delay',
          },
          clause: '๒.๒.๑ ๔)',
          source: 'document',
          promptly: { th: 'โดยพลัน', en: 'without delay' },
        },
        on: {
          PUBLISH: {
            target: 'published',
            guard: may('webmaster'),
            // The one document that asks for it.
            actions: by('๒.๒.๑ ๔)', ownerToldOfPublication),
            meta: {
              title: { th: 'นำข้อมูลข่าวสารขึ้นเว็บไซต์', en: 'Publish on the website' },
              clause: '๒.๒.๑ ๔)',
              source: 'document',
              description: periodIsAdded,
              needs: [{ field: 'category' }, periodMayBeSet],
            },
          },
          WITHDRAW: withdrawal(added('๒.๒.๑ ๔)')),
        },
      },
      informing: {
        meta: {
          title: { th: 'ประสานแจ้งกลับเจ้าของข้อมูล', en: 'Inform the owner of the information' },
          clause: '๒.๒.๑ ๔)',
          source: 'document',
        },
        on: {
          // The page ends at "เว็บไซต์ประสาน...": that the owner is told is read from it, where the request goes is not.
          INFORM: {
            target: 'preparing',
            guard: may('webmaster'),
            actions: [
              { type: 'startAgain' },
              by(
                '๒.๒.๑ ๔)',
                tellOwner({
                  th: 'เรื่องของท่านไม่ได้รับอนุญาตให้เผยแพร่ โปรดดูเหตุผล แก้ไข แล้วเสนอใหม่',
                  en: 'Your request was not allowed: read the reasons, correct it and propose it again.',
                }),
              ),
            ],
            meta: {
              title: { th: 'แจ้งกลับเจ้าของข้อมูล', en: 'Inform the owner' },
              clause: added('๒.๒.๑ ๔) เอกสารขาดหน้าต่อจากนี้'),
              source: 'added',
            },
          },
          WITHDRAW: withdrawal(added('๒.๒.๑ ๔)')),
        },
      },
      published: {
        tags: ['public', 'resting'],
        meta: { title: { th: 'เผยแพร่แล้ว', en: 'Published' }, clause: '๒.๒.๑ ๔)', source: 'document' },
        on: { REPORT_ERROR: update.report, TAKE_DOWN: takeDown(added('๒.๒.๑ ๔)')) },
        after: { publishUntil: expiry(added('๒.๒.๑ ๔)')) },
      },
      updating: {
        ...update.correcting,
        on: { ...update.correcting.on, TAKE_DOWN: takeDown(added('๒.๒.๑ ๔)')) },
        after: { publishUntil: expiry(added('๒.๒.๑ ๔)')) },
      },
      takenDown: takenDown(added('๒.๒.๑ ๔)')),
      withdrawn: withdrawn(added('๒')),
    },
  },
})
