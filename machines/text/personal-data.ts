import type { Text } from '../procedure/procedure.ts'
import { type PlainText, plainText } from './plain-text.ts'
import {
  type DigitGroup,
  digitGroups,
  hasCheckDigit,
  numberAt,
  type PrintedNumber,
} from './printed-numbers.ts'

export const findingKinds = [
  'nationalId',
  'passport',
  'mobile',
  'bankAccount',
  'email',
  'birthDate',
  'health',
  'pupilName',
  'location',
] as const
export type FindingKind = (typeof findingKinds)[number]

/** A place of a text that may say something of a private person: UTF-16 units, `to` after the last. */
export type Finding = { kind: FindingKind; from: number; to: number }

export const findingNames: Record<FindingKind, Text> = {
  nationalId: { th: 'เลขประจำตัวประชาชน', en: 'national ID number' },
  passport: { th: 'เลขหนังสือเดินทาง', en: 'passport number' },
  mobile: { th: 'หมายเลขโทรศัพท์มือถือ', en: 'mobile number' },
  bankAccount: { th: 'เลขที่บัญชีธนาคาร', en: 'bank account' },
  email: { th: 'อีเมล', en: 'e-mail address' },
  birthDate: { th: 'วันเกิด', en: 'date of birth' },
  health: { th: 'ข้อมูลสุขภาพ', en: 'health' },
  pupilName: { th: 'ชื่อนักเรียน', en: 'name of a pupil' },
  location: { th: 'พิกัดที่ถ่ายภาพ', en: 'place where a picture was taken' },
}

/** Raised with each change of what the check finds, so that files are looked at anew. */
export const detectorVersion = 1

/** What each kind of finding is, and why it is asked about. */
export const findingSentences: Record<FindingKind, Text> = {
  nationalId: {
    th: 'เลขประจำตัวประชาชน (เลขตรวจสอบถูกต้อง) ผู้อื่นนำไปใช้แอบอ้างเป็นเจ้าของเลขได้',
    en: 'A national ID number (its check digit is right): others could pass as its owner with it.',
  },
  passport: {
    th: 'เลขหนังสือเดินทาง ใช้ยืนยันตัวบุคคลได้เช่นเดียวกับเลขประจำตัวประชาชน',
    en: 'A passport number: it identifies a person as a national ID does.',
  },
  mobile: {
    th: 'หมายเลขโทรศัพท์มือถือ มักเป็นของส่วนตัว ประกาศควรใช้หมายเลขโทรศัพท์ของหน่วยงาน',
    en: 'A mobile number: mostly a private one; a notice should give the telephone of the office.',
  },
  bankAccount: {
    th: 'เลขที่บัญชีธนาคารที่ไม่ได้ระบุว่าเป็นบัญชีของหน่วยงาน เป็นข้อมูลทางการเงินของบุคคล',
    en: 'A bank account that is not named as an office’s: it tells of a person’s money.',
  },
  email: {
    th: 'อีเมลที่ไม่ใช่ของหน่วยงานของรัฐหรือสถานศึกษา อาจเป็นของส่วนตัว',
    en: 'An e-mail address that is not of an office or a school: it may be private.',
  },
  birthDate: {
    th: 'วันเกิดของบุคคล เมื่อรวมกับชื่อแล้วใช้ยืนยันตัวบุคคลได้',
    en: 'A date of birth: with a name it identifies a person.',
  },
  health: {
    th: 'ข้อมูลสุขภาพหรือความพิการของบุคคล เป็นข้อมูลอ่อนไหวตาม ม.๒๖ พ.ร.บ.คุ้มครองข้อมูลส่วนบุคคล พ.ศ. ๒๕๖๒',
    en: 'Somebody’s health or disability: sensitive under s. 26 of the Personal Data Protection Act 2019.',
  },
  pupilName: {
    th: 'ชื่อนักเรียนหรือผู้เยาว์ การเผยแพร่ชื่อคู่กับภาพหรือชั้นเรียนควรได้รับความยินยอมจากผู้ปกครอง',
    en: 'The name of a pupil or minor: beside a picture or a class it wants the consent of the parents.',
  },
  location: {
    th: 'ภาพในเอกสารบอกพิกัดสถานที่ถ่าย อาจเป็นที่อยู่ของบุคคล ลบข้อมูลของภาพก่อนแนบเอกสารใหม่',
    en: 'A picture in the document tells where it was taken: that may be somebody’s home. Take it out and attach the document again.',
  },
}

/**
 * What in a text may be personal data, in the order of the text and without overlaps, in time linear in its length. It
 * knows layouts and wording, not people: what it finds is to be judged, and what it does not find may still be there.
 */
export function personalDataIn(original: string): Finding[] {
  const plain = plainText(original)
  const scene: Scene = {
    ...plain,
    urls: placesOf(url, plain.text),
    groups: digitGroups(plain.text),
    headings: headingsOf(plain.text),
  }
  const taken: Finding[] = []
  for (const find of [nationalIds, passports, bankAccounts, mobiles, emails, birthDates, pupilNames, health])
    taken.push(...find(scene))
  taken.sort((one, other) => one.from - other.from || order(one) - order(other))
  const found: Finding[] = []
  let end = 0
  for (const { kind, from, to } of taken) {
    if (from < end) continue
    end = to
    found.push({ kind, from: plain.places[from] ?? 0, to: (plain.places[to - 1] ?? 0) + 1 })
  }
  return found
}

const order = ({ kind }: Finding): number => findingKinds.indexOf(kind)

type Place = { from: number; to: number }
type Scene = PlainText & { urls: Place[]; groups: DigitGroup[]; headings: (at: number) => string }
/** How far before a number the words stand that say what it is. */
const near = 60

const before = ({ text }: Scene, at: number, length = near): string =>
  text.slice(Math.max(0, at - length), at)
const after = ({ text }: Scene, at: number, length = near): string => text.slice(at, at + length)

/** The words that say what stands at a place: those before it, and the heading of its column. */
const wordsAt = (scene: Scene, at: number, length = near): string =>
  `${scene.headings(at)} ${before(scene, at, length)}`

const url = /https?:\/\/[^\s<>"]{1,2000}/giu
const placesOf = (expression: RegExp, text: string): Place[] =>
  Array.from(text.matchAll(expression), ({ 0: found, index }) => ({ from: index, to: index + found.length }))

function isInside(places: Place[], at: number): boolean {
  let [low, high] = [0, places.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((places[middle]?.to ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return (places[low]?.from ?? at + 1) <= at
}

/** A row of a table is copied with tabs or bars; its first row says what the columns are. */
function headingsOf(text: string): (at: number) => string {
  const rows: { from: number; heading: string[] | undefined; sign: string }[] = []
  let heading: string[] | undefined
  let from = 0
  for (const line of text.split('\n')) {
    const sign = line.includes('\t') ? '\t' : '|'
    const cells = line.split(sign)
    if (cells.length < 2) heading = undefined
    else if (!/\d{4}/u.test(line)) heading = cells.map((cell) => cell.slice(0, near))
    rows.push({ from, heading, sign })
    from += line.length + 1
  }
  let last = 0
  return (at) => {
    while (last > 0 && (rows[last]?.from ?? 0) > at) last -= 1
    while ((rows[last + 1]?.from ?? at + 1) <= at) last += 1
    const row = rows[last]
    if (!row?.heading) return ''
    let column = 0
    // Cells of a row beyond a thousand units have no heading that matters.
    for (const letter of text.slice(Math.max(row.from, at - 1000), at)) if (letter === row.sign) column += 1
    return row.heading[column] ?? ''
  }
}

/** Numbers of a kind: those of so many digits that `isKind` says yes to, outside addresses of pages. */
function numbersOf(
  scene: Scene,
  { kind, begins, counts }: { kind: FindingKind; begins: RegExp; counts: readonly number[] },
  isKind: (number: PrintedNumber) => boolean,
): Finding[] {
  const found: Finding[] = []
  let end = 0
  for (const [index, { from, digits }] of scene.groups.entries()) {
    if (from < end || !begins.test(digits) || isInside(scene.urls, from)) continue
    for (const count of counts) {
      const number = numberAt(scene.groups, index, count)
      if (!number || !isKind(number) || isPart(scene, number)) continue
      end = number.to
      found.push({ kind, from, to: number.to })
      break
    }
  }
  return found
}

/** Whether a number is only a piece of a longer one, of a code, or of an amount. */
function isPart(scene: Scene, { from, to, lengths }: PrintedNumber): boolean {
  const [previous, next] = [before(scene, from, 2), after(scene, to, 2)]
  if (/[A-Za-z]$|\d[-./,]$/u.test(previous) || /^[A-Za-z]|^[/,.]\d/u.test(next)) return true
  return /^-\d/u.test(next) && lengths.length === 1
}

const joined = (lengths: number[]): string => lengths.join('-')
const singles = (lengths: number[]): boolean => lengths.every((length) => length === 1)

const idWords = /บัตร|ประชาชน|ปชช|ประจำตัว|\bID\b|กสศ/u
/** What is numbered with as many digits: a contract, a letter, a parcel, a book. */
const otherNumber =
  // recheck-ignore: at most sixty units before a number
  /(?:โครงการ|สัญญา|คุม|ใบสั่ง[ก-๎]{0,12}|ใบแจ้ง[ก-๎]{0,10}|ใบเสร็จ[ก-๎]{0,8}|เอกสาร[ก-๎]{0,8}|อ้างอิง|พัสดุ[ก-๎]{0,10}|เกียรติบัตร|ใบอนุญาต[ก-๎]{0,20}|เครื่อง|ISBN|SN|INV|PO)[ :.#]{0,3}(?:เลขที่|เลข|No\.?)?[ :.]{0,3}$/u

/** Thirteen digits of a person; those of juristic persons and offices begin with 0 and are meant to be published. */
function nationalIds(scene: Scene): Finding[] {
  const thirteen = numbersOf(
    scene,
    { kind: 'nationalId', begins: /^[0-8]/u, counts: [13] },
    ({ digits, lengths, from }) => {
      if (!hasCheckDigit(digits) || !/^(?:[1-8]|00)/u.test(digits)) return false
      if (joined(lengths) === '1-4-5-2-1' || (singles(lengths) && idWords.test(wordsAt(scene, from))))
        return true
      if (lengths.length === 1) return !otherNumber.test(before(scene, from, 40))
      return lengths.length <= 5 && idWords.test(wordsAt(scene, from))
    },
  )
  // Pupils without papers have G and twelve digits.
  const pupils = Array.from(
    scene.text.matchAll(/(^|[^A-Za-z])(G[- ]?\d{4}[- ]?\d{5}[- ]?\d{2}[- ]?\d)(?!\d)/gu),
    ({ 0: all, 2: number = '', index }): Finding => {
      const from = index + all.length - number.length
      return { kind: 'nationalId', from, to: from + number.length }
    },
  )
  return [...thirteen, ...pupils]
}

const mobileLengths = new Set(
  ['10', '3-7', '3-3-4', '3-4-3', '4-3-3', '2-4-4', '2-8', '4-6', '6-4', '5-5', '2-1-3-4', '3-3-2-2'].concat(
    Array.from({ length: 10 }, () => '1').join('-'),
  ),
)
const abroadLengths = new Set(['11', '2-9', '2-2-3-4', '2-2-7', '2-1-8', '2-1-4-4', '2-3-3-3', '2-2-4-3'])
const telephoneWords = /โทร|มือถือ|เบอร์|ติดต่อ|mobile|tel|phone|พร้อมเพย์|ไลน์/iu
const codeWords = /(?:รหัส|เลขที่|หมายเลข(?!โทร)|อ้างอิง|ลำดับที่|passcode|SN|ID)[ :.#]{0,3}$/iu

/** 06, 08, 09 and eight digits more, or +66 before them. */
function mobiles(scene: Scene): Finding[] {
  const isPlain = ({ digits, lengths, gaps, from }: PrintedNumber): boolean => {
    const form = joined(lengths)
    if (!/^0[689]/u.test(digits) || !mobileLengths.has(form)) return false
    if (gaps.some((gap) => gap.includes('.')) && form !== '3-3-4') return false
    if (singles(lengths)) return telephoneWords.test(wordsAt(scene, from))
    return !codeWords.test(before(scene, from, 20)) || telephoneWords.test(before(scene, from, 20))
  }
  const abroad = numbersOf(
    scene,
    { kind: 'mobile', begins: /^66/u, counts: [11] },
    ({ digits, lengths, from }) =>
      /^66[689]/u.test(digits) && before(scene, from, 1) === '+' && abroadLengths.has(joined(lengths)),
  ).map((found) => ({ ...found, from: found.from - 1 }))
  return [...abroad, ...numbersOf(scene, { kind: 'mobile', begins: /^0/u, counts: [10] }, isPlain)]
}

const accountWords =
  /(?:เลขที่|หมายเลข|เลข) ?บัญชี(?!แยก)|บัญชี ?(?:เงินฝาก|ออมทรัพย์|กระแสรายวัน|เงินเดือน|ธนาคาร|เผื่อเรียก)|บช\.|\bA\/C\b|account (?:no|number)/iu
const bankWords =
  /ธนาคาร|ธ\.|กรุงไทย|กสิกร|ออมสิน|ไทยพาณิชย์|กรุงเทพ|ทหารไทย|กรุงศรี|\b(?:KTB|SCB|BBL|KBANK|TTB|GSB|BAAC)\b/iu
const officeAccount =
  /(?:ชื่อบัญชี[ :]{0,3}|ของ)(?:สำนักงาน|สพป|สพม|สพฐ|โรงเรียน|ร\.ร\.|รร\.|เงิน|กองทุน|วิทยาลัย|สถานศึกษา|มูลนิธิ|สหกรณ์|กลุ่ม)/u

/** A number by the wording beside it: accounts have no check digit that is public. */
function bankAccounts(scene: Scene): Finding[] {
  if (!/บัญชี|บช\.|A\/C|account/iu.test(scene.text)) return []
  const wanted = { kind: 'bankAccount', begins: /^\d/u, counts: [10, 12, 11, 13, 15] } as const
  return numbersOf(scene, wanted, ({ from, to, lengths, digits }) => {
    if (lengths.length > 6 || (digits.length === 13 && hasCheckDigit(digits))) return false
    const words = `${scene.headings(from)} ${ownCells(before(scene, from, 80))}`
    const isAccount =
      accountWords.test(words) || (/บัญชี(?!ราย|วัสดุ|แยก|แสดง)/u.test(words) && bankWords.test(words))
    if (
      !isAccount ||
      /(?:เช็ค|ใบแจ้ง|รหัส|โทร|มือถือ|ประชาชน|ผู้เสียภาษี)[ก-๎ :.]{0,20}$/u.test(before(scene, from, 40))
    )
      return false
    return !officeAccount.test(`${before(scene, from, 120)} ${after(scene, to, 50)}`)
  })
}

/** The end of a row's text, from behind the cell that holds a number of its own. */
function ownCells(said: string): string {
  const cells = said.split(/[\t|]/u)
  const numbered = cells.slice(0, -1).findLastIndex((cell) => /\d{6}/u.test(cell))
  return cells.slice(numbered + 1).join(' ')
}

const passportWords = /passport|หนังสือเดินทาง|พาสปอร์ต/iu

function passports(scene: Scene): Finding[] {
  return Array.from(
    scene.text.matchAll(/\b[A-Z]{0,2}\d{6,9}[A-Z]?\b/gu),
    ({ 0: number, index }): Finding[] =>
      passportWords.test(`${scene.headings(index)} ${before(scene, index, 30)}`) &&
      !isInside(scene.urls, index)
        ? [{ kind: 'passport', from: index, to: index + number.length }]
        : [],
  ).flat()
}

/** Where offices, schools and those who work in them receive their letters. */
const officeDomain = /(?:^|\.)(?:go|ac|or|mi)\.th$|(?:^|\.)(?:obecmail\.org|obec\.[a-z.]{2,6})$/iu

/** An address begins at most 64 units before its sign (RFC 5321) and may have been broken at the end of a line. */
function emails(scene: Scene): Finding[] {
  const found: Finding[] = []
  for (const { 0: sign, index } of scene.text.matchAll(/@| ?[[(]at[\])] ?/giu)) {
    const local = localPart(scene, index)
    const rest = after(scene, index + sign.length, 120)
    const domain = /^(?:[A-Za-z\d-]{1,60}\.\n?){1,4}[A-Za-z]{2,10}/u.exec(rest)?.[0]
    if (!local || !domain || officeDomain.test(domain.replace('\n', ''))) continue
    found.push({ kind: 'email', from: index - local.length, to: index + sign.length + domain.length })
  }
  return found
}

function localPart(scene: Scene, at: number): string {
  let from = at
  while (from > at - 64 && /[\w.%+-]/u.test(scene.text.charAt(from - 1))) from -= 1
  return scene.text.slice(from, at)
}

const months =
  'ม\\.ค\\.|ก\\.พ\\.|มี\\.ค\\.|เม\\.ย\\.|พ\\.ค\\.|มิ\\.ย\\.|ก\\.ค\\.|ส\\.ค\\.|ก\\.ย\\.|ต\\.ค\\.|พ\\.ย\\.|ธ\\.ค\\.|[ก-์]{3,8}(?:าคม|ายน|าพันธ์)|[A-Z][a-z]{2,8}\\.?'
// recheck-ignore: each piece has a bound
const dates = new RegExp(
  `\\d{1,2} ?(?:${months}) ?(?:พ\\.ศ\\. ?)?(\\d{2,4})|\\d{1,2}[/.-]\\d{1,2}[/.-](\\d{2,4})|(\\d{4})-\\d{2}-\\d{2}|พ\\.ศ\\. ?(\\d{4})`,
  'gu',
)
/** A word of birth, and at most a little between it and the date. */
const birthWords =
  /(?:ปี ?เกิด|วัน ?เกิด|ว\/ด\/ป ?เกิด|วดป\.? ?เกิด|เกิด(?:เมื่อ)?(?: ?วันที่)?|birth|D\.?O\.?B\.?|born(?: on)?)[ก-๎]{0,8}[ :.\n]{0,6}$/iu
const birthHeading = /เกิด|birth|D\.?O\.?B/iu
/** What else happens: fires, accidents; and rules of who may apply. */
const otherBirth = /เหตุ|อุบัติ|เพลิง|ไหม้|เสียหาย|ชำรุด|ต้องเกิด|เกิดระหว่าง|เกิดก่อน|เกิดหลัง|สถานการณ์|โรงเรียนเกิด/u

function birthDates(scene: Scene): Finding[] {
  return Array.from(scene.text.matchAll(dates), ({ 0: date, index, ...years }): Finding[] => {
    const words = before(scene, index, 40)
    const isBirth = birthWords.test(words) || birthHeading.test(scene.headings(index))
    const written = years[1] ?? years[2] ?? years[3] ?? years[4] ?? ''
    if (!isBirth || otherBirth.test(before(scene, index, 60)) || !isOfSomebodyAlive(Number(written)))
      return []
    return [{ kind: 'birthDate', from: index, to: index + date.length }]
  }).flat()
}

/** A year of two digits, of the Buddhist era or of the common one, in which the oldest people living were born. */
const isOfSomebodyAlive = (year: number): boolean => {
  const common = year > 2400 ? year - 543 : year
  return year < 100 || (common >= 1905 && common < 2200)
}

const title = '(?:เด็กชาย|เด็กหญิง|ด\\.ช\\.|ด\\.ญ\\.|ดช\\.|ดญ\\.|สามเณร|Master )'
const word = '[ก-ฮเ-ไ][ก-ฮะ-ฺเ-๎]{1,30}'
const latin = '[A-Z][a-z]{1,30}'
// recheck-ignore: each piece has a bound
const children = new RegExp(`${title} ?(?:(${word})(?: {1,2}(${word}))?|${latin}(?: ${latin})?)`, 'gu')
// recheck-ignore: each piece has a bound
const grownUps = new RegExp(`(?:นาย|นางสาว|น\\.ส\\.) ?(${word}) {1,2}(${word})`, 'gu')
/** What stands behind a title without being a name, and behind a name without belonging to it. */
const noName =
  /^(?:เสื้อ|กางเกง|กระโปรง|เดี่ยว|คู่|อายุ|และ|หรือ|จำนวน|รวม|ทั้ง|ไม่|ที่|ซึ่ง|ใน|ของ|กับ|คน|ทีม|ประเภท|ผู้|จาก|ได้|เป็น|มี)/u
const noSurname =
  /^(?:ชั้น|โรงเรียน|อายุ|ถูก|นักเรียน|ยิง|มี|ได้|และ|ซึ่ง|ที่|เป็น|ชนะ|จาก|วัน|เลข|ผู้|กับ|คว้า|รับ|ป่วย|สมาธิ|บิดา|มารดา|อยู่|ครู|ณ|ใน|ของ|เข้า)/u
const noPerson = /^(?:นายก|นายอำเภอ|นายแพทย์|นายทะเบียน|นายจ้าง|นายทหาร|นายตำรวจ)/u
const calledPupil = /^[ ,(]{0,3}(?:เป็น)?(?:นักเรียน|ชั้น ?(?:ม|ป|มัธยม|ประถม)|[มป]\. ?[1-6])/u
const pupilsFollow =
  // recheck-ignore: at most sixty units before a name
  /(?:นักเรียน[^\n]{0,30}(?:ได้แก่|คือ|ชื่อ)|(?:ประธาน|ตัวแทน|ผู้แทน|สภา)นักเรียน(?: ประธาน)?)[ :]{0,3}$/u

function pupilNames(scene: Scene): Finding[] {
  const found: Finding[] = []
  for (const { 0: all, 1: first, 2: second, index } of scene.text.matchAll(children)) {
    if (first !== undefined && noName.test(first)) continue
    const to = index + (second !== undefined && noSurname.test(second) ? all.lastIndexOf(second) : all.length)
    found.push({ kind: 'pupilName', from: index, to: trimmedEnd(scene.text, to) })
  }
  let last = -1
  for (const { 0: all, index } of scene.text.matchAll(grownUps)) {
    if (noPerson.test(all)) continue
    const to = index + all.length
    // One after another: who stands beside a pupil in a list is a pupil too.
    const goesOn = last >= 0 && /^ ?(?:,|และ|กับ) ?$/u.test(scene.text.slice(last, index))
    if (!goesOn && !calledPupil.test(after(scene, to, 30)) && !pupilsFollow.test(before(scene, index)))
      continue
    last = to
    found.push({ kind: 'pupilName', from: index, to })
  }
  return found
}

function trimmedEnd(text: string, to: number): number {
  let end = to
  while (text.charAt(end - 1) === ' ') end -= 1
  return end
}

const illness =
  'โรค[ก-๎]{2,20}|มะเร็ง[ก-๎]{0,12}|เบาหวาน|ความดัน[ก-๎]{0,10}|ออทิสติก|สมาธิสั้น|ซึมเศร้า|จิตเวช|จิตเภท|ลมชัก|หอบหืด|วัณโรค|เอดส์|ไตวาย|อัมพาต|อัมพฤกษ์|ธาลัสซีเมีย|ไข้เลือดออก'
// recheck-ignore: each piece has a bound
const ailments = new RegExp(
  [
    `(?:ป่วย|เป็น|ด้วย|อาการ|รักษา)(?:เป็น|ด้วย)? ?(?:${illness})`,
    'ติดเชื้อ ?(?:HIV|เอชไอวี|โควิด(?:-19)?|COVID(?:-19)?)',
    '(?:มีภาวะ)?ครรภ์เป็นพิษ|ตั้งครรภ์|แท้งบุตร',
    'ป่วยติดเตียง|ผู้ป่วยติดเตียง',
    'พิการ(?:ทาง[ก-๎]{2,20})?|(?:ความ)?บกพร่องทาง[ก-๎]{2,20}',
    'ติดสุรา|ติดยา(?:เสพติด|บ้า)?|เสพยา(?:เสพติด|บ้า)?',
    'ผ่าตัด[ก-๎]{2,20}|กระดูก[ก-๎]{1,8}หัก|(?:แขน|ขา)หัก',
    'ผลตรวจ[ก-๎]{2,14}เป็นบวก|สมาธิสั้น|จิตเภท|ซึมเศร้า|ออทิสติก',
    '(?:โรคหอบหืด|โรคมะเร็ง|โรคลมชัก|โรคหัวใจ|โรคเอดส์|โรคซึมเศร้า)',
  ].join('|'),
  'gu',
)
/** Somebody in particular: a title with a name, a relative, the person of a case. */
const somebody =
  /นาย(?!แพทย์|อำเภอ|ก)|นาง|น\.ส\.|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.|บิดา|มารดา|บุตร|ผู้ถูกร้อง|ผู้ร้อง|ครู ?[ก-ฮ]\.|ครูสม|Mr\.|Mrs\.|Ms\./u
/** A lesson, a statistic, a rule or a place. */
const noCase =
  /อบรม|รณรงค์|ป้องกัน|ความรู้|สถิติ|จำนวน|ไม่เป็นโรค|ต้องห้าม|วิทยากร|หัวข้อ|คัดกรอง|มาตรการ|แนวปฏิบัติ|เฝ้าระวัง|คูปอง|พ\.ร\.บ\.|ประเภทความพิการ|โครงการ|วันเอดส์|สถาบัน/u

function health(scene: Scene): Finding[] {
  return Array.from(scene.text.matchAll(ailments), ({ 0: words, index }): Finding[] => {
    const said = before(scene, index, 90).split('\n').at(-1) ?? ''
    const behind = after(scene, index + words.length, 40).split('\n')[0] ?? ''
    const isAbout = somebody.test(said) || (/ใบรับรองแพทย์/u.test(said) && somebody.test(behind))
    if (!isAbout || noCase.test(said) || /โรงพยาบาล ?$/u.test(said)) return []
    return [{ kind: 'health', from: index, to: index + words.length }]
  }).flat()
}
