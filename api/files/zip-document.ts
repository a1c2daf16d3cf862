import type { Readable } from 'node:stream'
import yauzl from 'yauzl'
import type { FileType } from '../../machines/procedure/file-types.ts'
import { RefusedFile, refusals } from './refused-file.ts'

/** No office document has as many parts; a central directory can claim millions. */
const maxEntries = 20_000
/** The parts that tell what a document is are short. */
const maxPart = 1024 * 1024

const main: [contentType: string, type: FileType][] = [
  ['wordprocessingml.document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['spreadsheetml.sheet', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  [
    'presentationml.presentation',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
].map(([part, type]) => [`application/vnd.openxmlformats-officedocument.${part}.main+xml`, type as FileType])
const openDocument: ReadonlySet<string> = new Set<FileType>([
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
])

/**
 * The type of an office document by the directory at the end of its ZIP file, which is what office programs read. Throws
 * `RefusedFile` for an archive of anything else, and for a document that is encrypted, has macros or is cut off.
 */
export async function typeOfZip(path: string): Promise<FileType> {
  let zip: yauzl.ZipFile
  try {
    zip = await openZip(path)
  } catch {
    throw new RefusedFile(refusals.truncated)
  }
  try {
    if (zip.entryCount > maxEntries) throw new RefusedFile(refusals.archive)
    const entries = await entriesOf(zip)
    if ([...entries.values()].some((entry) => entry.isEncrypted())) throw new RefusedFile(refusals.encrypted)
    const text = async (name: string) => {
      const entry = entries.get(name)
      return entry ? textOf(zip, entry) : ''
    }
    const declared = (await text('mimetype')).trim()
    if (openDocument.has(declared)) {
      if ((await text('META-INF/manifest.xml')).includes('encryption-data'))
        throw new RefusedFile(refusals.encrypted)
      return declared as FileType
    }
    const types = await text('[Content_Types].xml')
    const hasMacros = [...entries.keys()].some((name) => name.toLowerCase().endsWith('vbaproject.bin'))
    if (types !== '' && (hasMacros || /macroEnabled/i.test(types))) throw new RefusedFile(refusals.macros)
    const found = main.find(([contentType]) => types.includes(`"${contentType}"`))
    if (!found) throw new RefusedFile(refusals.archive)
    return found[1]
  } catch (error) {
    if (error instanceof RefusedFile) throw error
    // What yauzl cannot read, no office program does.
    throw new RefusedFile(refusals.truncated)
  } finally {
    zip.close()
  }
}

/** An archive by its directory; rejects where it has none. Whoever opened it closes it. */
export const openZip = (path: string) =>
  new Promise<yauzl.ZipFile>((resolve, reject) =>
    yauzl.open(path, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    ),
  )

/** What the directory lists, by name; rejects where it cannot be read. */
export const entriesOf = (zip: yauzl.ZipFile) =>
  new Promise<Map<string, yauzl.Entry>>((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>()
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })

async function textOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<string> {
  if (entry.uncompressedSize > maxPart) throw new RefusedFile(refusals.truncated)
  const stream = await streamOf(zip, entry)
  return Buffer.concat(await stream.toArray()).toString('utf8')
}

/** The unpacked bytes of an entry; they end in an error where they are more or fewer than it says. */
export const streamOf = (zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> =>
  new Promise((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
  )
