import { type Client, colleague } from './office.ts'
import { withMarks } from './unmarked.ts'

export const ifMatch = (revision: number) => ({ 'If-Match': `"${revision}"` })

export const order = {
  number: '๑๒/๒๕๗๐',
  date: '2026-11-20',
  signedBy: 'นายสมมติ ตัวอย่าง',
  signedAs: 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา',
  effectiveFrom: null as string | null,
}

/** A draft of `<office>.<name>` that begins with `from`, changed by `change`; answers its id and revision. */
export async function draftOf(
  admin: Client,
  office: string,
  name: string,
  from: unknown,
  // biome-ignore lint/suspicious/noExplicitAny: a draft's JSON has no certain shape
  change?: (json: any) => void,
): Promise<{ id: string; revision: number }> {
  const { status, body } = await admin('POST', `/api/offices/${office}/drafts`, { name, from })
  if (status !== 201) throw new Error(JSON.stringify(body))
  if (!change) return { id: body.id, revision: body.revision }
  const changed = structuredClone(body.json)
  change(changed)
  // As the editor does, which marks what is new in it.
  const json = withMarks(changed)
  const answer = await admin('PUT', `/api/drafts/${body.id}`, { json }, ifMatch(body.revision))
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return { id: answer.body.id, revision: answer.body.revision }
}

/** A draft of a template with the name of a document of the office; any other draft as it is. */
async function named(admin: Client, draft: { id: string; revision: number }): Promise<{ revision: number }> {
  const { body } = await admin('GET', `/api/drafts/${draft.id}`)
  const document = body.json?.order?.document?.th
  if (body.revision !== draft.revision || !/ยังไม่มีประกาศ|ยังไม่ได้ระบุ/.test(document ?? '')) return draft
  const order = { ...body.json.order, document: { th: 'ประกาศทดสอบ', en: 'Announcement for tests' } }
  return (
    await admin('PUT', `/api/drafts/${draft.id}`, { json: { ...body.json, order } }, ifMatch(draft.revision))
  ).body
}

/** Confirms as the director, or as whoever else may, what was asked; answers the answer to that. */
export async function confirmAsSecond(client: Client, waiting: { id: string; waitsFor: { id: string }[] }) {
  const ids = waiting.waitsFor.map(({ id }) => id)
  const second = ids.find((id) => id.endsWith('officeDirector')) ?? ids[0]
  if (second === undefined) throw new Error('Nobody may confirm this')
  return (await colleague(client, second))('POST', `/api/confirmations/${waiting.id}/confirm`)
}

/** The whole of a code, of which who asked was shown the first half and who confirms it is shown the second. */
export async function codeOfBoth(
  client: Client,
  { code, waiting }: { code: string; waiting: Parameters<typeof confirmAsSecond>[1] },
): Promise<string> {
  const confirmed = await confirmAsSecond(client, waiting)
  return `${code}-${confirmed.body.code}`
}

/** Activates a draft by an order of today, confirmed by a second person; answers the version. */
export async function activate(
  ...[admin, draft, changed]: Parameters<typeof askToActivate>
): ReturnType<typeof askToActivate> {
  const asked = await askToActivate(admin, draft, changed)
  if (asked.status !== 201) return asked
  const { version, waiting } = asked.body
  if (version) return { ...asked, body: version }
  const confirmed = await confirmAsSecond(admin, waiting)
  if (confirmed.status !== 200) return confirmed
  const place = confirmed.headers.get('location') ?? ''
  const { body } = await admin('GET', place.replace(/\/\d+$/, ''))
  const made = body.versions.find(({ version }: { version: number }) => place.endsWith(`/${version}`))
  return { status: 201, body: made, headers: confirmed.headers }
}

/** Asks that a draft be activated by an order of today, with a reason for every warning. */
export async function askToActivate(
  admin: Client,
  { id, revision }: { id: string; revision: number },
  changed: Partial<typeof order> = {},
) {
  const draft = await named(admin, { id, revision })
  const { body } = await admin('POST', `/api/drafts/${id}/proofs`)
  const warnings: { id: string; outcome: string }[] = body.proofs ?? []
  const reasons = Object.fromEntries(
    warnings.filter(({ outcome }) => outcome === 'warning').map((proof) => [proof.id, 'ยอมรับได้ในการทดสอบ']),
  )
  const activation = { order: { ...order, ...changed }, reasons }
  return admin('POST', `/api/drafts/${id}/activation`, activation, ifMatch(draft.revision))
}
