import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { deleteUpload } from '../../db/uploads.ts'
import type { Deps } from '../process/deps.ts'

/** Where the bytes of an upload are until it is taken in. */
export const pathOfUpload = ({ files }: Pick<Deps, 'files'>, id: string): string => join(files.arriving, id)

/** So many bytes of an upload have arrived. */
export async function arrivedBytes(deps: Pick<Deps, 'files'>, id: string): Promise<number> {
  try {
    return (await stat(pathOfUpload(deps, id))).size
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0
    throw error
  }
}

/** Forgets an upload and what has arrived of it. */
export async function forgetUpload(deps: Deps, id: string): Promise<void> {
  await deps.commits((trx) => deleteUpload(trx, id))
  await rm(pathOfUpload(deps, id), { force: true })
}
