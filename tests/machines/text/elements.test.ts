import { describe, expect, test } from '@jest/globals'
import { type Element, elementsOf, type Shown } from '../../../machines/text/elements.ts'
import { richFromText } from '../../../machines/text/rich-from-text.ts'
import { richProblem } from '../../../machines/text/rich-text.ts'

const where = { table: 'ตาราง' }
const doc = (...content: unknown[]) => ({ type: 'doc', content })
const p = (...content: unknown[]) => ({ type: 'paragraph', content })
const t = (text: string, ...marks: unknown[]) => ({ type: 'text', text, ...(marks.length > 0 && { marks }) })
const cell = (text: string, attrs?: object) => ({
  type: 'tableCell',
  ...(attrs && { attrs }),
  content: [p(t(text))],
})
const head = (text: string, attrs?: object) => ({ ...cell(text, attrs), type: 'tableHeader' })
const row = (...content: unknown[]) => ({ type: 'tableRow', content })

/** Elements in one line each, as HTML without escapes: what a test can read. */
const written = (shown: Shown[]): string =>
  shown
    .map((one) => {
      if (typeof one === 'string') return one
      const { name, attributes, children } = one
      const said = Object.entries(attributes)
        .filter(([key]) => key !== 'rel')
        .map(([key, value]) => ` ${key}=${value}`)
      return `<${name}${said.join('')}>${written(children)}</${name}>`
    })
    .join('')
const shown = (value: unknown, more = {}) => written(elementsOf(value, { ...where, ...more }))

describe('a text with structure is shown', () => {
  test('by the elements that mean the same, marks inside each other in their order', () => {
    const bold = { type: 'bold' }
    expect(
      shown(doc(p(t('ก', bold, { type: 'italic' }), { type: 'hardBreak' }, t('x', { type: 'superscript' })))),
    ).toBe('<p><strong><em>ก</em></strong><br></br><sup>x</sup></p>')
    expect(shown(doc({ type: 'heading', attrs: { level: 2 }, content: [t('ก')] }))).toBe('<h2>ก</h2>')
    expect(
      shown(doc({ type: 'heading', attrs: { level: 4 }, content: [t('ก')] }), { headingsBelow: 1 }),
    ).toBe('<h5>ก</h5>')
  })

  test('with one link over all pieces that lead to one place, and with addresses as links', () => {
    const to = { type: 'link', attrs: { href: 'https://a.example/x' } }
    expect(shown(doc(p(t('อ่าน', to), t('ที่นี่', { type: 'bold' }, to), t(' หรือ www.b.example'))))).toBe(
      '<p><a href=https://a.example/x>อ่าน<strong>ที่นี่</strong></a> หรือ <a href=https://www.b.example/>www.b.example</a></p>',
    )
  })

  test('with links that may not be kept as words that lead nowhere', () => {
    for (const href of [
      'javascript:alert(1)',
      'data:text/html,x',
      'https://a.example@evil.example/',
      'MAILTO:a b',
    ])
      expect(shown(doc(p(t('ก', { type: 'link', attrs: { href } }))))).toBe('<p>ก</p>')
  })

  test('without the empty paragraphs that an editor leaves', () => {
    expect(shown(doc({ type: 'paragraph' }, p(t('ก')), p()))).toBe('<p>ก</p>')
  })

  test('with lists as lists, one paragraph of an item as its line', () => {
    const item = (...content: unknown[]) => ({ type: 'listItem', content })
    expect(
      shown(
        doc({
          type: 'orderedList',
          attrs: { start: 4 },
          content: [
            item(p(t('ก')), { type: 'bulletList', content: [item(p(t('ข')))] }),
            item(p(t('ค')), p(t('ง'))),
          ],
        }),
      ),
    ).toBe('<ol start=4><li>ก<ul><li>ข</li></ul></li><li><p>ค</p><p>ง</p></li></ol>')
  })
})

describe('a table is shown', () => {
  test('in a region of its own with its caption, heads with their scope, figures below each other', () => {
    const table = {
      type: 'table',
      attrs: { caption: 'จำนวนนักเรียน' },
      content: [
        row(head('โรงเรียน'), head('ชาย')),
        row(head('บ้านดอน'), cell('๑๒')),
        row(cell('รวม'), cell('1,200')),
      ],
    }
    expect(shown(doc(table))).toBe(
      '<section look=table label=จำนวนนักเรียน><table><caption>จำนวนนักเรียน</caption>' +
        '<thead><tr><th scope=col>โรงเรียน</th><th scope=col>ชาย</th></tr></thead>' +
        '<tbody><tr><th scope=row>บ้านดอน</th><td look=number>๑๒</td></tr><tr><td>รวม</td><td look=number>1,200</td></tr></tbody>' +
        '</table></section>',
    )
  })

  test('with merged cells, and without a head out of which one of them would be cut', () => {
    const twoRows = doc({
      type: 'table',
      content: [
        row(head('ที่', { rowspan: 2 }), head('จำนวน', { colspan: 2 })),
        row(head('ชาย'), head('หญิง')),
        row(cell('๑'), cell('2'), cell('3')),
      ],
    })
    expect(richProblem(twoRows)).toBeUndefined()
    expect(shown(twoRows)).toContain(
      '<thead><tr><th rowspan=2 scope=col>ที่</th><th colspan=2 scope=col>จำนวน</th></tr><tr><th scope=col>ชาย</th>',
    )
    const reaching = doc({
      type: 'table',
      content: [row(head('ที่', { rowspan: 2 }), head('ก')), row(cell('ข'))],
    })
    expect(shown(reaching)).not.toContain('thead')
    expect(shown(reaching)).toContain('<tbody><tr><th rowspan=2')
  })

  test('with the same table where it was written with tabs, as plain text always was', () => {
    const text = 'สรุป\nดังนี้\n\nโรงเรียน\tชาย\nบ้านดอน\t12\n\nwww.a.example'
    expect(richProblem(richFromText(text))).toBeUndefined()
    expect(shown(richFromText(text))).toBe(shown(text).replace('สรุป\nดังนี้', 'สรุป<br></br>ดังนี้'))
  })
})

describe('a picture in a text is shown', () => {
  const picture = {
    ...{ name: 'อาคาร.png', type: 'image/png', size: 1, sha256: 'a'.repeat(64) },
    ...{ alt: 'อาคารเรียน', width: 640, height: 480 },
  }
  const image = (attrs: object = {}) => doc({ type: 'image', attrs: { ...picture, ...attrs } })
  const at = { picture: ({ sha256 }: { sha256: string }) => `/files/${sha256.slice(0, 2)}` }

  test('from where it is fetched, with its size, so that nothing moves as it comes', () => {
    expect(shown(image(), at)).toBe(
      '<figure><img src=/files/aa alt=อาคารเรียน width=640 height=480 loading=lazy></img></figure>',
    )
  })

  test('with its caption below it', () => {
    expect(shown(image({ caption: 'หน้าอาคาร' }), at)).toMatch(
      /<\/img><figcaption>หน้าอาคาร<\/figcaption><\/figure>$/,
    )
  })

  test('by its description where there is no place to fetch it from, or by its name', () => {
    expect(shown(image())).toBe('<figure><p>[ภาพ: อาคารเรียน]</p></figure>')
    expect(shown(image({ alt: '' }))).toBe('<figure><p>[ภาพ: อาคาร.png]</p></figure>')
  })
})

test('nothing else is ever shown: neither what has another type, nor what has none', () => {
  for (const value of [undefined, null, 7, {}, [], { type: 'iframe' }])
    expect(elementsOf(value, where)).toEqual([])
  const names = (all: Element[]): string[] =>
    all.flatMap(({ name, children }) => [name, ...names(children.filter((one) => typeof one !== 'string'))])
  expect(names(elementsOf('<script>alert(1)</script>', where))).toEqual(['p'])
})
