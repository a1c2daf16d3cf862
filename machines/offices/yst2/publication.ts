import type { Condition, FormField, Procedure, Transition } from '../../procedure/procedure.ts'
import {
  added,
  besides,
  by,
  checked,
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
  clause: '๒.๑',
  title: { th: 'ปรับปรุงข้อมูลให้เป็นปัจจุบัน', en: 'Bring the information up to date' },
})

const channels: FormField = {
  name: 'channels',
  type: 'checkboxes',
  title: { th: 'ช่องทางการเผยแพร่', en: 'Channels of publication' },
  required: true,
  options: [
    {
      id: 'website',
      title: { th: 'เว็บไซต์ของสำนักงานเขตพื้นที่การศึกษา (๒.๑)', en: 'Website of the office (2.1)' },
    },
    { id: 'social', title: { th: 'สื่อสังคมออนไลน์ (๒.๒)', en: 'Social media (2.2)' } },
    {
      id: 'board',
      title: {
        th: 'ปิดประกาศบอร์ดภายในสำนักงานเขตพื้นที่การศึกษา (๒.๒)',
        en: 'Notice board within the office (2.2)',
      },
    },
    { id: 'journal', title: { th: 'วารสารของเขตพื้นที่การศึกษา (๒.๒)', en: 'Journal of the office (2.2)' } },
    // "เป็นต้น": the three are examples.
    { id: 'other', title: { th: 'ช่องทางอื่นนอกจากนี้ (๒.๒)', en: 'Another channel (2.2)' } },
  ],
}

const has = (channel: string): Condition => ({ type: 'asked', params: { field: 'channels', value: channel } })
const onWebsite = has('website')
const notOnWebsite: Condition = { type: 'not', params: { of: onWebsite } }
const otherChannel: Condition = {
  type: 'any',
  params: { of: ['social', 'board', 'journal', 'other'].map(has) },
}

const askedFor = (guard: Condition, target: string, clause: string): Transition => ({
  target,
  guard,
  meta: {
    title: { th: 'ขอเผยแพร่ทางช่องทางนี้', en: 'This channel was asked for' },
    clause: added(clause),
    source: 'added',
  },
})
const otherwise = (target: string, clause: string): Transition => ({
  target,
  meta: {
    title: { th: 'ไม่ได้ขอเผยแพร่ทางช่องทางนี้', en: 'This channel was not asked for' },
    clause: added(clause),
    source: 'added',
  },
})

const post: Transition = {
  target: 'posted',
  guard: may('publicRelations'),
  actions: besides(
    tellOwner({
      th: 'เรื่องของท่านเผยแพร่ทางช่องทางอื่นแล้ว',
      en: 'Your request is published on the other channels.',
    }),
  ),
  meta: {
    title: { th: 'บันทึกว่าเผยแพร่ทางช่องทางอื่นแล้ว', en: 'Record as published on the other channels' },
    clause: '๓.๑ ๖), ๒.๒',
    source: 'document',
    needs: [
      besides({
        field: 'evidence',
        type: 'textarea',
        title: {
          th: 'หลักฐานการเผยแพร่ทางช่องทางอื่น (เช่น ลิงก์ วันที่ปิดประกาศ ฉบับของวารสาร)',
          en: 'Evidence of publication on the other channels (such as a link, the day on the board, the issue)',
        },
        required: true,
      }),
    ],
  },
}

/** สพป.ยโสธร เขต ๒ (๓.๑): permitted in two ranks, then the website (๒.๑) and the other channels (๒.๒) side by side. */
export const yst2Publication: Procedure = marked({
  id: 'yst2.publication',
  office: 'yst2',
  title: { th: 'การเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ', en: 'Publication of information to the public' },
  kind: 'publication',
  order: {
    document: {
      th: 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ เรื่อง มาตรการดำเนินการกำหนดให้มีการเผยแพร่ข้อมูลข่าวสารบนเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
      en: 'Announcement of Yasothon Primary Educational Service Area Office 2: measures for the publication of information on the website of the office',
    },
    number: null,
    date: '2020-06-24',
    signedBy: 'นายวรรณสิทธิ์ คำเพราะ',
    signedAs: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
    effectiveFrom: '2020-06-24',
    laws: [
      'พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ (ประกาศเขียนว่า พระราชบัญญัติข้อมูลข่าวสาร)',
      'พระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. ๒๕๕๘',
    ],
  },
  owner: by('๒.๓, ๓.๑ ๕)', {
    title: { th: 'กลุ่ม/หน่วยเจ้าของข้อมูล', en: 'Group or unit that the information is of' },
  }),
  roles: [
    by('๓.๑ ๕)', {
      id: 'groupDirector',
      title: { th: 'ผู้อำนวยการกลุ่ม/หน่วย', en: 'Director of the group or unit' },
      within: 'group',
    }),
    by('๓.๑ ๕)', {
      id: 'officeDirector',
      title: {
        th: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
        en: 'Director of the office',
      },
      within: 'office',
    }),
    by('๒.๑, ๓.๑ ๖)', {
      id: 'webmaster',
      title: {
        th: 'ผู้ทำหน้าที่เผยแพร่ทางเว็บไซต์ (กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศ และการสื่อสาร)',
        en: 'Publisher on the website (Distance Learning and ICT Group)',
      },
      within: 'office',
    }),
    by('๒.๒, ๓.๑ ๖)', {
      id: 'publicRelations',
      title: {
        th: 'ผู้ทำหน้าที่เผยแพร่ทางช่องทางอื่น (งานประชาสัมพันธ์)',
        en: 'Publisher on other channels (public relations)',
      },
      within: 'office',
    }),
  ],
  form: [
    titleField,
    bodyField,
    by('๑', categoryField),
    by('๒.๑, ๒.๒', channels),
    sourceField,
    ...documentFields,
    linksField,
    attachmentsField,
    // ๓.๒ asks for them, with captions.
    by('๓.๒', albumField),
  ],
  deadlines: [publishUntil],
  categories,
  requires: ['ENDORSE', 'PERMIT'],
  rules: [],
  chart: {
    id: 'yst2-publication',
    initial: 'drafting',
    meta: {
      title: { th: 'การเผยแพร่ข้อมูลข่าวสาร', en: 'Publication of information' },
      clause: '๓.๑',
      source: 'document',
      description: {
        th: 'สำหรับข้อมูลข่าวสารทุกประเภทตามข้อ ๑ ที่ขออนุญาตผ่านผู้อำนวยการกลุ่ม/หน่วยและผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาตามลำดับ เผยแพร่ทางเว็บไซต์ ช่องทางอื่น หรือทั้งสองทาง',
        en: 'For information of every kind of clause 1 that is permitted by the director of the group and then by the director of the office, on the website, on other channels or on both.',
      },
    },
    states: {
      drafting: {
        tags: ['editable'],
        meta: {
          title: { th: 'จัดทำบันทึกขออนุญาต', en: 'Write the memo that asks permission' },
          clause: '๓.๑ ๕)',
          source: 'document',
        },
        on: {
          PROPOSE: {
            target: 'groupReview',
            guard: may('owner'),
            actions: { type: 'freeze' },
            meta: {
              title: { th: 'เสนอบันทึกขออนุญาตเผยแพร่', en: 'Ask permission to publish' },
              clause: '๓.๑ ๕)',
              source: 'document',
              needs: [
                by(
                  '๑.๑๙',
                  checked({
                    id: 'lawful',
                    title: {
                      th: 'ไม่ขัดต่อกฎหมาย ความสงบเรียบร้อยและศีลธรรมอันดีของประชาชน และความมั่นคงของประเทศ (๑.๑๙)',
                      en: 'Not against law, public order, good morals or the security of the country (1.19)',
                    },
                  }),
                ),
                by('๒.๑, ๒.๒', { field: 'channels' }),
              ],
            },
          },
          WITHDRAW: withdrawal(added('๓.๑ ๕)')),
        },
      },
      groupReview: {
        meta: {
          title: { th: 'เสนอผ่านผู้อำนวยการกลุ่ม/หน่วย', en: 'Through the director of the group' },
          clause: '๓.๑ ๕)',
          source: 'document',
        },
        on: {
          ENDORSE: {
            target: 'directorReview',
            guard: may('groupDirector', { notBy: ['PROPOSE'] }),
            meta: {
              title: { th: 'เห็นควรเสนอ ผอ.สพป. เพื่ออนุญาต', en: 'Endorse to the director of the office' },
              clause: '๓.๑ ๕)',
              source: 'document',
            },
          },
          RETURN: sentBack('drafting', may('groupDirector'), added('๓.๑ ๕)')),
          RECALL: recall('drafting', added('๓.๑ ๕)')),
          WITHDRAW: withdrawal(added('๓.๑ ๕)')),
        },
      },
      directorReview: {
        meta: {
          title: { th: 'เสนอ ผอ.สพป. เพื่ออนุญาต', en: 'Before the director of the office' },
          clause: '๓.๑ ๕)',
          source: 'document',
        },
        on: {
          PERMIT: {
            target: 'publishing',
            guard: may('officeDirector', { notBy: ['PROPOSE', 'ENDORSE'] }),
            meta: { title: { th: 'อนุญาต', en: 'Permit' }, clause: '๓.๑ ๕)', source: 'document' },
          },
          RETURN: sentBack('drafting', may('officeDirector'), added('๓.๑ ๕)')),
          WITHDRAW: withdrawal(added('๓.๑ ๕)')),
        },
      },
      publishing: {
        type: 'parallel',
        meta: {
          title: { th: 'ส่งให้ผู้ทำหน้าที่เผยแพร่', en: 'With those who publish' },
          clause: '๓.๑ ๖), ๒.๑–๒.๒',
          source: 'document',
        },
        // Both channels are done only where the website was not asked for: what is live is not done, it comes down.
        onDone: {
          target: 'posted',
          meta: {
            title: { th: 'เผยแพร่ทางช่องทางอื่นครบแล้ว', en: 'Published on the other channels' },
            clause: added('๓.๑ ๖), ๒.๒'),
            source: 'added',
          },
        },
        states: {
          website: {
            initial: 'start',
            meta: { title: { th: 'เว็บไซต์', en: 'Website' }, clause: '๒.๑', source: 'document' },
            states: {
              start: {
                always: [askedFor(onWebsite, 'pending', '๒.๑'), otherwise('notAsked', '๒.๑')],
                meta: {
                  title: { th: 'ดูว่าขอเผยแพร่ทางเว็บไซต์หรือไม่', en: 'Was the website asked for' },
                  clause: added('๒.๑'),
                  source: 'added',
                },
              },
              pending: {
                meta: {
                  title: { th: 'รอนำขึ้นเว็บไซต์', en: 'Waiting to go on the website' },
                  clause: '๓.๑ ๖), ๒.๑',
                  source: 'document',
                },
                on: {
                  PUBLISH: {
                    target: 'live',
                    // ๒.๑ the ICT group, and ๒.๓ the groups and units themselves.
                    guard: may(['webmaster', 'owner']),
                    actions: besides(ownerToldOfPublication),
                    meta: {
                      title: { th: 'เผยแพร่ผ่านเว็บไซต์', en: 'Publish on the website' },
                      clause: '๓.๑ ๖), ๒.๑, ๒.๓',
                      source: 'document',
                      description: periodIsAdded,
                      needs: [periodMayBeSet],
                    },
                  },
                  WITHDRAW: withdrawal(added('๓.๑ ๖)')),
                },
              },
              live: {
                tags: ['public', 'resting'],
                meta: {
                  title: { th: 'เผยแพร่บนเว็บไซต์แล้ว', en: 'On the website' },
                  clause: '๒.๑',
                  source: 'document',
                },
                // Both end the whole request: what has come down is not posted elsewhere any more.
                on: { REPORT_ERROR: update.report, TAKE_DOWN: takeDown(added('๓.๑ ๖), ๒.๑')) },
                after: { publishUntil: expiry(added('๓.๑ ๖), ๒.๑')) },
              },
              correcting: {
                ...update.correcting,
                on: { ...update.correcting.on, TAKE_DOWN: takeDown(added('๓.๑ ๖), ๒.๑')) },
                after: { publishUntil: expiry(added('๓.๑ ๖), ๒.๑')) },
              },
              notAsked: {
                type: 'final',
                meta: {
                  title: { th: 'ไม่ได้ขอเผยแพร่ทางเว็บไซต์', en: 'The website was not asked for' },
                  clause: added('๒.๑'),
                  source: 'added',
                },
              },
            },
          },
          others: {
            initial: 'start',
            meta: { title: { th: 'ช่องทางอื่น', en: 'Other channels' }, clause: '๒.๒', source: 'document' },
            states: {
              start: {
                always: [
                  {
                    target: 'pendingAlone',
                    guard: { type: 'all', params: { of: [otherChannel, notOnWebsite] } },
                    meta: {
                      title: { th: 'ขอเฉพาะช่องทางอื่น', en: 'Only other channels were asked for' },
                      clause: added('๓.๑ ๖), ๒.๒'),
                      source: 'added',
                    },
                  },
                  askedFor(otherChannel, 'pending', '๒.๒'),
                  otherwise('notAsked', '๒.๒'),
                ],
                meta: {
                  title: { th: 'ดูว่าขอเผยแพร่ทางช่องทางอื่นหรือไม่', en: 'Were other channels asked for' },
                  clause: added('๒.๒'),
                  source: 'added',
                },
              },
              pending: {
                meta: {
                  title: { th: 'รอเผยแพร่ทางช่องทางอื่น', en: 'Waiting for the other channels' },
                  clause: '๓.๑ ๖), ๒.๒',
                  source: 'document',
                },
                // No WITHDRAW: the website's region has it until the website is live, and then it must not end the page.
                // Which of the two it is was decided when it was permitted: a later correction of the form changes nothing.
                on: { POST: post },
              },
              pendingAlone: {
                meta: {
                  title: { th: 'รอเผยแพร่ทางช่องทางอื่น', en: 'Waiting for the other channels' },
                  clause: '๓.๑ ๖), ๒.๒',
                  source: 'document',
                },
                on: { POST: post, WITHDRAW: withdrawal(added('๓.๑ ๖)')) },
              },
              posted: {
                type: 'final',
                meta: {
                  title: { th: 'เผยแพร่ทางช่องทางอื่นแล้ว', en: 'Published on the other channels' },
                  clause: '๒.๒',
                  source: 'document',
                },
              },
              notAsked: {
                type: 'final',
                meta: {
                  title: { th: 'ไม่ได้ขอเผยแพร่ทางช่องทางอื่น', en: 'No other channel was asked for' },
                  clause: added('๒.๒'),
                  source: 'added',
                },
              },
            },
          },
        },
      },
      posted: {
        id: 'posted',
        type: 'final',
        meta: {
          title: { th: 'เผยแพร่ทางช่องทางอื่นครบแล้ว', en: 'Published on the other channels' },
          clause: added('๓.๑ ๖), ๒.๒'),
          source: 'added',
        },
      },
      takenDown: takenDown(added('๓.๑ ๖), ๒.๑')),
      withdrawn: withdrawn(added('๓.๑')),
    },
  },
})
