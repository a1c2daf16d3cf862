import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DataStore, ERRORS, Upload } from '@tus/server'
import { bytesOfOffice, bytesOfRequest } from '../../db/files.ts'
import { findUpload, insertUpload, onTheirWay, touchUpload, type UploadRow } from '../../db/uploads.ts'
import { fileBytes } from '../../machines/procedure/file-entry.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Deps } from '../process/deps.ts'
import { arrivedBytes, forgetUpload, pathOfUpload } from './arriving.ts'
import { forgottenAfterMs, onTheirWayLimits } from './limits.ts'
import { sweepRequest } from './sweep.ts'

type NewUpload = Pick<UploadRow, 'office' | 'request' | 'person' | 'name' | 'size'>

/** Notes a file that is about to come. Throws `body_too_large` and `too_many_requests`, each with the way out. */
export async function beginUpload(deps: Deps, given: NewUpload): Promise<UploadRow> {
  if (given.size > fileBytes.one) throw new ApiProblem('body_too_large', { message: tooLarge })
  const { request, size } = given
  // What was attached and taken out again must not stand in the way of what comes now.
  if ((await bytesOfRequest(deps.reads, request)) + size > fileBytes.request)
    await sweepRequest(deps, request)
  const at = deps.clock.now()
  const row = {
    ...given,
    id: randomBytes(16).toString('hex'),
    at,
    touchedAt: at,
    sha256: null,
    problem: null,
  }
  await deps.commits(async (trx) => {
    await refuseTooMuch(trx, given, deps.config.officeBytes)
    await insertUpload(trx, row)
  })
  return row
}

async function refuseTooMuch(trx: Reader, { office, request, person, size }: NewUpload, quota: number) {
  const own = await onTheirWay(trx, 'person', person)
  const all = await onTheirWay(trx, 'office', office)
  const here = await onTheirWay(trx, 'request', request)
  const beyond = (way: { count: number; bytes: number }, most: { count: number; bytes: number }) =>
    way.count >= most.count || way.bytes + size > most.bytes
  if (beyond(own, onTheirWayLimits.person))
    throw new ApiProblem('too_many_requests', { message: ownWay, retryAfter: 60 })
  if (beyond(all, onTheirWayLimits.office))
    throw new ApiProblem('too_many_requests', { message: officeWay, retryAfter: 60 })
  if ((await bytesOfRequest(trx, request)) + here.bytes + size > fileBytes.request)
    throw new ApiProblem('body_too_large', { message: requestFull })
  if ((await bytesOfOffice(trx, office)) + all.bytes + size > quota)
    throw new ApiProblem('body_too_large', { message: officeFull })
}

/** An upload as long as somebody may go on with it; undefined when there is none, or nothing came for it for a day. */
export async function livingUpload(deps: Deps, id: string): Promise<UploadRow | undefined> {
  const row = await findUpload(deps.db, id)
  return row && row.touchedAt + forgottenAfterMs > deps.clock.now() ? row : undefined
}

/** What @tus/server writes to and reads from: the bytes in the directory where files arrive, the rest in the row. */
export class UploadStore extends DataStore {
  readonly #deps: Deps
  constructor(deps: Deps) {
    super()
    this.#deps = deps
    this.extensions = ['creation', 'creation-with-upload', 'termination']
  }

  override async create(upload: Upload): Promise<Upload> {
    await mkdir(this.#deps.files.arriving, { recursive: true, mode: 0o700 })
    const handle = await open(pathOfUpload(this.#deps, upload.id), 'a', 0o600)
    await handle.close()
    return upload
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    const path = pathOfUpload(this.#deps, id)
    // What arrived before a connection broke is kept, and gone on from.
    await pipeline(stream, this.#deps.files.passing, createWriteStream(path, { flags: 'r+', start: offset }))
    await this.#deps.commits((trx) => touchUpload(trx, id, this.#deps.clock.now()))
    return arrivedBytes(this.#deps, id)
  }

  override async getUpload(id: string): Promise<Upload> {
    const row = await livingUpload(this.#deps, id)
    if (!row) throw ERRORS.FILE_NO_LONGER_EXISTS
    // What was taken in, or refused, has wholly arrived.
    const offset = row.sha256 === null && row.problem === null ? await arrivedBytes(this.#deps, id) : row.size
    return new Upload({ id, size: row.size, offset })
  }

  override async remove(id: string): Promise<void> {
    await forgetUpload(this.#deps, id)
  }
}

const tooLarge: Text = {
  th: 'ไฟล์ใหญ่เกิน 50 เมกะไบต์ ย่อหรือแบ่งไฟล์ แล้วแนบใหม่',
  en: 'The file is larger than 50 MiB: make it smaller or split it, and attach it again.',
}
const requestFull: Text = {
  th: 'ไฟล์ของเรื่องนี้รวมกันจะใหญ่เกิน 500 เมกะไบต์ นำไฟล์ที่ไม่ใช้ออกก่อน',
  en: 'The files of this request would be larger than 500 MiB together: remove what is not needed.',
}
const officeFull: Text = {
  th: 'พื้นที่เก็บไฟล์ของสำนักงานเต็มแล้ว แจ้งผู้ดูแลเครื่องแม่ข่าย',
  en: "The office's space for files is full: tell whoever runs the server.",
}
const ownWay: Text = {
  th: 'ท่านมีไฟล์ที่กำลังส่งอยู่มากแล้ว รอให้ส่งเสร็จ หรือยกเลิกบางไฟล์ก่อน',
  en: 'Many of your files are on their way already: wait until they have arrived, or cancel some.',
}
const officeWay: Text = {
  th: 'สำนักงานของท่านกำลังส่งไฟล์อยู่มาก รอสักครู่แล้วลองใหม่',
  en: 'Your office is sending many files at the moment: wait a while and try again.',
}
