/** What ends the prefixes: no other follows it, and a given name may begin as another does (นางสาวนางนวล). */
const titles = ['เด็กชาย', 'เด็กหญิง', 'ด.ช.', 'ด.ญ.', 'นางสาว', 'น.ส.', 'นาง', 'นาย']
const learned = [
  ...['ศาสตราจารย์', 'รองศาสตราจารย์', 'ผู้ช่วยศาสตราจารย์', 'ศ.', 'รศ.', 'ผศ.', 'อ.', 'ดร.'],
  ...[
    'นายแพทย์',
    'แพทย์หญิง',
    'นพ.',
    'พญ.',
    'ทันตแพทย์',
    'ทันตแพทย์หญิง',
    'ทพ.',
    'ทพญ.',
    'ภก.',
    'ภญ.',
    'น.สพ.',
    'สพ.ญ.',
  ],
]
const noble = ['หม่อมเจ้า', 'หม่อมราชวงศ์', 'หม่อมหลวง', 'ม.จ.', 'ม.ร.ว.', 'ม.ล.', 'ท่านผู้หญิง', 'คุณหญิง']
const degrees = ['เอก', 'โท', 'ตรี']
const ranks = [
  ...['พล', 'พัน', 'ร้อย', 'จ่าสิบ', 'สิบ', 'พลเรือ', 'นาวา', 'เรือ', 'พันจ่า', 'จ่า'],
  ...['พลอากาศ', 'นาวาอากาศ', 'เรืออากาศ', 'พันจ่าอากาศ', 'จ่าอากาศ'],
  ...['พลตำรวจ', 'พันตำรวจ', 'ร้อยตำรวจ', 'จ่าสิบตำรวจ', 'สิบตำรวจ'],
].flatMap((rank) => degrees.map((degree) => `${rank}${degree}`))
const shortRanks = [
  ...['พล.', 'พ.', 'ร.', 'จ.ส.', 'ส.'].flatMap((rank) =>
    ['อ.', 'ท.', 'ต.'].map((degree) => `${rank}${degree}`),
  ),
  ...['พล.ต.', 'พ.ต.', 'ร.ต.', 'ส.ต.'].flatMap((rank) =>
    ['อ.', 'ท.', 'ต.'].map((degree) => `${rank}${degree}`),
  ),
  'ด.ต.',
]
const soldiers = [...ranks, ...shortRanks, 'ดาบตำรวจ', 'ว่าที่']
/** What may stand before a given name; of two that begin alike, the longer comes first. */
const prefixes = [...titles, ...learned, ...noble, ...soldiers, ...soldiers.map((rank) => `${rank}หญิง`)].sort(
  (one, other) => other.length - one.length,
)
/** A word begins with a consonant or a vowel that is written before one: นาย of นายิกา is no prefix. */
const beginsAWord = /^[ก-ฮเแโใไ]/u
const order = new Intl.Collator('th')

export type NameParts = { prefix: string; given: string; family: string }

/**
 * The parts of a name as it is shown ("ว่าที่ร้อยตรีสมชาย ใจดี"), as far as they can be told: the prefixes that are known,
 * where two words or more follow, with a blank or without; the first word behind them; and the rest. What has no known
 * prefix, such as the name of a role ("เจ้าหน้าที่ กลุ่มอำนวยการ"), begins with the given name.
 */
export function partsOfName(name: string): NameParts {
  const shown = name.trim().replaceAll(/\s+/gu, ' ')
  const behind = withoutPrefixes(shown)
  const named = behind.includes(' ') ? behind : shown
  const [given = '', ...family] = named.split(' ')
  return { prefix: shown.slice(0, shown.length - named.length).trim(), given, family: family.join(' ') }
}

/** What follows the prefixes, of which some stand behind others: ผศ.ดร., ว่าที่ร้อยตรี. */
function withoutPrefixes(name: string): string {
  const prefix = prefixes.find((one) => name.startsWith(one))
  if (prefix === undefined) return name
  const behind = name.slice(prefix.length).trimStart()
  if (!beginsAWord.test(behind)) return name
  return titles.includes(prefix) ? behind : withoutPrefixes(behind)
}

/** Sorts people as Thai lists do: by given name, then by family name, and by prefix only where both are the same. */
export function inOrderOfNames<T extends { name: string }>(people: readonly T[]): T[] {
  const sorted = people.map((person) => ({ person, ...partsOfName(person.name) }))
  sorted.sort(
    (one, other) =>
      order.compare(one.given, other.given) ||
      order.compare(one.family, other.family) ||
      order.compare(one.prefix, other.prefix),
  )
  return sorted.map(({ person }) => person)
}
