import { chmod, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { verifyFiles } from '../../../api/operations/verify-files.ts'
import { attached } from '../../support/attach.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, take, wholeContent, write } from '../../support/requests.ts'
import { pdf } from '../../support/sample-files.ts'

let office: Office
beforeAll(async () => {
  office = await startOffice()
})
afterAll(() => office.close())

test('a file that is gone, other or nobody’s is a difference that verify tells', async () => {
  const { db, files, config } = office.deps
  const officer = await clientsOf(office)('cmi3.officer')
  const verified = () => verifyFiles(db, files.store)
  // The demo has pictures of its own.
  const { files: before } = await verified()
  const { id } = await begin(officer, 'cmi3')
  const file = await attached(officer, id, 'a.pdf', pdf({ size: 4000 }))
  await write(officer, id, wholeContent('cmi3', { attachments: [file] }))
  await take(officer, id, { type: 'PROPOSE' })
  expect(await verified()).toEqual({ files: before + 1, differences: [] })

  const ofFile = db.updateTable('file').where('sha256', '=', file.sha256)
  await ofFile.set({ size: file.size + 1 }).execute()
  expect((await verified()).differences).toEqual([expect.stringContaining(`bytes and not ${file.size + 1}`)])
  await ofFile.set({ size: file.size }).execute()

  const path = join(config.data, 'files', file.sha256.slice(0, 2), file.sha256)
  await chmod(path, 0o600)
  await writeFile(path, pdf({ size: 4000, trailer: '/X 1' }).subarray(0, file.size))
  expect((await verified()).differences).toEqual([
    expect.stringMatching(/its bytes are others|bytes and not/),
  ])
  await rm(path)
  expect((await verified()).differences).toEqual([`file ${file.sha256}: it is not in the store`])
  await db.deleteFrom('requestFile').where('sha256', '=', file.sha256).execute()
  await begin(officer, 'cmi3').then(({ id: other }) => attached(officer, other, 'b.pdf', pdf({ size: 5000 })))
  await db.updateTable('requestFile').set({ request: id }).where('name', '=', 'b.pdf').execute()
  expect((await verified()).differences).toContainEqual(expect.stringContaining('content 1 names the file'))
})
