import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import sharp from 'sharp'
import { inspectFile } from '../../../api/files/inspect-file.ts'
import { makePictures, readPicture } from '../../../api/files/pictures.ts'
import { type RefusedFile, refusals } from '../../../api/files/refused-file.ts'
import { office, openDocument, pdf, photo, zip } from '../../support/sample-files.ts'

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'prakat-inspect-'))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

let written = 0
async function inspected(bytes: Buffer | string, name = 'ประกาศ.pdf') {
  const path = join(directory, `arrived-${++written}`)
  await writeFile(path, bytes)
  return { ...(await inspectFile(path, name)), path }
}
const refusalOf = (bytes: Buffer | string, name?: string) =>
  inspected(bytes, name).then(
    ({ type }) => type,
    (error: RefusedFile) => error.text ?? error,
  )

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const powerPoint = 'application/vnd.openxmlformats-officedocument.presentationml.presentation'
const thai874 = Buffer.from([0xbb, 0xc3, 0xd0, 0xa1, 0xd2, 0xc8, 0x2c, 0x31, 0x0d, 0x0a])
const openText = 'application/vnd.oasis.opendocument'

describe('the type of a file', () => {
  test.each<[string, () => Buffer | string | Promise<Buffer>, string]>([
    ['a PDF', () => pdf(), 'application/pdf'],
    ['a Word document', () => office('docx'), word],
    ['an Excel workbook', () => office('xlsx'), excel],
    ['a PowerPoint presentation', () => office('pptx'), powerPoint],
    ['an OpenDocument text', () => openDocument('text'), `${openText}.text`],
    ['an OpenDocument spreadsheet', () => openDocument('spreadsheet'), `${openText}.spreadsheet`],
    ['a JPEG picture', () => photo('jpeg'), 'image/jpeg'],
    ['a PNG picture', () => photo('png'), 'image/png'],
    ['a WebP picture', () => photo('webp'), 'image/webp'],
    ['a text', () => 'ประกาศสำนักงาน\nเรื่อง การเผยแพร่', 'text/plain'],
  ])('is told by its content, whatever its name says: %s', async (_, make, type) => {
    for (const name of ['ประกาศ.exe', 'x', 'x.html'])
      expect((await inspected(await make(), name)).type).toBe(type)
  })

  test('of a table is that of a text with the name of one, in today’s writing or that of Windows', async () => {
    expect(await inspected('ลำดับ,ชื่อ\n1,ก', 'ตาราง.csv')).toMatchObject({ type: 'text/csv', charset: 'utf-8' })
    expect(await inspected(thai874, 'ตาราง.CSV')).toMatchObject({ type: 'text/csv', charset: 'windows-874' })
  })
})

describe('what cannot be attached is refused with the way out', () => {
  const macro = { name: 'word/vbaProject.bin', text: 'x' }
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1024)])
  const cases: [string, Buffer | string, keyof typeof refusals][] = [
    ['an empty file', '', 'empty'],
    ['a PDF without its end', pdf({ size: 9000 }).subarray(0, 6000), 'truncated'],
    ['an encrypted PDF', pdf({ trailer: '/Encrypt 9 0 R' }), 'encrypted'],
    ['an encrypted PDF with its dictionary in place', pdf({ trailer: '/Encrypt <</V 2>>' }), 'encrypted'],
    [
      'an encrypted PDF across two pieces',
      pdf({ size: 262_144 + 215, trailer: '/Encrypt 9 0 R' }),
      'encrypted',
    ],
    ['a Word document cut off', office('docx').subarray(0, -40), 'truncated'],
    ['a Word document with macros', office('docx', [macro]), 'macros'],
    ['an archive', zip([{ name: 'ประกาศ.pdf', text: 'x' }]), 'archive'],
    ['an archive with a password', zip([{ name: 'a', text: 'x', encrypted: true }]), 'encrypted'],
    ['an archive of RAR', Buffer.from('526172211a0700cf907300000d00', 'hex'), 'archive'],
    ['an old Word document', compound, 'oldOffice'],
    [
      'an Office document with a password',
      Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(64)]),
      'encrypted',
    ],
    [
      'an encrypted OpenDocument file',
      openDocument('text', '<x><manifest:encryption-data/></x>'),
      'encrypted',
    ],
    ['a page', '<!DOCTYPE html><html><body>x</body></html>', 'code'],
    ['a page behind blanks', '\n\n  <script>alert(1)</script>', 'code'],
    ['a page behind words', 'ประกาศ <html><body onload=alert(1)>', 'code'],
    ['an SVG picture', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'code'],
    ['an SVG picture with a declaration', '<?xml version="1.0"?><svg/>', 'code'],
    ['a shell script', '#!/bin/sh\nrm -rf /', 'code'],
    ['a Windows program', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]), 'code'],
    ['a Linux program', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(200)]), 'code'],
    ['bytes that mean nothing', Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 250, 251]), 'unknown'],
    ['a GIF', Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00', 'latin1'), 'unknown'],
    ['a film', Buffer.from('000000186674797069736f6d0000020069736f6d69736f32', 'hex'), 'unknown'],
    ['a picture of an iPhone', Buffer.from('0000001c66747970686569630000000068656963', 'hex'), 'heic'],
  ]
  test.each(cases)('%s', async (_, bytes, why) => {
    expect(await refusalOf(bytes)).toEqual(refusals[why])
  })

  test.each(['jpeg', 'png', 'webp'] as const)('half a %s picture', async (format) => {
    const whole = await photo(format, { width: 300, height: 300 })
    expect(await refusalOf(whole.subarray(0, whole.length / 2))).toEqual(refusals.truncated)
  })

  test('a picture that claims more pixels than memory has', async () => {
    const bomb = await photo('png')
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    expect(await refusalOf(bomb)).not.toBe('image/png')
  })
})

describe('a picture', () => {
  test.each(['jpeg', 'png', 'webp'] as const)('of a phone keeps nothing but itself: %s', async (format) => {
    const taken = await photo(format, { orientation: 6 })
    expect(taken.includes('Somchai')).toBe(true)
    const { path, width, height } = await inspected(taken)
    // The right way up.
    expect({ width, height }).toEqual({ width: 80, height: 120 })
    const kept = await readFile(path)
    const { exif, orientation } = await sharp(kept).metadata()
    expect({ size: exif?.length ?? 0, orientation }).toMatchObject({ orientation: 6 })
    for (const said of ['Somchai', 'Phone', 'GPS']) expect(kept.includes(said)).toBe(false)
    expect(exif?.length ?? 0).toBeLessThan(40)
    // The picture itself is what it was, to the last bit.
    const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer()
    expect((await pixels(kept)).equals(await pixels(taken))).toBe(true)
  })

  test('is no longer followed by what a phone hangs behind it', async () => {
    const taken = await photo('jpeg')
    const { path } = await inspected(Buffer.concat([taken, Buffer.from('GPS 18.78,98.98'), taken]))
    const kept = await readFile(path)
    expect(kept.includes('GPS')).toBe(false)
    expect(kept.length).toBeLessThan(taken.length)
    // Doing it again changes nothing.
    expect((await inspected(kept)).width).toBe(120)
  })

  test('is shown smaller, the right way up, without metadata', async () => {
    const { path } = await inspected(await photo('jpeg', { width: 2000, height: 1000, orientation: 6 }))
    await makePictures(directory, 'b'.repeat(64), path)
    const small = await sharp(await readPicture(directory, 'b'.repeat(64), 'small')).metadata()
    expect(small).toMatchObject({ format: 'webp', width: 480, height: 960 })
    expect(small.exif).toBeUndefined()
    const large = await sharp(await readPicture(directory, 'b'.repeat(64), 'large')).metadata()
    // Never larger than it is.
    expect(large.width).toBe(1000)
    expect(await readPicture(directory, 'c'.repeat(64), 'small')).toBeUndefined()
  })
})
