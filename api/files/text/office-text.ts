import type yauzl from 'yauzl'
import type { FileType } from '../../../machines/procedure/file-types.ts'
import { putRight } from '../../../machines/text/put-right.ts'
import { tellsPlace } from '../picture-metadata.ts'
import { entriesOf, openZip, streamOf } from '../zip-document.ts'
import { type Budget, type Part, type Piece, type Read, StopReading } from './file-reading.ts'
import { readSheets } from './sheets.ts'
import { type Document, readXml, type XmlHandlers } from './xml-part.ts'

/** What an office document says (Word, Excel, PowerPoint, OpenDocument); never throws for what a document holds. */
export async function officeText(path: string, type: FileType, budget: Budget): Promise<Read> {
  const read: Read = { pieces: [], unread: [] }
  let zip: yauzl.ZipFile | undefined
  try {
    zip = await openZip(path).catch(() => {
      throw new StopReading('broken')
    })
    const opened = zip
    const entries = await entriesOf(zip).catch(() => {
      throw new StopReading('broken')
    })
    if ([...entries.values()].some((entry) => entry.isEncrypted())) throw new StopReading('encrypted')
    const names = [...entries.keys()].sort(inNumbers)
    if (names.some((name) => embedded.test(name))) read.unread.push({ why: 'embedded' })
    const document: Document = {
      names,
      budget,
      has: (name) => entries.has(name),
      xml: async (name, handlers) => {
        const entry = entries.get(name)
        if (!entry) return
        const stream = await streamOf(opened, entry).catch(() => {
          throw new StopReading('broken')
        })
        await readXml(stream, budget, handlers)
      },
      push: (part, given, rows) => {
        const { text } = putRight(given)
        if (text.trim() === '') return
        const piece: Piece = { part, text, ...(rows && { rows }) }
        read.pieces.push(piece)
      },
    }
    await readers[type]?.(document)
    await places(opened, entries, read, budget)
    if (isPictured(entries, read.pieces)) read.unread.push({ why: 'image' })
  } catch (error) {
    if (!(error instanceof StopReading)) throw error
    read.unread.push({ why: error.why })
  } finally {
    zip?.close()
  }
  return read
}

const embedded = /^(?:word|xl|ppt)\/embeddings\/|^(?:word|xl|ppt)\/activeX\/.*\.bin$/i
const media = /^(?:word|xl|ppt)\/media\/|^Pictures\/|^media\//i
/** What is smaller is a seal or a line; what has fewer letters for each larger one shows what was scanned. */
const largePicture = 50 * 1024
const fewLetters = 100

function isPictured(entries: Map<string, yauzl.Entry>, pieces: Piece[]): boolean {
  const large = [...entries].filter(
    ([name, { uncompressedSize }]) => media.test(name) && uncompressedSize > largePicture,
  )
  const letters = pieces
    .filter(({ part }) => part.kind !== 'properties')
    .reduce((sum, { text }) => sum + text.length, 0)
  return letters < fewLetters * large.length
}

/** A picture's own notes stand at its beginning; of a document with more pictures than these, the first are looked at. */
const notesAtMost = 128 * 1024
const mostPictures = 200

/** The pictures of a document that tell where they were taken: nothing is taken out of them, as it is of a picture alone. */
async function places(
  zip: yauzl.ZipFile,
  entries: Map<string, yauzl.Entry>,
  read: Read,
  budget: Budget,
): Promise<void> {
  const pictures = [...entries].filter(
    ([name]) => media.test(name) && /\.(?:jpe?g|png|webp|tiff?)$/i.test(name),
  )
  let broken = false
  for (const [name, entry] of pictures.slice(0, mostPictures)) {
    budget.time()
    const beginning = await beginningOf(zip, entry).catch(() => undefined)
    budget.unpacked(beginning?.length ?? 0)
    if (!beginning) broken = true
    if (!beginning || !tellsPlace(beginning, budget.time)) continue
    const text = `${name.slice(name.lastIndexOf('/') + 1)} GPS`
    read.pieces.push({ part: { kind: 'properties' }, text, finding: 'location' })
  }
  if (broken) read.unread.push({ why: 'broken' })
  if (pictures.length > mostPictures) read.unread.push({ why: 'tooMuch' })
}

/** As much of a picture as its notes may take; rejects where it is damaged. */
async function beginningOf(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of await streamOf(zip, entry)) {
    pieces.push(piece as Buffer)
    size += (piece as Buffer).length
    if (size >= notesAtMost) break
  }
  return Buffer.concat(pieces)
}

/** slide2 before slide10 */
const inNumbers = (one: string, other: string): number => one.localeCompare(other, 'en', { numeric: true })

const readers: Partial<Record<FileType, (document: Document) => Promise<void>>> = {
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': word,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': async (document) => {
    await readSheets(document)
    for (const name of document.names.filter((one) =>
      /^xl\/(?:comments|drawings|threadedComments)\/?[^/]*\.xml$/.test(one),
    ))
      document.push({ kind: 'beside' }, await flowing(document, name))
    await propertiesAndLinks(document)
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': slides,
  'application/vnd.oasis.opendocument.text': openDocument,
  'application/vnd.oasis.opendocument.spreadsheet': openDocument,
  'application/vnd.oasis.opendocument.presentation': openDocument,
}

async function word(document: Document): Promise<void> {
  // The main part has its name by custom only; whatever a document of Word says stands in a part of this folder.
  const parts = document.names.filter((name) => /^word\/[^/]+\.xml$/.test(name) && !unsaid.test(name))
  if (parts.length === 0) throw new StopReading('broken')
  const isMain = (name: string) => /^word\/document\d*\.xml$/.test(name)
  for (const name of [...parts.filter(isMain), ...parts.filter((one) => !isMain(one))]) {
    const isBody = isMain(name)
    document.push({ kind: isBody ? 'body' : 'beside' }, await flowing(document, name))
  }
  for (const name of document.names.filter((one) => /^(?:word\/charts|customXml)\/[^/]+\.xml$/.test(one)))
    document.push({ kind: 'beside' }, await flowing(document, name))
  await propertiesAndLinks(document)
}
/** Parts that hold no words of the document. */
const unsaid = /(?:styles|settings|fontTable|webSettings|numbering|stylesWithEffects|theme\d*)\.xml$/i

async function slides(document: Document): Promise<void> {
  let number = 0
  for (const name of document.names.filter((one) => /^ppt\/slides\/[^/]+\.xml$/.test(one))) {
    number += 1
    document.push({ kind: 'slide', number }, await flowing(document, name))
  }
  for (const name of document.names.filter((one) => /^ppt\/(?:notesSlides|comments)\/[^/]+\.xml$/.test(one)))
    document.push({ kind: 'beside' }, await flowing(document, name))
  await propertiesAndLinks(document)
}

/** The texts of a part of Word or PowerPoint in their order, what was deleted but is still in it too. */
async function flowing(document: Document, name: string): Promise<string> {
  const { budget } = document
  let text = ''
  let [reading, cells, fallbacks] = [0, 0, 0]
  const add = (more: string) => {
    budget.text(more.length)
    text += more
  }
  await document.xml(name, {
    open: (element) => {
      if (element === 'Fallback') fallbacks += 1
      else if (texts.has(element)) reading += 1
      else if (element === 'tc') cells += 1
      else if (element === 'tab') add('\t')
      else if (element === 'br' || element === 'cr') add(cells > 0 ? ' ' : '\n')
      else if (element === 'noBreakHyphen') add('-')
    },
    // Beside a text box stands the same text for programs that know none.
    text: (more) => {
      if (reading > 0 && fallbacks === 0) add(more)
    },
    close: (element) => {
      if (element === 'Fallback') fallbacks -= 1
      else if (texts.has(element)) reading -= 1
      else if (element === 'p') add(cells > 0 ? ' ' : '\n')
      else if (element === 'tc') {
        cells -= 1
        add('\t')
      } else if (element === 'tr') add('\n')
    },
  })
  return text
}
/** Elements that hold words: of runs, of what was deleted, of charts and comments. */
const texts: ReadonlySet<string> = new Set(['t', 'delText', 'v', 'text'])

const mostRepeated = 64

async function openDocument(document: Document): Promise<void> {
  if (!document.has('content.xml')) throw new StopReading('broken')
  const { budget } = document
  let [text, page, reading, inCell, repeated] = ['', 0, 0, 0, 1]
  let part: Part = { kind: 'body' }
  const add = (more: string) => {
    budget.text(more.length)
    text += more
  }
  const end = (next: Part) => {
    document.push(part, text)
    text = ''
    part = next
  }
  const handlers: XmlHandlers = {
    open: (element, attributes) => {
      if (element === 'table' && document.names.includes('mimetype') && inCell === 0 && sheeted(attributes))
        end({ kind: 'sheet', name: attributes['table:name'] ?? '' })
      else if (element === 'page') {
        page += 1
        end({ kind: 'slide', number: page })
      } else if (element === 'p' || element === 'h') reading += 1
      else if (element === 'table-cell' || element === 'covered-table-cell') {
        inCell += 1
        repeated = Math.min(Number(attributes['table:number-columns-repeated'] ?? 1) || 1, mostRepeated)
      } else if (element === 'tab') add('\t')
      else if (element === 's')
        add(' '.repeat(Math.min(Number(attributes['text:c'] ?? 1) || 1, mostRepeated)))
      else if (element === 'line-break') add(inCell > 0 ? ' ' : '\n')
    },
    text: (more) => {
      if (reading > 0) add(more)
    },
    close: (element) => {
      if (element === 'p' || element === 'h') {
        reading -= 1
        add(inCell > 0 ? ' ' : '\n')
      } else if (element === 'table-cell' || element === 'covered-table-cell') {
        inCell -= 1
        add('\t'.repeat(repeated))
        repeated = 1
      } else if (element === 'table-row') add('\n')
    },
  }
  try {
    await document.xml('content.xml', handlers)
  } finally {
    end({ kind: 'beside' })
  }
  for (const name of [
    'styles.xml',
    ...document.names.filter((one) => /^Object [^/]*\/content\.xml$/.test(one)),
  ])
    await document.xml(name, handlers)
  end({ kind: 'properties' })
  await properties(document, 'meta.xml')
}
/** A table of a sheet has a name; one in a text may have one, too, and is told by its place all the same. */
const sheeted = (attributes: Record<string, string>): boolean => attributes['table:name'] !== undefined

async function properties(document: Document, name: string): Promise<void> {
  let text = ''
  await document.xml(name, {
    text: (more) => {
      document.budget.text(more.length)
      text += more
    },
    close: () => {
      if (!text.endsWith('\n')) text += '\n'
    },
  })
  document.push({ kind: 'properties' }, text)
}

async function propertiesAndLinks(document: Document): Promise<void> {
  for (const name of document.names.filter((one) => /^docProps\/(?:core|custom|app)\.xml$/.test(one)))
    await properties(document, name)
  let links = ''
  for (const name of document.names.filter((one) => one.endsWith('.rels')))
    await document.xml(name, {
      open: (element, { TargetMode: mode, Target: target = '' }) => {
        if (element !== 'Relationship' || mode !== 'External') return
        document.budget.text(target.length)
        links += `${target}\n`
      },
    })
  document.push({ kind: 'links' }, links)
}
