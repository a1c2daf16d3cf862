import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { attachmentsField } from '../../../machines/offices/form.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import type { Procedure, Transition } from '../../../machines/procedure/procedure.ts'
import { announce, attached, begun, patch } from '../../support/attach.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { expectProblem, refused } from '../../support/refused.ts'
import { begin, clientsOf, look, send, take, wholeContent, write } from '../../support/requests.ts'
import { pdf } from '../../support/sample-files.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeEach(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterEach(() => office.close())
const newPdf = () => pdf({ size: 3000, trailer: `/ID(${randomBytes(8).toString('hex')})` })

/** The standard procedure, in เชียงใหม่ เขต ๓, with a change to its submission and to its publication. */
async function standardWith(change: {
  submit?: (one: Transition) => void
  publish?: (one: Transition) => void
}) {
  const procedure: Procedure = structuredClone({
    ...standardPublication,
    id: 'cmi3.standard',
    office: 'cmi3',
  })
  change.submit?.(procedure.chart.states.drafting?.on?.SUBMIT as Transition)
  change.publish?.(procedure.chart.states.webReview?.on?.PUBLISH as Transition)
  await activate(office.deps.db, procedure, office.clock.now())
  const officer = await as('cmi3.officer')
  const body = { procedure: 'cmi3.standard', content: wholeContent('cmi3') }
  const { body: request } = await officer('POST', '/api/requests', body)
  return { id: request.id as string, officer }
}
async function toWebReview(id: string, officer: Client, event = {}) {
  await take(officer, id, { type: 'SUBMIT', publishUntil: '2027-03-06', ...event })
  await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY' })
  await take(await as('cmi3.officeDirector'), id, { type: 'APPROVE' })
  return as('cmi3.webmaster')
}

describe('a choice that asks for a file of its own', () => {
  const evidence = {
    field: 'evidence',
    type: 'file',
    title: { th: 'หลักฐาน', en: 'Evidence' },
    required: true,
  } as const

  test('lets in who may take it, at that step alone, and its event carries what they brought', async () => {
    const { id, officer } = await standardWith({
      publish: ({ meta }) => {
        meta.needs = [evidence]
      },
    })
    const early = await as('cmi3.webmaster')
    // Not even their draft to read.
    expect((await announce(early, id, 'a.pdf', 100)).status).toBe(403)
    const webmaster = await toWebReview(id, officer)
    await refused(office.deps, 403, 'not_permitted', () => announce(officer, id, 'a.pdf', 100))
    const file = await attached(webmaster, id, 'ภาพหน้าจอ.pdf', newPdf())
    const lacking = expectProblem(await send(webmaster, id, { type: 'PUBLISH' }), 422, 'invalid_event')
    expect(lacking.errors?.map(({ path }) => path)).toEqual(['evidence'])
    const { publication } = await take(webmaster, id, { type: 'PUBLISH', evidence: [file] })
    const { body } = await officer('GET', `/api/requests/${id}/events`)
    expect(body.events.at(-1).values).toMatchObject([{ field: 'evidence', value: [file] }])
    // It is no part of what the public reads.
    expect((await office.anyone('GET', `${publication?.url}/files/${file.sha256}`)).status).toBe(404)
    expect((await officer('GET', `/api/requests/${id}/files/${file.sha256}`)).status).toBe(200)
    expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  })

  test('takes no file that was not brought into this request, whoever knows its hash', async () => {
    const { id, officer } = await standardWith({
      publish: ({ meta }) => {
        meta.needs = [evidence]
      },
    })
    const other = await begin(officer, 'cmi3')
    const file = await attached(officer, other.id, 'a.pdf', newPdf())
    const webmaster = await toWebReview(id, officer)
    for (const wrong of [[file], [{ ...file, sha256: 'f'.repeat(64) }]]) {
      const { revision } = await look(webmaster, id)
      const problem = await refused(office.deps, 422, 'invalid_event', () =>
        webmaster(
          'POST',
          `/api/requests/${id}/events`,
          { type: 'PUBLISH', evidence: wrong },
          { 'If-Match': `"${revision}"` },
        ),
      )
      expect(problem.errors?.[0]).toMatchObject({ path: 'evidence' })
    }
  })
})

test('files that a submission carries for the form are what it freezes and what is published', async () => {
  const { id, officer } = await standardWith({
    submit: ({ meta }) => void meta.needs?.push({ field: attachmentsField.name }),
  })
  const [old, file] = [
    await attached(officer, id, 'เก่า.pdf', newPdf()),
    await attached(officer, id, 'ใหม่.pdf', newPdf()),
  ]
  await write(officer, id, wholeContent('cmi3', { attachments: [old] }))
  const webmaster = await toWebReview(id, officer, { attachments: [file] })
  const { publication, content } = await take(webmaster, id, { type: 'PUBLISH' })
  expect(content.attachments).toEqual([file])
  expect((await office.anyone('GET', `${publication?.url}/files/${file.sha256}`)).status).toBe(200)
  expect((await office.anyone('GET', `${publication?.url}/files/${old.sha256}`)).status).toBe(404)
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
})

test('after a submission the files are fixed, whatever a later event says', async () => {
  const { id, officer } = await standardWith({
    publish: ({ meta }) => {
      meta.needs = [{ field: attachmentsField.name }]
    },
  })
  const file = await attached(officer, id, 'ก.pdf', newPdf())
  const other = await attached(officer, id, 'ข.pdf', newPdf())
  await write(officer, id, wholeContent('cmi3', { attachments: [file] }))
  const webmaster = await toWebReview(id, officer)
  const { publication } = await take(webmaster, id, { type: 'PUBLISH', attachments: [other] })
  expect((await office.anyone('GET', `${publication?.url}/files/${file.sha256}`)).status).toBe(200)
  expect((await office.anyone('GET', `${publication?.url}/files/${other.sha256}`)).status).toBe(404)
})

test('a store that cannot be written to loses nothing: the file is there to be taken in when it can', async () => {
  const officer = await as('cmi3.officer')
  const { id } = await begin(officer, 'cmi3')
  const bytes = newPdf()
  const { store } = office.deps.files
  const put = store.put
  store.put = async () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }
  const to = await begun(officer, id, 'a.pdf', bytes.length)
  const answer = await patch(officer, to, bytes)
  expect(answer.status).toBe(503)
  expectProblem(await officer('GET', to), 503, 'storage_unavailable')
  expect((await officer('GET', `/api/requests/${id}/files`)).body.files).toEqual([])
  store.put = put
  expect((await officer('GET', to)).body).toMatchObject({ status: 'stored', file: { size: bytes.length } })
})

test('what was attached and taken out again makes room for what comes, but for what came a moment ago', async () => {
  const officer = await as('cmi3.officer')
  const { id } = await begin(officer, 'cmi3')
  const { db } = office.deps
  const first = await attached(officer, id, 'a.pdf', newPdf())
  const kept = await attached(officer, id, 'b.pdf', newPdf())
  await write(officer, id, wholeContent('cmi3', { attachments: [kept] }))
  // As if they had been that large.
  await db
    .updateTable('file')
    .set({ size: 240 * 1024 * 1024 })
    .where('sha256', 'in', [first.sha256, kept.sha256])
    .execute()
  expect((await announce(officer, id, 'c.pdf', 40 * 1024 * 1024)).status).toBe(413)
  office.clock.advance(600_001)
  expect((await announce(officer, id, 'c.pdf', 40 * 1024 * 1024)).status).toBe(201)
  const { files } = (await officer('GET', `/api/requests/${id}/files`)).body
  expect(files.map(({ sha256 }: { sha256: string }) => sha256)).toEqual([kept.sha256])
})
