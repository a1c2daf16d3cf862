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
  step,
} from '../../documents/place.ts'

/** ๓.๑: what each of those responsible is asked. */
const lawful = ['personalData', 'officialInformation', 'computerLaw', 'officialSecrets']

/** สพป.เชียงใหม่ เขต ๔: the announcement of 25 June 2563 (2020). */
export const cmi4Document: OfficeDocument = {
  office: 'cmi4',
  clauses: [
    {
      id: 'ชื่อประกาศ',
      provisions: [
        {
          text: 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔\nเรื่อง มาตรการเผยแพร่ข้อมูลต่อสาธารณชน',
          notARule: notARule.title,
        },
      ],
    },
    {
      id: 'คำปรารภ',
      provisions: [
        {
          text: 'เพื่อให้การเปิดเผยและเผยแพร่ข้อมูลข่าวสารของสำนักงานเขตพื้นที่การศึกษาประถมศึกษา เชียงใหม่ เขต ๔ เป็นไปอย่างถูกต้อง เหมาะสม เชื่อถือได้และเป็นปัจจุบัน สอดคล้องกับพระราชบัญญัติข้อมูลข่าวสารของราชการ พ.ศ.๒๕๔๐ และระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ.๒๕๔๔ อันเป็นการเปิดโอกาสให้ผู้มีส่วนได้ส่วนเสียและสาธารณชนสามารถเข้าถึงข้อมูลข่าวสารได้โดยสะดวกและมีประสิทธิภาพ รองรับสิทธิได้รู้ของประชาชน จึงกำหนดมาตรการในการเผยแพร่ข้อมูลต่อสาธารณชน ดังนี้',
          corrections: [
            { stood: 'ระบุว่าด้วย', read: 'ระเบียบว่าด้วย' },
            { stood: 'สิทธิ์เด็ก', read: 'สิทธิได้รู้' },
          ],
          notARule: notARule.preamble,
        },
      ],
    },
    {
      id: '๑',
      provisions: [
        {
          text: '๑. ลักษณะ/ประเภทข้อมูลที่นำขึ้นเผยแพร่ผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔ เพื่อให้ประชาชนได้รู้เกี่ยวกับการดำเนินการต่างๆ อย่างน้อยดังต่อไปนี้',
          served: [field('category', { required: true }), category('other')],
        },
      ],
    },
    {
      id: '๑.๑',
      provisions: [
        {
          text: '๑.๑ ข้อมูลพื้นฐานที่เป็นปัจจุบัน ได้แก่ โครงสร้างหน่วยงาน ข้อมูลผู้บริหาร อำนาจหน้าที่ ข้อมูลการติดต่อหน่วยงาน และกฎหมายที่เกี่ยวข้อง',
          corrections: [{ stood: 'ติดต่อนหน่วยงาน', read: 'ติดต่อหน่วยงาน' }],
          served: [category('1.1')],
        },
      ],
    },
    {
      id: '๑.๒',
      provisions: [{ text: '๑.๒ ข่าวประชาสัมพันธ์ที่เกี่ยวข้องกับภารกิจของหน่วยงาน', served: [category('1.2')] }],
    },
    {
      id: '๑.๓',
      provisions: [
        {
          text: '๑.๓ แผนปฏิบัติราชการประจำปีและการติดตามผลการดำเนินการตามแผนปฏิบัติการประจำปี',
          served: [category('1.3')],
        },
      ],
    },
    { id: '๑.๔', provisions: [{ text: '๑.๔ คู่มือหรือมาตรฐานการปฏิบัติงานของเจ้าหน้าที่', served: [category('1.4')] }] },
    { id: '๑.๕', provisions: [{ text: '๑.๕ ข้อมูลผลสัมฤทธิ์ทางการศึกษา', served: [category('1.5')] }] },
    { id: '๑.๖', provisions: [{ text: '๑.๖ ข้อมูลการจัดซื้อจัดจ้าง', served: [category('1.6')] }] },
    {
      id: '๒',
      provisions: [
        { text: '๒. วิธีการ ขั้นตอน และผู้มีหน้าที่ในการเผยแพร่ข้อมูลต่อสาธารณชน', notARule: notARule.heading },
        { text: 'มีขั้นตอนการดำเนินการเผยแพร่ข้อมูลต่อสาธารณชน ดังนี้', notARule: notARule.heading },
      ],
    },
    {
      id: '๒ ขั้นตอนที่ ๑',
      provisions: [
        {
          text: 'ขั้นตอนที่ ๑ เจ้าหน้าที่ผู้จัดทำเนื้อหาข้อมูลซึ่งเป็นผู้ปฏิบัติงานในแต่ละกลุ่ม/หน่วยดำเนินการจัดทำข้อมูล ตรวจสอบความถูกต้องของข้อมูล',
          served: [step('preparing'), ...needs('preparing', 'PROPOSE', 'checked', 'accurate')],
        },
      ],
    },
    {
      id: '๒ ขั้นตอนที่ ๒',
      provisions: [
        {
          text: 'ขั้นตอนที่ ๒ เจ้าหน้าที่ผู้จัดทำเนื้อหาข้อมูล เสนอขอความเห็นชอบจากผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔ ก่อนนำเสนอข้อมูลบนเว็บไซต์',
          served: [
            choice('preparing', 'PROPOSE', { by: 'owner', to: 'awaitingConsent' }),
            step('awaitingConsent'),
            choice('awaitingConsent', 'CONSENT', { by: 'officeDirector' }),
            requirement('CONSENT'),
          ],
        },
      ],
    },
    {
      id: '๒ ขั้นตอนที่ ๓',
      provisions: [
        {
          text: 'ขั้นตอนที่ ๓ เจ้าหน้าที่ผู้ปฏิบัติงานซึ่งเป็นผู้นำเสนอข้อมูลบนเว็บไซต์ ทำการตรวจทานข้อมูลให้ถูกต้อง ครบถ้วน ก่อนจะนำข้อมูลขึ้นเว็บไซต์เพื่อเผยแพร่ ',
          served: [
            step('proofreading'),
            ...needs('proofreading', 'PUBLISH', 'checked', 'accurate', 'complete'),
          ],
        },
        {
          text: 'โดยกำหนดการลงชื่อเข้าใช้ และรหัสผ่านตามสิทธิ์ผู้ใช้งานที่ได้รับจากสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔ ',
          joined: 'text',
          served: [feature('signIn')],
        },
        {
          text: 'เพื่อเข้าสู่ระบบเสร็จแล้วดำเนินการนำข้อมูลที่ต้องการเผยแพร่นำเสนอบนเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
          joined: 'text',
          served: [
            choice('proofreading', 'PUBLISH', { by: 'webmaster', to: 'published' }),
            step('published'),
            step('published.live'),
          ],
        },
      ],
    },
    { id: '๓', provisions: [{ text: '๓. การกำกับติดตามการเผยแพร่ข้อมูล', notARule: notARule.heading }] },
    {
      id: '๓.๑',
      provisions: [
        {
          text: '๓.๑ ในการเผยแพร่ข้อมูลนั้น ให้ทุกฝ่ายที่รับผิดชอบคำนึงถึงข้อกฎหมายที่เกี่ยวข้องด้วย อาทิเช่น การคุ้มครองข้อมูลส่วนบุคคล การปฏิบัติตามกฎหมายว่าด้วยข้อมูลข่าวสาร กฎหมายว่าด้วยคอมพิวเตอร์ เป็นต้น',
          corrections: [{ stood: 'ดำเนินถึงข้อกฎหมาย', read: 'คำนึงถึงข้อกฎหมาย' }],
          served: [
            needs('preparing', 'PROPOSE', 'checked', ...lawful),
            needs('awaitingConsent', 'CONSENT', 'checked', ...lawful),
            needs('proofreading', 'PUBLISH', 'checked', ...lawful),
          ].flat(),
        },
      ],
    },
    {
      id: '๓.๒',
      provisions: [
        {
          text: '๓.๒ ให้เจ้าหน้าที่ ที่รับผิดชอบ ดำเนินการตรวจสอบเว็บไซต์เป็นประจำทุก[ต้นฉบับอ่านไม่ได้ตรงนี้] หากพบข้อผิดพลาดต้องรีบดำเนินการแก้ไขในทันที ',
          corrections: [
            { stood: 'ทุกพบ', read: 'ทุก[ต้นฉบับอ่านไม่ได้ตรงนี้] หากพบ' },
            { stood: 'ต้องรับดำเนินการ', read: 'ต้องรีบดำเนินการ' },
          ],
          served: [
            step('published.correcting'),
            promptly('published.correcting'),
            choice('published.correcting', 'CORRECT', { by: 'webmaster' }),
            ...needs('published.correcting', 'CORRECT', 'revision'),
          ],
          notYet: {
            th: 'ยังไม่มีการตรวจสอบเว็บไซต์เป็นประจำ รอบการตรวจสอบในต้นฉบับอ่านไม่ได้',
            en: 'There is no regular check of the website yet; how often cannot be read in the original.',
          },
        },
        {
          text: 'พร้อมรายงานให้ผู้บังคับบัญชาทราบ',
          joined: 'text',
          served: [notice('published.correcting', 'CORRECT', 'superiorOfActor')],
        },
      ],
    },
    {
      id: 'ลงนาม',
      provisions: [
        { text: 'ประกาศ ณ วันที่ ๒๕ มิถุนายน พ.ศ. ๒๕๖๓', notARule: notARule.signature },
        { text: '(นายไกรเจน เดชะบุญ)', notARule: notARule.signature },
        {
          text: 'รองผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา รักษาราชการแทน\nผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔',
          notARule: notARule.signature,
        },
      ],
    },
  ],
}
