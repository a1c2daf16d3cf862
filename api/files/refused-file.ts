import type { Text } from '../../machines/procedure/procedure.ts'

/** A file that cannot be attached, with what its owner can do about it. */
export class RefusedFile extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}

/** Why a file cannot be attached, each with the way out. */
export const refusals = {
  empty: {
    th: 'ไฟล์ว่างเปล่า ตรวจไฟล์ต้นฉบับ แล้วแนบใหม่',
    en: 'The file is empty: look at the original and attach it again.',
  },
  truncated: {
    th: 'ไฟล์ไม่ครบหรือเสียหาย จึงเปิดไม่ได้ ตรวจไฟล์ต้นฉบับ แล้วแนบใหม่',
    en: 'The file is incomplete or damaged and cannot be opened: look at the original and attach it again.',
  },
  encrypted: {
    th: 'ไฟล์ถูกเข้ารหัสหรือใส่รหัสผ่านไว้ ผู้อ่านจะเปิดไม่ได้ บันทึกใหม่โดยไม่ใส่รหัสผ่าน แล้วแนบ',
    en: 'The file is encrypted or has a password, so readers cannot open it: save it without one and attach it.',
  },
  macros: {
    th: 'ไฟล์มีมาโคร (โปรแกรมในเอกสาร) บันทึกเป็น .docx .xlsx .pptx หรือ PDF แล้วแนบ',
    en: 'The file holds macros: save it as .docx, .xlsx, .pptx or PDF and attach that.',
  },
  oldOffice: {
    th: 'ไฟล์เป็นรูปแบบเก่าของ Office (.doc .xls .ppt) บันทึกเป็น .docx .xlsx .pptx หรือ PDF แล้วแนบ',
    en: 'The file is of an old Office format (.doc, .xls, .ppt): save it as .docx, .xlsx, .pptx or PDF.',
  },
  archive: {
    th: 'แนบไฟล์บีบอัด (ZIP, RAR, 7z) ไม่ได้ เพราะผู้ตรวจมองไม่เห็นสิ่งที่อยู่ข้างใน แตกไฟล์ แล้วแนบทีละไฟล์',
    en: 'Archives (ZIP, RAR, 7z) cannot be attached, since nobody sees what is inside: unpack it and attach the files.',
  },
  heic: {
    th: 'ภาพเป็นรูปแบบ HEIC ซึ่งหลายเครื่องเปิดไม่ได้ บันทึกเป็น JPEG แล้วแนบ (ตั้งกล้อง iPhone เป็น “ใช้ได้กับอุปกรณ์ทั่วไป”)',
    en: 'The picture is HEIC, which many machines cannot open: save it as JPEG (on an iPhone: Camera, Formats, Most Compatible).',
  },
  pixels: {
    th: 'ภาพใหญ่เกิน 100 ล้านจุด ย่อภาพ แล้วแนบใหม่',
    en: 'The picture has more than 100 million pixels: make it smaller and attach it again.',
  },
  code: {
    th: 'ไฟล์เป็นหน้าเว็บ ภาพ SVG หรือโปรแกรม ซึ่งแนบไม่ได้ บันทึกเป็น PDF หรือภาพ PNG แล้วแนบ',
    en: 'The file is a web page, an SVG picture or a program, which cannot be attached: save it as PDF or PNG.',
  },
  unknown: {
    th: 'แนบไฟล์ชนิดนี้ไม่ได้ แนบได้: PDF, Word, Excel, PowerPoint, OpenDocument, ภาพ JPEG PNG WebP, CSV และข้อความ',
    en: 'A file of this type cannot be attached. What can: PDF, Word, Excel, PowerPoint, OpenDocument, JPEG, PNG, WebP, CSV and text.',
  },
  infected: {
    th: 'พบไวรัสในไฟล์ จึงแนบไม่ได้ และไฟล์ไม่ได้ถูกเก็บไว้ แจ้งผู้ดูแลคอมพิวเตอร์ของสำนักงานให้ตรวจเครื่องที่ไฟล์นี้มา',
    en: 'A virus was found in the file, so it was not attached and not kept. Have the machine that it came from looked at.',
  },
} as const satisfies Record<string, Text>
