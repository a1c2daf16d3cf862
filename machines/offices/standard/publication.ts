import type { Procedure } from '../../procedure/procedure.ts'
import {
  expiry,
  may,
  ownerToldOfPublication,
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
  attachmentsField,
  bodyField,
  documentFields,
  lastDay,
  linksField,
  sourceField,
  titleField,
} from '../form.ts'

// No document stands behind the template, so all of it is "added": an office that adopts it cites its own announcement.
const clause = (step: string) => `แม่แบบมาตรฐาน ขั้นที่ ${step}`

/** What a new office starts from: submit, certify, approve (three persons), review, publish for a period, extend. */
export const standardPublication: Procedure = {
  id: 'standard.publication',
  office: 'standard',
  title: { th: 'การเผยแพร่ข้อมูลข่าวสาร (แม่แบบมาตรฐาน)', en: 'Publication of information (standard template)' },
  kind: 'publication',
  order: {
    document: {
      th: 'แม่แบบมาตรฐานของระบบ (ยังไม่มีประกาศของสำนักงานรองรับ)',
      en: 'Standard template of the product (no announcement of an office stands behind it yet)',
    },
    number: null,
    date: null,
    signedBy: null,
    signedAs: null,
    effectiveFrom: null,
    laws: ['พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐'],
  },
  roles: [
    { id: 'groupDirector', title: { th: 'ผู้อำนวยการกลุ่ม', en: 'Director of the group' }, within: 'group' },
    {
      id: 'officeDirector',
      title: { th: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา', en: 'Director of the office' },
      within: 'office',
    },
    { id: 'webmaster', title: { th: 'เจ้าหน้าที่ดูแลเว็บไซต์', en: 'Webmaster' }, within: 'office' },
  ],
  form: [titleField, bodyField, sourceField, ...documentFields, linksField, attachmentsField],
  deadlines: [lastDay],
  categories: [],
  requires: ['CERTIFY', 'APPROVE'],
  rules: [],
  chart: {
    id: 'standard-publication',
    initial: 'drafting',
    states: {
      drafting: {
        tags: ['editable'],
        meta: {
          title: { th: 'จัดทำข้อมูล', en: 'Prepare the information' },
          clause: clause('๑'),
          source: 'added',
        },
        on: {
          SUBMIT: {
            target: 'certification',
            guard: may('owner'),
            actions: { type: 'freeze' },
            meta: {
              title: { th: 'เสนอขอเผยแพร่', en: 'Submit for publication' },
              clause: clause('๑'),
              source: 'added',
              needs: [{ field: 'publishUntil', required: true }],
            },
          },
          WITHDRAW: withdrawal(clause('๑')),
        },
      },
      certification: {
        meta: {
          title: { th: 'ผู้อำนวยการกลุ่มรับรองข้อมูล', en: 'The director of the group certifies' },
          clause: clause('๒'),
          source: 'added',
        },
        on: {
          CERTIFY: {
            target: 'approval',
            guard: may('groupDirector', { notBy: ['SUBMIT'] }),
            meta: { title: { th: 'รับรองข้อมูล', en: 'Certify' }, clause: clause('๒'), source: 'added' },
          },
          RETURN: sentBack('drafting', may('groupDirector'), clause('๒')),
          RECALL: recall('drafting', clause('๒')),
          WITHDRAW: withdrawal(clause('๒')),
        },
      },
      approval: {
        meta: {
          title: { th: 'ผอ.สพป. พิจารณาเห็นชอบ', en: 'The director of the office approves' },
          clause: clause('๓'),
          source: 'added',
        },
        on: {
          APPROVE: {
            target: 'webReview',
            guard: may('officeDirector', { notBy: ['SUBMIT', 'CERTIFY'] }),
            meta: { title: { th: 'เห็นชอบ', en: 'Approve' }, clause: clause('๓'), source: 'added' },
          },
          RETURN: sentBack('drafting', may('officeDirector'), clause('๓')),
          WITHDRAW: withdrawal(clause('๓')),
        },
      },
      webReview: {
        meta: {
          title: { th: 'เจ้าหน้าที่ดูแลเว็บไซต์ตรวจทาน', en: 'The webmaster reviews' },
          clause: clause('๔'),
          source: 'added',
        },
        on: {
          PUBLISH: {
            target: 'published',
            guard: may('webmaster'),
            actions: ownerToldOfPublication,
            meta: {
              title: { th: 'นำขึ้นเว็บไซต์', en: 'Publish on the website' },
              clause: clause('๔'),
              source: 'added',
            },
          },
          RETURN: sentBack('drafting', may('webmaster'), clause('๔')),
          WITHDRAW: withdrawal(clause('๔')),
        },
      },
      published: {
        id: 'published',
        initial: 'live',
        meta: { title: { th: 'เผยแพร่แล้ว', en: 'Published' }, clause: clause('๕'), source: 'added' },
        on: { TAKE_DOWN: takeDown(clause('๕')) },
        after: { publishUntil: expiry(clause('๕')) },
        states: {
          live: {
            tags: ['public', 'resting'],
            meta: { title: { th: 'เผยแพร่แล้ว', en: 'Published' }, clause: clause('๕'), source: 'added' },
            on: {
              REQUEST_EXTENSION: {
                target: 'extension',
                guard: may('owner'),
                meta: {
                  title: { th: 'ขอขยายระยะเวลาการเผยแพร่', en: 'Ask for an extension' },
                  clause: clause('๕'),
                  source: 'added',
                },
              },
            },
          },
          extension: {
            tags: ['public'],
            meta: {
              title: { th: 'พิจารณาขยายระยะเวลาการเผยแพร่', en: 'Extension under consideration' },
              clause: clause('๖'),
              source: 'added',
            },
            on: {
              EXTEND: {
                // The whole step is entered anew, so that the old timer is cancelled and the new period sets its own.
                target: '#published',
                reenter: true,
                guard: may('officeDirector', { notBy: ['REQUEST_EXTENSION'] }),
                actions: tellOwner({
                  th: 'ระยะเวลาการเผยแพร่ของเรื่องของท่านได้รับการขยายแล้ว',
                  en: 'The period of publication of your request was extended.',
                }),
                meta: {
                  title: { th: 'เห็นชอบให้ขยายระยะเวลา', en: 'Extend the period' },
                  clause: clause('๖'),
                  source: 'added',
                  needs: [{ field: 'publishUntil', required: true }],
                },
              },
              KEEP_PERIOD: {
                target: 'live',
                guard: may('officeDirector'),
                actions: tellOwner({
                  th: 'ไม่ขยายระยะเวลาการเผยแพร่ โปรดดูเหตุผล',
                  en: 'The period of publication was not extended: read the reasons.',
                }),
                meta: {
                  title: { th: 'คงระยะเวลาเดิมพร้อมเหตุผล', en: 'Keep the period, with reasons' },
                  clause: clause('๖'),
                  source: 'added',
                  needs: [reasons],
                },
              },
            },
          },
        },
      },
      takenDown: takenDown(clause('๕')),
      withdrawn: withdrawn(clause('๑')),
    },
  },
}
