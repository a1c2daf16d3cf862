import { filesOfRequest } from '../../db/files.ts'
import { aboutFile, type FileEntry, filesIn, imagesIn } from '../../machines/procedure/file-entry.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'

type Named = { path: string; entry: FileEntry }

/** The files that the fields of a content or an event name, with where. */
export const namedIn = (fields: Record<string, unknown>, prefix = ''): Named[] =>
  Object.entries(fields).flatMap(([field, value]) =>
    filesIn(value).map((entry) => ({ path: `${prefix}${field}`, entry })),
  )

type Given = { request: string; fields: Record<string, unknown>; code: 'invalid_content' | 'invalid_event' }

/**
 * Throws unless every file that is named was brought into this very request, and is what the name says: to know a hash
 * gives nobody the file. No statement where none is named.
 */
export async function mustHaveFiles(trx: Reader, { request, fields, code }: Given): Promise<void> {
  const named = namedIn(fields, code === 'invalid_content' ? 'content.' : '')
  if (named.length === 0) return
  const rows = await filesOfRequest(trx, request, [...new Set(named.map(({ entry }) => entry.sha256))])
  const known = new Map(rows.map((row) => [row.sha256, row]))
  const errors = named.flatMap(({ path, entry }) => {
    const file = known.get(entry.sha256)
    if (!file) return [{ path, message: aboutFile(entry, absent) }]
    return file.size === entry.size && file.type === entry.type
      ? []
      : [{ path, message: aboutFile(entry, other) }]
  })
  // A text says how large its pictures are, so that its page does not move: it must say what is so.
  for (const [field, value] of Object.entries(fields))
    for (const image of imagesIn(value)) {
      const file = known.get(image.sha256)
      if (!file || (file.width === image.width && file.height === image.height)) continue
      const path = code === 'invalid_content' ? `content.${field}` : field
      errors.push({ path, message: aboutFile(image, otherShape) })
    }
  if (errors.length > 0) throw new ApiProblem(code, { errors })
}

const absent: Text = {
  th: 'ไม่มีไฟล์นี้ในเรื่องนี้ แนบไฟล์ใหม่',
  en: 'this file was not attached to this request: attach it again',
}
const otherShape: Text = {
  th: 'ความกว้างหรือความสูงไม่ตรงกับภาพที่เก็บไว้ นำออก แล้วแทรกใหม่',
  en: 'its width or height is not that of the picture that is stored: remove it and insert it again',
}
const other: Text = {
  th: 'ขนาดหรือชนิดไม่ตรงกับไฟล์ที่เก็บไว้ นำออก แล้วแนบใหม่',
  en: 'its size or type is not that of the file that is stored: remove it and attach it again',
}
