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

const noChannel = {
  th: 'เผยแพร่ข้อมูลเกี่ยวกับช่องทางนี้ได้ แต่ตัวช่องทางยังไม่มีในระบบ',
  en: 'What concerns the channel can be published; the channel itself is not in the product yet.',
}

/** สพป.ปทุมธานี เขต ๑: the announcement of 5 July 2565 (2022). */
export const ptt1Document: OfficeDocument = {
  office: 'ptt1',
  clauses: [
    {
      id: 'ชื่อประกาศ',
      provisions: [
        {
          text: 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑\nเรื่อง มาตรการเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ ผ่านเว็บไซต์ของหน่วยงาน',
          notARule: notARule.title,
        },
      ],
    },
    {
      id: 'คำปรารภ',
      provisions: [
        {
          text: 'ด้วยพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ. ๒๕๔๐ ได้บัญญัติขึ้นรับรองสิทธิของประชาชนในการเข้าถึงข้อมูลข่าวสารของราชการ เพื่อตรวจสอบการดำเนินงานต่างๆ ของรัฐ ว่าเป็นไปโดยชอบด้วยกฎหมาย โปร่งใส ตรวจสอบได้ พร้อมทั้งมีโอกาสในการรู้ถึงสิทธิหน้าที่ของตนอย่างเต็มที่เพื่อที่จะปกป้องรักษาประโยชน์ของตน จึงกำหนดให้หน่วยงานของรัฐต้องจัดให้มีการเผยแพร่ข้อมูลข่าวสารตามอำนาจหน้าที่ รวมทั้งอำนวยความสะดวกแก่ประชาชนในการเข้าถึงข้อมูลข่าวสารของหน่วยงาน ประกอบกับการขับเคลื่อนนโยบายของรัฐบาลในการลดปัญหาการทุจริตในประเทศไทย ตามแนวทางการประเมินคุณธรรม และความโปร่งใสในการดำเนินงานของหน่วยงานภาครัฐ (Integrity and Transparency Assessment : ITA) แบบวัดการเปิดเผยข้อมูลสาธารณะ (Open Data Integrity and Transparency Assessment : OIT) ข้อ O๔๒ ที่ให้ส่วนราชการกำหนดมาตรการเพื่อขับเคลื่อนการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงานให้ดีขึ้น จึงประกาศมาตรการเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ ผ่านเว็บไซต์ของหน่วยงาน ดังนี้',
          notARule: notARule.preamble,
        },
      ],
    },
    {
      id: '๑',
      provisions: [
        {
          text: '๑. ลักษณะและประเภทของข้อมูลข่าวสารที่ต้องเผยแพร่ต่อสาธารณะ ผ่านเว็บไซต์',
          served: [field('category', { required: true })],
        },
      ],
    },
    {
      id: '๑.๑',
      provisions: [
        {
          text: '๑.๑ ข้อมูลพื้นฐานเกี่ยวกับโครงสร้าง ข้อมูลผู้บริหาร อำนาจหน้าที่ แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน ข้อมูลการติดต่อ และกฎหมายที่เกี่ยวข้องของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑',
          served: [category('1.1')],
        },
      ],
    },
    {
      id: '๑.๒',
      provisions: [
        {
          text: '๑.๒ ช่องทางที่แสดงบนเว็บไซต์ให้บุคคลภายนอกสามารถสอบถามข้อมูลและหน่วยงานสามารถสื่อสารให้คำตอบกับผู้สอบถามได้ในลักษณะการสื่อสารสองทาง เช่น Web board หรือกล่องข้อความถามตอบ เป็นต้น และช่องทางที่สามารถเชื่อมโยงไปยังเครือข่ายสังคมออนไลน์ของหน่วยงาน เช่น Facebook, Twitter และ Instagram เป็นต้น',
          served: [category('1.2')],
          notYet: noChannel,
        },
      ],
    },
    {
      id: '๑.๓',
      provisions: [
        {
          text: '๑.๓ แผนปฏิบัติราชการประจำปี รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ ๖ เดือน รายงานผลการดำเนินงานประจำปี',
          corrections: [{ stood: 'รอบ ๕ เดือน', read: 'รอบ ๖ เดือน' }],
          served: [category('1.3')],
        },
      ],
    },
    { id: '๑.๔', provisions: [{ text: '๑.๔ คู่มือหรือมาตรฐานการปฏิบัติงาน', served: [category('1.4')] }] },
    {
      id: '๑.๕',
      provisions: [
        {
          text: '๑.๕ คู่มือหรือมาตรฐานการให้บริการ ข้อมูลเชิงสถิติการให้บริการ รายงานผลการสำรวจความพึงพอใจการให้บริการ',
          served: [category('1.5')],
        },
        {
          text: ' ช่องทางที่บุคคลภายนอกสามารถขอรับบริการกับหน่วยงานผ่านช่องทางออนไลน์ที่สามารถเข้าถึงหรือเชื่อมโยงได้จากเว็บไซต์หลักของหน่วยงาน (E-service)',
          joined: 'text',
          served: [category('1.5')],
          notYet: noChannel,
        },
      ],
    },
    {
      id: '๑.๖',
      provisions: [
        {
          text: '๑.๖ แผนการใช้จ่ายงบประมาณประจำปี รายงานการกำกับติดตามการใช้จ่ายงบประมาณประจำปี รอบ ๖ เดือน รายงานผลการใช้จ่ายงบประมาณประจำปี',
          corrections: [{ stood: 'รอบ ๕ เดือน', read: 'รอบ ๖ เดือน' }],
          served: [category('1.6')],
        },
      ],
    },
    {
      id: '๑.๗',
      provisions: [
        {
          text: '๑.๗ แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ ประกาศต่างๆเกี่ยวกับการจัดซื้อจัดจ้าง ประกาศต่างๆเกี่ยวกับการจัดซื้อจัดจ้างหรือจัดหาพัสดุ สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ รายเดือน รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี',
          served: [category('1.7')],
        },
      ],
    },
    {
      id: '๑.๘',
      provisions: [
        {
          text: '๑.๘ นโยบายการบริหารทรัพยากรบุคคล การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี',
          served: [category('1.8')],
        },
      ],
    },
    {
      id: '๑.๙',
      provisions: [
        { text: '๑.๙ แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', served: [category('1.9')] },
        {
          text: ' ช่องทางแจ้งเรื่อง ร้องเรียนการทุจริตและประพฤติมิชอบ',
          joined: 'text',
          served: [category('1.9')],
          notYet: noChannel,
        },
        { text: ' ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ', joined: 'text', served: [category('1.9')] },
      ],
    },
    {
      id: '๑.๑๐',
      provisions: [
        {
          text: '๑.๑๐ ช่องทางการรับฟังความคิดเห็น และการเปิดโอกาสให้เกิดการมีส่วนร่วม',
          served: [category('1.10')],
          notYet: noChannel,
        },
      ],
    },
    {
      id: '๑.๑๑',
      provisions: [{ text: '๑.๑๑ เจตจำนงสุจริตของผู้บริหาร การมีส่วนร่วมของผู้บริหาร', served: [category('1.11')] }],
    },
    {
      id: '๑.๑๒',
      provisions: [
        {
          text: '๑.๑๒ การประเมินความเสี่ยงการทุจริตประจำปี การดำเนินการเพื่อจัดการความเสี่ยงการทุจริต การเสริมสร้างวัฒนธรรมองค์กร',
          served: [category('1.12')],
        },
      ],
    },
    {
      id: '๑.๑๓',
      provisions: [
        {
          text: '๑.๑๓ แผนปฏิบัติการป้องกันการทุจริต รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปีรอบ ๖ เดือน รายงานผลการดำเนินการป้องกันการทุจริตประจำปี',
          corrections: [{ stood: 'รอบ ๕ เดือน', read: 'รอบ ๖ เดือน' }],
          served: [category('1.13')],
        },
      ],
    },
    {
      id: '๑.๑๔',
      provisions: [
        {
          text: '๑.๑๔ มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน',
          served: [category('1.14')],
        },
      ],
    },
    {
      id: '๒',
      provisions: [
        {
          text: '๒. วิธีการและขั้นตอนการเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ ผ่านเว็บไซต์ของหน่วยงาน',
          notARule: notARule.heading,
        },
      ],
    },
    {
      id: '๒.๑',
      provisions: [
        {
          text: '๒.๑ เจ้าหน้าที่ผู้รับผิดชอบจัดทำเนื้อหาของข้อมูลข่าวสารของแต่ละกลุ่ม/งาน ดำเนินการจัดทำข้อมูลข่าวสาร และตรวจสอบความถูกต้อง ครบถ้วนของข้อมูลข่าวสารนั้น',
          served: [step('preparing'), ...needs('preparing', 'HAND_IN', 'checked', 'accurate', 'complete')],
        },
      ],
    },
    {
      id: '๒.๒',
      provisions: [
        {
          text: '๒.๒ เจ้าหน้าที่ผู้รับผิดชอบนำเสนอข้อมูลบนเว็บไซต์ เสนอขอความเห็นชอบจากผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑ ก่อนนำเสนอข้อมูลบนเว็บไซต์',
          served: [
            step('proposing'),
            choice('proposing', 'PROPOSE', { by: 'webmaster', to: 'awaitingConsent' }),
            step('awaitingConsent'),
            choice('awaitingConsent', 'CONSENT', { by: 'officeDirector' }),
            requirement('CONSENT'),
          ],
        },
      ],
    },
    {
      id: '๒.๓',
      provisions: [
        {
          text: '๒.๓ เจ้าหน้าที่ผู้รับผิดชอบนำเสนอข้อมูลบนเว็บไซต์ ทำการตรวจทานข้อมูลให้ถูกต้อง ครบถ้วน ก่อนนำเสนอข้อมูลดังกล่าวบนเว็บไซต์',
          served: [
            step('proofreading'),
            ...needs('proofreading', 'PUBLISH', 'checked', 'accurate', 'complete'),
          ],
        },
        {
          text: ' โดยกำหนดการลงชื่อเข้าใช้และรหัสผ่านเพื่อเข้าสู่ระบบตามสิทธิ์ของผู้ใช้งานที่ได้รับจากสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑',
          joined: 'text',
          served: [feature('signIn')],
        },
        {
          text: ' และดำเนินการนำเสนอข้อมูลบนเว็บไซต์',
          joined: 'text',
          served: [
            choice('proofreading', 'PUBLISH', { by: 'webmaster', to: 'published' }),
            step('published'),
          ],
        },
        {
          text: ' ทั้งนี้ต้องปฏิบัติตามพระราชบัญญัติว่าด้วยการกระทำความผิดเกี่ยวกับคอมพิวเตอร์ พ.ศ. ๒๕๕๐ อย่างเคร่งครัด',
          joined: 'text',
          served: needs('proofreading', 'PUBLISH', 'checked', 'computerCrimeAct'),
        },
      ],
    },
    { id: '๓', provisions: [{ text: '๓. การกำกับติดตามการเผยแพร่ข้อมูล', notARule: notARule.heading }] },
    {
      id: '๓.๑',
      provisions: [
        {
          text: '๓.๑ ให้เจ้าหน้าที่ผู้จัดทำข้อมูล/เจ้าหน้าที่ผู้รับผิดชอบนำเสนอข้อมูลบนเว็บไซต์ ตรวจสอบข้อมูลที่นำเสนอบนเว็บไซต์ให้ครบถ้วน ถูกต้องและเป็นปัจจุบันอยู่เสมอ',
          served: [step('published.live')],
          notYet: {
            th: 'ยังไม่มีการตรวจสอบข้อมูลบนเว็บไซต์ตามรอบเวลาที่สำนักงานกำหนด',
            en: 'There is no regular check, at an interval that the office sets, yet.',
          },
        },
        {
          text: ' หากพบข้อผิดพลาดให้รีบ ดำเนินการแก้ไขทันที',
          joined: 'text',
          served: [
            choice('published.live', 'REPORT_ERROR', { by: 'webmaster' }),
            ...needs('published.live', 'REPORT_ERROR', 'error'),
            step('published.correcting'),
            promptly('published.correcting'),
            choice('published.correcting', 'CORRECT', { by: 'owner' }),
            choice('published.correcting', 'CORRECT', { by: 'webmaster' }),
            ...needs('published.correcting', 'CORRECT', 'revision'),
          ],
        },
        {
          text: ' และรายงานผู้บังคับบัญชาทราบ',
          joined: 'text',
          served: [
            notice('published.correcting', 'CORRECT', 'groupDirector'),
            notice('published.correcting', 'CORRECT', 'officeDirector'),
            role('groupDirector'),
          ],
          notYet: {
            th: 'รายงานยังไม่บอกว่าพบข้อผิดพลาดใด และยังไม่ส่งถึงผู้บังคับบัญชาของผู้ที่แก้ไข',
            en: 'The report does not say what was wrong, and does not reach the superior of who corrected it.',
          },
        },
      ],
    },
    {
      id: '๓.๒',
      provisions: [
        {
          text: '๓.๒ ให้ผู้บังคับบัญชาทุกระดับ กำกับดูแล ติดตามและตรวจสอบการดำเนินการให้เป็นไปตามมาตรการนี้',
          notYet: {
            th: 'ผู้บังคับบัญชาแต่ละระดับยังไม่มีหน้ากำกับติดตามงานของหน่วยที่ตนดูแล',
            en: 'Superiors have no view of the work of the units below them yet.',
          },
        },
      ],
    },
    {
      id: 'ลงนาม',
      provisions: [
        { text: 'ประกาศ ณ วันที่ ๕ กรกฎาคม ๒๕๖๕', notARule: notARule.signature },
        { text: '(นายนิพนธ์ นนธิ)', notARule: notARule.signature },
        { text: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑', notARule: notARule.signature },
      ],
    },
  ],
  added: [
    {
      places: [choice('preparing', 'HAND_IN')],
      why: {
        th: 'ประกาศไม่ได้เขียนการส่งข้อมูลให้ผู้นำเสนอไว้ อนุมานจาก ๒.๒ ที่ให้ผู้นำเสนอเป็นผู้เสนอขอความเห็นชอบ',
        en: 'The announcement does not write of a handing in; it follows from 2.2, where who presents the information proposes it.',
      },
    },
    {
      places: needs('proofreading', 'PUBLISH', 'publishUntil'),
      why: {
        th: 'ประกาศไม่ได้กล่าวถึงระยะเวลาการเผยแพร่',
        en: 'The announcement names no period of publication.',
      },
    },
  ],
}
