import type { OfficeDocument } from '../../documents/clauses.ts'
import { notARule } from '../../documents/not-a-rule.ts'
import {
  category,
  choice,
  feature,
  field,
  needs,
  notice,
  promptly,
  requirement,
  role,
  step,
} from '../../documents/place.ts'

const noMemo = {
  th: 'ยังไม่มีขั้นตอนปฏิบัติของการเสนอลงนามในประกาศและแจ้งกลุ่มที่ลงเว็บไซต์',
  en: 'The way from the memo to the signature and to the group that publishes is not a procedure yet.',
}
const noComplaints = {
  th: 'ยังไม่มีขั้นตอนปฏิบัติของการจัดการเรื่องร้องเรียน',
  en: 'The handling of complaints is not a procedure yet.',
}

/** สพป.กาฬสินธุ์ เขต ๒: the memo and the announcement of 1 October 2562 (2019), and what is left of another announcement. */
export const ksn2Document: OfficeDocument = {
  office: 'ksn2',
  clauses: [
    {
      id: 'บันทึกข้อความ',
      provisions: [
        { text: 'บันทึกข้อความ', notARule: notARule.memo },
        { text: 'ส่วนราชการ... สพป.กาฬสินธุ์ เขต ๒ (กลุ่มกฎหมายและคดี โทร.๐ ๔๓๘๘ ๙๑๐๕)', notARule: notARule.memo },
        { text: 'ที่..... วันที่ ๑ ตุลาคม ๒๕๖๒', notARule: notARule.memo },
        { text: 'เรื่อง... การจัดทำประกาศด้านการป้องกันและปราบปรามการทุจริต', notARule: notARule.memo },
        { text: 'เรียน ผอ.สพป.กาฬสินธุ์ เขต ๒', notARule: notARule.memo },
        {
          text: 'ด้วย สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ มีมาตรการจัดการเรื่องร้องเรียนการทุจริตเพื่อให้การดำเนินการด้านการป้องกันและปราบปรามการทุจริต ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ เป็นไปตามอำนาจหน้าที่และสอดคล้องกับยุทธศาสตร์ชาติว่าด้วยการป้องกันและปราบปรามการทุจริตระยะที่ ๓ (พ.ศ.๒๕๖๐ – พ.ศ. ๒๕๖๔) ยุทธศาสตร์ที่ ๕ กลยุทธ์ที่ ๑ ในการนี้เพื่อให้เป็นไปตามมาตรการป้องกันและปราบปรามการทุจริต ในสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
          notARule: notARule.memo,
        },
        {
          text: 'กลุ่มกฎหมายและคดี พิจารณาแล้วเห็นควรให้ข้าราชการครูและบุคลากรในสังกัดสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ ถือปฏิบัติ จึงได้จัดทำร่างประกาศด้านการป้องกันและปราบปรามการทุจริต ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
          notARule: notARule.memo,
        },
        { text: 'เห็นควร', notYet: noMemo },
        {
          text: '- ลงนามในประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒\n- แจ้งกลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร ลงประกาศทางเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
          notYet: noMemo,
        },
        {
          text: 'จึงเรียนมาเพื่อโปรดพิจารณา',
          corrections: [
            {
              stood:
                'จึงเรียนมาเพื่อโปรดพิจารณา 51 - ๑๐๑๑๑๑๑๑ ๑๐๑๑๑๑๑๑ ๑๐๑๑๑๑๑๑ ๒ ๑๐๑๑๑๑๑๑ ๑๐๑๑๑๑๑๑ - ๑๐๑๑๑ - ๑๐๑๑๑๑๑๑ ๑๐๑๑๑๑๑๑',
              read: 'จึงเรียนมาเพื่อโปรดพิจารณา',
            },
          ],
          notARule: notARule.closing,
        },
        {
          text: '(นายชาญกฤต น้ำใจดี)',
          corrections: [{ stood: 'น้าใจดี', read: 'น้ำใจดี' }],
          notARule: notARule.signature,
        },
        {
          text: 'รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒\nรักษาราชการแทนผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
          notARule: notARule.signature,
        },
      ],
    },
    {
      id: 'ชื่อประกาศ',
      provisions: [
        {
          text: 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒\nเรื่อง มาตรการเผยแพร่ข้อมูลของทางราชการต่อสาธารณะ ผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
          notARule: notARule.title,
        },
      ],
    },
    {
      id: 'คำปรารภ',
      provisions: [
        {
          text: 'เพื่อให้การเปิดเผยข้อมูลข่าวสารของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ ต่อสาธารณะเป็นไปด้วยความถูกต้อง ชัดเจน ครบถ้วน เหมาะสม ทันสมัย และเชื่อถือได้ สอดคล้องกับ พระราชบัญญัติข้อมูลข่าวสารของทางราชการ พ.ศ. ๒๕๔๐ มาตรา ๙ กำหนดให้หน่วยงานของรัฐต้องจัดให้มี ข้อมูลข่าวสารของทางราชการไว้ให้ประชาชนตรวจเข้าดูได้ และสอดคล้องกับ พระราชบัญญัติบริหารงานและ การให้บริการภาครัฐผ่านระบบดิจิทัล พ.ศ. ๒๕๖๒ มาตรา ๔(๔) การเปิดเผยข้อมูลข่าวสารสาธารณะ ที่หน่วยงานของรัฐจัดทำและครอบครองในรูปแบบและช่องทางดิจิทัล เพื่อให้ประชาชนเข้าถึงได้โดยสะดวก',
          corrections: [{ stood: 'หน่วยงานของรับจัดทำ', read: 'หน่วยงานของรัฐจัดทำ' }],
          notARule: notARule.preamble,
        },
        {
          text: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ จึงกำหนดมาตรการเผยแพร่ข้อมูล ของทางราชการต่อสาธารณะ ผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ ดังนี้',
          notARule: notARule.preamble,
        },
      ],
    },
    {
      id: '๑',
      provisions: [
        {
          text: '๑. ลักษณะ ประเภทของข้อมูลของทางราชการที่เผยแพร่',
          served: [field('category', { required: true })],
        },
      ],
    },
    {
      id: '๑.๑',
      provisions: [
        {
          text: '๑.๑ ข้อมูลหน่วยงาน ประกอบด้วย ประวัติความเป็นมา วิสัยทัศน์ พันธกิจ โครงสร้าง หน่วยงาน ทำเนียบผู้บริหาร ข้อมูลเทคโนโลยีสารสนเทศ อำนาจหน้าที่ ยุทธศาสตร์ แผนปฏิบัติการ แผนงาน โครงการและงบประมาณรายจ่ายประจำปี คำรับรอง รายงานผลการปฏิบัติราชการ รายละเอียดช่องทางการ ติดต่อสื่อสาร หมายเลขโทรศัพท์ หมายเลขโทรสาร แผนที่ตั้งหน่วยงาน ไปรษณีย์อิเล็กทรอนิกส์',
          served: [category('1.1')],
        },
      ],
    },
    {
      id: '๑.๒',
      provisions: [
        { text: '๑.๒ กฎหมาย ระเบียบ ข้อบังคับ ที่เกี่ยวข้องกับหน่วยงาน', served: [category('1.2')] },
        {
          text: ' โดยแสดงที่มาของข้อมูลอย่าง ชัดเจน',
          joined: 'text',
          served: [field('source', { required: true })],
        },
      ],
    },
    {
      id: '๑.๓',
      provisions: [
        {
          text: '๑.๓ ข่าวประชาสัมพันธ์ ข่าวสารทั่วไป ภาพกิจกรรม เรื่องแจ้งเตือน รวมถึงข่าวประกาศของ หน่วยงาน เช่น การรับสมัครงาน ประกาศจัดซื้อจัดจ้าง ผลการจัดซื้อจัดจ้าง',
          served: [category('1.3')],
        },
      ],
    },
    { id: '๑.๔', provisions: [{ text: '๑.๔ ข้อมูลข่าวสารอื่น ๆ', served: [category('1.4')] }] },
    {
      id: '๒',
      provisions: [
        { text: '๒. วิธีการ ขั้นตอน และผู้มีหน้าที่ในการเผยแพร่ข้อมูลของทางราชการ', notARule: notARule.heading },
        { text: '/๒.๑ การจัดเตรียม ...', notARule: notARule.catchword },
      ],
    },
    {
      id: '๒.๑',
      provisions: [{ text: '๒.๑ การจัดเตรียมข้อมูลของทางราชการก่อนเผยแพร่', notARule: notARule.heading }],
    },
    {
      id: '๒.๑.๑',
      provisions: [
        {
          text: '๒.๑.๑ หน่วยงานที่รับผิดชอบข้อมูล ต้องจัดทำข้อมูลและปรับปรุงข้อมูลให้ถูกต้อง สมบูรณ์และเป็นปัจจุบันอยู่เสมอ',
          served: [
            step('preparing'),
            ...needs('preparing', 'PROPOSE', 'checked', 'accurate', 'complete', 'current'),
          ],
          notYet: {
            th: 'ยังปรับปรุงข้อมูลที่เผยแพร่อยู่ไม่ได้ ต้องนำออกแล้วเสนอใหม่',
            en: 'What is published cannot be updated yet: it is taken down and proposed anew.',
          },
        },
      ],
    },
    {
      id: '๒.๑.๒',
      provisions: [
        {
          text: '๒.๑.๒ หน่วยงานที่จะนำข้อมูลของทางราชการขึ้นเผยแพร่ จัดทำบันทึกเสนอขอความเห็นชอบจากผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
          served: [
            choice('preparing', 'PROPOSE', { by: 'owner', to: 'awaitingConsent' }),
            step('awaitingConsent'),
            choice('awaitingConsent', 'CONSENT', { by: 'officeDirector' }),
            requirement('CONSENT'),
          ],
          notYet: {
            th: 'เสนอและให้ความเห็นชอบในระบบแล้ว แต่ยังพิมพ์เป็นบันทึกข้อความไม่ได้',
            en: 'It is proposed and consented to in the product; the memo cannot be printed yet.',
          },
        },
      ],
    },
    { id: '๒.๒', provisions: [{ text: '๒.๒ การเผยแพร่ข้อมูล', notARule: notARule.heading }] },
    {
      id: '๒.๒.๑',
      provisions: [
        { text: '๒.๒.๑ หน่วยงานที่รับผิดชอบ', notARule: notARule.heading },
        {
          text: 'กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร มีหน้าที่ดำเนินการเผยแพร่ข้อมูลผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ มีขั้นตอนในการดำเนินการ ดังนี้',
          served: [role('webmaster'), role('webHead')],
          notYet: {
            th: 'ระบบยังไม่บังคับว่าผู้ดูแลเว็บไซต์ต้องอยู่ในกลุ่มนี้',
            en: 'The product does not yet want who manages the website to be of this group.',
          },
        },
      ],
    },
    {
      id: '๒.๒.๑ ๑)',
      provisions: [
        {
          text: '๑) หน่วยงานเจ้าของข้อมูล นำส่งข้อมูล ข่าวสาร พร้อมแบบฟอร์มการขอเผยแพร่ข้อมูล ผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ ส่งมาให้ กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศและการสื่อสาร หลังจากได้รับความเห็นชอบจาก ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ เรียบร้อยแล้ว',
          served: [
            choice('awaitingConsent', 'CONSENT', { to: 'handover' }),
            step('handover'),
            choice('handover', 'SEND', { by: 'owner', to: 'consideration' }),
          ],
        },
      ],
    },
    {
      id: '๒.๒.๑ ๒)',
      provisions: [
        {
          text: '๒) ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ แต่งตั้งมอบหมายเจ้าหน้าที่ปฏิบัติหน้าที่ดูแลบริหารจัดการเว็บไซต์',
          served: [feature('people')],
          notYet: {
            th: 'ผู้ดูแลระบบบันทึกการแต่งตั้งตามคำสั่งได้ แต่ตัวคำสั่งยังออกนอกระบบ',
            en: 'Appointments are recorded by their order; the order itself is still made outside the product.',
          },
        },
      ],
    },
    {
      id: '๒.๒.๑ ๓)',
      provisions: [
        {
          text: '๓) เจ้าหน้าที่ดูแลบริหารจัดการเว็บไซต์พิจารณาข้อมูลข่าวสารที่หน่วยงาน นำส่ง โดยคำนึงถึงความถูกต้อง ครบถ้วน และเป็นปัจจุบัน พร้อมทั้งระบุแหล่งที่มาหรือเจ้าของข้อมูล ตามแบบฟอร์ม',
          served: [
            step('consideration'),
            ...needs('consideration', 'FORWARD', 'checked', 'accurate', 'complete', 'current', 'sourceNamed'),
            ...needs('handover', 'SEND', 'source'),
            field('source', { required: true }),
          ],
        },
      ],
    },
    {
      id: '๒.๒.๑ ๔)',
      provisions: [
        {
          text: '๔) เจ้าหน้าที่ดูแลบริหารจัดการเว็บไซต์เสนอข้อมูลของทางราชการให้หัวหน้ากลุ่มงานที่รับผิดชอบดูแลเว็บไซต์พิจารณา',
          served: [
            choice('consideration', 'FORWARD', { by: 'webmaster', to: 'decision' }),
            step('decision'),
            role('webHead'),
          ],
        },
        {
          text: ' โดยคำนึงถึง พระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ มาตรา ๗ มาตรา ๙',
          joined: 'text',
          served: needs('decision', 'ALLOW', 'checked', 'section7', 'section9'),
        },
        {
          text: ' ทั้งนี้ ต้องเป็นไปตาม พระราชบัญญัติว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ พ.ศ. ๒๕๖๐ อย่างเคร่งครัด',
          joined: 'text',
          served: needs('decision', 'ALLOW', 'checked', 'computerCrimeAct'),
        },
      ],
    },
    {
      id: '๒.๒.๑ ๔) กรณีอนุญาต',
      provisions: [
        {
          text: '- กรณีอนุญาต หัวหน้ากลุ่มงานมอบหมายเจ้าหน้าที่ดูแลบริหารจัดการเว็บไซต์ดำเนินการนำข้อมูลข่าวสารขึ้นเว็บไซต์ในหมวดหมู่ที่ถูกต้อง',
          served: [
            choice('decision', 'ALLOW', { by: 'webHead', to: 'posting' }),
            requirement('ALLOW'),
            step('posting'),
            choice('posting', 'PUBLISH', { by: 'webmaster' }),
            ...needs('posting', 'PUBLISH', 'category'),
          ],
          notYet: {
            th: 'ยังมอบหมายให้เจ้าหน้าที่คนใดคนหนึ่งเป็นการเฉพาะไม่ได้',
            en: 'The work cannot be assigned to one officer by name yet.',
          },
        },
        {
          text: ' และประสานแจ้งกลับไปยังเจ้าของข้อมูล ข่าวสารนั้น',
          joined: 'text',
          served: [notice('posting', 'PUBLISH', 'owner')],
        },
        { text: ' และเผยแพร่ข้อมูลโดยพลัน', joined: 'text', served: [promptly('posting'), step('published')] },
      ],
    },
    {
      id: '๒.๒.๑ ๔) กรณีไม่อนุญาต',
      provisions: [
        {
          text: '- กรณีไม่อนุญาต หัวหน้ากลุ่มงานมอบหมายเจ้าหน้าที่ดูแลบริหารจัดการ',
          served: [
            choice('decision', 'DISALLOW', { by: 'webHead', to: 'informing' }),
            step('informing'),
            choice('informing', 'INFORM', { by: 'webmaster' }),
            notice('informing', 'INFORM', 'owner'),
          ],
        },
        { text: '/เว็บไซต์ประสาน...', notARule: notARule.catchword },
        {
          text: '[เอกสารต้นฉบับขาดหายตรงนี้]',
          corrections: [{ stood: '', read: '[เอกสารต้นฉบับขาดหายตรงนี้]' }],
          notARule: notARule.gap,
        },
      ],
    },
    {
      id: 'ท้ายประกาศเรื่องร้องเรียน',
      provisions: [
        {
          text: '[ส่วนต่อไปนี้เป็นท้ายประกาศอีกฉบับหนึ่งของสำนักงานเดียวกัน ว่าด้วยการจัดการเรื่องร้องเรียนการทุจริต]',
          corrections: [
            {
              stood: '',
              read: '[ส่วนต่อไปนี้เป็นท้ายประกาศอีกฉบับหนึ่งของสำนักงานเดียวกัน ว่าด้วยการจัดการเรื่องร้องเรียนการทุจริต]',
            },
          ],
          notARule: notARule.gap,
        },
        { text: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒', notARule: notARule.catchword },
      ],
    },
    {
      id: '๓.๕',
      provisions: [
        { text: '๓.๕ ข้อมูลส่วนบุคคลของผู้ร้องเรียนและผู้ถูกร้องเรียนต้องจัดเก็บเป็นความลับ', notYet: noComplaints },
      ],
    },
    { id: '๓.๖', provisions: [{ text: '๓.๖ เรื่องร้องเรียนที่อาจไม่รับพิจารณา', notARule: notARule.heading }] },
    {
      id: '๓.๖.๑',
      provisions: [
        {
          text: '๓.๖.๑ ข้อร้องเรียนที่ไม่มีรายการตามข้อ ๓.๖',
          corrections: [{ stood: '๓.๖.๑ ขอร้องเรียน', read: '๓.๖.๑ ข้อร้องเรียน' }],
          notYet: noComplaints,
        },
      ],
    },
    {
      id: 'ข้อ ๔',
      provisions: [
        {
          text: 'ข้อ ๔ ช่องทางการร้องเรียน ผู้ร้องเรียนสามารถส่งข้อความร้องเรียนผ่านช่องทาง ดังนี้',
          notARule: notARule.heading,
        },
      ],
    },
    {
      id: '๔.๑',
      provisions: [
        { text: '๔.๑ ส่งหนังสือร้องเรียนหรือร้องเรียนด้วยตนเองโดยตรงที่ กลุ่มกฎหมายและคดี', notYet: noComplaints },
        { text: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒', notYet: noComplaints },
      ],
    },
    {
      id: '๔.๒',
      provisions: [
        { text: '๔.๒ ทางเว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒', notYet: noComplaints },
        { text: 'https://www.kalasin2.go.th/web/', notYet: noComplaints },
      ],
    },
    { id: 'ข้อ ๕', provisions: [{ text: 'ข้อ ๕ การดำเนินงาน ติดตาม และรายงาน', notARule: notARule.heading }] },
    {
      id: '๕.๑',
      provisions: [
        {
          text: '๕.๑ เมื่อกลุ่มกฎหมายและคดี สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ ได้รับข้อร้องเรียนจากผู้ร้องเรียนแล้ว ให้พิจารณาเพื่อดำเนินการภายใน ๓ วันทำการนับตั้งแต่วันที่รับข้อร้องเรียนและแจ้งการดำเนินการเบื้องต้นให้ผู้ถูกร้องเรียนหรือผู้ที่เกี่ยวข้องทราบแล้วแต่กรณี',
          notYet: noComplaints,
        },
      ],
    },
    {
      id: '๕.๒',
      provisions: [
        {
          text: '๕.๒ ให้กลุ่มกฎหมายและคดี สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ รับผิดชอบดำเนินการตามกรณีร้องเรียน จนกว่าจะได้ข้อยุติ และเร่งรัดและติดตาม ข้อร้องเรียนที่อยู่ในการดำเนินการของหน่วยงานที่ถูกร้องเรียนอย่างต่อเนื่อง จนได้ข้อยุติ',
          notYet: noComplaints,
        },
      ],
    },
    {
      id: '๕.๓',
      provisions: [
        {
          text: '๕.๓ เมื่อกลุ่มกฎหมายและคดี สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ ได้ดำเนินการตามกรณีร้องเรียนจนได้ข้อยุติแล้ว แจ้งผลการดำเนินการไปยังผู้ร้องเรียน หรือหน่วยงานที่เกี่ยวข้อง',
          notYet: noComplaints,
        },
      ],
    },
    {
      id: '๕.๔',
      provisions: [
        {
          text: '๕.๔ ให้กลุ่มกฎหมายและคดี สำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ มีหน้าที่จัดทำรายงานเกี่ยวกับกรณีร้องเรียนในรอบ ๖ เดือน นับแต่วันเริ่มต้นปีงบประมาณ เพื่อเสนอต่อผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒ และหน่วยงานอื่น ๆ ที่เกี่ยวข้องต่อไป',
          notYet: noComplaints,
        },
      ],
    },
    {
      id: 'ลงนาม',
      provisions: [
        { text: 'จึงประกาศให้ทราบโดยทั่วกัน', notARule: notARule.closing },
        { text: 'ประกาศ ณ วันที่ ๑ ตุลาคม พ.ศ. ๒๕๖๒', notARule: notARule.signature },
        {
          text: '(นายชาญฤกษ์ น้ำใจดี)',
          corrections: [{ stood: 'น้าใจดี', read: 'น้ำใจดี' }],
          notARule: notARule.signature,
        },
        { text: 'รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒', notARule: notARule.signature },
        {
          text: 'รักษาการแทนผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษากาฬสินธุ์ เขต ๒',
          notARule: notARule.signature,
        },
      ],
    },
  ],
  added: [
    {
      places: [
        ...needs('handover', 'SEND', 'links'),
        ...needs('handover', 'SEND', 'contact'),
        ...needs('handover', 'SEND', 'remark'),
      ],
      why: {
        th: 'เอกสารไม่ได้แนบแบบฟอร์มการขอเผยแพร่ข้อมูลไว้ ช่องเหล่านี้จึงไม่ได้มาจากเอกสาร',
        en: 'The document does not hold the request form, so these fields are not the document’s.',
      },
    },
    {
      places: needs('decision', 'DISALLOW', 'reasons'),
      why: {
        th: 'หน้าที่เหลือของเอกสารไม่ได้เขียนว่าต้องให้เหตุผล',
        en: 'What is left of the document does not ask for reasons.',
      },
    },
    {
      places: needs('posting', 'PUBLISH', 'publishUntil'),
      why: {
        th: 'ประกาศไม่ได้กล่าวถึงระยะเวลาการเผยแพร่',
        en: 'The announcement names no period of publication.',
      },
    },
  ],
}
