import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { RefusedFile, refusals } from './refused-file.ts'

// One thread a picture, and nothing remembered of it: pictures must take nobody else's cores or memory.
sharp.concurrency(1)
sharp.cache(false)

/** More than any camera of a phone makes; a small file can claim a picture that fills the memory. */
const maxPixels = 100_000_000
/** The widths that pages show, in pixels. */
export const pictureWidths = { small: 480, large: 1600 } as const
export type PictureSize = keyof typeof pictureWidths

export type PictureShape = { width: number; height: number; orientation: number }

/** Size, the right way up, and orientation (EXIF, 1 to 8) of a picture by its head. Throws `RefusedFile`. */
export async function pictureAt(path: string): Promise<PictureShape> {
  const head = await sharp(path)
    .metadata()
    .catch(() => undefined)
  if (!head?.width || !head.height) throw new RefusedFile(refusals.truncated)
  const { width, height, orientation = 1 } = head
  if (width * height > maxPixels) throw new RefusedFile(refusals.pixels)
  return orientation >= 5 ? { width: height, height: width, orientation } : { width, height, orientation }
}

export const pathOfPicture = (made: string, sha256: string, size: PictureSize): string =>
  join(made, sha256.slice(0, 2), `${sha256}-${pictureWidths[size]}.webp`)

/**
 * Makes the smaller pictures of one, given by its path or its bytes, without anything that stood beside it. Throws `RefusedFile` where it
 * cannot be read to its end.
 */
export async function makePictures(made: string, sha256: string, picture: string | Buffer): Promise<void> {
  for (const size of Object.keys(pictureWidths) as PictureSize[]) {
    const to = pathOfPicture(made, sha256, size)
    await mkdir(join(made, sha256.slice(0, 2)), { recursive: true, mode: 0o700 })
    const part = `${to}.${randomUUID()}`
    try {
      await sharp(picture, { failOn: 'truncated', limitInputPixels: maxPixels, sequentialRead: true })
        .autoOrient()
        .resize({ width: pictureWidths[size], withoutEnlargement: true })
        .webp({ quality: 80 })
        .toFile(part)
      await rename(part, to)
    } catch (error) {
      await rm(part, { force: true })
      if (isUnreadable(error)) throw new RefusedFile(refusals.truncated)
      throw error
    }
  }
}

/** libvips gives its errors no codes; what the file system says has one. */
const isUnreadable = (error: unknown) => (error as NodeJS.ErrnoException).code === undefined

/** The smaller picture of a hash, as it was made; undefined where it has to be made (again). */
export async function readPicture(
  made: string,
  sha256: string,
  size: PictureSize,
): Promise<Buffer | undefined> {
  try {
    return await readFile(pathOfPicture(made, sha256, size))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Forgets the smaller pictures of a hash. */
export async function removePictures(made: string, sha256: string): Promise<void> {
  for (const size of Object.keys(pictureWidths) as PictureSize[])
    await rm(pathOfPicture(made, sha256, size), { force: true })
}
