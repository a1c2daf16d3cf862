import { crc32, deflateRawSync } from 'node:zlib'
import sharp from 'sharp'

/** Small files as programs write them. */

/** A PDF of one empty page, padded with a comment to a size in bytes. */
export function pdf({ size = 0, trailer = '' }: { size?: number; trailer?: string } = {}): Buffer {
  const head = '%PDF-1.4\n'
  const objects = [
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n',
  ]
  const padding = `%${'x'.repeat(Math.max(0, size - 400))}\n`
  const offsets: number[] = []
  let body = head
  for (const one of objects) {
    offsets.push(body.length)
    body += one
  }
  body += padding
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const tail = `xref\n0 4\n0000000000 65535 f \n${table}trailer<</Size 4/Root 1 0 R${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`
  return Buffer.from(body + tail, 'latin1')
}

type PageOf = { text?: string; jpeg?: Buffer; more?: string }
/** A PDF of these pages: of text in letters of ASCII, or of one picture that covers it, as a scanner writes it. */
export function pdfOf(pages: PageOf[], { catalog = '', objects: given = [] as string[] } = {}): Buffer {
  const objects: Buffer[] = []
  const put = (...parts: (string | Buffer)[]) =>
    objects.push(
      Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
    )
  const kids = pages.map((_, index) => `${4 + index * 3} 0 R`).join(' ')
  put(`<</Type/Catalog/Pages 2 0 R${catalog}>>`)
  put(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`)
  put('<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>')
  for (const [index, { text = '', jpeg, more = '' }] of pages.entries()) {
    const own = 4 + index * 3
    const drawn = jpeg ? 'q 595 0 0 842 0 0 cm /I Do Q' : text && `BT /F 12 Tf 50 780 Td (${text}) Tj ET`
    put(
      `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${own + 1} 0 R${more}`,
      `/Resources<</Font<</F 3 0 R>>/XObject<</I ${own + 2} 0 R>>>>>>`,
    )
    put(`<</Length ${drawn.length}>>stream\n${drawn}\nendstream`)
    if (jpeg)
      put(
        '<</Type/XObject/Subtype/Image/Width 120/Height 80/ColorSpace/DeviceRGB/BitsPerComponent 8',
        `/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`,
        jpeg,
        '\nendstream',
      )
    else put('null')
  }
  for (const one of given) put(one)
  const head = Buffer.from('%PDF-1.7\n', 'latin1')
  const offsets: number[] = []
  const body = [head]
  let length = head.length
  for (const [index, object] of objects.entries()) {
    offsets.push(length)
    const one = Buffer.concat([Buffer.from(`${index + 1} 0 obj`), object, Buffer.from('endobj\n')])
    body.push(one)
    length += one.length
  }
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const tail = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`
  return Buffer.concat([...body, Buffer.from(tail, 'latin1')])
}

type Part = { name: string; text: string | Uint8Array; encrypted?: boolean }
/** A ZIP archive of these parts, compressed. */
export function zip(parts: Part[]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const { name, text, encrypted = false } of parts) {
    const [data, packed] = [Buffer.from(text), deflateRawSync(Buffer.from(text))]
    const fixed = Buffer.alloc(26)
    fixed.writeUInt16LE(20, 0)
    fixed.writeUInt16LE(encrypted ? 1 : 0, 2)
    fixed.writeUInt16LE(8, 4)
    fixed.writeUInt32LE(crc32(data), 10)
    fixed.writeUInt32LE(packed.length, 14)
    fixed.writeUInt32LE(data.length, 18)
    fixed.writeUInt16LE(Buffer.byteLength(name), 22)
    const head = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fixed, Buffer.from(name)])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    const made = Buffer.from([20, 0])
    central.push(Buffer.from('PK\x01\x02', 'latin1'), made, fixed, rest, Buffer.from(name))
    local.push(head, packed)
    offset += head.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

const ooxml = {
  docx: ['wordprocessingml.document', 'word/document.xml'],
  xlsx: ['spreadsheetml.sheet', 'xl/workbook.xml'],
  pptx: ['presentationml.presentation', 'ppt/presentation.xml'],
} as const

/** An Office document with the parts that say what it is. */
export function office(
  kind: keyof typeof ooxml,
  more: Part[] = [],
  main = '<document>ประกาศ</document>',
): Buffer {
  const [type, part] = ooxml[kind]
  const override = `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/>`
  return zip([
    { name: '[Content_Types].xml', text: `<?xml version="1.0"?><Types>${override}</Types>` },
    { name: '_rels/.rels', text: '<Relationships/>' },
    { name: part, text: main },
    ...more,
  ])
}

/** An OpenDocument file. */
export const openDocument = (
  kind: 'text' | 'spreadsheet' | 'presentation',
  manifest = '<manifest/>',
): Buffer =>
  zip([
    { name: 'mimetype', text: `application/vnd.oasis.opendocument.${kind}` },
    { name: 'META-INF/manifest.xml', text: manifest },
    { name: 'content.xml', text: '<content/>' },
  ])

/** A picture of noise as a phone writes it: with the place where it was taken, turned on its side where `orientation` says so. */
export async function photo(
  format: 'jpeg' | 'png' | 'webp' = 'jpeg',
  { width = 120, height = 80, orientation = 1 } = {},
): Promise<Buffer> {
  const noise = {
    create: {
      width,
      height,
      channels: 3 as const,
      background: '#888',
      noise: { type: 'gaussian' as const, mean: 128, sigma: 40 },
    },
  }
  return sharp(noise)
    .withExif({
      IFD0: { Make: 'Phone', Artist: 'Somchai' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '18/1 47/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '98/1 59/1 0/1',
      },
    })
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer()
}
