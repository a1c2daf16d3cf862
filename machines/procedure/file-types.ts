import type { Text } from './procedure.ts'

type FileTypeWords = {
  /** The first is the one that a name is given which has none of them. */
  extensions: readonly [string, ...string[]]
  title: Text
}

/**
 * What may be attached, by media type: what offices publish and every reader can open. No archive, since nobody sees
 * before deciding what is in it; nothing that runs in a browser or an office program (HTML, SVG, macros).
 */
export const fileTypes = {
  'application/pdf': { extensions: ['pdf'], title: { th: 'PDF', en: 'PDF' } },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    extensions: ['docx'],
    title: { th: 'เอกสาร Word', en: 'Word document' },
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    extensions: ['xlsx'],
    title: { th: 'ตาราง Excel', en: 'Excel workbook' },
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    extensions: ['pptx'],
    title: { th: 'งานนำเสนอ PowerPoint', en: 'PowerPoint presentation' },
  },
  'application/vnd.oasis.opendocument.text': {
    extensions: ['odt'],
    title: { th: 'เอกสาร OpenDocument', en: 'OpenDocument text' },
  },
  'application/vnd.oasis.opendocument.spreadsheet': {
    extensions: ['ods'],
    title: { th: 'ตาราง OpenDocument', en: 'OpenDocument spreadsheet' },
  },
  'application/vnd.oasis.opendocument.presentation': {
    extensions: ['odp'],
    title: { th: 'งานนำเสนอ OpenDocument', en: 'OpenDocument presentation' },
  },
  'image/jpeg': { extensions: ['jpg', 'jpeg'], title: { th: 'ภาพ JPEG', en: 'JPEG picture' } },
  'image/png': { extensions: ['png'], title: { th: 'ภาพ PNG', en: 'PNG picture' } },
  'image/webp': { extensions: ['webp'], title: { th: 'ภาพ WebP', en: 'WebP picture' } },
  'text/csv': { extensions: ['csv'], title: { th: 'ตาราง CSV', en: 'CSV table' } },
  'text/plain': { extensions: ['txt'], title: { th: 'ข้อความ', en: 'text' } },
} as const satisfies Record<string, FileTypeWords>
export type FileType = keyof typeof fileTypes
export const fileTypeNames = Object.keys(fileTypes) as FileType[]

/** Whether a type is that of a picture, which a page can show. */
export const isPicture = (type: string): boolean =>
  type.startsWith('image/') && Object.hasOwn(fileTypes, type)

/** What a file input offers: every type that may be attached, or the pictures alone; by type and by extension. */
export const acceptedBy = (only: 'files' | 'pictures'): string =>
  fileTypeNames
    .filter((type) => only === 'files' || isPicture(type))
    .flatMap((type) => [type, ...fileTypes[type].extensions.map((one) => `.${one}`)])
    .join(',')
