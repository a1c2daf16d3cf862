import type { StoredFile } from '../../api/http/contract.ts'
import { getOffice } from '../../machines/offices/offices.ts'
import type { FileEntry, Picture } from '../../machines/procedure/file-entry.ts'
import type { Answer, Client, Office } from './office.ts'
import { answersOf, take } from './publish.ts'
import { pdf, photo } from './sample-files.ts'

// Without Jest, so that scripts can use it too.

export type WithFiles = {
  id: string
  publication: string
  title: string
  file: FileEntry
  picture: Picture
  bytes: Buffer
}

function must(answer: Answer): Answer['body'] {
  if (answer.status >= 200 && answer.status < 300) return answer.body
  throw new Error(`It was refused: ${answer.status} ${JSON.stringify(answer.body)}`)
}

/** Brings a file into a request and answers how a content names it. */
export async function bring(by: Client, request: string, name: string, bytes: Buffer): Promise<FileEntry> {
  const tus = { 'Tus-Resumable': '1.0.0' }
  const begun = await by('POST', `/api/requests/${request}/uploads`, undefined, {
    ...tus,
    'Upload-Length': String(bytes.length),
    'Upload-Metadata': `filename ${Buffer.from(name).toString('base64')}`,
  })
  must(begun)
  const to = begun.headers.get('location') as string
  const headers = { ...tus, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' }
  must(await by('PATCH', to, bytes, headers))
  const { file } = must(await by('GET', to)) as { file?: StoredFile }
  if (!file) throw new Error(`${name} was not taken`)
  return { sha256: file.sha256, name: file.name, size: file.size, type: file.type as FileEntry['type'] }
}

/** Puts content into a request of cmi4. */
export async function rewrite(by: Client, id: string, content: Record<string, unknown>): Promise<void> {
  const { revision } = must(await by('GET', `/api/requests/${id}`)) as { revision: number }
  must(await by('PUT', `/api/requests/${id}/content`, { content }, { 'If-Match': `"${revision}"` }))
}

/** Content that is whole by the form of cmi4. */
export const contentOf = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...{ title: 'ประกาศแผนปฏิบัติการ', body: 'รายละเอียด', source: 'กลุ่มนโยบายและแผน', category: '1.1', ...more },
})

/** A request of cmi4 with a PDF and a picture, walked to publication. */
export async function publishWithFiles(
  office: Office,
  more: Record<string, unknown> = {},
): Promise<WithFiles> {
  const officer = await office.as('cmi4.officer')
  const begun = { procedure: 'cmi4.publication', content: contentOf(more) }
  const { id } = must(await officer('POST', '/api/requests', begun)) as { id: string }
  const bytes = pdf({ size: 5000, trailer: `/ID(${id})` })
  const file = { ...(await bring(officer, id, 'แผน ปี 2570.pdf', bytes)), title: 'แผนปฏิบัติการ' }
  const picture = await bring(officer, id, 'ประชุม.jpg', await photo('jpeg', { width: 900, height: 600 }))
  const content = contentOf({ attachments: [file, picture], ...more })
  await rewrite(officer, id, content)
  const people = { owner: 'officer', groupDirector: 'groupDirector', officeDirector: 'officeDirector' }
  for (const { who, type, data } of getOffice('cmi4').demo.walk({
    ...people,
    contact: 'กลุ่มนโยบายและแผน',
    until: undefined,
  }))
    await take(office, id, `cmi4.${who}`, { type, ...data, ...(await answersOf(office, id)) })
  const { id: publication } = await office.deps.db
    .selectFrom('publication')
    .select('id')
    .where('request', '=', id)
    .executeTakeFirstOrThrow()
  const told = { ...picture, alt: '' }
  return { id, publication, title: String(content.title), file, picture: told, bytes }
}
