import type { Option, Procedure } from '../../procedure/procedure.ts'
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

/** ๓.๑: whoever is responsible considers the law, so each of the three is asked. */
const lawful: Option[] = [
  {
    id: 'personalData',
    title: { th: 'คำนึงถึงการคุ้มครองข้อมูลส่วนบุคคล (๓.๑)', en: 'Personal data protection considered (3.1)' },
  },
  {
    id: 'officialInformation',
    title: { th: 'ปฏิบัติตามกฎหมายว่าด้วยข้อมูลข่าวสาร (๓.๑)', en: 'The law on official information followed (3.1)' },
  },
  {
    id: 'computerLaw',
    title: { th: 'ปฏิบัติตามกฎหมายว่าด้วยคอมพิวเตอร์ (๓.๑)', en: 'The law on computers followed (3.1)' },
  },
  {
    id: 'officialSecrets',
    title: {
      th: 'ไม่มีข้อมูลข่าวสารลับ ตามระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. ๒๕๔๔ (คำปรารภ, ๓.๑)',
      en: 'Nothing classified, by the Rule on Maintenance of Official Secrets B.E. 2544 (2001) (preamble, 3.1)',
    },
  },
].map((item) => by('ข้อ ๓.๑', item))

const correction = correctable({
  clause: 'ข้อ ๓.๒',
  promptly: { th: 'ในทันที', en: 'at once' },
  reported: 'ข้อ ๓.๒',
  title: { th: 'แก้ไขข้อผิดพลาดในทันที', en: 'Correct the error at once' },
})

/** สพป.เชียงใหม่ เขต ๔: three steps and the correction of errors, after the announcement of 25 June 2563 (2020). */
export const cmi4Publication: Procedure = marked({
  id: 'cmi4.publication',
  office: 'cmi4',
  title: { th: 'การเผยแพร่ข้อมูลต่อสาธารณชน', en: 'Publication of information to the public' },
  kind: 'publication',
  order: {
    document: {
      th: 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔ เรื่อง มาตรการเผยแพร่ข้อมูลต่อสาธารณชน',
      en: 'Announcement of Chiang Mai Primary Educational Service Area Office 4: measures for the publication of information to the public',
    },
    number: null,
    date: '2020-06-25',
    signedBy: 'นายไกรเจน เดชะบุญ',
    signedAs:
      'รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา รักษาราชการแทน ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
    effectiveFrom: '2020-06-25',
    laws: [
      'พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐',
      'ระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. ๒๕๔๔',
      'กฎหมายว่าด้วยการคุ้มครองข้อมูลส่วนบุคคล กฎหมายว่าด้วยข้อมูลข่าวสาร และกฎหมายว่าด้วยคอมพิวเตอร์ (ข้อ ๓.๑)',
    ],
  },
  owner: by('ข้อ ๒ ขั้นตอนที่ ๑', {
    title: { th: 'เจ้าหน้าที่ผู้จัดทำเนื้อหาข้อมูล', en: 'Officer who prepares the content' },
  }),
  roles: [
    by('ข้อ ๒ ขั้นตอนที่ ๒', {
      id: 'officeDirector',
      title: {
        th: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
        en: 'Director of the office',
      },
      within: 'office',
    }),
    by('ข้อ ๒ ขั้นตอนที่ ๓', {
      id: 'webmaster',
      title: { th: 'เจ้าหน้าที่ผู้นำเสนอข้อมูลบนเว็บไซต์', en: 'Officer who presents information on the website' },
      within: 'office',
    }),
    // ๓.๒ says "ผู้บังคับบัญชา"; that it is the head of the group is how the product reads it.
    besides({
      id: 'groupDirector',
      title: { th: 'ผู้อำนวยการกลุ่ม (ผู้บังคับบัญชา)', en: 'Director of the group (superior)' },
      within: 'group',
    }),
  ],
  form: [
    titleField,
    bodyField,
    by('ข้อ ๑', categoryField),
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
    id: 'cmi4-publication',
    initial: 'preparing',
    states: {
      preparing: {
        tags: ['editable'],
        meta: {
          title: { th: 'จัดทำและตรวจสอบข้อมูล', en: 'Prepare and check the information' },
          clause: 'ข้อ ๒ ขั้นตอนที่ ๑',
          source: 'document',
        },
        on: {
          PROPOSE: {
            target: 'awaitingConsent',
            guard: may('owner'),
            actions: { type: 'freeze' },
            meta: {
              title: { th: 'เสนอขอความเห็นชอบ', en: 'Propose for consent' },
              clause: 'ข้อ ๒ ขั้นตอนที่ ๑–๒',
              source: 'document',
              needs: [checked(accurate, ...lawful)],
            },
          },
          WITHDRAW: withdrawal(added('ข้อ ๒ ขั้นตอนที่ ๑')),
        },
      },
      awaitingConsent: {
        meta: {
          title: { th: 'เสนอขอความเห็นชอบจาก ผอ.สพป.', en: 'Proposed to the director for consent' },
          clause: 'ข้อ ๒ ขั้นตอนที่ ๒',
          source: 'document',
        },
        on: {
          CONSENT: {
            target: 'proofreading',
            guard: may('officeDirector', { notBy: ['PROPOSE'] }),
            meta: {
              title: { th: 'ให้ความเห็นชอบ', en: 'Consent' },
              clause: 'ข้อ ๒ ขั้นตอนที่ ๒',
              source: 'document',
              needs: [by('ข้อ ๓.๑', checked(...lawful))],
            },
          },
          RETURN: sentBack('preparing', may('officeDirector'), added('ข้อ ๒ ขั้นตอนที่ ๒')),
          RECALL: recall('preparing', added('ข้อ ๒ ขั้นตอนที่ ๒')),
          WITHDRAW: withdrawal(added('ข้อ ๒ ขั้นตอนที่ ๒')),
        },
      },
      proofreading: {
        meta: {
          title: { th: 'ตรวจทานก่อนนำขึ้นเว็บไซต์', en: 'Proofread before it goes on the website' },
          clause: 'ข้อ ๒ ขั้นตอนที่ ๓, ข้อ ๓.๑',
          source: 'document',
        },
        on: {
          PUBLISH: {
            target: 'published',
            guard: may('webmaster'),
            actions: besides(ownerToldOfPublication),
            meta: {
              title: { th: 'นำข้อมูลขึ้นเว็บไซต์เพื่อเผยแพร่', en: 'Publish on the website' },
              clause: 'ข้อ ๒ ขั้นตอนที่ ๓, ข้อ ๓.๑',
              source: 'document',
              description: periodIsAdded,
              needs: [checked(accurate, complete, ...lawful), periodMayBeSet],
            },
          },
          RETURN: sentBack('preparing', may('webmaster'), added('ข้อ ๒ ขั้นตอนที่ ๓')),
          WITHDRAW: withdrawal(added('ข้อ ๒ ขั้นตอนที่ ๓')),
        },
      },
      published: {
        initial: 'live',
        meta: { title: { th: 'เผยแพร่แล้ว', en: 'Published' }, clause: 'ข้อ ๓.๒', source: 'document' },
        // On the whole step, so that the correction of an error does not set the period anew.
        on: { TAKE_DOWN: takeDown(added('ข้อ ๓.๒')) },
        after: { publishUntil: expiry(added('ข้อ ๓.๒')) },
        states: {
          live: {
            tags: ['public', 'resting'],
            meta: { title: { th: 'เผยแพร่แล้ว', en: 'Published' }, clause: 'ข้อ ๓.๒', source: 'document' },
            on: {
              REPORT_ERROR: correction.report,
            },
          },
          correcting: correction.correcting,
        },
      },
      takenDown: takenDown(added('ข้อ ๓.๒')),
      withdrawn: withdrawn(added('ข้อ ๒')),
    },
  },
})
