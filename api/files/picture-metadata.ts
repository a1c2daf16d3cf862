import { crc32 } from 'node:zlib'

/**
 * A picture without what a camera writes beside it (where it was taken, with what, by whom, smaller copies of itself), the
 * picture itself untouched to the last bit: only which way up it is stays. Answers undefined where the bytes are no whole
 * picture of this type.
 */
export function withoutMetadata(type: PictureType, bytes: Buffer, orientation: number): Buffer | undefined {
  try {
    return strippers[type](bytes, orientation)
  } catch (error) {
    // Where a length points beyond the end, the picture is cut off.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

export type PictureType = 'image/jpeg' | 'image/png' | 'image/webp'
type Strip = (bytes: Buffer, orientation: number) => Buffer | undefined

/** An EXIF block that says which way up the picture is, and nothing else. */
function exifOf(orientation: number): Buffer {
  const exif = Buffer.alloc(26)
  exif.write('MM\0*', 0, 'latin1')
  exif.writeUInt32BE(8, 4)
  exif.writeUInt16BE(1, 8)
  exif.writeUInt16BE(0x0112, 10)
  exif.writeUInt16BE(3, 12)
  exif.writeUInt32BE(1, 14)
  exif.writeUInt16BE(orientation, 18)
  return exif
}
const isTurned = (orientation: number) => orientation > 1 && orientation <= 8

/** Segments that a decoder needs or that say what the colours mean: JFIF, the ICC profile, Adobe's transform. */
function isKeptSegment(marker: number, body: Buffer): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  if (marker === 0xe0) return body.toString('latin1', 0, 5) === 'JFIF\0'
  if (marker === 0xe2) return body.toString('latin1', 0, 12) === 'ICC_PROFILE\0'
  return marker === 0xee && body.toString('latin1', 0, 5) === 'Adobe'
}

const jpeg: Strip = (bytes, orientation) => {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  if (isTurned(orientation)) {
    const exif = exifOf(orientation)
    const head = Buffer.from([0xff, 0xe1, 0, exif.length + 8])
    kept.push(head, Buffer.from('Exif\0\0', 'latin1'), exif)
  }
  let at = 2
  while (at < bytes.length) {
    if (bytes.readUInt8(at) !== 0xff) return undefined
    const marker = bytes.readUInt8(at + 1)
    // Any marker may be preceded by fill bytes.
    if (marker === 0xff) {
      at += 1
      continue
    }
    // What follows the end belongs to no picture: other copies, films, a phone's notes.
    if (marker === 0xd9) return Buffer.concat([...kept, bytes.subarray(at, at + 2)])
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) return undefined
    if (isKeptSegment(marker, bytes.subarray(at + 4, end))) kept.push(bytes.subarray(at, end))
    at = end
    if (marker !== 0xda) continue
    const data = at
    while (at < bytes.length && !isMarkerAt(bytes, at)) {
      const next = bytes.indexOf(0xff, at + 1)
      at = next === -1 ? bytes.length : next
    }
    kept.push(bytes.subarray(data, at))
  }
  return undefined
}

/** Inside compressed data 0xff is followed by 0, or marks a restart. */
function isMarkerAt(bytes: Buffer, at: number): boolean {
  const next = bytes[at + 1]
  return bytes[at] === 0xff && next !== undefined && next !== 0 && !(next >= 0xd0 && next <= 0xd7)
}

const droppedChunks = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'])

const png: Strip = (bytes, orientation) => {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at < bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (end > bytes.length) return undefined
    if (!droppedChunks.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IHDR' && isTurned(orientation)) kept.push(pngChunk('eXIf', exifOf(orientation)))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return undefined
}

function pngChunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

const webp: Strip = (bytes, orientation) => {
  const whole = 8 + bytes.readUInt32LE(4)
  if (whole > bytes.length + (whole % 2)) return undefined
  const kept: Buffer[] = []
  for (let at = 12; at < Math.min(whole, bytes.length); ) {
    const name = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (at + 8 + length > bytes.length) return undefined
    const chunk = Buffer.from(bytes.subarray(at, end))
    // Its flags say whether EXIF and XMP follow.
    if (name === 'VP8X')
      chunk.writeUInt8((chunk.readUInt8(8) & ~0x0c) | (isTurned(orientation) ? 0x08 : 0), 8)
    if (name !== 'EXIF' && name !== 'XMP ') kept.push(chunk)
    at = end
  }
  if (isTurned(orientation)) {
    const exif = exifOf(orientation)
    const head = Buffer.from('EXIF\0\0\0\0', 'latin1')
    head.writeUInt32LE(exif.length, 4)
    kept.push(head, exif)
  }
  const body = Buffer.concat(kept)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

const strippers: Record<PictureType, Strip> = { 'image/jpeg': jpeg, 'image/png': png, 'image/webp': webp }

const gpsTag = 0x8825
const [long, entrySize] = [4, 12]
/** No camera writes as many entries into a directory; a number of two bytes may claim 65535. */
const mostEntries = 512

/**
 * Whether the notes of a camera at the beginning of a picture (EXIF, in a JPEG, PNG, WebP or TIFF) have a block of GPS.
 * `tick` is called at each place where they may begin, since a hostile file may have any number of them; it may throw.
 */
export function tellsPlace(bytes: Buffer, tick: () => void): boolean {
  for (const mark of ['II*\0', 'MM\0*'])
    for (let at = bytes.indexOf(mark, 0, 'latin1'); at !== -1; at = bytes.indexOf(mark, at + 1, 'latin1')) {
      tick()
      if (hasTag(bytes.subarray(at), mark.startsWith('II'), gpsTag)) return true
    }
  // XMP, which programs write beside it.
  return bytes.includes('exif:GPSLatitude', 0, 'latin1')
}

/** The same of the pictures of a PDF, which holds a JPEG as the camera wrote it. */
export function tellsPlaceInside(bytes: Buffer, tick: () => void): boolean {
  const head = 'Exif\0\0'
  for (let at = bytes.indexOf(head, 0, 'latin1'); at !== -1; at = bytes.indexOf(head, at + 1, 'latin1')) {
    tick()
    const tiff = bytes.subarray(at + head.length)
    if (hasTag(tiff, tiff.toString('latin1', 0, 2) === 'II', gpsTag)) return true
  }
  return bytes.includes('exif:GPSLatitude', 0, 'latin1')
}

/** Whether the first directory of a TIFF structure has an entry that leads to another directory. */
function hasTag(tiff: Buffer, isLittle: boolean, tag: number): boolean {
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const word = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))
  if (tiff.length < 10) return false
  const start = word(4)
  if (start < 8 || start + 2 > tiff.length) return false
  const count = Math.min(short(start), mostEntries)
  for (let index = 0; index < count; index += 1) {
    const at = start + 2 + index * entrySize
    if (at + entrySize > tiff.length) return false
    if (short(at) === tag && short(at + 2) === long) return true
  }
  return false
}
