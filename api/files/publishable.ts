import { filesOfRequest, insertPublishedFiles, publishedHashes } from '../../db/files.ts'
import { aboutFile } from '../../machines/procedure/file-entry.ts'
import type { FormField, Text } from '../../machines/procedure/procedure.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Unit } from '../requests/command.ts'
import { publicFilesOf } from '../requests/public-record.ts'

type Given = {
  office: string
  request: string
  publication: string
  json: string
  /** That of the version by which the request goes on. */
  form: FormField[]
}

/**
 * Notes the files of a content that become public, so that their addresses say for good that they once were. Throws
 * `invalid_content` where one was not scanned or holds a virus. No statement where the content names none.
 */
export async function publishFiles(
  { trx, at }: Pick<Unit, 'trx' | 'at'>,
  { office, request, publication, json, form }: Given,
): Promise<void> {
  if (!json.includes('"sha256"')) return
  const entries = await publicFilesOf(JSON.parse(json) as Record<string, unknown>, () => form)
  if (entries.length === 0) return
  const before = await publishedHashes(trx, { office, publication })
  const rows = await filesOfRequest(
    trx,
    request,
    entries.map(({ sha256 }) => sha256),
  )
  const states = new Map(rows.map(({ sha256, scan }) => [sha256, scan]))
  for (const entry of entries) {
    const { sha256 } = entry
    const scan = states.get(sha256)
    // What was public before the scanner was set up is held back by whoever serves it until it was looked at.
    if (scan === 'waiting' && before.has(sha256)) continue
    const why =
      scan === undefined ? absent : scan === 'waiting' ? notScanned : scan === 'infected' ? infected : null
    if (why) throw new ApiProblem('invalid_content', { message: aboutFile(entry, why) })
  }
  const hashes = entries.map(({ sha256 }) => sha256).filter((sha256) => !before.has(sha256))
  if (hashes.length > 0) await insertPublishedFiles(trx, { office, publication, hashes, at })
}

const absent: Text = {
  th: 'ไม่มีไฟล์นี้ในเรื่องนี้ จึงเผยแพร่ไม่ได้ ส่งกลับให้เจ้าของเรื่องแนบใหม่',
  en: 'this file is not among those of the request, so it cannot be published: return it to have it attached again',
}
const notScanned: Text = {
  th: 'ยังไม่ได้ตรวจไวรัส จึงยังเผยแพร่ไม่ได้ ระบบจะตรวจให้เองเมื่อโปรแกรมตรวจพร้อม แล้วลองใหม่',
  en: 'it was not scanned for viruses yet, so it cannot be published: it will be, as soon as the scanner answers',
}
const infected: Text = {
  th: 'พบไวรัสในไฟล์ จึงเผยแพร่ไม่ได้ ส่งกลับให้เจ้าของเรื่องนำออกแล้วแนบไฟล์ที่ปลอดภัยแทน',
  en: 'a virus was found in it, so it cannot be published: return it to have it replaced by a clean one',
}
