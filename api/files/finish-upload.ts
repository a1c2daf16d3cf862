import { rm } from 'node:fs/promises'
import { insertRequestFile } from '../../db/files.ts'
import { endUpload, type UploadRow } from '../../db/uploads.ts'
import { fileName } from '../../machines/procedure/file-entry.ts'
import { isPicture } from '../../machines/procedure/file-types.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import type { Deps } from '../process/deps.ts'
import { arrivedBytes, pathOfUpload } from './arriving.ts'
import { inspectFile } from './inspect-file.ts'
import { makePictures } from './pictures.ts'
import { RefusedFile } from './refused-file.ts'
import { scanArrived } from './scan.ts'
import { sha256OfFile } from './stored-files.ts'
import { noteReading, readArrived } from './text/read-file.ts'

/**
 * Takes in a file that has wholly arrived: looked at, hashed, stored, and only then noted as one of its request's. What
 * cannot be attached is noted with the reason and goes. May be called again at any time; what is done is not done twice.
 */
export function finishUpload(deps: Deps, upload: UploadRow): Promise<void> {
  const { takingIn, turns } = deps.files
  const known = takingIn.get(upload.id)
  if (known) return known
  const work = turns(upload.office, () => finish(deps, upload)).finally(() => takingIn.delete(upload.id))
  takingIn.set(upload.id, work)
  return work
}

async function finish(deps: Deps, upload: UploadRow): Promise<void> {
  if (upload.sha256 !== null || upload.problem !== null) return
  if ((await arrivedBytes(deps, upload.id)) !== upload.size) return
  const path = pathOfUpload(deps, upload.id)
  try {
    await takeIn(deps, upload, path)
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error
    await refuse(deps, upload, error.text)
    await rm(path, { force: true })
  }
}

async function takeIn(deps: Deps, upload: UploadRow, path: string): Promise<void> {
  const { files, clock } = deps
  const found = await inspectFile(path, upload.name)
  // A camera's notes were taken out of a picture: what is left is what is stored, and its size.
  const size = await arrivedBytes(deps, upload.id)
  const sha256 = await sha256OfFile(path)
  const scanned = await scanArrived(deps, path)
  if (isPicture(found.type)) await makePictures(files.made, sha256, path)
  const reading = await readArrived(deps, { ...found, path, sha256, office: upload.office })
  await files.oneAtATime(sha256, async () => {
    await files.store.put(sha256, path)
    const at = clock.now()
    await deps.commits(async (trx) => {
      const { office, request, person: by } = upload
      const file = { sha256, size, ...found, ...scanned, threat: null, at }
      const name = fileName(upload.name, found.type)
      await insertRequestFile(trx, file, { office, request, sha256, name, by, at, unnamedSince: at })
      await noteReading(trx, { sha256, at }, reading)
      await endUpload(trx, upload.id, { sha256, problem: null, touchedAt: at })
    })
  })
}

async function refuse(deps: Deps, { id }: UploadRow, problem: Text): Promise<void> {
  const end = { sha256: null, problem: JSON.stringify(problem), touchedAt: deps.clock.now() }
  await deps.commits((trx) => endUpload(trx, id, end))
}
