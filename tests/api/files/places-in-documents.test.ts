import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import sharp from 'sharp'
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
