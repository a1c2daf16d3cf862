import { z } from 'zod'
import { isBlank } from '../text/blank.ts'
import { oneLine } from '../text/put-right.ts'
import { isRichText, type RichPicture } from '../text/rich-text.ts'
import { type FileType, fileTypeNames, fileTypes, isPicture } from './file-types.ts'
import type { Text } from './procedure.ts'

const MiB = 1024 * 1024
/** In bytes: one file, all that one value or one request holds; and how many files one field holds. */
export const fileBytes = { one: 50 * MiB, request: 500 * MiB } as const
export const fileCounts = { file: 1, files: 50, album: 100 } as const
/** The longest name in bytes of UTF-8, as most file systems have it; the longest texts in UTF-16 code units. */
const longest = { name: 255, title: 500, alt: 500, caption: 1000 } as const

const common = {
  /** Of the file's bytes, in hexadecimal: it names them for good. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** For people; never a path. */
  name: z.string().min(1),
  size: z.int().min(1).max(fileBytes.one),
  type: z.enum(fileTypeNames as [FileType, ...FileType[]]),
}
const attachmentSchema = z.strictObject({ ...common, title: z.string().max(longest.title).optional() })
const pictureSchema = z.strictObject({
  ...common,
  /** What somebody who cannot see it has to know; a draft may still lack it. */
  alt: z.string().max(longest.alt),
  caption: z.string().max(longest.caption).optional(),
})

/** A file as a content names it: its hash, and what people call it. */
export type Attachment = z.infer<typeof attachmentSchema>
/** A picture of an album; its place in the list is its order. */
export type Picture = z.infer<typeof pictureSchema>
export type FileEntry = Attachment | Picture
export type FileField = { type: keyof typeof fileCounts }

/** What is wrong with the value of a field that holds files, in a sentence; undefined when it can stand in a draft. */
export function filesProblem(type: FileField['type'], value: unknown): Text | undefined {
  const most = fileCounts[type]
  if (!Array.isArray(value)) return wrong.files
  if (value.length > most)
    return { th: `แนบได้ไม่เกิน ${most} ไฟล์ในช่องนี้`, en: `no more than ${most} files here` }
  const entries = z.array(type === 'album' ? pictureSchema : attachmentSchema).safeParse(value)
  if (!entries.success) return wrong.files
  const given: FileEntry[] = entries.data
  for (const entry of given) {
    const problem = nameProblem(entry)
    if (problem) return aboutFile(entry, problem)
    if (type === 'album' && !isPicture(entry.type)) return aboutFile(entry, wrong.picture)
  }
  if (new Set(given.map(({ sha256 }) => sha256)).size !== given.length) return wrong.twice
  if (given.reduce((sum, { size }) => sum + size, 0) > fileBytes.request) return wrong.tooMuch
  return undefined
}

/** What a value that can stand in a draft still lacks to be submitted and published; undefined when nothing. */
export function filesLack(type: FileField['type'], value: unknown): Text | undefined {
  if (type !== 'album') return undefined
  const without = (value as Picture[]).find(({ alt }) => isBlank(alt))
  return without && aboutFile(without, wrong.alt)
}

/** The value of a field that holds files as it is stored: names and texts on one line, names with their extension. */
export const tidyFiles = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((one: unknown) => (isRecord(one) ? tidyEntry(one) : one)) : value

function tidyEntry(entry: Record<string, unknown>): Record<string, unknown> {
  const { type, name } = entry
  const isKnown = typeof type === 'string' && Object.hasOwn(fileTypes, type)
  const tidied = {
    ...entry,
    ...(typeof name === 'string' && isKnown && { name: fileName(name, type as FileType) }),
    ...(typeof entry.alt === 'string' && { alt: oneLine(entry.alt) }),
  }
  for (const key of ['title', 'caption'] as const) {
    const text = tidied[key as keyof typeof tidied] as unknown
    if (typeof text !== 'string') continue
    const line = oneLine(text)
    if (line === '') delete (tidied as Record<string, unknown>)[key]
    else (tidied as Record<string, unknown>)[key] = line
  }
  return tidied
}

/** What separates directories or drives, or means something else to a shell or a file system than a letter of a name. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be in a name
const strange = /[/\\:*?"<>|\u0000-\u001f\u007f]+/g

/**
 * A name as people see it and save a file under it: put right, without paths, with an extension of its type, at most 255
 * bytes long. Doing it again changes nothing.
 */
export function fileName(given: string, type: FileType): string {
  const { extensions } = fileTypes[type]
  const plain = oneLine(given.replaceAll(strange, ' ')).replace(/^[. ]+/, '')
  const dot = plain.lastIndexOf('.')
  const ending = dot > 0 ? plain.slice(dot + 1).toLowerCase() : ''
  const extension = (extensions as readonly string[]).find((one) => one === ending) ?? extensions[0]
  const stem = withoutEnd(extension === ending ? plain.slice(0, dot) : plain) || 'file'
  return `${shortened(stem, longest.name - extension.length - 1)}.${extension}`
}

/** Without the dots and blanks at its end; in linear time, which an expression with an end cannot promise. */
function withoutEnd(text: string): string {
  let end = text.length
  while (text[end - 1] === '.' || text[end - 1] === ' ') end -= 1
  return text.slice(0, end)
}

/** The beginning of a text in at most so many bytes of UTF-8; what people read as one letter stays whole. */
function shortened(text: string, bytes: number): string {
  const encoder = new TextEncoder()
  if (encoder.encode(text).length <= bytes) return text
  let kept = ''
  let left = bytes
  for (const letter of text.match(/\P{M}\p{M}{0,20}/gu) ?? []) {
    left -= encoder.encode(letter).length
    if (left < 0) break
    kept += letter
  }
  return kept.trimEnd() || 'file'
}

function nameProblem({ name, type }: FileEntry): Text | undefined {
  return fileName(name, type) === name ? undefined : wrong.name
}

/** The files that a value names, whatever field holds it, the pictures of a text among them; none where it is no such value. */
export function filesIn(value: unknown): FileEntry[] {
  if (isRichText(value)) return picturesIn(value)
  // Most lists are no files: told apart before anything is parsed.
  if (!Array.isArray(value) || !isRecord(value[0]) || !('sha256' in value[0])) return []
  const entries = z.array(z.union([pictureSchema, attachmentSchema])).safeParse(value)
  return entries.success ? entries.data : []
}

/** The pictures of a text with structure as entries, in their order; none where it is no such text. */
export const picturesIn = (text: unknown): Picture[] =>
  imagesIn(text).flatMap(({ width: _width, height: _height, ...entry }) => {
    const picture = pictureSchema.safeParse(entry)
    return picture.success ? [picture.data] : []
  })

/** The same with their sizes in pixels, as the text says them. Without recursion: what is given may be deeper than the stack. */
export function imagesIn(text: unknown): RichPicture[] {
  if (!isRichText(text)) return []
  const found: RichPicture[] = []
  const left: unknown[] = [text]
  while (left.length > 0) {
    const node = left.pop()
    if (!isRecord(node)) continue
    if (node.type === 'image' && isRecord(node.attrs)) found.push(node.attrs as RichPicture)
    if (Array.isArray(node.content))
      for (let at = node.content.length - 1; at >= 0; at -= 1) left.push(node.content[at])
  }
  return found
}

/** A text without some of its pictures; where nothing else stood in a place, an empty line stands there. */
export function withoutPictures(text: unknown, isLeftOut: (sha256: string) => boolean): unknown {
  if (!isRecord(text) || !Array.isArray(text.content)) return text
  const content = text.content
    .filter(
      (node) =>
        !(isRecord(node) && node.type === 'image' && isRecord(node.attrs)) ||
        !isLeftOut(String(node.attrs.sha256)),
    )
    .map((node) => withoutPictures(node, isLeftOut))
  return { ...text, content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

/** What the pictures of a text still lack to be submitted and published; undefined when nothing. */
export function picturesLack(text: unknown): Text | undefined {
  const without = picturesIn(text).find(({ alt }) => isBlank(alt))
  return without && aboutFile(without, wrong.alt)
}

/** What is wrong with the pictures of a text beyond its schema; undefined when nothing. */
export function picturesProblem(text: unknown): Text | undefined {
  const pictures = picturesIn(text)
  const named = pictures.find((entry) => nameProblem(entry))
  if (named) return aboutFile(named, wrong.name)
  if (pictures.length !== imagesIn(text).length) return wrong.files
  return pictures.reduce((sum, { size }) => sum + size, 0) > fileBytes.request ? wrong.tooMuch : undefined
}

export const isPictureEntry = (entry: FileEntry): entry is Picture => 'alt' in entry

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/** A sentence about one of several files, with its name. */
export const aboutFile = ({ name }: Pick<FileEntry, 'name'>, { th, en }: Text): Text => ({
  th: `“${name}”: ${th}`,
  en: `“${name}”: ${en}`,
})

const wrong = {
  files: {
    th: 'ต้องเป็นรายการไฟล์ที่แนบไว้ในเรื่องนี้',
    en: 'must be a list of files that were attached to this request',
  },
  name: {
    th: 'ชื่อไฟล์มีอักขระที่ใช้ไม่ได้ หรือยาวเกินไป',
    en: 'the name has characters that cannot be used, or is too long',
  },
  picture: { th: 'ช่องนี้รับเฉพาะภาพ JPEG PNG หรือ WebP', en: 'only JPEG, PNG and WebP pictures belong here' },
  twice: { th: 'มีไฟล์เดียวกันสองครั้ง นำออกหนึ่งรายการ', en: 'the same file stands twice: remove one' },
  tooMuch: {
    th: 'ไฟล์ทั้งหมดรวมกันใหญ่เกิน 500 MiB',
    en: 'the files are larger than 500 MiB together',
  },
  alt: {
    th: 'ต้องเขียนคำบรรยายแทนภาพ สำหรับผู้ที่มองไม่เห็นภาพ',
    en: 'describe the picture for those who cannot see it',
  },
} as const satisfies Record<string, Text>
