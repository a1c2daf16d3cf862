import { procedureOfRequest } from '../../db/versions.ts'
import type { FileEntry } from '../../machines/procedure/file-entry.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import type { Reader } from '../procedures/versions.ts'
import { publicFilesOf } from './public-record.ts'

/** The files that the public page names of a content of a request, by the form of the version that it runs on. */
export const shownFiles = (
  db: Reader,
  { request, json }: { request: string; json: string },
): Promise<FileEntry[]> =>
  publicFilesOf(
    JSON.parse(json) as Record<string, unknown>,
    async () => (JSON.parse((await procedureOfRequest(db, request)).json) as Procedure).form,
  )
