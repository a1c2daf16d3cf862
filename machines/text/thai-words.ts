/**
 * Words of official Thai that the dictionary of ICU, and with it every browser, tears apart at the end of a line
 * ("ผู้|อำนวย|การก|ลุ่ม", "เผย|แพร่", "เจ้า|หน้าที่").
 */
const compounds = [
  'ผู้อำนวยการ',
  'อำนวยการ',
  'ผู้บังคับบัญชา',
  'บังคับบัญชา',
  'ผู้รับผิดชอบ',
  'รับผิดชอบ',
  'ผู้ดูแลระบบ',
  'ผู้ดูแล',
  'ดูแล',
  ...[
    'เจ้าหน้าที่',
    'เจ้าของเรื่อง',
    'เจ้าของข้อมูล',
    'หัวหน้ากลุ่มงาน',
    'หัวหน้ากลุ่ม',
    'ผู้ทำหน้าที่',
    'ผู้นำเสนอ',
    'อำนาจหน้าที่',
    'กลุ่มงาน',
    'กลุ่ม',
  ],
  ...[
    'คณะกรรมการ',
    'กรรมการ',
    'หน่วยงาน',
    'แผนงาน',
    'โรงเรียน',
    'ประถมศึกษา',
    'มัธยมศึกษา',
    'ปีการศึกษา',
    'การศึกษา',
    'เขตพื้นที่',
  ],
  'รักษาราชการแทน',
  'ปฏิบัติราชการแทน',
  'รักษาการ',
  'ปฏิบัติการ',
  'ทางราชการ',
  'แต่งตั้ง',
  'คำสั่ง',
  'ความเห็นชอบ',
  'เห็นชอบ',
  'รับรอง',
  'ตรวจสอบ',
  'ตรวจทาน',
  'กลั่นกรอง',
  'พิจารณา',
  'อนุญาต',
  'นำเสนอ',
  'นำออก',
  'เผยแพร่',
  'ส่งกลับ',
  'ส่งเสริม',
  'พร้อมเหตุผล',
  'ชี้แจง',
  'แจ้งกลับ',
  'ดำเนินการ',
  'จัดซื้อจัดจ้าง',
  'ถอนเรื่อง',
  ...[
    'ข้อมูล',
    'ข่าวสาร',
    'สาธารณชน',
    'สาธารณะชน',
    'สาธารณะ',
    'ประชาสัมพันธ์',
    'เว็บไซต์',
    'ช่องทาง',
    'หมวดหมู่',
    'รายละเอียด',
    'สารสนเทศ',
  ],
  ...[
    'ขั้นตอน',
    'ขั้นพื้นฐาน',
    'พื้นฐาน',
    'แผนผัง',
    'ข้อผิดพลาด',
    'ถูกต้อง',
    'ครบถ้วน',
    'เพิ่มเติม',
    'โดยพลัน',
    'ปีงบประมาณ',
    'งบประมาณ',
    'เกี่ยวข้อง',
    'เกี่ยวกับ',
  ],
  'พระราชบัญญัติ',
  'คุณธรรม',
  'จริยธรรม',
  'โปร่งใส',
  'ความพึงพอใจ',
  'ออนไลน์',
  'ทางไกล',
  'รหัสผ่าน',
  'ชื่อผู้ใช้',
  ...[
    'การบริหารจัดการศึกษา',
    'บริหารจัดการศึกษา',
    'การจัดการศึกษา',
    'จัดการศึกษา',
    'การบริหารจัดการ',
    'บริหารจัดการ',
    'แผนปฏิบัติการ',
    'แผนปฏิบัติราชการ',
    'ปฏิบัติราชการ',
    'ปฏิบัติงาน',
  ],
  ...[
    'ส่วนราชการ',
    'ทรัพยากรบุคคล',
    'ส่วนบุคคล',
    'ประพฤติมิชอบ',
    'มิชอบ',
    'เรื่องร้องเรียน',
    'ร้องเรียน',
    'ร้องทุกข์',
    'ดำเนินงาน',
  ],
  ...[
    'จัดทำ',
    'จัดหา',
    'จัดซื้อ',
    'จัดจ้าง',
    'ใช้จ่าย',
    'ให้บริการ',
    'สิ้นสุด',
    'ระยะเวลา',
    'ลงนาม',
    'แบบฟอร์ม',
    'ข้อบังคับ',
    'กฎกระทรวง',
  ],
  ...[
    'กระทรวง',
    'จังหวัด',
    'อำเภอ',
    'ตัวอักษร',
    'ทางเลือก',
    'อย่างน้อย',
    'เข้าสู่ระบบ',
    'หลักเกณฑ์',
    'เปิดเผย',
    'รายเดือน',
    'รายงานผล',
  ],
  ...[
    'บันทึกข้อความ',
    'หนังสือเวียน',
    'หัวหน้า',
    'ขับเคลื่อน',
    'ผลสัมฤทธิ์',
    'สัมฤทธิ์',
    'เรียนรู้',
    'แหล่งที่มา',
    'แลกเปลี่ยน',
    'คำนึงถึง',
  ],
  ...[
    'มีส่วนร่วม',
    'ส่วนร่วม',
    'วันหยุด',
    'วันทำการ',
    'ตัวชี้วัด',
    'แก้ไข',
    'เลขที่',
    'เหมาะสม',
    'ติดต่อ',
    'หน้าจอ',
    'ข้อมูลข่าวสาร',
    'ว่าด้วย',
  ],
  ...[
    'พัสดุ',
    'สินทรัพย์',
    'บุคลากร',
    'นักเรียน',
    'ข้าราชการ',
    'ประจำปี',
    'วันที่',
    'ขณะนี้',
    'ประกาศใช้',
    'ศึกษานิเทศก์',
    'มาตรการ',
    'มาตรฐาน',
  ],
  ...[
    'ประกันคุณภาพ',
    'วิสัยทัศน์',
    'พันธกิจ',
    'ยุทธศาสตร์',
    'นวัตกรรม',
    'สพฐ',
    'เบิกจ่าย',
    'รับสมัคร',
    'สอบคัดเลือก',
    'บรรจุแต่งตั้ง',
  ],
  ...[
    'กิจกรรม',
    'คุณธรรมจริยธรรม',
    'ราชการ',
    'รัฐบาล',
    'รัฐมนตรี',
    'คณะรัฐมนตรี',
    'พระบรมราชโองการ',
    'พระราชกฤษฎีกา',
    'ผู้ปกครอง',
    'ผู้เรียน',
  ],
]
// A year, a number of an office or a revision goes with what it is of.
const numbered = ['พ\\.ศ\\. [\\d๐-๙]{4}', 'เขต [\\d๐-๙]{1,2}', 'ฉบับที่ [\\d๐-๙]+', 'มาตรา [\\d๐-๙]+']
// recheck-ignore: sticky, and digits follow only a word of their own
const anyNumbered = new RegExp(numbered.join('|'), 'uy')
/** By their first two letters, longer ones before what they begin with: 200 alternatives of a pattern take ten times as long. */
const byBeginning = new Map<string, string[]>()
for (const word of [...new Set(compounds)].sort((one, other) => other.length - one.length)) {
  const beginning = word.slice(0, 2)
  byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), word])
}
const numberedBegin = new Set(numbered.map((one) => one.charAt(0)))

function compoundAt(text: string, at: number): string | undefined {
  if (numberedBegin.has(text.charAt(at))) {
    anyNumbered.lastIndex = at
    const found = anyNumbered.exec(text)
    if (found) return found[0]
  }
  return byBeginning.get(text.slice(at, at + 2))?.find((word) => text.startsWith(word, at))
}

/**
 * The text cut so that every second piece (the second, the fourth …) must not be broken over two lines; the other
 * pieces may be empty.
 */
export function splitAtCompounds(text: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; ) {
    const found = compoundAt(text, at)
    if (found === undefined) at += 1
    else {
      parts.push(text.slice(from, at), found)
      at += found.length
      from = at
    }
  }
  return [...parts, text.slice(from)]
}

/** Firefox knows it since 125; offices keep older ones, which then break inside a stretch as they did. */
const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter('th', { granularity: 'word' }) : undefined
const segmented = (text: string): string[] =>
  segmenter && text.length > 1 ? Array.from(segmenter.segment(text), ({ segment }) => segment) : [text]

/** What may not begin a line: a mark, a vowel that follows its letter, ๆ, ฯ. */
const clings = /^[\u0E2F-\u0E3A\u0E45-\u0E4E]/u
/** What makes a noun of the word behind it. */
const prefixes = new Set(['การ', 'ความ', 'ผู้', 'นัก', 'ชาว', 'น่า'])
/** A letter alone, which is what the dictionary leaves of a word that it does not know. */
const remnant = /^[ก-ฮเ-ไ][\u0E48-\u0E4C]?$/u
/** More letters than these on one line do not fit a phone, in a heading. */
const widest = 20
const lettersOf = (text: string): number => text.replaceAll(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/gu, '').length

/** The words of a stretch of Thai; joined, they are the stretch. A line may end between two of them and nowhere else. */
function wordsOf(stretch: string): string[] {
  const words: string[] = []
  let joins = false
  for (const [index, part] of splitAtCompounds(stretch).entries()) {
    for (const word of index % 2 === 1 ? [part] : segmented(part)) {
      if (word === '') continue
      const last = words.at(-1)
      const isRemnant = remnant.test(word)
      const fits = () => lettersOf(last ?? '') + lettersOf(word) <= widest
      if (last !== undefined && (clings.test(word) || ((joins || isRemnant) && fits())))
        words[words.length - 1] = last + word
      else words.push(word)
      joins = isRemnant || prefixes.has(word)
    }
  }
  return words
}

/** A piece of a text: `kept` must not be broken over two lines; before `breakBefore` a line may end. */
export type Piece = { text: string; kept: boolean; breakBefore: boolean }

/** Thai without a blank, and the numbers that belong to it. */
// recheck-ignore: what repeats never has to end in anything; 200,000 letters are measured in its test
const stretches = new RegExp(`((?:${numbered.join('|')}|[\\u0E00-\\u0E7F])+)`, 'u')

/**
 * A text as pieces that joined are the text, in linear time: with a line ending only where the pieces let it, no Thai word
 * is torn. Marked is only what a browser would do otherwise, since what is marked is read out with pauses.
 */
export function piecesOf(text: string): Piece[] {
  return text
    .split(stretches)
    .flatMap((part, index) =>
      part === ''
        ? []
        : index % 2 === 0
          ? [{ text: part, kept: false, breakBefore: false }]
          : piecesOfThai(part),
    )
}

/** Segmenting a short stretch costs most in being asked; a text says the same words again and again. */
const known = new Map<string, readonly Piece[]>()
const maxKnown = 5000

function piecesOfThai(stretch: string): readonly Piece[] {
  if (stretch.length <= 3) return [{ text: stretch, kept: false, breakBefore: false }]
  if (stretch.length > 60) return madeOf(stretch)
  const found = known.get(stretch) ?? madeOf(stretch)
  if (known.size < maxKnown) known.set(stretch, found)
  return found
}

function madeOf(stretch: string): Piece[] {
  const ends = new Set<number>()
  let at = 0
  for (const word of segmented(stretch)) {
    at += word.length
    ends.add(at)
  }
  const words = wordsOf(stretch)
  let from = 0
  const begins = words.map((word) => {
    from += word.length
    return from - word.length
  })
  // A break of ours changes what a browser sees around it, and with that where it would tear the words beside.
  const isRedrawn = begins.some((begin) => begin > 0 && !ends.has(begin))
  const pieces: Piece[] = []
  for (const [index, word] of words.entries()) {
    const begin = begins[index] ?? 0
    const torn = segmenter ? endsInside(ends, begin, begin + word.length) : isCompound(word)
    // Too long a word may be broken like any other text.
    const kept = lettersOf(word) <= widest + 4 && (torn || (isRedrawn && word.length > 1))
    const breakBefore = begin > 0 && !ends.has(begin)
    const last = pieces.at(-1)
    if (kept || breakBefore || last === undefined || last.kept) pieces.push({ text: word, kept, breakBefore })
    else last.text += word
  }
  return pieces
}

function endsInside(ends: ReadonlySet<number>, from: number, to: number): boolean {
  for (let at = from + 1; at < to; at += 1) if (ends.has(at)) return true
  return false
}

const isCompound = (word: string): boolean => splitAtCompounds(word)[1] !== undefined
