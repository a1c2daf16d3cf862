import { expect, test } from '@jest/globals'
import { placesUnder } from '../../../api/public-site/file-parts.ts'
import { itemPage, type PublicItem } from '../../../api/public-site/item-page.ts'
import { site } from '../../../api/public-site/layout.ts'

const item: PublicItem = {
  id: 'one',
  title: 'ประกาศ',
  body: '',
  links: [],
  files: [],
  places: placesUnder('/o/cmi3/items/1'),
  album: [],
  more: [],
  facts: [],
  group: { th: 'กลุ่มนโยบายและแผน', en: 'Policy and planning' },
  source: null,
  category: null,
  publishedAt: 0,
  correctedAt: 0,
  untilDay: null,
  document: { th: 'ประกาศ', en: 'Announcement' },
  sha256: '0'.repeat(64),
  recordSha256: '0'.repeat(64),
}

const context = site({
  language: 'th',
  digits: 'arab',
  demo: false,
  stylesheet: '/site.css',
  path: '/o/cmi3/items/one',
  query: {},
})
const office = {
  id: 'cmi3',
  th: 'สำนักงานเขตพื้นที่การศึกษา',
  en: 'Office',
  shortTh: 'สพป.',
  shortEn: 'ESAO',
}
const long = 200_000

/** ms of this thread's CPU, so that a busy machine does not count, at the best of three times: garbage may be due in one. */
function cpuOf(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const before = process.threadCpuUsage()
    work()
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  })
  return Math.min(...times)
}

test.each([
  ['blanks between two words', `ข้อความ${' '.repeat(long)}จบ`],
  ['blanks that end each line', `${' \n'.repeat(long / 2)}จบ`],
  ['line breaks', `ข้อความ${'\n'.repeat(long)}จบ`],
  ['line breaks between blanks', `ข้อความ${'\n '.repeat(long / 2)}จบ`],
  ['tabs', `ข้อความ${'\t'.repeat(long)}จบ`],
  ['tone marks', `ก${'ํ'.repeat(long)}`],
  ['signs of markup', '<'.repeat(long)],
  [
    'cells at most, one row of 20,000 and as many of two',
    `ก${'\t'.repeat(20_000)}\n${'ข\t\n'.repeat(20_000)}`,
  ],
])('A page of 200,000 %s takes no longer than its length', (_, body) => {
  itemPage(context, office, { ...item, body })
  expect(cpuOf(() => itemPage(context, office, { ...item, body }))).toBeLessThan(500)
  expect(cpuOf(() => itemPage(context, office, { ...item, title: body }))).toBeLessThan(500)
})
