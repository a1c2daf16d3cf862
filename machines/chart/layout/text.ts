import { splitAtCompounds } from '../thai-words.ts'

/** Advance widths of Sarabun in hundredths of an em, as the font's own tables give them, grouped by width. */
const advances: Record<Weight, string> = {
  regular:
    '19:\'|24: !i|25:,.:;j|29:Ilๅ|31:[]เ|32:()_{}|33:f|34:-|35:"r|38:tโใ|39:ไ|40:`|41:/|42:s|44:J|45:*?zง|46:xy|47:c|48:vราำ|49:k|51:aว|52:e|53:$Sะ|54:bdgpqฐธ|55:0123456789EFLnuฯ|56:Thoจฮ|57:PYZฉย|58:CR^กถฤลสแ|59:Bขดอ฿|60:AKVXคศ|61:+<=>~ฃฅชฎฏตมฦ|62:Dซผฝภๆ๏|64:Gฆนบห|65:ป|66:OQUท๐|67:&w๖๘|68:HNษ๑๒๔๕|69:#๓๙|71:ฑ|72:พฟฬ|74:๗|79:@|80:M|81:ฌ|83:Wญฒณ|84:m|90:%',
  bold: '20:\'|24: |25:!|26:i|27:j|28:,.:;|30:lๅ|31:I|32:[]เ|34:()-{}|35:_|36:f|38:r|39:"|40:`โ|41:tใ|43:sไ|45:*/|47:?Jzง|49:cyร|50:xาำ|51:v|52:ak|53:eว|54:$Sะ|55:bdg|56:0123456789ELhnpquฐฯ|57:Foจธ|58:PTZยฮ|59:R^กฉถฤลส|60:Bอ฿แ|61:+<=>CY~ด|62:ขคฅฎฏตมฦศ๏|63:AVชภ|64:DKXฃผฝห|65:Gซนบๆ|66:Uฆป๐|67:ท๖|68:OQ๔๕๘|69:&HNw๑|70:#ษ๓๙|71:๒|73:พฟฬ|74:ฑ|78:๗|80:@|81:M|82:ฌ|84:mญ|86:Wฒ|87:ณ|95:%',
}
export type Weight = 'regular' | 'bold'

const tables = Object.fromEntries(
  Object.entries(advances).map(([weight, groups]) => [
    weight,
    new Map(
      groups.split('|').flatMap((group) => {
        const colon = group.indexOf(':')
        return [...group.slice(colon + 1)].map((char) => [char, Number(group.slice(0, colon)) / 100] as const)
      }),
    ),
  ]),
) as Record<Weight, Map<string, number>>

/** How wide a line of Sarabun is, in CSS pixels. Marks above and below a letter take no width. */
export function widthOf(text: string, size: number, weight: Weight): number {
  let ems = 0
  for (const char of text) ems += /\p{M}/u.test(char) ? 0 : (tables[weight].get(char) ?? 0.7)
  return ems * size
}

const segmenters = {
  th: new Intl.Segmenter('th', { granularity: 'word' }),
  en: new Intl.Segmenter('en', { granularity: 'word' }),
}
/** What may not begin a line: closing signs, the Thai repetition and abbreviation marks, and a point after a word. */
const clings = /^[\s)\]}.,:;!?/”’"'ๆฯ]+$/u
/** What may not end one. */
const opens = /[([{“‘]$/u

/** The pieces between which a line may be broken: words with the signs that belong to them. */
function pieces(text: string, language: 'th' | 'en'): string[] {
  const found: string[] = []
  const parts = language === 'th' ? splitAtCompounds(text) : [text]
  const segments = parts.flatMap((part, index) =>
    index % 2 === 1 ? [part] : [...segmenters[language].segment(part)].map(({ segment }) => segment),
  )
  for (const segment of segments) {
    const last = found.at(-1)
    if (last !== undefined && (clings.test(segment) || opens.test(last)))
      found[found.length - 1] = last + segment
    // "ผอ.เขต", "ม.๗", "๒.๑": an abbreviation or a number is not torn at its point.
    else if (last !== undefined && /[^\s]\.$/u.test(last) && language === 'th')
      found[found.length - 1] = last + segment
    else found.push(segment)
  }
  return found
}

/** A text broken into lines no wider than `width` where its words allow, of about equal length. */
export function wrap(
  text: string,
  language: 'th' | 'en',
  { width, size, weight }: { width: number; size: number; weight: Weight },
): string[] {
  const words = pieces(text.replace(/\s+/gu, ' ').trim(), language)
  const fill = (limit: number) => {
    const lines: string[] = []
    for (const word of words) {
      const line = (lines.at(-1) ?? '') + word
      if (lines.length > 0 && widthOf(line.trimEnd(), size, weight) <= limit) lines[lines.length - 1] = line
      else lines.push(word)
    }
    return lines.map((line) => line.trim()).filter((line) => line !== '')
  }
  const wanted = fill(width)
  // The narrowest width that needs no more lines: no lonely word on the last one.
  let even = wanted
  for (let limit = width - 6; limit > width / 2; limit -= 6) {
    const tried = fill(limit)
    if (tried.length > wanted.length) break
    even = tried
  }
  return even
}
