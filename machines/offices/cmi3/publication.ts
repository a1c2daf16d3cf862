import type { Procedure } from '../../procedure/procedure.ts'
import {
  accurate,
  added,
  besides,
  by,
  checked,
  complete,
  current,
  expiry,
  marked,
  may,
  ownerToldOfPublication,
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
  linksField,
  publishUntil,
  sourceField,
  titleField,
} from '../form.ts'

/** สพป.เชียงใหม่ เขต ๓: certified by the group, screened again by the webmaster, off the site when its period ends. */
export const cmi3Publication: Procedure = marked({
  id: 'cmi3.publication',
  office: 'cmi3',
  title: { th: 'การเผยแพร่ข้อมูลข่าวสาร', en: 'Publication of information' },
  kind: 'publication',
  order: {
    document: {
      th: 'กรอบแนวทางการเผยแพร่ข้อมูลข่าวสารของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
      en: 'Guideline of Chiang Mai Primary Educational Service Area Office 3 for the publication of information',
    },
    number: null,
    date: null,
    signedBy: null,
    signedAs: null,
    effectiveFrom: null,
    laws: [],
  },
  roles: [
    by('(๑), (๒)(๒)', {
      id: 'groupDirector',
      title: { th: 'ผู้อำนวยการกลุ่ม', en: 'Director of the group' },
      within: 'group',
    }),
    by('(๑), (๒)(๓)', {
      id: 'webmaster',
      title: {
        th: 'เจ้าหน้าที่ดูแลเว็บไซต์ (กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร)',
        en: 'Webmaster (Distance Learning and ICT Group)',
      },
      within: 'office',
    }),
  ],
  form: [titleField, bodyField, sourceField, ...documentFields, linksField, attachmentsField],
  deadlines: [by('(๑), (๒)(๓)', publishUntil)],
  categories: [],
  requires: ['CERTIFY'],
  rules: [],
  chart: {
    id: 'cmi3-publication',
    initial: 'drafting',
    states: {
      drafting: {
        tags: ['editable'],
        meta: {
          title: { th: 'เสนอข้อมูลที่ประสงค์จะเผยแพร่', en: 'Propose the information to publish' },
          clause: '(๑), (๒)(๑)',
          source: 'document',
        },
        on: {
          PROPOSE: {
            target: 'certification',
            guard: may('owner'),
            actions: { type: 'freeze' },
            meta: {
              title: { th: 'เสนอผู้อำนวยการกลุ่มตรวจสอบและรับรอง', en: 'Propose to the director of the group' },
              clause: '(๑), (๒)(๑)',
              source: 'document',
            },
          },
          WITHDRAW: withdrawal(added('(๒)(๑)')),
        },
      },
      certification: {
        meta: {
          title: {
            th: 'ผู้อำนวยการกลุ่มตรวจสอบและรับรองข้อมูล',
            en: 'The director of the group checks and certifies',
          },
          clause: '(๑), (๒)(๒)',
          source: 'document',
        },
        on: {
          CERTIFY: {
            target: 'handover',
            guard: may('groupDirector', { notBy: ['PROPOSE'] }),
            meta: {
              title: { th: 'เห็นชอบและรับรองข้อมูล', en: 'Agree and certify' },
              clause: '(๑), (๒)(๒)',
              source: 'document',
              needs: [
                checked(accurate, {
                  id: 'complete',
                  title: { th: 'ครบถ้วนสมบูรณ์ของเนื้อหา', en: 'Complete in content' },
                }),
              ],
            },
          },
          RETURN: sentBack('drafting', may('groupDirector'), added('(๒)(๒)')),
          RECALL: recall('drafting', added('(๒)(๒)')),
          WITHDRAW: withdrawal(added('(๒)(๒)')),
        },
      },
      handover: {
        meta: {
          title: {
            th: 'เจ้าของเรื่องส่งให้เจ้าหน้าที่ดูแลเว็บไซต์',
            en: 'The owner sends it to the webmaster',
          },
          clause: '(๑), (๒)(๒)',
          source: 'document',
        },
        on: {
          HAND_OVER: {
            target: 'screening',
            guard: may('owner'),
            meta: {
              title: { th: 'ส่งข้อมูลให้เจ้าหน้าที่ดูแลเว็บไซต์', en: 'Send to the webmaster' },
              clause: '(๑), (๒)(๒)',
              source: 'document',
              description: {
                th: 'กรอบแนวทางให้มีระยะเวลาการเผยแพร่ แต่ไม่ระบุผู้กำหนด ระบบให้เจ้าของเรื่องกำหนด',
                en: 'The guideline has a period of publication but not who sets it: the owner does.',
              },
              needs: [besides({ field: 'publishUntil', required: true })],
            },
          },
          WITHDRAW: withdrawal(added('(๒)(๒)')),
        },
      },
      screening: {
        meta: {
          title: { th: 'กลั่นกรองก่อนนำขึ้นเว็บไซต์', en: 'Screening before it goes on the website' },
          clause: '(๑), (๒)(๓)',
          source: 'document',
        },
        on: {
          PUBLISH: {
            target: 'published',
            // "อีกรอบหนึ่ง": a second check, so not by whoever made the first.
            guard: may('webmaster', { notBy: ['CERTIFY'] }),
            actions: besides(ownerToldOfPublication),
            meta: {
              title: { th: 'อนุญาตและนำข้อมูลขึ้นเว็บไซต์', en: 'Allow and publish on the website' },
              clause: '(๑), (๒)(๓), (๒.๑)',
              source: 'document',
              // (๒.๑) and (๒.๒) stand under (๒), the director of the group, and speak of what (๓), the webmaster, does.
              description: {
                th: 'กรอบแนวทางไม่ได้ระบุว่าผู้ใดเป็นผู้อนุญาต (๒.๑) หรือไม่อนุญาต (๒.๒) ระบบให้เจ้าหน้าที่ดูแลเว็บไซต์ผู้กลั่นกรองเป็นผู้พิจารณา',
                en: 'The guideline does not say who allows (2.1) or refuses (2.2): the webmaster, who screens, decides.',
              },
              needs: [checked(accurate, complete, current)],
            },
          },
          REFUSE: {
            target: 'drafting',
            guard: may('webmaster', { notBy: ['CERTIFY'] }),
            actions: [
              { type: 'startAgain' },
              tellOwner({
                th: 'เรื่องของท่านไม่ได้รับอนุญาตให้เผยแพร่ โปรดดูเหตุผล แก้ไข แล้วเสนอใหม่ตามขั้นตอนแรก',
                en: 'Your request may not be published: read the reasons, correct it and propose it again from the first step.',
              }),
            ],
            meta: {
              title: { th: 'ไม่อนุญาต แจ้งกลับพร้อมชี้แจงเหตุผล', en: 'Refuse, with reasons' },
              clause: '(๑), (๒.๒)',
              source: 'document',
              needs: [
                {
                  field: 'reasons',
                  grounds: [
                    { id: 'notConstructive', title: { th: 'ไม่สร้างสรรค์', en: 'Not constructive' } },
                    { id: 'notTransparent', title: { th: 'ไม่โปร่งใส', en: 'Not transparent' } },
                    {
                      id: 'againstMorals',
                      title: { th: 'ขัดคุณธรรมจริยธรรม', en: 'Against morals and ethics' },
                    },
                    // What the screening looks for, and no ground of the document names.
                    besides({ id: 'inaccurate', title: { th: 'ไม่ถูกต้อง', en: 'Not accurate' } }),
                    besides({ id: 'incomplete', title: { th: 'ไม่ครบถ้วน', en: 'Not complete' } }),
                    besides({ id: 'outdated', title: { th: 'ไม่เป็นปัจจุบัน', en: 'Not up to date' } }),
                    { id: 'other', title: { th: 'อื่น ๆ', en: 'Other' } },
                  ],
                },
              ],
            },
          },
          WITHDRAW: withdrawal(added('(๒)(๓)')),
        },
      },
      published: {
        tags: ['public', 'resting'],
        meta: { title: { th: 'เผยแพร่แล้ว', en: 'Published' }, clause: '(๒)(๓)', source: 'document' },
        on: { TAKE_DOWN: takeDown(added('(๒)(๓)')) },
        after: { publishUntil: expiry('(๒)(๓)', 'document') },
      },
      takenDown: takenDown('(๒)(๓)', 'document'),
      withdrawn: withdrawn(added('(๒)')),
    },
  },
})
