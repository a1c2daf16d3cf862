import type { OfficeDocument } from '../../documents/clauses.ts'
import { notARule } from '../../documents/not-a-rule.ts'
import { choice, deadline, needs, notice, requirement, role, step } from '../../documents/place.ts'

/** Who looks after the website must be of this group; an appointment may be made in any. */
const webmasterOfGroup = {
  th: 'ระบบยังไม่บังคับว่าเจ้าหน้าที่ดูแลเว็บไซต์ต้องอยู่ในกลุ่มนี้',
  en: 'The product does not yet want the webmaster to be of this group.',
}
const takenOff = [
  deadline('publishUntil'),
  choice('published', 'publishUntil', { to: 'takenDown' }),
  step('published'),
  step('takenDown'),
]
const refusal = [
  choice('screening', 'REFUSE', { by: 'webmaster' }),
  notice('screening', 'REFUSE', 'owner'),
  ...needs('screening', 'REFUSE', 'reasons'),
]

/** สพป.เชียงใหม่ เขต ๓: the framework, which bears no date and no signature. */
export const cmi3Document: OfficeDocument = {
  office: 'cmi3',
  clauses: [
    {
      id: 'ชื่อกรอบแนวทาง',
      provisions: [
        {
          text: 'กรอบแนวทางการเผยแพร่ข้อมูลข่าวสาร\nของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
          notARule: notARule.title,
        },
      ],
    },
    {
      id: '(๑)',
      provisions: [
        { text: '(๑) ขอบเขต', notARule: notARule.heading },
        {
          text: 'เริ่มจากเจ้าหน้าที่ผู้ประสงค์จะเผยแพร่ข้อมูลผ่านเว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่เขต 3 ต้องนำเรื่องที่จะต้องการจะเผยแพร่เสนอต่อผู้อำนวยการกลุ่มของตนเอง เพื่อขออนุญาตนำไปเผยแพร่ผ่านหน้าเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
          served: [step('drafting'), choice('drafting', 'PROPOSE', { by: 'owner', to: 'certification' })],
        },
        {
          text: ' ซึ่งผู้อำนวยการกลุ่ม ต้องตรวจสอบข้อมูลว่า มีความถูกต้อง ครบถ้วนสมบูรณ์ของเนื้อหามากน้อยเพียงใด',
          joined: 'text',
          corrections: [{ stood: 'ไม่น้อยเพียงใด', read: 'มากน้อยเพียงใด' }],
          served: [
            step('certification'),
            ...needs('certification', 'CERTIFY', 'checked', 'accurate', 'complete'),
          ],
        },
        {
          text: ' หากเห็นชอบตามที่เจ้าหน้าที่เสนอ ผู้อำนวยการกลุ่มนั้น ๆ จะต้องรับรองข้อมูลเพื่อที่จะนำไปเผยแพร่หน้าเว็บไซต์ต่อไป',
          joined: 'text',
          served: [choice('certification', 'CERTIFY', { by: 'groupDirector' }), requirement('CERTIFY')],
        },
        {
          text: ' หากผู้อำนวยการกลุ่มรับรองข้อมูลแล้วให้เจ้าของเรื่องที่จะเผยแพร่ข้อมูลส่งข้อมูลดังกล่าวให้เจ้าหน้าที่ดูแลเว็บไซต์',
          joined: 'text',
          served: [step('handover'), choice('handover', 'HAND_OVER', { by: 'owner', to: 'screening' })],
        },
        {
          text: ' คือ กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร (ICT)',
          joined: 'text',
          served: [role('webmaster')],
          notYet: webmasterOfGroup,
        },
        {
          text: ' ซึ่งก่อนที่เจ้าหน้าที่ดูแลเว็บไซต์ จะนำข้อมูลขึ้นหน้าเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่เขต 3 เจ้าหน้าที่ดูแลเว็บไซต์ต้องกลั่นกรอง ตรวจสอบความถูกต้อง ครบถ้วนอีกรอบหนึ่ง ตลอดจนความเป็นปัจจุบันของข้อมูล',
          joined: 'text',
          corrections: [{ stood: 'กลับกรอง', read: 'กลั่นกรอง' }],
          served: [
            step('screening'),
            ...needs('screening', 'PUBLISH', 'checked', 'accurate', 'complete', 'current'),
          ],
        },
        { text: ' และนำข้อมูลออกจากเว็บไซต์เมื่อครบ ระยะเวลาการเผยแพร่ข้อมูล', joined: 'text', served: takenOff },
        {
          text: ' กรณีไม่อนุญาตให้เผยแพร่บนเว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓ เนื่องจากข้อมูลที่จะนำไปเผยแพร่อาจจะไม่สร้างสรรค์ ไม่โปร่งใส ขัดคุณธรรมจริยธรรม ฯลฯ',
          joined: 'text',
          served: needs(
            'screening',
            'REFUSE',
            'reasons',
            'notConstructive',
            'notTransparent',
            'againstMorals',
            'other',
          ),
        },
        {
          text: ' ดังนั้น เจ้าหน้าที่ดูแลเว็บไซต์ ต้องประสานแจ้งกลับไปยังเจ้าหน้าที่ผู้ประสงค์จะเผยแพร่ข้อมูล พร้อมชี้แจงเหตุผล',
          joined: 'text',
          served: refusal,
        },
        {
          text: ' เพื่อให้เจ้าหน้าที่ผู้ประสงค์จะเผยแพร่ข้อมูล ดำเนินการแก้ไขแล้วเสนอข้อมูลที่ประสงค์จะเผยแพร่ผ่านเว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓ ตามขั้นตอนแรกอีกครั้ง',
          joined: 'text',
          served: [
            choice('screening', 'REFUSE', { to: 'drafting' }),
            choice('drafting', 'PROPOSE', { by: 'owner' }),
          ],
        },
      ],
    },
    { id: '(๒)', provisions: [{ text: '(๒) ขั้นตอนการดำเนินการ', notARule: notARule.heading }] },
    {
      id: '(๒)(๑)',
      provisions: [
        {
          text: '(๑) เจ้าหน้าที่ผู้ประสงค์จะเผยแพร่ข้อมูล เสนอข้อมูลข่าวสารที่ต้องการจะเผยแพร่หน้าเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓ นำเสนอให้ผู้อำนวยการกลุ่มได้ตรวจสอบและรับรองข้อมูล',
          served: [step('drafting'), choice('drafting', 'PROPOSE', { by: 'owner', to: 'certification' })],
        },
      ],
    },
    {
      id: '(๒)(๒)',
      provisions: [
        {
          text: '(๒) ผู้อำนวยการกลุ่มได้ พิจารณาข้อมูลข่าวสารที่เจ้าหน้าที่ภายในกลุ่มงานของตนเองเสนอแล้ว เห็นชอบตามเสนอ พร้อมรับรองข้อมูล',
          corrections: [{ stood: 'ของตนเองแล้ว', read: 'ของตนเองเสนอแล้ว' }],
          served: [
            step('certification'),
            choice('certification', 'CERTIFY', { by: 'groupDirector' }),
            requirement('CERTIFY'),
          ],
        },
        {
          text: ' เจ้าของเรื่องส่งข้อมูลดังกล่าว ให้เจ้าหน้าที่ดูแลเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
          joined: 'text',
          served: [step('handover'), choice('handover', 'HAND_OVER', { by: 'owner', to: 'screening' })],
        },
      ],
    },
    {
      id: '(๒.๑)',
      provisions: [
        {
          text: '(๒.๑) กรณีอนุญาตให้เผยแพร่บนเว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓ ให้เจ้าหน้าที่ดูแลเว็บไซต์ นำข้อมูลข่าวสารขึ้นเว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓ ต่อไป',
          served: [choice('screening', 'PUBLISH', { by: 'webmaster', to: 'published' }), step('published')],
        },
      ],
    },
    {
      id: '(๒.๒)',
      provisions: [
        {
          text: '(๒.๒) กรณีไม่อนุญาตให้เผยแพร่บนเว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓ ให้เจ้าหน้าที่ดูแลเว็บไซต์ ต้องประสานแจ้งกลับไปยังเจ้าหน้าที่ผู้ประสงค์จะเผยแพร่ข้อมูลพร้อมชี้แจงเหตุผล',
          served: refusal,
        },
      ],
    },
    {
      id: '(๒)(๓)',
      provisions: [
        {
          text: '(๓) เจ้าหน้าที่ดูแลเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๓',
          served: [step('screening')],
        },
        {
          text: ' คือกลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร (ICT)',
          joined: 'text',
          served: [role('webmaster')],
          notYet: webmasterOfGroup,
        },
        {
          text: ' ต้องตรวจสอบความถูกต้อง ครบถ้วน ตลอดจนความเป็นปัจจุบันของข้อมูล',
          joined: 'text',
          served: needs('screening', 'PUBLISH', 'checked', 'accurate', 'complete', 'current'),
        },
        { text: ' และนำข้อมูลออกจากเว็บไซต์ เมื่อครบระยะเวลาการเผยแพร่ข้อมูล', joined: 'text', served: takenOff },
      ],
    },
  ],
}
