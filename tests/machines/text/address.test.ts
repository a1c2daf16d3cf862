import { expect, test } from '@jest/globals'
import { addressProblem, longestAddress, misnamed, noAddress } from '../../../machines/text/address.ts'

test.each([
  'https://www.obec.go.th/',
  'http://obec.go.th:8080/news?at=me@school.go.th#top',
  'HTTPS://WWW.OBEC.GO.TH',
  'https://โรงเรียน.ไทย/ประกาศ',
  `https://obec.go.th/${'a'.repeat(longestAddress - 'https://obec.go.th/'.length)}`,
])('%s can be published', (address) => {
  expect(addressProblem(address)).toBeUndefined()
})

test.each([
  undefined,
  7,
  '',
  'www.obec.go.th',
  'ftp://obec.go.th/',
  'javascript://obec.go.th/%0aalert(1)',
  ' https://obec.go.th/',
  'https://obec.go.th/two words',
  'https://obec.go.th:port/',
  `https://obec.go.th/${'a'.repeat(longestAddress)}`,
])('%s is no address of a page', (address) => {
  expect(addressProblem(address)).toBe(noAddress)
})

test('A name before the host is refused with the host that it leads to', () => {
  const problem = addressProblem('https://www.obec.go.th@example.com/')
  expect(problem).toEqual({
    th: expect.stringContaining('จะถูกพาไปที่ example.com'),
    en: 'the address has a name before an @ and leads to example.com: check it, and write it without',
  })
})

test.each([
  ['a Cyrillic letter', 'https://оbec.go.th/', 'xn--bec-red.go.th'],
  ['a Greek letter', 'https://οbec.go.th/', 'xn--bec-8yc.go.th'],
  ['a Latin letter with a mark', 'https://óbec.go.th/', 'xn--bec-fna.go.th'],
  ['a number for a host', 'https://2130706433/', '127.0.0.1'],
  ['a backslash in the path', 'https://obec.go.th/a\\b', 'obec.go.th'],
  ['a slash turned round before the host ends', 'https://obec.go.th\\@example.com/', 'obec.go.th'],
])('An address with %s is refused, since it reads as another', (_, address, host) => {
  expect(addressProblem(address)).toEqual({
    th: expect.stringContaining('เขียนให้อ่านเป็นเว็บไซต์อื่นได้'),
    en: `the address can be read as another site's and leads to ${host}: check it, and write the site's own name in plain letters`,
  })
})

test.each([
  ['www.obec.go.th', 'https://obec.go.th/news'],
  [' https://obec.go.th/one ', 'https://www.obec.go.th/two'],
  ['ประกาศรับสมัคร', 'https://example.com/'],
  ['the office obec.go.th', 'https://example.com/'],
])('A link called %s may lead to %s', (title, url) => {
  expect(misnamed({ title, url })).toBeUndefined()
})

test.each(['www.obec.go.th', 'https://www.obec.go.th/news'])(
  'A link called %s may not lead elsewhere',
  (title) => {
    expect(misnamed({ title, url: 'https://example.com/' })?.en).toContain('leads to example.com')
  },
)
