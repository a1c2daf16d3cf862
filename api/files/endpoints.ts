import { z } from 'zod'
import { allFilesOfRequest, findRequestFile, type NamedRow } from '../../db/files.ts'
import { isPicture } from '../../machines/procedure/file-types.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { requestFilesSchema, type StoredFile, uploadSchema } from '../http/contract.ts'
import { type Call, endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { readableRequest } from '../requests/may-read.ts'
import { filesReadBy } from '../requests/unsubmitted.ts'
import { arrivedBytes } from './arriving.ts'
import { finishUpload } from './finish-upload.ts'
import { pictureWidths } from './pictures.ts'
import { sendFile, sendPicture } from './send-file.ts'
import { ownUpload } from './upload-routes.ts'

type AnyCall = Pick<Call<unknown, unknown>, 'deps' | 'me' | 'params'>

/** Nobody may keep what belongs to an office's requests, nor pack it, since parts of it are asked for. */
const cacheControl = 'private, no-store, no-transform'

export const storedFile = (file: NamedRow): StoredFile => {
  const { sha256, name, size, type, width, height, scan } = file
  return { sha256, name, size, type, width, height, scan, pictured: isShown(file) }
}
const isShown = ({ type, preview }: NamedRow): boolean => isPicture(type) || preview === 1

/** A file of a request that the person may read, where it may be served; throws `not_found`, `not_permitted`. */
async function servable({ deps: { reads }, me, params }: AnyCall): Promise<NamedRow> {
  const row = await readableRequest(reads, me, params.id)
  const found = await findRequestFile(reads, row.id, params.file ?? '')
  const [file] = found ? await filesReadBy(reads, me, row, [found]) : []
  if (!file) throw new ApiProblem('not_found')
  if (file.scan === 'waiting') throw new ApiProblem('not_permitted', { message: notScanned })
  if (file.scan === 'infected') throw new ApiProblem('not_permitted', { message: infected })
  return file
}

export const fileEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/files',
    summary: 'The files that were brought into a request, and whether they may be served',
    access: 'signedIn',
    response: { status: 200, description: 'The files, oldest first', schema: requestFilesSchema },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps: { reads }, me, params }) => {
      const row = await readableRequest(reads, me, params.id)
      const files = await filesReadBy(reads, me, row, await allFilesOfRequest(reads, row.id))
      return { body: { files: files.map(storedFile) } }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/files/{file}',
    summary: 'A file of a request, whole or in part (Range)',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'The file, under its own media type',
      contentType: 'application/pdf',
    },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => {
      await sendFile(call.deps, call.req, call.res, { file: await servable(call), cacheControl })
      return {}
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/files/{file}/picture',
    summary: 'A smaller picture of a picture, or of the first page of a PDF',
    access: 'signedIn',
    query: z.strictObject({
      size: z.enum(Object.keys(pictureWidths) as ['small', 'large']).default('small'),
    }),
    response: { status: 200, description: 'The picture', contentType: 'image/webp' },
    problems: ['not_found', 'not_permitted', 'invalid_request'],
    run: async (call) => {
      const file = await servable(call)
      if (!isShown(file)) throw new ApiProblem('not_found')
      await sendPicture(call.deps, call.req, call.res, { file, size: call.query.size, cacheControl })
      return {}
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/uploads/{upload}',
    summary: 'What became of a file that was sent by the tus protocol to this address',
    access: 'signedIn',
    response: {
      status: 200,
      description: 'On its way, stored, or refused with the reason',
      schema: uploadSchema,
    },
    problems: ['not_found', 'not_permitted'],
    run: async (call) => {
      const { deps, me, params } = call
      const place = {
        me,
        request: (await readableRequest(deps.reads, me, params.id)).id,
        id: params.upload ?? '',
      }
      let upload = await ownUpload(deps, place)
      // The server may have ended between the last byte and what is done then.
      await finishUpload(deps, upload)
      upload = await ownUpload(deps, place)
      if (upload.problem !== null)
        return { body: { status: 'refused' as const, message: JSON.parse(upload.problem) as Text } }
      const file =
        upload.sha256 === null ? undefined : await findRequestFile(deps.db, place.request, upload.sha256)
      if (file) return { body: { status: 'stored' as const, file: storedFile(file) } }
      return {
        body: { status: 'arriving' as const, offset: await arrivedBytes(deps, upload.id), size: upload.size },
      }
    },
  }),
]

export const notScanned: Text = {
  th: 'ไฟล์นี้ยังไม่ได้ตรวจไวรัส จึงยังเปิดไม่ได้ ระบบจะตรวจให้เองเมื่อโปรแกรมตรวจพร้อม',
  en: 'This file was not scanned for viruses yet, so it cannot be opened: it will be, as soon as the scanner answers.',
}
export const infected: Text = {
  th: 'พบไวรัสในไฟล์นี้ จึงเปิดและเผยแพร่ไม่ได้ นำออก แล้วแนบไฟล์ที่ปลอดภัยแทน',
  en: 'A virus was found in this file, so it can be neither opened nor published: remove it and attach a clean one.',
}
