import type { OfficeEventTable } from '../../db/tables.ts'
import { placeName } from '../../machines/offices/places.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { writeDate, writeInstant } from '../public-site/thai-date.ts'
import type { OfficeEventType } from './audit-log.ts'
import { oitSentences } from './audit-log-oit-words.ts'

type Facts = Record<string, unknown>
/** The titles of the office's roles, by id. */
export type RoleTitles = ReadonlyMap<string, Text>
type Words = (facts: { before: Facts; after: Facts; roles: RoleTitles }) => Text

/** An event of the audit log as a sentence; who did it and when stand beside it. */
export function sentenceOfOfficeEvent(
  event: Pick<OfficeEventTable, 'type' | 'before' | 'after'>,
  roles: RoleTitles,
): Text {
  const words: Words | undefined = sentences[event.type as OfficeEventType]
  if (!words) return { th: event.type, en: event.type }
  return words({ before: factsOf(event.before), after: factsOf(event.after), roles })
}

const factsOf = (json: string): Facts => (JSON.parse(json) as Facts | null) ?? {}
const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '-'
const plural = (count: unknown) => (count === 1 ? '' : 's')
/** The procedure by its title where the entry holds one, else by its id. */
const procedureOf = ({ title, procedure }: Facts): Text => {
  const { th, en } = (title ?? {}) as Facts
  return { th: th ? `“${text(th)}”` : text(procedure), en: en ? `“${text(en)}”` : text(procedure) }
}
const versionOf = (facts: Facts): Text => ({
  th: `${procedureOf(facts).th} ฉบับที่ ${text(facts.version)}`,
  en: `version ${text(facts.version)} of ${procedureOf(facts).en}`,
})
const dayOf = (day: unknown): Text =>
  typeof day === 'string'
    ? {
        th: writeDate(day, { language: 'th', digits: 'arab' }),
        en: writeDate(day, { language: 'en', digits: 'arab' }),
      }
    : { th: '-', en: '-' }
const momentOf = (at: unknown): Text =>
  typeof at === 'string'
    ? {
        th: writeInstant(Date.parse(at), { language: 'th', digits: 'arab' }),
        en: writeInstant(Date.parse(at), { language: 'en', digits: 'arab' }),
      }
    : { th: '-', en: '-' }
const orderOf = ({ order }: Facts): Text => {
  const { number, date } = (order ?? {}) as Facts
  const day = date ? dayOf(date) : undefined
  return {
    th: `${number ? ` ตามคำสั่งที่ ${text(number)}` : ' ตามคำสั่ง'}${day ? ` ลงวันที่ ${day.th}` : ''}`,
    en: ` by ${number ? `order ${text(number)}` : 'order'}${day ? ` of ${day.en}` : ''}`,
  }
}
const startWords = (from: unknown): Text => {
  const { kind, procedure, version } = (from ?? {}) as Facts
  if (kind === 'version') {
    const { th, en } = versionOf({ procedure, version })
    return { th: ` ${th}`, en }
  }
  if (kind === 'standard') return { th: 'แม่แบบมาตรฐาน', en: 'the standard template' }
  if (kind === 'file') return { th: 'ไฟล์', en: 'a file' }
  return { th: 'แผนผังเปล่า', en: 'an empty chart' }
}
const letStand = ({ reasons }: Facts): Text => {
  const count = Object.keys((reasons ?? {}) as Facts).length
  return count === 0
    ? { th: '', en: '' }
    : {
        th: ` โดยยอมรับข้อควรทราบ ${count} ข้อพร้อมเหตุผล`,
        en: `, with reasons for ${count} warning${plural(count)}`,
      }
}
const appointmentWords = (facts: Facts, roles: RoleTitles): Text => {
  const role = roles.get(text(facts.role)) ?? { th: text(facts.role), en: text(facts.role) }
  return {
    th: `${text(facts.personName)} เป็น${role.th}`,
    en: `${text(facts.personName)} as ${role.en}`,
  }
}
const until = (day: unknown): Text =>
  day === null || day === undefined
    ? { th: 'จนกว่าจะมีการเปลี่ยนแปลง', en: 'until further notice' }
    : { th: `ถึงวันที่ ${dayOf(day).th}`, en: `until ${dayOf(day).en}` }

/** Of an entry without one, from when every holiday was every office's: nothing. */
const scopeOf = ({ scope, place }: Facts): Text => {
  const { th, en } = placeName(text(place)) ?? { th: '', en: '' }
  if (scope === 'national') return { th: 'ทั้งประเทศ', en: 'national ' }
  if (scope === 'regional') return { th: `ของ${th}`, en: `regional (${en}) ` }
  if (scope === 'provincial') return { th: `ของ${th}`, en: `provincial (${en}) ` }
  if (scope === 'office') return { th: 'ของสำนักงาน', en: "office's own " }
  return { th: '', en: '' }
}

const whatOf = ({ what }: Facts): Text => {
  // What was asked for somebody who was erased.
  if (typeof what === 'string') return { th: what, en: what }
  const { th, en } = (what ?? {}) as Facts
  return { th: text(th), en: text(en) }
}
const namesOf = (people: unknown): string =>
  Array.isArray(people) ? people.map(({ name }: Facts) => text(name)).join(', ') : '-'
const askedBy = ({ askedBy }: Facts): string => text(((askedBy ?? {}) as Facts).name)

const fieldWords: Record<string, Text> = {
  name: { th: 'ชื่อ', en: 'name' },
  position: { th: 'ตำแหน่ง', en: 'position' },
  password: { th: 'รหัสผ่าน', en: 'password' },
}

const siteWords: Record<string, Text> = {
  name: { th: 'ชื่อสำนักงาน', en: 'name' },
  seal: { th: 'ตราสัญลักษณ์', en: 'seal' },
  colours: { th: 'สี', en: 'colours' },
  contact: { th: 'ที่ติดต่อ', en: 'contact' },
  menu: { th: 'เมนู', en: 'menu' },
  filing: { th: 'การจัดประเภทข้อมูลตามมาตรา ๗ และ ๙', en: 'filing under sections 7 and 9' },
  catalogue: { th: 'รายละเอียดชุดข้อมูล', en: 'details of the datasets' },
}

const sentences: Record<OfficeEventType, Words> = {
  'version.withheld': ({ after }) => ({
    th: `ปิดฉบับที่ ${text(after.revision)} ของรายการที่เผยแพร่ ${text(after.publication)} ไม่ให้ประชาชนอ่าน`,
    en: `Closed revision ${text(after.revision)} of the publication ${text(after.publication)} to the public`,
  }),
  'contact.changed': ({ before, after }) => {
    const said = ({ telephone, email, place }: Facts) =>
      [telephone, email, place].filter((one) => typeof one === 'string' && one !== '').join(' · ') || '-'
    return {
      th: `เปลี่ยนช่องทางติดต่อของ${text(after.name)} จาก ${said(before)} เป็น ${said(after)}`,
      en: `Changed the contact of ${text(after.name)} from ${said(before)} to ${said(after)}`,
    }
  },
  'successor.set': ({ after }) => ({
    th: `บันทึกว่ารายการที่เผยแพร่ ${text(after.successor)} ใช้แทนรายการ ${text(after.publication)}`,
    en: `Recorded that the publication ${text(after.successor)} takes the place of ${text(after.publication)}`,
  }),
  'successor.removed': ({ before }) => ({
    th: `ยกเลิกการบันทึกว่ารายการที่เผยแพร่ ${text(before.successor)} ใช้แทนรายการ ${text(before.publication)}`,
    en: `Withdrew the record that the publication ${text(before.successor)} takes the place of ${text(before.publication)}`,
  }),
  'draft.created': ({ after }) => {
    const from = startWords(after.from)
    return {
      th: `เริ่มร่างขั้นตอนปฏิบัติ ${procedureOf(after).th} จาก${from.th}`,
      en: `Began a draft of ${procedureOf(after).en} from ${from.en}`,
    }
  },
  'draft.edited': ({ after }) => ({
    th: `แก้ไขร่างขั้นตอนปฏิบัติ ${procedureOf(after).th}`,
    en: `Edited the draft of ${procedureOf(after).en}`,
  }),
  'draft.deleted': ({ before }) => ({
    th: `ลบร่างขั้นตอนปฏิบัติ ${procedureOf(before).th}`,
    en: `Deleted the draft of ${procedureOf(before).en}`,
  }),
  'draft.activated': ({ after }) => ({
    th: `ประกาศใช้ร่างเป็น ${versionOf(after).th}${orderOf(after).th}${letStand(after).th}`,
    en: `Made the draft ${versionOf(after).en}${orderOf(after).en}${letStand(after).en}`,
  }),
  'version.scheduled': ({ after }) => {
    const { effectiveFrom } = (after.order ?? {}) as Facts
    return {
      th: `กำหนดให้ใช้ ${versionOf(after).th}${orderOf(after).th} ตั้งแต่วันที่ ${dayOf(effectiveFrom).th}`,
      en: `Scheduled ${versionOf(after).en}${orderOf(after).en} from ${dayOf(effectiveFrom).en}`,
    }
  },
  'version.activated': ({ after }) => ({
    th: `เริ่มใช้ ${versionOf(after).th}${orderOf(after).th}`,
    en: `Put ${versionOf(after).en} into effect${orderOf(after).en}`,
  }),
  'version.superseded': ({ after }) => ({
    th: `${versionOf(after).th} ถูกแทนที่ด้วยฉบับใหม่`,
    en: `A newer version took the place of ${versionOf(after).en}`,
  }),
  'scenario.created': ({ after }) => ({
    th: `บันทึกกรณีทดสอบ "${text(after.name)}" ของ ${text(after.procedure)}`,
    en: `Saved the scenario "${text(after.name)}" of ${text(after.procedure)}`,
  }),
  'scenario.deleted': ({ before }) => ({
    th: `ลบกรณีทดสอบ "${text(before.name)}" ของ ${text(before.procedure)}`,
    en: `Deleted the scenario "${text(before.name)}" of ${text(before.procedure)}`,
  }),
  'move.started': ({ after }) => ({
    th: `เริ่มย้ายเรื่องที่ค้างอยู่ ${text(after.total)} เรื่อง ไปใช้ ${versionOf({ ...after, version: after.toVersion }).th} เหตุผล: ${text(after.reason)}`,
    en: `Began to move ${text(after.total)} open request${plural(after.total)} to ${versionOf({ ...after, version: after.toVersion }).en}. Reason: ${text(after.reason)}`,
  }),
  'move.finished': ({ after }) => ({
    th: `ย้ายเรื่องไปใช้ ${versionOf({ ...after, version: after.toVersion }).th} แล้ว ${text(after.moved)} เรื่อง ย้ายไม่ได้ ${text(after.failed)} เรื่อง`,
    en: `Moved ${text(after.moved)} request${plural(after.moved)} to ${versionOf({ ...after, version: after.toVersion }).en}; ${text(after.failed)} could not be moved`,
  }),
  'office.changed': ({ before, after }) => {
    const parts: Text[] = []
    if (after.digits !== before.digits)
      parts.push(
        after.digits === 'thai'
          ? { th: 'ใช้เลขไทย', en: 'Thai digits' }
          : { th: 'ใช้เลขอารบิก', en: 'Arabic digits' },
      )
    if (after.inspectorAllowed !== before.inspectorAllowed)
      parts.push(
        after.inspectorAllowed
          ? { th: 'อนุญาตให้เปิดใน Stately Inspector', en: 'the Stately Inspector is allowed' }
          : { th: 'ไม่อนุญาตให้เปิดใน Stately Inspector', en: 'the Stately Inspector is not allowed' },
      )
    if ((after.draftsOpen ?? false) !== (before.draftsOpen ?? false))
      parts.push(
        after.draftsOpen
          ? {
              th: 'ให้ทุกคนในสำนักงานอ่านเรื่องที่ยังไม่ได้เสนอ',
              en: 'everyone of the office reads what was not submitted yet',
            }
          : {
              th: 'เรื่องที่ยังไม่ได้เสนอ อ่านได้เฉพาะในกลุ่มเจ้าของเรื่อง',
              en: "only the owner's group reads what was not submitted yet",
            },
      )
    return {
      th: `เปลี่ยนการตั้งค่าของสำนักงาน: ${parts.map(({ th }) => th).join(', ')}`,
      en: `Changed the settings of the office: ${parts.map(({ en }) => en).join(', ')}`,
    }
  },
  'site.changed': ({ before, after }) => {
    const changed = Object.entries(siteWords).filter(
      ([field]) => JSON.stringify(after[field]) !== JSON.stringify(before[field]),
    )
    return {
      th: `เปลี่ยนเว็บไซต์สาธารณะของสำนักงาน: ${changed.map(([, { th }]) => th).join(', ')}`,
      en: `Changed the public site of the office: ${changed.map(([, { en }]) => en).join(', ')}`,
    }
  },
  'standing.recorded': () => ({
    th: 'บันทึกข้อมูลของสำนักงานตามที่เป็นอยู่ในขณะนั้น เพื่อให้ตรวจสอบได้ว่าไม่มีการแก้ไขนอกระบบ',
    en: 'Recorded how the data of the office stood, so that a change behind the product shows',
  }),
  'version.shipped': ({ after }) => {
    const byOne = Array.isArray(after.byOne) ? after.byOne : []
    const clauses = byOne.map(({ clause }) => text(clause)).join(' ')
    return {
      th: `ติดตั้งขั้นตอนปฏิบัติ ${versionOf(after).th} ที่มากับระบบ${
        byOne.length > 0 ? ` ซึ่งผู้เดียวเผยแพร่ได้โดยไม่มีผู้อนุญาต ตามที่อ้างเอกสาร (${clauses})` : ''
      }`,
      en: `Put in ${versionOf(after).en} as the product ships it${
        byOne.length > 0 ? `, by which one person can publish alone, citing the document (${clauses})` : ''
      }`,
    }
  },
  'people.recorded': ({ after }) => {
    const count = Array.isArray(after.people) ? after.people.length : 0
    return {
      th: `บันทึกบุคลากร ${count} คนและการแต่งตั้งที่มีอยู่ในขณะนั้น`,
      en: `Recorded ${count === 1 ? 'one person' : `${count} people`} and their appointments as they stood`,
    }
  },
  'person.created': ({ after }) => ({
    th: `เพิ่มบุคลากร ${text(after.name)} (${text(after.username)})`,
    en: `Added ${text(after.name)} (${text(after.username)})`,
  }),
  'person.changed': ({ before, after }) => {
    if (after.disabled !== before.disabled)
      return after.disabled
        ? { th: `ระงับบัญชีผู้ใช้ของ ${text(after.name)}`, en: `Disabled the account of ${text(after.name)}` }
        : { th: `เปิดใช้บัญชีผู้ใช้ของ ${text(after.name)}`, en: `Enabled the account of ${text(after.name)}` }
    const changed = Object.entries(fieldWords).filter(([field]) => after[field] !== before[field])
    return {
      th: `เปลี่ยน${changed.map(([, { th }]) => th).join(', ')}ของ ${text(after.name)}`,
      en: `Changed the ${changed.map(([, { en }]) => en).join(', ')} of ${text(after.name)}`,
    }
  },
  'appointment.created': ({ after, roles }) => ({
    th: `แต่งตั้ง ${appointmentWords(after, roles).th} ตั้งแต่วันที่ ${dayOf(after.from).th} ${until(after.until).th}`,
    en: `Appointed ${appointmentWords(after, roles).en} from ${dayOf(after.from).en} ${until(after.until).en}`,
  }),
  'appointment.changed': ({ after, roles }) => ({
    th: `เปลี่ยนวันสิ้นสุดการแต่งตั้ง ${appointmentWords(after, roles).th} เป็น${until(after.until).th}`,
    en: `Changed the end of the appointment of ${appointmentWords(after, roles).en} to ${until(after.until).en}`,
  }),
  'confirmation.asked': ({ after }) => {
    const names = namesOf(after.waitsFor)
    return {
      th: `ขอ${whatOf(after).th} รอการยืนยันของ ${names}`,
      en: `Asked to ${whatOf(after).en}; waits for ${names} to confirm`,
    }
  },
  'confirmation.confirmed': ({ before }) => ({
    th: `ยืนยันให้${whatOf(before).th} ตามที่ ${askedBy(before)} ขอ`,
    en: `Confirmed to ${whatOf(before).en}, as ${askedBy(before)} had asked`,
  }),
  'confirmation.declined': ({ before, after }) => ({
    th: `ไม่ยืนยันให้${whatOf(before).th} ตามที่ ${askedBy(before)} ขอ เหตุผล: ${text(after.reason)}`,
    en: `Declined to ${whatOf(before).en}, as ${askedBy(before)} had asked. Reason: ${text(after.reason)}`,
  }),
  'confirmation.withdrawn': ({ before }) => ({
    th: `ถอนคำขอ${whatOf(before).th}`,
    en: `Withdrew the request to ${whatOf(before).en}`,
  }),
  'confirmation.without': ({ after }) => ({
    th: `${whatOf(after).th}: ${whatOf({ what: after.said }).th}`,
    en: `To ${whatOf(after).en}: ${whatOf({ what: after.said }).en}`,
  }),
  'clock.held': ({ after }) => ({
    th: `นาฬิกาของเครื่องแม่ข่ายบอก ${momentOf(after.says).th} ระบบถือเวลา ${momentOf(after.kept).th} จนกว่าจะยืนยัน`,
    en: `The server's clock says ${momentOf(after.says).en}; the time is kept at ${momentOf(after.kept).en} until it is confirmed`,
  }),
  'clock.confirmed': ({ after }) => ({
    th: `ยืนยันว่านาฬิกาของเครื่องแม่ข่ายถูกต้อง คือ ${momentOf(after.says).th}`,
    en: `Confirmed that the server's clock is right: ${momentOf(after.says).en}`,
  }),
  'holiday.added': ({ after }) => ({
    th: `เพิ่มวันหยุด${scopeOf(after).th} ${dayOf(after.day).th} (${text(after.name)})`,
    en: `Added the ${scopeOf(after).en}holiday of ${dayOf(after.day).en} (${text(after.name)})`,
  }),
  'holiday.removed': ({ before }) => ({
    th: `ลบวันหยุด${scopeOf(before).th} ${dayOf(before.day).th} (${text(before.name)})`,
    en: `Took the ${scopeOf(before).en}holiday of ${dayOf(before.day).en} (${text(before.name)}) away`,
  }),
  'holiday.worked': ({ after }) => ({
    th: `กำหนดให้สำนักงานทำการในวันหยุด${scopeOf(after).th} ${dayOf(after.day).th} (${text(after.name)}) เหตุผล: ${text(after.reason)}`,
    en: `Let the office work on the ${scopeOf(after).en}holiday of ${dayOf(after.day).en} (${text(after.name)}). Reason: ${text(after.reason)}`,
  }),
  'holiday.observed': ({ before }) => ({
    th: `ให้วันหยุด${scopeOf(before).th} ${dayOf(before.day).th} (${text(before.name)}) กลับเป็นวันหยุดของสำนักงาน`,
    en: `Let the ${scopeOf(before).en}holiday of ${dayOf(before.day).en} (${text(before.name)}) be one of the office again`,
  }),
  'integration.added': ({ after }) => ({
    th: `เพิ่มการเชื่อมต่อ “${text(after.name)}” (${text(after.url)}) ยังไม่เปิดใช้`,
    en: `Added the integration “${text(after.name)}” (${text(after.url)}), turned off`,
  }),
  'integration.existing': ({ after }) => ({
    th: `ส่งรายการที่เผยแพร่อยู่แล้ว ${text(after.count)} รายการไปยังการเชื่อมต่อ “${text(after.name)}” (${text(after.url)})`,
    en: `Sent ${text(after.count)} items that were public already to the integration “${text(after.name)}” (${text(after.url)})`,
  }),
  'integration.changed': ({ before, after }) => {
    if (after.enabled !== before.enabled)
      return after.enabled === true
        ? {
            th: `เปิดใช้การเชื่อมต่อ “${text(after.name)}” (${text(after.url)})`,
            en: `Turned the integration “${text(after.name)}” (${text(after.url)}) on`,
          }
        : {
            th: `ปิดการเชื่อมต่อ “${text(after.name)}”`,
            en: `Turned the integration “${text(after.name)}” off`,
          }
    return after.credential === 'changed'
      ? {
          th: `เปลี่ยนรหัสของการเชื่อมต่อ “${text(after.name)}” (${text(after.url)})`,
          en: `Changed the credential of the integration “${text(after.name)}” (${text(after.url)})`,
        }
      : {
          th: `แก้การเชื่อมต่อ “${text(after.name)}” (${text(after.url)})`,
          en: `Changed the integration “${text(after.name)}” (${text(after.url)})`,
        }
  },
  'integration.removed': ({ before }) => ({
    th: `ลบการเชื่อมต่อ “${text(before.name)}” (${text(before.url)})`,
    en: `Removed the integration “${text(before.name)}” (${text(before.url)})`,
  }),
  'mail.changed': ({ before, after }) => {
    const server = `${text(after.host)}:${text(after.port)}`
    if (after.enabled !== before.enabled && (after.enabled === true || before.enabled === true))
      return after.enabled === true
        ? { th: `เปิดการส่งอีเมลแจ้งงาน (${server})`, en: `Turned e-mail of notices on (${server})` }
        : { th: 'ปิดการส่งอีเมลแจ้งงาน', en: 'Turned e-mail of notices off' }
    return after.password === 'changed'
      ? {
          th: `เปลี่ยนรหัสผ่านของการส่งอีเมลแจ้งงาน (${server})`,
          en: `Changed the password for e-mail of notices (${server})`,
        }
      : {
          th: `แก้การตั้งค่าอีเมลแจ้งงาน (${server})`,
          en: `Changed the settings of e-mail of notices (${server})`,
        }
  },
  'person.mailChanged': ({ before, after }) => ({
    th: `เปลี่ยนที่อยู่อีเมลแจ้งงานของ ${text(after.name)} จาก “${text(before.email)}” เป็น “${text(after.email)}”`,
    en: `Changed the e-mail address of ${text(after.name)} from “${text(before.email)}” to “${text(after.email)}”`,
  }),
  ...oitSentences,
  'personal.erased': ({ after }) => ({
    th: `ลบข้อมูลส่วนบุคคล${after.person === undefined ? 'ในเรื่องหนึ่ง' : 'ของบุคลากรคนหนึ่ง'} (${text(after.person ?? after.request)}) ตาม ${text(after.by)} เหตุผล: ${text(after.reason)}`,
    en: `Erased personal data of ${after.person === undefined ? 'a request' : 'a person'} (${text(after.person ?? after.request)}) by order of ${text(after.by)}. Reason: ${text(after.reason)}`,
  }),
}
