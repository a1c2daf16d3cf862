import type { Text } from '../procedure/procedure.ts'
import { plainText } from './plain-text.ts'

/** A marking of a class of secrecy, and where in the text it stands. */
export type SecrecyMarking = { class: string; from: number; to: number }

/** Why what is marked cannot be submitted, with the place where a file is marked. */
export const secrecySentence = (marking: string, place?: Text): Text => ({
  th: `มีเครื่องหมายชั้นความลับ “${marking}”${place ? ` (${place.th})` : ''} ข้อมูลข่าวสารที่กำหนดชั้นความลับเสนอเพื่อเผยแพร่ไม่ได้ ตามระเบียบว่าด้วยการรักษาความลับของทางราชการ พ.ศ. ๒๕๔๔ ต้องปรับชั้นความลับโดยผู้มีอำนาจก่อน`,
  en: `It is marked “${marking}”${place ? ` (${place.en})` : ''}: what has a class of secrecy cannot be submitted for publication (Rule on the Maintenance of Official Secrets, B.E. 2544), unless who may do so declassifies it first.`,
})

const classes = '(ลับที่สุด|ลับมาก|ลับ|TOP ?SECRET|SECRET|CONFIDENTIAL)'
// recheck-ignore: each piece has a bound
const alone = new RegExp(`^${classes}(?:(?:หน้า|page)(?:ที่)?[\\d /จาก]{0,12})?$`, 'iu')
// recheck-ignore: each piece has a bound
const named = new RegExp(
  `(?:ชั้นความลับ|CLASSIFICATION)[ :=]{0,8}["“(\\[]?${classes}(?![ก-๎])(?! {0,4}[,/]? {0,4}(?:ลับ|และ|หรือ))`,
  'u',
)
// recheck-ignore: each piece has a bound
const bracketed = new RegExp(`[[(]${classes}[\\])]`, 'u')
// recheck-ignore: each piece has a bound
const stamped = new RegExp(`(?:ประทับตรา|ตรา|เครื่องหมาย)(?:ว่า)? ?["“'(]{1,2}${classes}["”')]`, 'u')
// recheck-ignore: each piece has a bound
const inName = new RegExp(`(?:^|[-_ ([])${classes}(?=[-_ )\\].])`, 'u')
const fileName = /^[^\n]{1,200}\.[A-Za-z\d]{2,5}$/u
/** What is decided by secret ballot is no secret. */
const ballot = /(?:คะแนน|เลือกตั้ง|ออกเสียง|ลงมติ|โดยตรงและ)[ก-๎ ]{0,12}$/u

/**
 * The markings by which a document says that it is classified: the stamp on a line of its own, the line ชั้นความลับ, the
 * class in brackets or in the name of a file; not the word inside another one. Linear in the length of the text.
 */
export function secrecyMarkingsIn(original: string): SecrecyMarking[] {
  const { text, places } = plainText(original)
  const found: SecrecyMarking[] = []
  const push = (marking: string, from: number, to: number) =>
    found.push({ class: marking, from: places[from] ?? 0, to: (places[to - 1] ?? 0) + 1 })
  const forms = fileName.test(text) ? [named, bracketed, inName] : [named, bracketed, stamped]
  let from = 0
  for (const line of text.split('\n')) {
    const marking = lineMarking(line)
    if (marking) push(marking.class, from + marking.from, from + marking.to)
    else
      for (const form of forms) {
        const match = form.exec(line)
        const name = match?.[1]
        if (!match || !name || (form === bracketed && ballot.test(line.slice(0, match.index)))) continue
        const at = from + match.index + match[0].indexOf(name)
        push(name, at, at + name.length)
        break
      }
    from += line.length + 1
  }
  return found
}

/** A line that holds nothing but the class: drawn apart, between hyphens, in brackets, with the number of the page. */
function lineMarking(line: string): SecrecyMarking | undefined {
  if (line.length > 60) return undefined
  const letters = [...line.matchAll(/[^\s\-–—*_."“”'()[\]:|=]/gu)]
  const match = alone.exec(letters.map(([letter]) => letter).join(''))
  const name = match?.[1]
  // In small letters it is a word of a sentence, or a title.
  if (!name || /[a-z]/u.test(name)) return undefined
  const last = letters[name.length - 1]
  return {
    class: name.replace('TOPSECRET', 'TOP SECRET'),
    from: letters[0]?.index ?? 0,
    to: (last?.index ?? 0) + 1,
  }
}
