import { fileTypeFromBuffer } from 'file-type'
import sharp from 'sharp'
import type { Text } from '../../machines/procedure/procedure.ts'

/** In pixels: the seal as pages show it, twice for fine screens; less than `least` would be a blur. */
const side = 256
const least = 64
const mostPixels = 25_000_000

/**
 * The picture of a seal, made anew as a PNG of at most 256 pixels a side, without anything that stood beside it; or why it
 * is none.
 */
export async function sealPicture(given: Buffer): Promise<{ picture: Buffer } | { problem: Text }> {
  const mime = (await fileTypeFromBuffer(given))?.mime ?? ''
  if (!['image/png', 'image/jpeg', 'image/webp'].includes(mime)) return { problem: notAPicture }
  try {
    const { width, height } = await sharp(given, { limitInputPixels: mostPixels }).metadata()
    if (Math.min(width, height) < least || Math.max(width, height) > 4 * Math.min(width, height))
      return { problem: wrongSize }
    const picture = await sharp(given, { failOn: 'truncated', limitInputPixels: mostPixels })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .toBuffer()
    return { picture }
  } catch {
    return { problem: unreadable }
  }
}

const notAPicture: Text = {
  th: 'ต้องเป็นภาพ PNG, JPEG หรือ WebP',
  en: 'must be a picture: PNG, JPEG or WebP',
}
const wrongSize: Text = {
  th: `ภาพต้องกว้างและสูงอย่างน้อย ${least} พิกเซล และไม่ยาวเกิน 4 ต่อ 1`,
  en: `must be at least ${least} pixels wide and high, and no longer than 4 to 1`,
}
const unreadable: Text = {
  th: 'อ่านภาพนี้ไม่ได้ บันทึกภาพใหม่จากโปรแกรมแต่งภาพ แล้วลองอีกครั้ง',
  en: 'this picture cannot be read: save it anew from a drawing program, then try again',
}
