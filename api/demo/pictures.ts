import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Transaction } from 'kysely'
import sharp from 'sharp'
import { type FileRow, insertRequestFile } from '../../db/files.ts'
import type { Tables } from '../../db/tables.ts'
import type { DemoPicture } from '../../machines/offices/demo/office-demo.ts'
import { fileName, type Picture } from '../../machines/procedure/file-entry.ts'
import type { FileType } from '../../machines/procedure/file-types.ts'
import { inspectFile } from '../files/inspect-file.ts'
import { makePictures } from '../files/pictures.ts'
import { scanArrived } from '../files/scan.ts'
import { sha256OfFile } from '../files/stored-files.ts'
import { noteReading, type Reading, readArrived } from '../files/text/read-file.ts'
import type { Deps } from '../process/deps.ts'

/** A picture of the demo in the store, and what is noted of it. */
type Drawn = {
  file: Omit<FileRow, 'at'> & { type: FileType }
  reading: Reading | undefined
}
export type DrawnPictures = ReadonlyMap<string, Drawn>

/**
 * Draws the pictures of the demo and puts them into the store, as if they had been sent: what is noted of them waits for
 * their requests. What no request names in the end is swept up like any other file.
 */
export async function drawPictures(deps: Deps, pictures: DemoPicture[]): Promise<DrawnPictures> {
  const drawn = new Map<string, Drawn>()
  for (const { name, colour } of pictures)
    if (!drawn.has(name)) drawn.set(name, await draw(deps, name, colour))
  return drawn
}

async function draw(deps: Deps, name: string, colour: string): Promise<Drawn> {
  const { files } = deps
  await mkdir(files.arriving, { recursive: true, mode: 0o700 })
  const path = join(files.arriving, `demo-${randomUUID()}`)
  try {
    const { size } = await sharp(Buffer.from(room(colour)))
      .jpeg({ quality: 80 })
      .toFile(path)
    const found = await inspectFile(path, name)
    const sha256 = await sha256OfFile(path)
    const scanned = await scanArrived(deps, path)
    await makePictures(files.made, sha256, path)
    const reading = await readArrived(deps, { ...found, path, sha256, office: '' })
    await files.store.put(sha256, path)
    return { file: { sha256, size, ...found, ...scanned, threat: null }, reading }
  } finally {
    await rm(path, { force: true })
  }
}

/** A meeting as a drawing: nothing of it may pass for a photograph of anybody. */
function room(colour: string): string {
  const people = Array.from({ length: 7 }, (_, index) => {
    const x = 180 + index * 140
    return `<circle cx="${x}" cy="470" r="38" fill="#fff"/><path d="M${x - 70} 620a70 90 0 0 1 140 0z" fill="#fff"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">
    <rect width="1200" height="800" fill="${colour}"/>
    <rect x="300" y="90" width="600" height="250" rx="12" fill="#fff" opacity=".85"/>
    <path d="M350 290l120-90 90 60 110-110 180 140z" fill="${colour}" opacity=".6"/>
    <g opacity=".9">${people.join('')}</g>
    <rect y="620" width="1200" height="180" fill="#000" opacity=".25"/>
  </svg>`
}

type Attached = { trx: Transaction<Tables>; office: string; request: string; by: string; at: number }

/** Notes pictures of the demo as files of a request, and answers the album of them. */
export async function attachPictures(
  { trx, office, request, by, at }: Attached,
  drawn: DrawnPictures,
  pictures: DemoPicture[],
): Promise<Picture[]> {
  const album: Picture[] = []
  for (const { name, alt = '', caption } of pictures) {
    const found = drawn.get(name)
    if (!found) throw new Error(`The demo has not drawn the picture ${name}`)
    const { sha256, size, type } = found.file
    const called = fileName(name, type)
    await insertRequestFile(
      trx,
      { ...found.file, at },
      { office, request, sha256, name: called, by, at, unnamedSince: at },
    )
    await noteReading(trx, { sha256, at }, found.reading)
    album.push({ sha256, name: called, size, type, alt, ...(caption !== undefined && { caption }) })
  }
  return album
}
