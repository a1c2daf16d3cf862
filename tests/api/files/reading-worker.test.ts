import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import sharp from 'sharp'
import { firstPage, read } from '../../../api/files/text/reading-worker.ts'
import { type FileType, fileTypeNames } from '../../../machines/procedure/file-types.ts'
import { office, openDocument, pdf, pdfOf, photo, zip } from '../../support/sample-files.ts'

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'prakat-reading-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

let made = 0
const put = (bytes: Uint8Array): string => {
  const path = join(directory, String(++made))
  writeFileSync(path, bytes)
  return path
}
const typeOf = (kind: string) =>
  fileTypeNames.find((name) => name === kind || name.endsWith(kind)) as FileType
const word = typeOf('wordprocessingml.document')
const excel = typeOf('spreadsheetml.sheet')
const readBytes = (bytes: Uint8Array, type: FileType, charset: string | null = null) =>
  read({ path: put(bytes), type, charset })

/** As LibreOffice 7.4 of Debian (without a Thai font) and Chromium write them: a list of names, and a table with a column of days. */
const sample = (name: string) => readFileSync(new URL(`./samples/${name}`, import.meta.url))
const id = '1-1017-00230-70-8'
const paragraph = (text: string) =>
  `<w:document><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`

describe('finds what stands in', () => {
  test.each([
    ['a PDF of LibreOffice, by the page', 'name-list.pdf', typeOf('application/pdf'), 'หน้า 1'],
    ['a PDF of Chromium', 'name-list-chromium.pdf', typeOf('application/pdf'), 'หน้า 1'],
    ['a Word document, by the line', 'name-list.docx', word, 'บรรทัดที่ 4'],
  ])('%s', async (_, name, type, place) => {
    const { findings, unread, markings } = await readBytes(sample(name), type)
    expect(findings.map(({ kind, text, place: at }) => [kind, text, at.th])).toEqual([
      ['nationalId', id, place],
      ['mobile', '๐๘๑-๒๓๔-๕๖๗๘', place],
    ])
    expect({ unread, markings }).toEqual({ unread: [], markings: [] })
  })

  test('the words of a PDF of Chromium or Google Docs, which draw a letter with marks twice', async () => {
    const { pieces } = await readBytes(sample('name-list-chromium.pdf'), 'application/pdf')
    expect(pieces.at(-1)?.text).toBe(
      [
        'ประกาศรายชื่อผู้มีสิทธิเข้ารับการสอบสัมภาษณ์',
        'ตามที่สำนักงานได้รับสมัครบุคคลเป็นลูกจ้างชั่วคราวแล้วนั้น จึงประกาศรายชื่อผู้มีสิทธิสอบดังนี้',
        'ที่ ชื่อ - สกุล\tเลขประจำตัวประชาชน โทรศัพท์',
        '๑ นางสาวสมหญิง ใจดี 1-1017-00230-70-8 ๐๘๑-๒๓๔-๕๖๗๘',
        'ติดต่อสำนักงาน โทร. ๐-๕๓๑๑-๒๓๔๕',
      ].join('\n'),
    )
  })

  test('an Excel workbook, by the cell, with days that are stored as numbers', async () => {
    const { findings } = await readBytes(sample('people.xlsx'), excel)
    expect(findings.map(({ kind, text, place }) => [kind, text, place.th])).toEqual([
      ['nationalId', '1101700230708', 'แผ่นงาน people ช่อง C2'],
      ['birthDate', '12/3/1987', 'แผ่นงาน people ช่อง D2'],
      ['bankAccount', '1234567890', 'แผ่นงาน people ช่อง E2'],
    ])
  })

  test('numbers of a workbook whose zeros are of their format, in a cell at the far end', async () => {
    const styles = `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="000\\-0000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>`
    const cells = '<c r="XFD1048576" s="1"><v>812345678</v></c>'
    const sheet = `<worksheet><sheetData><row r="1048576">${cells}</row></sheetData></worksheet>`
    const { findings } = await readBytes(
      office('xlsx', [
        { name: 'xl/styles.xml', text: styles },
        { name: 'xl/worksheets/sheet1.xml', text: sheet },
      ]),
      excel,
    )
    expect(findings.map(({ text, place }) => [text, place.en])).toEqual([
      ['0812345678', 'sheet xl/worksheets/sheet1.xml, cell 1048576'],
    ])
  })

  test('what was deleted but is still in it, in a comment, the properties and a link', async () => {
    const { findings } = await readBytes(
      office(
        'docx',
        [
          { name: 'word/comments.xml', text: paragraph('โทร 081-234-5678') },
          { name: 'docProps/core.xml', text: '<p><creator>somchai@gmail.com</creator></p>' },
          {
            name: 'word/_rels/document.xml.rels',
            text: '<Relationships><Relationship TargetMode="External" Target="mailto:somying@hotmail.com"/></Relationships>',
          },
        ],
        `<w:document><w:body><w:p><w:del><w:r><w:delText>เลขประจำตัวประชาชน ${id}</w:delText></w:r></w:del></w:p></w:body></w:document>`,
      ),
      word,
    )
    expect(findings.map(({ kind, place }) => [kind, place.th])).toEqual([
      ['nationalId', 'บรรทัดที่ 1'],
      ['mobile', 'หัวกระดาษ เชิงอรรถ หรือความเห็น'],
      ['email', 'คุณสมบัติของเอกสาร'],
      ['email', 'ที่อยู่ของลิงก์'],
    ])
  })

  test('the notes and the fields of a PDF, which are drawn over its pages', async () => {
    const more = `/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(ID ${id})>><</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[0 0 9 9]/V(Tel 081-234-5678)>>]`
    const { findings } = await readBytes(pdfOf([{ text: 'Notice of the office', more }]), 'application/pdf')
    expect(findings.map(({ kind }) => kind)).toEqual(['nationalId', 'mobile'])
  })

  test('OpenDocument, PowerPoint, CSV and plain text', async () => {
    const odt = zip([
      { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text' },
      { name: 'content.xml', text: `<o><text:p>โทร <text:span>081-234</text:span>-5678</text:p></o>` },
    ])
    expect((await readBytes(odt, typeOf('opendocument.text'))).findings).toMatchObject([{ kind: 'mobile' }])
    const slide = { name: 'ppt/slides/slide1.xml', text: '<p><a:p><a:t>โทร 081-234-5678</a:t></a:p></p>' }
    expect(
      (await readBytes(office('pptx', [slide]), typeOf('presentationml.presentation'))).findings,
    ).toMatchObject([{ kind: 'mobile', place: { th: 'สไลด์ 1' } }])
    const csv = Buffer.from('ชื่อ,วันเกิด\n"ก, ข",12/03/2530\n')
    expect((await readBytes(csv, 'text/csv', 'utf-8')).findings).toMatchObject([
      { kind: 'birthDate', place: { th: 'แผ่นงาน CSV ช่อง B2' } },
    ])
    // ๐๘๑-๒๓๔-๕๖๗๘ in Windows' own way to write Thai.
    const thai = Buffer.from([0xb1, 0xf0, 0xf8, 0xf1, 0x2d, 0xf2, 0xf3, 0xf4, 0x2d, 0xf5, 0xf6, 0xf7, 0xf8])
    expect((await readBytes(thai.subarray(1), 'text/plain', 'windows-874')).findings).toMatchObject([
      { kind: 'mobile', text: '๐๘๑-๒๓๔-๕๖๗๘' },
    ])
  })
})

describe('never passes', () => {
  test('a scanned PDF, nor the pages of one that were scanned, stamped or not', async () => {
    const jpeg = await photo('jpeg')
    expect((await readBytes(pdfOf([{ jpeg }, { jpeg }]), 'application/pdf')).unread).toEqual([
      { why: 'image' },
    ])
    const stamp = '/Annots[]'
    const mixed = pdfOf([{ text: 'Notice of the office' }, { jpeg, more: stamp }, { jpeg }, {}, { jpeg }])
    expect((await readBytes(mixed, 'application/pdf')).unread).toEqual([{ why: 'image', pages: '2–3, 5' }])
    expect((await readBytes(pdf(), 'application/pdf')).unread).toEqual([])
  })

  test('a Word document that holds pictures of pages, other files, or is broken', async () => {
    const scanned = { name: 'word/media/image1.jpeg', text: 'x'.repeat(60_000) }
    expect((await readBytes(office('docx', [scanned]), word)).unread).toEqual([{ why: 'image' }])
    const inside = { name: 'word/embeddings/Microsoft_Excel_Sheet1.xlsx', text: 'x' }
    expect((await readBytes(office('docx', [inside]), word)).unread).toEqual([{ why: 'embedded' }])
    const broken = office('docx', [], '<w:document><w:p></w:document>')
    expect((await readBytes(broken, word)).unread).toEqual([{ why: 'broken' }])
    expect((await readBytes(office('docx').subarray(0, 300), word)).unread).toEqual([{ why: 'broken' }])
    const locked = office('docx', [{ name: 'word/a.xml', text: '<a/>', encrypted: true }])
    expect((await readBytes(locked, word)).unread).toEqual([{ why: 'encrypted' }])
    expect((await readBytes(openDocument('text', ''), typeOf('opendocument.text'))).unread).toEqual([])
  })

  test('a PDF that is broken, refers to itself or carries other files', async () => {
    const whys = async (bytes: Uint8Array) => (await readBytes(bytes, 'application/pdf')).unread
    expect(await whys(Buffer.from('%PDF-1.7\n%%EOF'))).toEqual([{ why: 'broken' }])
    const loop = Buffer.from(
      pdfOf([{ text: 'a' }])
        .toString('latin1')
        .replace('Kids[4 0 R]', 'Kids[2 0 R]'),
      'latin1',
    )
    expect(await whys(loop)).not.toEqual([])
    const attached = '/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/EF<</F 5 0 R>>>>]>>>>'
    expect(await whys(pdfOf([{ text: 'Notice of the office' }], { catalog: attached }))).toEqual([
      { why: 'embedded' },
    ])
  })
})

test('a page whose letters mean nothing to whoever reads its text is not passed over', async () => {
  const map = '1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <E100> endbfrange'
  const cmap = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def ${map} endcmap end end`
  const bytes = pdfOf([{ text: `ID ${id} of somebody` }], {
    objects: [`<</Length ${cmap.length}>>stream\n${cmap}\nendstream`],
  }).toString('latin1')
  const given = Buffer.from(
    bytes.replace('/BaseFont/Helvetica', '/BaseFont/Helvetica/ToUnicode 7 0 R'),
    'latin1',
  )
  expect((await readBytes(given, 'application/pdf')).unread).toEqual([{ why: 'glyphs' }])
})

test('a PDF of a font from before Unicode is read as what it means, and not passed over either', async () => {
  const western = [...`เลขประจำตัวประชาชนของนางสาวสมหญิง `]
    .map((letter) => (letter === ' ' ? letter : String.fromCharCode(letter.charCodeAt(0) - 0x0e01 + 0xa1)))
    .join('')
  const { findings, unread } = await readBytes(pdfOf([{ text: `${western} ${id}` }]), 'application/pdf')
  expect(findings).toMatchObject([{ kind: 'nationalId' }])
  expect(findings[0]?.before).toContain('ประจำตัวประชาชน')
  expect(unread).toEqual([{ why: 'glyphs' }])
})

test('a PDF page of one line is a line, and one of 400,000 letters is read whole', async () => {
  const { pieces } = await readBytes(pdfOf([{ text: 'Tel 081-234-5678' }]), 'application/pdf')
  expect(pieces.map(({ text }) => text)).toEqual(['Tel 081-234-5678'])
  const long = `ID ${id} `.repeat(20_000)
  const { findings, unread } = await readBytes(pdfOf([{ text: long }]), 'application/pdf')
  expect([findings.length, unread]).toEqual([200, []])
}, 60_000)

describe('stands', () => {
  test('a zip bomb: what unpacks to more than may be read stops there', async () => {
    const bomb = office('docx', [], `<w:document>${' '.repeat(150 * 1024 * 1024)}</w:document>`)
    expect(bomb.length).toBeLessThan(300_000)
    // On a busy machine its time is over first.
    expect([[{ why: 'tooMuch' }], [{ why: 'tooLong' }]]).toContainEqual((await readBytes(bomb, word)).unread)
    const text = office('docx', [], paragraph('ก'.repeat(2_000_000)))
    expect((await readBytes(text, word)).unread).toEqual([{ why: 'tooMuch' }])
  })

  test('entities that grow, elements without end and attributes without number', async () => {
    const entities = `<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><w:document>&c;</w:document>`
    for (const main of [
      entities,
      `<w:document>${'<a>'.repeat(1_000_000)}`,
      `<w:document ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>`,
    ])
      expect((await readBytes(office('docx', [], main), word)).unread).toEqual([{ why: 'broken' }])
  })

  test('10,000 pages: what is found on the first ones is told, and that the rest was not read', async () => {
    const pages = Array.from({ length: 10_000 }, () => ({ text: `ID ${id}` }))
    const { findings, unread } = await readBytes(pdfOf(pages), 'application/pdf')
    expect(findings).toHaveLength(200)
    expect(findings[0]).toMatchObject({ place: { en: 'page 1' } })
    expect([['tooMuch'], ['tooLong']]).toContainEqual(unread.map(({ why }) => why))
  }, 60_000)

  test('a PDF with a script, which nobody runs, and one that is an archive, too', async () => {
    const script = '/OpenAction<</S/JavaScript/JS(while(true){app.alert(1)})>>'
    const withScript = pdfOf([{ text: `ID ${id}` }], { catalog: script })
    expect((await readBytes(withScript, 'application/pdf')).findings).toMatchObject([{ kind: 'nationalId' }])
    const both = Buffer.concat([withScript, zip([{ name: 'a.txt', text: 'b' }])])
    expect((await readBytes(both, 'application/pdf')).findings).toMatchObject([{ kind: 'nationalId' }])
  })

  test('a page as large as a field, and a strip: the picture of the first has a limit, the other has none', async () => {
    const sized = (box: string) =>
      Buffer.from(
        pdfOf([{ text: 'a' }])
          .toString('latin1')
          .replace('0 0 595 842', box),
        'latin1',
      )
    const shown = async (bytes: Uint8Array) => firstPage({ path: put(bytes), width: 1600, height: 2400 })
    const large = await shown(sized('0 0 14400 14400'))
    expect(await sharp(large).metadata()).toMatchObject({ format: 'png', width: 1600, height: 1600 })
    expect(await shown(sized('0 0 3 14400'))).toBeUndefined()
    expect(await shown(Buffer.from('%PDF-1.7\n%%EOF'))).toBeUndefined()
  })
})

test('a picture keeps nothing of what its camera or its program wrote beside it, so nothing of it is published', async () => {
  const { withoutMetadata } = await import('../../../api/files/picture-metadata.ts')
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:description="Somying 081-234-5678"/></rdf:RDF></x:xmpmeta>'
    const bytes = await sharp(await photo(format))
      .withExif({ IFD0: { Artist: 'Somchai', ImageDescription: 'Somying 081-234-5678' } })
      .withXmp(xmp)
      .toFormat(format)
      .toBuffer()
    expect(bytes.includes('5678')).toBe(true)
    const clean = withoutMetadata(`image/${format}`, bytes, 1)
    expect(clean?.includes('5678') ?? true).toBe(false)
    expect(clean?.includes('Somchai') ?? true).toBe(false)
  }
})
