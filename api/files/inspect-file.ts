import { createReadStream } from 'node:fs'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import type { FileType } from '../../machines/procedure/file-types.ts'
import { type PictureType, withoutMetadata } from './picture-metadata.ts'
import { pictureAt } from './pictures.ts'
import { RefusedFile, refusals } from './refused-file.ts'
import { textAt } from './text-file.ts'
import { windowsOf } from './windows.ts'
import { typeOfZip } from './zip-document.ts'

/** What a file is by its content. */
export type Inspected = {
  type: FileType
  charset: string | null
  width: number | null
  height: number | null
}

/**
 * Tells what a file is by its content, whatever its name says, and takes out of a picture what its camera wrote into it:
 * the file at `path` is written over. Throws `RefusedFile` for what cannot be attached. `name` only tells a table from
 * another text.
 */
export async function inspectFile(path: string, name: string): Promise<Inspected> {
  const { size } = await stat(path)
  if (size === 0) throw new RefusedFile(refusals.empty)
  const mime = (await fileTypeFromFile(path))?.mime ?? ''
  const plain = { charset: null, width: null, height: null }
  if (mime === 'application/pdf') {
    await mustBeReadablePdf(path)
    return { ...plain, type: mime }
  }
  if (isPictureType(mime)) return { ...plain, type: mime, ...(await cleanPicture(path, mime)) }
  if (await beginsAsZip(path)) return { ...plain, type: await typeOfZip(path) }
  if (mime === 'application/x-cfb') throw new RefusedFile(await refusalOfCompound(path))
  if (/heic|heif/.test(mime)) throw new RefusedFile(refusals.heic)
  if (/rar|7z|gzip|x-tar|bzip|zstd|x-xz|ms-cab/.test(mime)) throw new RefusedFile(refusals.archive)
  if (/xml|svg|html|msdownload|x-elf|mach-binary|javascript/.test(mime)) throw new RefusedFile(refusals.code)
  // What has another signature is no text, though its bytes may read like one.
  if (mime !== '' && !mime.startsWith('text/')) throw new RefusedFile(refusals.unknown)
  return { ...plain, ...(await textAt(path, name)) }
}

const isPictureType = (mime: string): mime is PictureType =>
  mime === 'image/jpeg' || mime === 'image/png' || mime === 'image/webp'

async function cleanPicture(path: string, type: PictureType): Promise<Pick<Inspected, 'width' | 'height'>> {
  const { orientation } = await pictureAt(path)
  const clean = withoutMetadata(type, await readFile(path), orientation)
  if (!clean) throw new RefusedFile(refusals.truncated)
  await writeFile(path, clean)
  const { width, height } = await pictureAt(path)
  return { width, height }
}

async function beginsAsZip(path: string): Promise<boolean> {
  const [first] = await createReadStream(path, { end: 3 }).toArray()
  return (first as Buffer | undefined)?.toString('latin1').startsWith('PK') ?? false
}

/** Office keeps what it encrypts, and what its programs before 2007 wrote, in the same kind of container. */
async function refusalOfCompound(path: string) {
  const isEncrypted = await contains(path, Buffer.from('EncryptedPackage', 'utf16le'))
  return isEncrypted ? refusals.encrypted : refusals.oldOffice
}

/** Whether some bytes stand anywhere in a file. */
async function contains(path: string, bytes: Buffer): Promise<boolean> {
  for await (const window of windowsOf(path, bytes.length)) if (window.includes(bytes)) return true
  return false
}

/** The trailer names the dictionary of the encryption; in what is compressed the word hardly ever stands by chance. */
const encryption = /\/Encrypt(?:\s{1,20}\d{1,10}\s{1,20}\d{1,10}\s{1,20}R|\s{0,20}<<)/

/** Throws where a PDF is cut off before its end or encrypted. */
async function mustBeReadablePdf(path: string): Promise<void> {
  let ends = false
  for await (const window of windowsOf(path, 2048)) {
    if (window.includes('/Encrypt') && encryption.test(window.toString('latin1')))
      throw new RefusedFile(refusals.encrypted)
    // Some programs write a few bytes behind the end.
    ends = window.subarray(-2048).includes('%%EOF')
  }
  if (!ends) throw new RefusedFile(refusals.truncated)
}
