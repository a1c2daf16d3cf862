import type { IncomingMessage } from 'node:http'
import { Server } from '@tus/server'
import express, { type Request, type Response } from 'express'
import { z } from 'zod'
import { oneLine } from '../../machines/text/put-right.ts'
import { checked } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Deps } from '../process/deps.ts'
import { isStorageFailure, isUnwritable } from '../process/storage-failure.ts'
import { loadReadable } from '../requests/load.ts'
import { type SignedIn, signedIn } from '../sign-in/sessions.ts'
import { forgetUpload } from './arriving.ts'
import { finishUpload } from './finish-upload.ts'
import { mayAttach } from './may-attach.ts'
import { beginUpload, livingUpload, UploadStore } from './uploads.ts'

const idPattern = /\/uploads\/([0-9a-f]{32})$/

/** What a new upload says of itself before anything of it comes (tus: Upload-Length, Upload-Metadata). */
const newUploadSchema = z.object({
  length: z.coerce.number().int().min(0),
  name: z.string().overwrite(oneLine).min(1).max(1000),
})

/**
 * Takes files in by the tus protocol (1.0.0), so that one whose connection broke is gone on with. Who asks, and whether
 * they may bring files into this request now, is known before anything of the file is read.
 */
export function uploadRoutes(deps: Deps): express.Router {
  const router = express.Router()
  /** The upload that a request to the protocol's server is about, which knows nothing of ours. */
  const uploads = new WeakMap<IncomingMessage, { id: string; request: string }>()
  const uploadOf = (req: unknown) => {
    const { node } = (req as { runtime?: { node?: { req: IncomingMessage } } }).runtime ?? {}
    return node && uploads.get(node.req)
  }
  const tus = new Server({
    path: '/api/requests',
    datastore: new UploadStore(deps),
    allowedOrigins: () => false,
    namingFunction: (req) => uploadOf(req)?.id ?? '',
    getFileIdFromRequest: (req) => uploadOf(req)?.id,
    generateUrl: (req, { id }) => `/api/requests/${uploadOf(req)?.request}/uploads/${id}`,
    onUploadFinish: async (_, { id }) => {
      const upload = await livingUpload(deps, id)
      if (upload) await finishUpload(deps, upload)
      return {}
    },
    onResponseError: (_, error) => {
      if ('status_code' in error) return undefined
      if (!isUnwritable(error) && !isStorageFailure(error))
        deps.log.error({ err: error }, 'A file could not be taken in')
      const problem = new ApiProblem(
        isUnwritable(error) || isStorageFailure(error) ? 'storage_unavailable' : 'internal_error',
      )
      return { status_code: problem.status, body: JSON.stringify(problem.toBody()) }
    },
  })

  router.all('/api/requests/:id/uploads', async (req, res, next) => {
    if (req.method !== 'POST') return next()
    const { me, request } = await permitted(deps, req)
    const given = checked(newUploadSchema, saidOf(req), 'upload')
    const upload = await beginUpload(deps, {
      office: me.person.office,
      request,
      person: me.person.id,
      name: given.name,
      size: given.length,
    })
    uploads.set(req, upload)
    await tus.handle(req, res)
    if (res.statusCode >= 400) await forgetUpload(deps, upload.id)
  })
  router.all(
    '/api/requests/:id/uploads/:upload',
    async (req: Request<{ id: string; upload: string }>, res, next) => {
      if (req.method === 'GET') return next()
      await goOn(req, res)
    },
  )

  async function goOn(req: Request<{ id: string; upload: string }>, res: Response): Promise<void> {
    const { me, request } = await permitted(deps, req)
    const upload = await ownUpload(deps, { me, request, id: idPattern.exec(req.path)?.[1] ?? '' })
    uploads.set(req, upload)
    await tus.handle(req, res)
  }
  return router
}

/** Who asks, and the request into which they may bring files; throws as any endpoint of a request does. */
async function permitted(
  deps: Deps,
  req: Request<{ id: string }>,
): Promise<{ me: SignedIn; request: string }> {
  const me = await signedIn(deps, req)
  const loaded = await loadReadable(deps.db, me, req.params.id)
  if (!mayAttach(loaded, me.actor)) throw new ApiProblem('not_permitted', { message: closed })
  return { me, request: loaded.row.id }
}

/** An upload of somebody's own into a request; throws `not_found` for any other. */
export async function ownUpload(
  deps: Deps,
  { me, request, id }: { me: SignedIn; request: string; id: string },
) {
  const upload = await livingUpload(deps, id)
  if (!upload || upload.request !== request || upload.person !== me.person.id)
    throw new ApiProblem('not_found')
  return upload
}

/** Length and name as the headers say them; the name is base64 of UTF-8, as the protocol has it. */
function saidOf(req: Request): { length: string | undefined; name: string } {
  const pairs = (req.get('Upload-Metadata') ?? '').split(',').map((pair) => pair.trim().split(' '))
  const name = pairs.find(([key]) => key === 'filename')?.[1] ?? ''
  return { length: req.get('Upload-Length'), name: Buffer.from(name, 'base64').toString('utf8') }
}

const closed = {
  th: 'ขั้นนี้แนบไฟล์ไม่ได้ แนบได้ในขั้นที่แก้ไขเนื้อหาได้ หรือเมื่อรายการที่ท่านดำเนินการได้ขอไฟล์',
  en: 'No files can be attached here: only while the content can be changed, or where a choice of yours asks for files.',
}
