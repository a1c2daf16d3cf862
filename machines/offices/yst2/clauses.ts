import type { OfficeDocument } from '../../documents/clauses.ts'
import { notARule } from '../../documents/not-a-rule.ts'
import {
  category,
  choice,
  feature,
  field,
  needs,
  type Place,
  requirement,
  role,
  step,
  within,
} from '../../documents/place.ts'
import { yst2Photos } from './photos.ts'
import { kindsOfRules, yst2Rules } from './rules.ts'

const noReport = {
  th: 'ยังไม่มีการรายงานผลทุกสิ้นไตรมาสของแต่ละกลุ่ม/หน่วย',
  en: 'There is no report of each group at the end of every quarter yet.',
}
const publishing = 'publishing.website.pending'
const inPhotos = (...places: Place[]) => within(yst2Photos.id, places)
const inRules = (...places: Place[]) => within(yst2Rules.id, places)
/** What ๒.๑ and ๒.๓ say of publication on the website and after it, as ๓.๒ and ๓.๓ have it alike. */
const bothBy = (by: string) => [
  ...inPhotos(choice('loading', 'PUBLISH', { by, to: 'published' })),
  ...inRules(choice('publishing', 'PUBLISH', { by, to: 'published' })),
]
const inBoth = (...places: Place[]) => [...inPhotos(...places), ...inRules(...places)]
const correcting = 'published.website.correcting'
/** Who evaluates is not said, so no role is asked for. */
const evaluation: Place[] = [
  step('published.evaluation'),
  step('published.evaluation.pending'),
  choice('published.evaluation.pending', 'EVALUATE', { to: 'published.evaluation.evaluated' }),
  step('published.evaluation.evaluated'),
]

/** สพป.ยโสธร เขต ๒: the announcement of 24 June 2563 (2020). */
export const yst2Document: OfficeDocument = {
  office: 'yst2',
  clauses: [
    {
      id: 'ชื่อประกาศ',
      provisions: [
        {
          text: 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒\nเรื่อง มาตรการดำเนินการกำหนดให้มีการเผยแพร่ข้อมูลข่าวสารบนเว็บไซต์\nของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          notARule: notARule.title,
        },
      ],
    },
    {
      id: 'คำปรารภ',
      provisions: [
        {
          text: 'ด้วย พระราชบัญญัติข้อมูลข่าวสาร พ.ศ.๒๕๔๐ และพระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ.๒๕๕๘ ได้กำหนดให้ส่วนราชการเปิดเผยข้อมูลข่าวสารตามที่กฎหมายกำหนด วัตถุประสงค์เพื่อให้ประชาชนโดยทั่วไปหรือผู้รับบริการได้รับรู้ รับทราบถึงภารกิจ นโยบายกระบวนการดำเนินงานต่างๆ ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ อันจะเป็นการสร้างความเข้าใจอันดีและแสดงความโปร่งใส และสุจริตตามเจตนารมณ์ของกฎหมายและนโยบายของรัฐบาลปัจจุบัน และของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          notARule: notARule.preamble,
        },
        {
          text: 'สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ ได้ตระหนักถึงความสำคัญในการเผยแพร่ข้อมูลข่าวสารบนเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ เพื่อเป็นช่องทางในการติดต่อสื่อสารและเปิดเผยข้อมูลข่าวสารของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ หน่วยงานอย่างตรงไปตรงมา มีความถูกต้อง ชัดเจน ครบถ้วน และเป็นปัจจุบัน ข้าราชการครูและบุคลากรทางการศึกษาและประชาชนทั่วไปสามารถเข้าถึงข้อมูลได้สะดวก และสามารถตรวจสอบการดำเนินงานของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ จึงได้กำหนดมาตรการและวิธีปฏิบัติในการเผยแพร่ข้อมูลข่าวสารบนเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ ดังนี้',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          notARule: notARule.preamble,
        },
      ],
    },
    {
      id: '๑',
      provisions: [
        {
          text: '๑. ลักษณะ/ประเภทข้อมูลที่ต้องการเผยแพร่ต่อสาธารณะของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ ดังนี้',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [field('category', { required: true }), ...inBoth(field('category', { required: true }))],
        },
      ],
    },
    {
      id: '๑.๑',
      provisions: [
        {
          text: '๑.๑ ข้อมูลเกี่ยวกับ กฎระเบียบ ข้อบังคับที่เกี่ยวข้องกับสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ ข้าราชการครูและบุคลากรทางการศึกษา นักเรียน และโรงเรียนในสังกัด',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [category('1.1')],
        },
      ],
    },
    {
      id: '๑.๒',
      provisions: [
        {
          text: '๑.๒ นโยบาย แผนพัฒนาการศึกษา และภารกิจของรัฐบาล กระทรวงศึกษาธิการ สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน และสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [
            { stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' },
            { stood: 'สำนักคณะกรรมการ', read: 'สำนักงานคณะกรรมการ' },
          ],
          served: [category('1.2')],
        },
      ],
    },
    {
      id: '๑.๓',
      provisions: [
        {
          text: '๑.๓ การขยายและพัฒนาเนื้อหาสาระ นโยบายแผนงาน แนวคิด กิจกรรม โครงการสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ และโรงเรียนในสังกัด',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [category('1.3')],
        },
      ],
    },
    {
      id: '๑.๔',
      provisions: [
        {
          text: '๑.๔ ข้อมูลพื้นฐาน โครงสร้าง ภารกิจของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [category('1.4')],
        },
      ],
    },
    {
      id: '๑.๕',
      provisions: [
        {
          text: '๑.๕ ข้อมูลผู้บริหารสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [category('1.5')],
        },
      ],
    },
    {
      id: '๑.๖',
      provisions: [
        {
          text: '๑.๖ แผนปฏิบัติการประจำปี และการติดตามผลการดำเนินการตามแผนปฏิบัติการประจำปี',
          served: [category('1.6')],
        },
      ],
    },
    {
      id: '๑.๗',
      provisions: [
        {
          text: '๑.๗ การขับเคลื่อนประสิทธิภาพการบริหารจัดการสู่คุณภาพของผลผลิตต่อสาธารณะชน',
          corrections: [{ stood: 'การบริการจัดการ', read: 'การบริหารจัดการ' }],
          served: [category('1.7')],
        },
      ],
    },
    {
      id: '๑.๘',
      provisions: [
        {
          text: '๑.๘ ข้อมูลสารสนเทศ ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [category('1.8')],
        },
      ],
    },
    { id: '๑.๙', provisions: [{ text: '๑.๙ ข้อมูลการจัดซื้อจัดจ้าง', served: [category('1.9')] }] },
    {
      id: '๑.๑๐',
      provisions: [{ text: '๑.๑๐ มาตรฐานหรือคู่มือการปฏิบัติงานส่วนบุคคลและกลุ่ม/หน่วย', served: [category('1.10')] }],
    },
    {
      id: '๑.๑๑',
      provisions: [
        { text: '๑.๑๑ มาตรฐานและขั้นตอนให้บริการภายในสำนักงานเขตพื้นที่การศึกษา', served: [category('1.11')] },
      ],
    },
    { id: '๑.๑๒', provisions: [{ text: '๑.๑๒ ผลสำเร็จจากการดำเนินงาน', served: [category('1.12')] }] },
    { id: '๑.๑๓', provisions: [{ text: '๑.๑๓ การแลกเปลี่ยนเรียนรู้แบ่งปันความรู้ใหม่ๆ', served: [category('1.13')] }] },
    {
      id: '๑.๑๔',
      provisions: [
        {
          text: '๑.๑๔ การจัดเก็บข้อมูลออนไลน์สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [category('1.14')],
        },
      ],
    },
    {
      id: '๑.๑๕',
      provisions: [
        {
          text: '๑.๑๕ การรายงานข้อมูลออนไลน์สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [category('1.15')],
        },
      ],
    },
    { id: '๑.๑๖', provisions: [{ text: '๑.๑๖ ข้อมูลผลสัมฤทธิ์ทางการศึกษา', served: [category('1.16')] }] },
    { id: '๑.๑๗', provisions: [{ text: '๑.๑๗ นวัตกรรมทางการศึกษา', served: [category('1.17')] }] },
    {
      id: '๑.๑๘',
      provisions: [{ text: '๑.๑๘ ข้อมูลบุคคลหน่วยงานต้นแบบที่ประสบผลสำเร็จ', served: [category('1.18')] }],
    },

    {
      id: '๑.๑๙',
      provisions: [
        { text: '๑.๑๙ ข้อมูลอื่นๆ', served: [category('1.19')] },
        {
          text: ' ที่ไม่ขัดต่อกฎหมาย ความสงบเรียบร้อยและศีลธรรมอันดีของประชาชน และความมั่นคงของประเทศ',
          joined: 'text',
          served: needs('drafting', 'PROPOSE', 'checked', 'lawful'),
        },
      ],
    },
    {
      id: '๒',
      provisions: [{ text: '๒. กลุ่มงานและผู้มีหน้าที่รับผิดชอบในการเผยแพร่ข้อมูล', notARule: notARule.heading }],
    },
    {
      id: '๒.๑',
      provisions: [
        {
          text: '๒.๑ กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศ และการสื่อสาร มีหน้าที่เผยแพร่ข้อมูลข่าวสารผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          served: [
            role('webmaster'),
            step('publishing.website'),
            step(publishing),
            choice(publishing, 'PUBLISH', { by: 'webmaster', to: 'publishing.website.live' }),
            step('publishing.website.live'),
            ...bothBy('webmaster'),
            ...inBoth(role('webmaster'), step('published.website'), step('published.website.live')),
          ],
        },
        {
          text: ' และปรับปรุงข้อมูลให้เป็นปัจจุบัน',
          joined: 'text',
          served: [
            step('publishing.website.correcting'),
            choice('publishing.website.correcting', 'CORRECT', {
              by: 'webmaster',
              to: 'publishing.website.live',
            }),
            ...needs('publishing.website.correcting', 'CORRECT', 'revision'),
            ...inBoth(
              step(correcting),
              choice(correcting, 'CORRECT', { by: 'webmaster', to: 'published.website.live' }),
              ...needs(correcting, 'CORRECT', 'revision'),
            ),
          ],
        },
        {
          text: 'โดยอย่างน้อยต้องประกอบด้วยโครงสร้างสำนักงานเขตพื้นที่การศึกษา นโยบายและยุทธศาสตร์ของสำนักงานเขตพื้นที่การศึกษา แผนปฏิบัติการประจำปี การติดตามการประเมินผลการดำเนินงานตามแผนปฏิบัติการประจำปี ข้อมูลการจัดซื้อจัดจ้าง มาตรฐานหรือคู่มือการปฏิบัติงาน มาตรฐานหรือขั้นตอนการให้บริการ เป็นต้น',
          joined: 'text',
          served: ['1.4', '1.2', '1.6', '1.9', '1.10', '1.11'].map(category),
          notYet: {
            th: 'เผยแพร่ได้ทุกประเภท แต่ยังไม่ตรวจว่าบนเว็บไซต์มีครบทั้งเจ็ดรายการ',
            en: 'Each kind can be published; whether the website has all seven is not checked yet.',
          },
        },
      ],
    },
    {
      id: '๒.๒',
      provisions: [
        {
          text: '๒.๒ งานประชาสัมพันธ์ มีหน้าที่เผยแพร่ข้อมูลข่าวสารผ่านช่องทางอื่นๆ เช่น สื่อสังคมออนไลน์ ปิดประกาศบอร์ดภายในสำนักงานเขตพื้นที่การศึกษา วารสารของเขตพื้นที่การศึกษา เป็นต้น',
          served: [
            role('publicRelations'),
            field('channels', { option: 'social' }),
            field('channels', { option: 'board' }),
            field('channels', { option: 'journal' }),
            field('channels', { option: 'other' }),
            ...needs('drafting', 'PROPOSE', 'channels'),
            step('publishing.others'),
            step('publishing.others.pending'),
            step('publishing.others.pendingAlone'),
            choice('publishing.others.pending', 'POST', { by: 'publicRelations' }),
            choice('publishing.others.pendingAlone', 'POST', { by: 'publicRelations' }),
            step('publishing.others.posted'),
          ],
        },
      ],
    },
    {
      id: '๒.๓',
      provisions: [
        {
          text: '๒.๓ กลุ่ม/หน่วยงานในสำนักงานเขตพื้นที่การศึกษา มีหน้าที่สนับสนุนและให้ข้อมูลข่าวสารแก่กลุ่มส่งเสริมการศึกษาทางไกล เทคโนโลยีสารสนเทศ และการสื่อสาร และงานประชาสัมพันธ์ สำหรับการเผยแพร่ผ่านช่องทางที่รับผิดชอบ',
          served: [choice('drafting', 'PROPOSE', { by: 'owner' })],
        },
        {
          text: ' รวมทั้งเผยแพร่ข้อมูลผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษา',
          joined: 'text',
          served: [
            choice(publishing, 'PUBLISH', { by: 'owner', to: 'publishing.website.live' }),
            ...bothBy('owner'),
          ],
        },
      ],
    },
    {
      id: '๓',
      provisions: [
        { text: '๓. วิธีการขั้นตอนและผู้ที่มีหน้าที่ในการเผยแพร่ข้อมูลข่าวสารสาธารณะ', notARule: notARule.heading },
      ],
    },
    {
      id: '๓.๑',
      provisions: [{ text: '๓.๑ ขั้นตอนในการเผยแพร่ข้อมูลข่าวสารต่อสาธารณะ ดังนี้', notARule: notARule.heading }],
    },
    {
      id: '๓.๑ ๑)',
      provisions: [
        {
          text: '๑) ประกาศมาตรการการเผยแพร่ข้อมูลข่าวสาร',
          served: [feature('publicProcedure')],
          notYet: {
            th: 'ประกาศแสดงต่อสาธารณะแล้ว แต่การร่างและลงนามยังทำนอกระบบ',
            en: 'The announcement is shown to the public; it is still drafted and signed outside the product.',
          },
        },
      ],
    },
    {
      id: '๓.๑ ๒)',
      provisions: [
        {
          text: '๒) แต่งตั้งผู้รับผิดชอบ มีหน้าที่ในการเผยแพร่ข้อมูล',
          served: [feature('people')],
          notYet: {
            th: 'ผู้ดูแลระบบบันทึกการแต่งตั้งตามคำสั่งได้ แต่ตัวคำสั่งยังออกนอกระบบ',
            en: 'Appointments are recorded by their order; the order itself is still made outside the product.',
          },
        },
      ],
    },
    {
      id: '๓.๑ ๓)',
      provisions: [
        {
          text: '๓) ชี้แจงทำความเข้าใจให้แก่ข้าราชการและลูกจ้างในสำนักงาน',
          notYet: {
            th: 'ยังไม่มีการชี้แจงและการรับทราบของบุคลากรแต่ละคน',
            en: 'There is no briefing that each official acknowledges yet.',
          },
        },
      ],
    },
    {
      id: '๓.๑ ๔)',
      provisions: [
        {
          text: '๔) กำหนดเรื่องที่จะเผยแพร่ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ และกลุ่มหรือหน่วยงานภายในสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          notYet: {
            th: 'ยังไม่มีการกำหนดเรื่องที่จะเผยแพร่ประจำปีของแต่ละกลุ่ม',
            en: 'The subjects of a year are not decided by group yet.',
          },
        },
      ],
    },
    {
      id: '๓.๑ ๕)',
      provisions: [
        {
          text: '๕) บันทึกการขออนุญาตการเผยแพร่ข้อมูลข่าวสารผ่านเว็บไซต์ของแต่ละกลุ่ม/หน่วย โดยเสนอผ่านผู้อำนวยการกลุ่ม/หน่วย และผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ เพื่ออนุญาตตามลำดับ',
          corrections: [{ stood: 'ประถมศึกษา ฯ โสธร', read: 'ประถมศึกษายโสธร' }],
          served: [
            step('drafting'),
            choice('drafting', 'PROPOSE', { by: 'owner', to: 'groupReview' }),
            step('groupReview'),
            choice('groupReview', 'ENDORSE', { by: 'groupDirector', to: 'directorReview' }),
            step('directorReview'),
            choice('directorReview', 'PERMIT', { by: 'officeDirector', to: 'publishing' }),
            requirement('ENDORSE'),
            requirement('PERMIT'),
            feature('papers'),
          ],
        },
      ],
    },
    {
      id: '๓.๑ ๖)',
      provisions: [
        {
          text: '๖) การบันทึกขออนุญาตการเผยแพร่ข้อมูลข่าวสารที่ได้รับอนุญาตและความเห็นชอบแล้วส่งให้ผู้ที่ทำหน้าที่ในการเผยแพร่ข้อมูลข่าวสาร',
          served: [step('publishing'), step(publishing), step('publishing.others.pending')],
        },
      ],
    },
    {
      id: '๓.๒',
      provisions: [
        {
          text: '๓.๒ ขั้นตอนการเผยแพร่ประชาสัมพันธ์ภาพกิจกรรมการประชุม กิจกรรมตามโครงการต่างๆ และผลสำเร็จของการดำเนินงาน ดังนี้',
          notARule: notARule.heading,
        },
      ],
    },
    {
      id: '๓.๒ ๑)',
      provisions: [
        {
          text: '๑) วางแผนการถ่ายภาพกิจกรรมการประชุม กิจกรรมตามโครงการต่างๆ และผลสำเร็จของการดำเนินงาน',
          served: inPhotos(step('planning'), choice('planning', 'PLAN', { by: 'owner', to: 'shooting' })),
        },
      ],
    },
    {
      id: '๓.๒ ๒)',
      provisions: [
        {
          text: '๒) การดำเนินการถ่ายภาพ และคัดเลือกภาพกิจกรรมที่จะนำขึ้นแสดงบนเว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษา ฯ โสธร', read: 'ประถมศึกษายโสธร' }],
          served: inPhotos(
            step('shooting'),
            choice('shooting', 'SELECT', { by: 'owner', to: 'captioning' }),
            field('album', { required: true }),
          ),
        },
      ],
    },
    {
      id: '๓.๒ ๓)',
      provisions: [
        {
          text: '๓) ดำเนินการเขียนบรรยายภาพกิจกรรม',
          served: inPhotos(
            step('captioning'),
            choice('captioning', 'DESCRIBE', { by: 'owner', to: 'loading' }),
            ...needs('captioning', 'DESCRIBE', 'checked', 'described'),
          ),
        },
      ],
    },
    {
      id: '๓.๒ ๔)',
      provisions: [
        {
          text: '๔) โหลดข้อมูลและภาพถ่ายเข้าสู่เว็บไซต์สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [
            { stood: 'ประถมศึกษา ฯ โสธร', read: 'ประถมศึกษายโสธร' },
            { stood: 'และถ่ายภาพ ภาพถ่าย', read: 'และภาพถ่าย' },
          ],
          served: inPhotos(step('loading'), choice('loading', 'PUBLISH'), step('published')),
        },
      ],
    },
    {
      id: '๓.๒ ๕)',
      provisions: [
        {
          text: '๕) ประเมินผลการเผยแพร่ประชาสัมพันธ์',
          served: inPhotos(...evaluation),
        },
      ],
    },
    {
      id: '๓.๓',
      provisions: [
        {
          text: '๓.๓ ขั้นตอนการเผยแพร่กฎระเบียบ ข้อบังคับข้อมูลการจัดซื้อจัดจ้าง ข้อมูลพื้นฐาน โครงสร้าง ภารกิจงาน แผนปฏิบัติการประจำปี การแลกเปลี่ยนเรียนรู้ แบ่งปันความรู้ใหม่ๆ มาตรฐาน หรือคู่มือการปฏิบัติงานส่วนบุคคล การจัดเก็บข้อมูลออนไลน์สำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ นวัตกรรมการศึกษาและข้อมูลบุคคลหน่วยงานต้นแบบที่ประสบผลสำเร็จ ดังนี้',
          corrections: [{ stood: 'ประถมศึกษา ฯ โสธร', read: 'ประถมศึกษายโสธร' }],
          // The heading says of which kinds: each of them can be begun so.
          served: inRules(...kindsOfRules.map(category)),
        },
      ],
    },
    {
      id: '๓.๓ ๑)',
      provisions: [
        {
          text: '๑) วางแผนวัตถุประสงค์ในการเผยแพร่',
          served: inRules(
            step('planning'),
            choice('planning', 'PLAN', { by: 'owner', to: 'sourcing' }),
            ...needs('planning', 'PLAN', 'objective'),
          ),
        },
      ],
    },
    {
      id: '๓.๓ ๒)',
      provisions: [
        {
          text: '๒) จัดหาข้อมูล',
          served: inRules(step('sourcing'), choice('sourcing', 'PROCURE', { by: 'owner', to: 'gathering' })),
        },
      ],
    },
    {
      id: '๓.๓ ๓)',
      provisions: [{ text: '๓) รวบรวมข้อมูล', served: inRules(step('gathering')) }],
    },
    {
      id: '๓.๓ ๔)',
      provisions: [
        {
          text: '๔) เสนอผู้บังคับบัญชาเพื่อพิจารณา',
          served: inRules(
            choice('gathering', 'PROPOSE', { by: 'owner', to: 'superiorReview' }),
            step('superiorReview'),
            role('groupDirector'),
            requirement('PROCEED'),
          ),
        },
        {
          text: '- กรณีแก้ไข ให้ดำเนินการปรับใหม่',
          served: inRules(choice('superiorReview', 'REVISE', { by: 'groupDirector', to: 'gathering' })),
        },
        {
          text: '- กรณีไม่แก้ไข ให้ดำเนินการต่อไปได้',
          served: inRules(choice('superiorReview', 'PROCEED', { by: 'groupDirector', to: 'publishing' })),
        },
      ],
    },
    {
      id: '๓.๓ ๕)',
      provisions: [
        {
          text: '๕) ดำเนินการและเผยแพร่ข้อมูล',
          served: inRules(step('publishing'), choice('publishing', 'PUBLISH'), step('published')),
        },
      ],
    },
    {
      id: '๓.๓ ๖)',
      provisions: [
        {
          text: '๖) ประเมินผลการเผยแพร่ข้อมูล',
          served: inRules(...evaluation),
        },
      ],
    },
    {
      id: '๔',
      provisions: [
        { text: '๔. การกำกับติดตามการเผยแพร่ข้อมูล', notARule: notARule.heading },
        {
          text: 'ให้ผู้อำนวยการกลุ่ม/หน่วย ตามสายงานกำกับ ดูแล หน่วยงานที่รับผิดชอบในการเผยแพร่ ข้อมูลของหน่วยงานตามข้อ ๒ กำกับ ดูแลติดตามผลการดำเนินงาน',
          served: [feature('supervision')],
        },
        {
          text: ' และรายงานผลการดำเนินงาน โดยสิ่งที่ต้องรายงานประกอบด้วย จำนวนข้อมูลข่าวสารที่ได้เผยแพร่ต่อสาธารณะผ่านเว็บไซต์ ผลลัพธ์หรือการรับรู้หรือประโยชน์ที่เกิดจากการเผยแพร่ข้อมูล ปัญหาอุปสรรคและข้อเสนอแนะ ในการปรับปรุงการเผยแพร่ข้อมูลต่อสาธารณะ',
          joined: 'text',
          notYet: noReport,
        },
        {
          text: ' แล้วให้รวบรวมรายงานผลต่อคณะกรรมการพิจารณาข้อมูลเผยแพร่ต่อสาธารณะผ่านเว็บไซต์ของสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒ ทราบ ทุกสิ้นไตรมาส',
          joined: 'text',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          notYet: noReport,
        },
      ],
    },
    {
      id: 'ลงนาม',
      provisions: [
        { text: 'ประกาศ ณ วันที่ ๒๔ มิถุนายน พ.ศ.๒๕๖๓', notARule: notARule.signature },
        { text: '(นายวรรณสิทธิ์ คำเพราะ)', notARule: notARule.signature },
        {
          text: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒',
          corrections: [{ stood: 'ประถมศึกษาชัยโสธร', read: 'ประถมศึกษายโสธร' }],
          notARule: notARule.signature,
        },
      ],
    },
  ],
}
