import type { Need, Procedure, Text } from '../../procedure/procedure.ts'
import { added, besides, by, checked, marked, may, takenDown, withdrawal, withdrawn } from '../common.ts'
import { albumField, bodyField, categoryField, linksField, publishUntil, titleField } from '../form.ts'
import { categories } from './categories.ts'
import { evaluateBy, publishedAndEvaluated, publishes } from './evaluation.ts'
import { yst2Publication } from './publication.ts'

const { order, roles } = yst2Publication

/** The kinds of ข้อ ๑ that pictures of meetings, activities, projects and achievements are of. */
const kinds = ['1.3', '1.12']

const noPermission: Text = {
  th: 'ข้อ ๓.๒ ไม่ได้กำหนดให้ขออนุญาตหรือขอความเห็นชอบ จึงเผยแพร่ได้โดยไม่มีผู้อนุญาต',
  en: 'Clause 3.2 asks for no permission and no approval: it becomes public without either.',
}

/** What a plan says is left open by the document. */
const plan: Need[] = [
  {
    field: 'eventDate',
    type: 'date',
    title: { th: 'วันที่จัดกิจกรรม', en: 'Day of the activity' },
    required: true,
  },
  {
    field: 'place',
    type: 'text',
    title: { th: 'สถานที่', en: 'Place' },
    required: true,
  },
  {
    field: 'photographer',
    type: 'text',
    title: { th: 'ผู้ถ่ายภาพ', en: 'Photographer' },
    required: true,
  },
  {
    field: 'shots',
    type: 'table',
    title: { th: 'รายการภาพที่ต้องการ', en: 'Pictures to take' },
    required: true,
    mostRows: 100,
    columns: [
      { name: 'shot', type: 'text', title: { th: 'ภาพ', en: 'Picture' }, required: true },
      { name: 'remark', type: 'text', title: { th: 'หมายเหตุ', en: 'Remark' }, required: false },
    ],
  },
].map((need) => besides(need as Need))

/** สพป.ยโสธร เขต ๒ (๓.๒): pictures of activities are planned, taken, captioned, put on the website and evaluated. */
export const yst2Photos: Procedure = marked({
  id: 'yst2.photos',
  office: 'yst2',
  title: {
    th: 'การเผยแพร่ประชาสัมพันธ์ภาพกิจกรรมการประชุม กิจกรรมตามโครงการต่างๆ และผลสำเร็จของการดำเนินงาน',
    en: 'Publication of pictures of meetings, activities of projects and achievements',
  },
  kind: 'publication',
  order,
  owner: by('๒.๓', {
    title: { th: 'กลุ่ม/หน่วยเจ้าของข้อมูล', en: 'Group or unit that the information is of' },
  }),
  roles: roles.filter(({ id }) => id === 'webmaster').map((role) => ({ ...role, clause: '๒.๑' })),
  form: [
    titleField,
    by('๑', categoryField),
    bodyField,
    by('๓.๒ ๒)–๔)', { ...albumField, required: true }),
    linksField,
  ],
  deadlines: [publishUntil, evaluateBy],
  categories: categories.filter(({ id }) => kinds.includes(id)),
  // None: the document has nobody certify or approve pictures.
  requires: [],
  rules: [],
  chart: {
    id: 'yst2-photos',
    initial: 'planning',
    meta: {
      title: { th: 'การเผยแพร่ภาพกิจกรรม', en: 'Publication of pictures' },
      clause: '๓.๒',
      source: 'document',
      description: {
        th: `สำหรับภาพกิจกรรมการประชุม กิจกรรมตามโครงการต่างๆ และผลสำเร็จของการดำเนินงาน ${noPermission.th}`,
        en: `For pictures of meetings, of activities of projects and of achievements. ${noPermission.en}`,
      },
    },
    states: {
      planning: {
        tags: ['editable'],
        meta: {
          title: { th: 'วางแผนการถ่ายภาพ', en: 'Plan the pictures' },
          clause: '๓.๒ ๑)',
          source: 'document',
        },
        on: {
          PLAN: {
            target: 'shooting',
            guard: may('owner'),
            meta: {
              title: { th: 'บันทึกแผนการถ่ายภาพ', en: 'Record the plan' },
              clause: '๓.๒ ๑)',
              source: 'document',
              needs: plan,
            },
          },
          WITHDRAW: withdrawal(added('๓.๒ ๑)')),
        },
      },
      shooting: {
        tags: ['editable'],
        meta: {
          title: { th: 'ถ่ายภาพและคัดเลือกภาพ', en: 'Take the pictures and select them' },
          clause: '๓.๒ ๒)',
          source: 'document',
        },
        on: {
          SELECT: {
            target: 'captioning',
            guard: may('owner'),
            meta: {
              title: { th: 'คัดเลือกภาพที่จะนำขึ้นแสดงแล้ว', en: 'The pictures are selected' },
              clause: '๓.๒ ๒)',
              source: 'document',
              needs: [
                besides(
                  checked({
                    id: 'consent',
                    title: {
                      th: 'ผู้ที่ปรากฏในภาพทราบและยินยอม กรณีภาพนักเรียนผู้ปกครองยินยอมแล้ว (กฎหมายว่าด้วยการคุ้มครองข้อมูลส่วนบุคคล)',
                      en: 'Those in the pictures know of it and consent, for pupils their parents (personal data protection law)',
                    },
                  }),
                ),
              ],
            },
          },
          WITHDRAW: withdrawal(added('๓.๒ ๒)')),
        },
      },
      captioning: {
        tags: ['editable'],
        meta: {
          title: { th: 'เขียนบรรยายภาพกิจกรรม', en: 'Write the captions' },
          clause: '๓.๒ ๓)',
          source: 'document',
        },
        on: {
          DESCRIBE: {
            target: 'loading',
            guard: may('owner'),
            actions: { type: 'freeze' },
            meta: {
              title: { th: 'เขียนบรรยายภาพครบแล้ว', en: 'The captions are written' },
              clause: '๓.๒ ๓)',
              source: 'document',
              needs: [
                checked({
                  id: 'described',
                  title: { th: 'เขียนบรรยายภาพกิจกรรมครบทุกภาพ', en: 'Every picture has its caption' },
                }),
              ],
            },
          },
          WITHDRAW: withdrawal(added('๓.๒ ๓)')),
        },
      },
      loading: {
        meta: {
          title: {
            th: 'โหลดข้อมูลและภาพถ่ายเข้าสู่เว็บไซต์',
            en: 'Load the information and the pictures onto the website',
          },
          clause: '๓.๒ ๔)',
          source: 'document',
        },
        on: {
          ...publishes({
            title: { th: 'โหลดเข้าสู่เว็บไซต์', en: 'Load onto the website' },
            clause: '๓.๒ ๔)',
            description: noPermission,
          }),
          WITHDRAW: withdrawal(added('๓.๒ ๔)')),
        },
      },
      published: publishedAndEvaluated({
        clause: '๓.๒ ๕)',
        title: { th: 'ประเมินผลการเผยแพร่ประชาสัมพันธ์', en: 'Evaluate the publication' },
        published: '๓.๒ ๔)',
      }),
      takenDown: takenDown(added('๓.๒ ๔)')),
      withdrawn: withdrawn(added('๓.๒')),
    },
  },
})
