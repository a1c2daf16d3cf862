import { expect } from '@jest/globals'
import type { StoredFile } from '../../api/http/contract.ts'
import type { FileEntry } from '../../machines/procedure/file-entry.ts'
import type { Answer, Client } from './office.ts'

const tus = { 'Tus-Resumable': '1.0.0' }
const bytesType = { ...tus, 'Content-Type': 'application/offset+octet-stream' }

/** The headers by which an upload says what is about to come. */
export const announced = (name: string, size: number): Record<string, string> => ({
  ...tus,
  'Upload-Length': String(size),
  'Upload-Metadata': `filename ${Buffer.from(name).toString('base64')}`,
})

/** Announces a file of so many bytes to a request; nothing of it is sent yet. */
export const announce = (by: Client, request: string, name: string, size: number): Promise<Answer> =>
  by('POST', `/api/requests/${request}/uploads`, undefined, announced(name, size))

/** Announces a file that must be let in, and answers where its bytes go. */
export async function begun(by: Client, request: string, name: string, size: number): Promise<string> {
  const answer = await announce(by, request, name, size)
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 201 })
  return answer.headers.get('location') as string
}

/** Sends bytes from an offset on. */
export const patch = (by: Client, to: string, bytes: Uint8Array, offset = 0): Promise<Answer> =>
  by('PATCH', to, bytes, { ...bytesType, 'Upload-Offset': String(offset) })

/** How many bytes the server has. */
export async function offsetOf(by: Client, to: string): Promise<number> {
  const { headers } = await by('HEAD', to, undefined, tus)
  return Number(headers.get('upload-offset'))
}

/** Sends a file whole and answers what became of it. */
export async function sent(
  by: Client,
  request: string,
  name: string,
  bytes: Uint8Array,
): Promise<
  { status: 'stored'; file: StoredFile } | { status: 'refused'; message: { th: string; en: string } }
> {
  const to = await begun(by, request, name, bytes.length)
  if (bytes.length > 0) await patch(by, to, bytes)
  const { body } = await by('GET', to)
  return body
}

/** Brings a file in that must be taken, and answers how a content names it. */
export async function attached(
  by: Client,
  request: string,
  name: string,
  bytes: Uint8Array,
): Promise<FileEntry> {
  const outcome = await sent(by, request, name, bytes)
  if (outcome.status !== 'stored') throw new Error(`${name} was not taken: ${JSON.stringify(outcome)}`)
  const { sha256, size, type } = outcome.file
  return { sha256, name: outcome.file.name, size, type: type as FileEntry['type'] }
}
