import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import sharp from 'sharp'
import { tellsPlace, tellsPlaceInside } from '../../../api/files/picture-metadata.ts'
import { checkPieces, createBudget } from '../../../api/files/text/file-reading.ts'
import { officeText } from '../../../api/files/text/office-text.ts'
import { pdfText } from '../../../api/files/text/pdf-text.ts'
import { office, pdfOf } from '../../support/sample-files.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'prakat-places-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

/** A picture as a telephone writes it, or one of which the place was taken out. */
const picture = async (type: 'jpeg' | 'png' | 'webp', isPlaced: boolean) => {
  return await sharp({
    create: { width: 40, height: 30, channels: 3, background: '#888' },
  })
    .withExif({
      IFD0: { Make: 'Phone' },
      ...(isPlaced && { IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '18/1 47/1 0/1' } }),
    })
    .toFormat(type)
    .toBuffer()
}
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const budget = () => createBudget(() => 0)
const kindsIn = ({ pieces }: Awaited<ReturnType<typeof pdfText>>) =>
  checkPieces(pieces).findings.map(({ kind, text, place }) => [kind, text, place.th])

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s in a document of Word that tells where it was taken is found',
  async (type) => {
    const name = `word/media/image1.${type}`
    for (const isPlaced of [true, false]) {
      const path = join(directory, `${type}-${isPlaced}.docx`)
      await writeFile(path, office('docx', [{ name, text: await picture(type, isPlaced) }]))
      const found = kindsIn(await officeText(path, wordType, budget()))
      expect(found).toEqual(isPlaced ? [['location', `image1.${type} GPS`, 'คุณสมบัติของเอกสาร']] : [])
    }
  },
)

test('so is one in a PDF', async () => {
  for (const isPlaced of [true, false]) {
    const path = join(directory, `${isPlaced}.pdf`)
    await writeFile(path, pdfOf([{ text: 'Notice' }, { jpeg: await picture('jpeg', isPlaced) }]))
    expect(kindsIn(await pdfText(path, budget())).map(([kind]) => kind)).toEqual(isPlaced ? ['location'] : [])
  }
})

test('who wrote a document, and for whom, is read with its properties', async () => {
  const path = join(directory, 'properties.docx')
  const core =
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>somchai@gmail.com</dc:creator></cp:coreProperties>'
  const app = '<Properties><Company>โทร. 081-234-5678</Company></Properties>'
  await writeFile(
    path,
    office('docx', [
      { name: 'docProps/core.xml', text: core },
      { name: 'docProps/app.xml', text: app },
    ]),
  )
  const found = kindsIn(await officeText(path, wordType, budget()))
  expect(found.map(([kind]) => kind).sort()).toEqual(['email', 'mobile'])
})

test('a damaged picture in a document leaves what else it says to be read', async () => {
  const names = ['word/media/image1.jpeg', 'word/media/image2.png', 'word/media/image3.jpeg']
  const placed = await picture('jpeg', true)
  const bytes = office(
    'docx',
    names.map((name) => ({ name, text: placed })),
    '<document><t>ชั้นความลับ ลับมาก โทร. 081-234-5678</t></document>',
  )
  // A kind of block that no compressed data has, behind the local header of the first two.
  for (const name of names.slice(0, 2))
    bytes.fill(0xff, bytes.indexOf(name) + name.length, bytes.indexOf(name) + name.length + 8)
  const path = join(directory, 'damaged.docx')
  await writeFile(path, bytes)
  const read = await officeText(path, wordType, budget())
  expect(kindsIn(read).map(([kind, text]) => [kind, text])).toEqual([
    ['mobile', '081-234-5678'],
    ['location', 'image3.jpeg GPS'],
  ])
  expect(checkPieces(read.pieces).markings).toHaveLength(1)
  expect(read.unread).toEqual([{ why: 'broken' }])
})

describe('a file made to be searched for long', () => {
  /** What a directory of a camera's notes looks like, with so many entries and the place in the last. */
  const notes = (entries: number) => {
    const tiff = Buffer.alloc(10 + entries * 12)
    tiff.write('MM\0*', 0, 'latin1')
    tiff.writeUInt32BE(8, 4)
    tiff.writeUInt16BE(entries, 8)
    tiff.writeUInt16BE(0x8825, 10 + (entries - 1) * 12)
    tiff.writeUInt16BE(4, 12 + (entries - 1) * 12)
    return tiff
  }
  test.each([
    ['as many entries as a camera may write', 512, true],
    ['more', 513, false],
  ])('has its directories walked to no more than %s: %s', (_, entries, isFound) => {
    const nothing = () => {}
    expect(tellsPlace(notes(entries), nothing)).toBe(isFound)
    const inside = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), notes(entries)])
    expect(tellsPlaceInside(inside, nothing)).toBe(isFound)
  })

  test('is given up in time, with its pages read', async () => {
    const path = join(directory, 'marks.pdf')
    const marks = Buffer.from('Exif\0\0'.repeat(20_000), 'latin1')
    const jpeg = Buffer.concat([await picture('jpeg', false), marks])
    await writeFile(path, pdfOf([{ text: 'Notice' }, { jpeg }]))
    let ms = 0
    const read = await pdfText(
      path,
      createBudget(() => ms++),
    )
    expect(read.pieces.map(({ text }) => text.trim())).toContain('Notice')
    expect(read.unread).toContainEqual({ why: 'tooLong' })
  })
})
