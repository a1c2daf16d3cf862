import type { Procedure } from '../../procedure/procedure.ts'
import {
  added,
  besides,
  by,
  marked,
  may,
  reasons,
  recallTo,
  takenDown,
  tellOwner,
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
import { evaluateBy, publishedAndEvaluated, publishes } from './evaluation.ts'
import { yst2Publication } from './publication.ts'

const { order, roles } = yst2Publication

/** The kinds of ข้อ ๑ that ๓.๓ names. */
export const kindsOfRules = ['1.1', '1.4', '1.6', '1.9', '1.10', '1.13', '1.14', '1.17', '1.18']

/** สพป.ยโสธร เขต ๒ (๓.๓): rules, procurement and the other kinds that the clause names, through the superior. */
export const yst2Rules: Procedure = marked({
  id: 'yst2.rules',
  office: 'yst2',
  title: {
    th: 'การเผยแพร่กฎระเบียบ ข้อบังคับ ข้อมูลการจัดซื้อจัดจ้าง ข้อมูลพื้นฐาน และข้อมูลอื่นตามข้อ ๓.๓',
    en: 'Publication of rules, procurement, basic information and the other kinds of clause 3.3',
  },
  kind: 'publication',
  order,
  owner: by('๒.๓', {
    title: { th: 'กลุ่ม/หน่วยเจ้าของข้อมูล', en: 'Group or unit that the information is of' },
  }),
  roles: [
    // ๓.๓ says "ผู้บังคับบัญชา"; ๔ has the director of the group lead whoever publishes.
    by('๓.๓ ๔), ๔', {
      id: 'groupDirector',
      title: { th: 'ผู้บังคับบัญชา (ผู้อำนวยการกลุ่ม/หน่วย)', en: 'Superior (director of the group or unit)' },
      within: 'group',
    }),
    ...roles.filter(({ id }) => id === 'webmaster').map((role) => ({ ...role, clause: '๒.๑' })),
  ],
  form: [
    titleField,
    by('๑, ๓.๓', categoryField),
    bodyField,
    sourceField,
    ...documentFields,
    linksField,
    attachmentsField,
  ],
  deadlines: [publishUntil, evaluateBy],
  categories: categories.filter(({ id }) => kindsOfRules.includes(id)),
  requires: ['PROCEED'],
  rules: [],
  chart: {
    id: 'yst2-rules',
    initial: 'planning',
    meta: {
      title: { th: 'การเผยแพร่ข้อมูลตามข้อ ๓.๓', en: 'Publication of what clause 3.3 names' },
      clause: '๓.๓',
      source: 'document',
      description: {
        th: 'สำหรับกฎระเบียบ ข้อบังคับ ข้อมูลการจัดซื้อจัดจ้าง ข้อมูลพื้นฐาน โครงสร้าง ภารกิจงาน แผนปฏิบัติการประจำปี การแลกเปลี่ยนเรียนรู้ แบ่งปันความรู้ใหม่ๆ มาตรฐาน หรือคู่มือการปฏิบัติงานส่วนบุคคล การจัดเก็บข้อมูลออนไลน์ นวัตกรรมการศึกษา และข้อมูลบุคคลหน่วยงานต้นแบบที่ประสบผลสำเร็จ โดยผู้บังคับบัญชาพิจารณา ประกาศไม่ได้ระบุว่าต้องขออนุญาตตามข้อ ๓.๑ ๕) ด้วยหรือไม่ หากสำนักงานให้ขออนุญาตด้วย ให้เริ่มตามขั้นตอนของข้อ ๓.๑',
        en: 'For rules and regulations, procurement, basic information, structure and mission, the annual action plan, the exchange of new knowledge, standards and manuals, online data storage, educational innovation, and model persons and units, considered by the superior. The document does not say whether they need the permission of 3.1 5) as well: where the office wants it, begin by 3.1.',
      },
    },
    states: {
      planning: {
        tags: ['editable'],
        meta: {
          title: { th: 'วางแผนวัตถุประสงค์ในการเผยแพร่', en: 'Plan the purpose of the publication' },
          clause: '๓.๓ ๑)',
          source: 'document',
        },
        on: {
          PLAN: {
            target: 'sourcing',
            guard: may('owner'),
            meta: {
              title: { th: 'บันทึกวัตถุประสงค์ในการเผยแพร่', en: 'Record the purpose' },
              clause: '๓.๓ ๑)',
              source: 'document',
              needs: [
                {
                  field: 'objective',
                  type: 'textarea',
                  title: { th: 'วัตถุประสงค์ในการเผยแพร่', en: 'Purpose of the publication' },
                  required: true,
                },
                besides({
                  field: 'readers',
                  type: 'text',
                  title: { th: 'กลุ่มเป้าหมายผู้รับข้อมูล', en: 'Readers for whom it is meant' },
                  required: false,
                }),
              ],
            },
          },
          WITHDRAW: withdrawal(added('๓.๓ ๑)')),
        },
      },
      sourcing: {
        tags: ['editable'],
        meta: {
          title: { th: 'จัดหาข้อมูล', en: 'Procure the information' },
          clause: '๓.๓ ๒)',
          source: 'document',
        },
        on: {
          PROCURE: {
            target: 'gathering',
            guard: may('owner'),
            meta: {
              title: { th: 'จัดหาข้อมูลแล้ว', en: 'The information is procured' },
              clause: '๓.๓ ๒)',
              source: 'document',
              needs: [
                besides({
                  field: 'sources',
                  type: 'textarea',
                  title: { th: 'แหล่งข้อมูลที่จัดหา', en: 'Sources that it comes from' },
                  required: true,
                }),
              ],
            },
          },
          WITHDRAW: withdrawal(added('๓.๓ ๒)')),
        },
      },
      gathering: {
        tags: ['editable'],
        meta: {
          title: { th: 'รวบรวมข้อมูล', en: 'Gather the information' },
          clause: '๓.๓ ๓)',
          source: 'document',
          description: {
            th: 'กรอกรายละเอียดและแนบไฟล์ในแบบฟอร์มให้ครบก่อนเสนอผู้บังคับบัญชา',
            en: 'Write the details and attach the files in the form before it goes to the superior.',
          },
        },
        on: {
          PROPOSE: {
            target: 'superiorReview',
            guard: may('owner'),
            actions: { type: 'freeze' },
            meta: {
              title: { th: 'เสนอผู้บังคับบัญชาเพื่อพิจารณา', en: 'Propose to the superior' },
              clause: '๓.๓ ๓), ๔)',
              source: 'document',
            },
          },
          WITHDRAW: withdrawal(added('๓.๓ ๓)')),
        },
      },
      superiorReview: {
        meta: {
          title: { th: 'ผู้บังคับบัญชาพิจารณา', en: 'The superior considers' },
          clause: '๓.๓ ๔)',
          source: 'document',
        },
        on: {
          // Only what was gathered is done anew: the purpose and the sources stand.
          REVISE: {
            target: 'gathering',
            guard: may('groupDirector'),
            actions: besides(
              tellOwner({
                th: 'ผู้บังคับบัญชาพิจารณาแล้วเป็นกรณีแก้ไข โปรดปรับใหม่แล้วเสนออีกครั้ง',
                en: 'The superior asks for changes: make them and propose it again.',
              }),
            ),
            meta: {
              title: { th: 'กรณีแก้ไข ให้ปรับใหม่', en: 'To be changed' },
              clause: '๓.๓ ๔)',
              source: 'document',
              needs: [besides(reasons)],
            },
          },
          PROCEED: {
            target: 'publishing',
            guard: may('groupDirector', { notBy: ['PROPOSE'] }),
            meta: {
              title: { th: 'กรณีไม่แก้ไข ให้ดำเนินการต่อไปได้', en: 'Not to be changed: go on' },
              clause: '๓.๓ ๔)',
              source: 'document',
            },
          },
          RECALL: recallTo('gathering', added('๓.๓ ๔)')),
          WITHDRAW: withdrawal(added('๓.๓ ๔)')),
        },
      },
      publishing: {
        meta: {
          title: { th: 'ดำเนินการและเผยแพร่ข้อมูล', en: 'Carry out and publish' },
          clause: '๓.๓ ๕)',
          source: 'document',
        },
        on: {
          ...publishes({ title: { th: 'เผยแพร่ข้อมูล', en: 'Publish' }, clause: '๓.๓ ๕)' }),
          WITHDRAW: withdrawal(added('๓.๓ ๕)')),
        },
      },
      published: publishedAndEvaluated({
        clause: '๓.๓ ๖)',
        title: { th: 'ประเมินผลการเผยแพร่ข้อมูล', en: 'Evaluate the publication' },
        published: '๓.๓ ๕)',
      }),
      takenDown: takenDown(added('๓.๓ ๕)')),
      withdrawn: withdrawn(added('๓.๓')),
    },
  },
})
