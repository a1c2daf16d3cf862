import type { Client } from './office.ts'

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
  const json = structuredClone(body.json)
  change(json)
  const answer = await admin('PUT', `/api/drafts/${body.id}`, { json }, ifMatch(body.revision))
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return { id: answer.body.id, revision: answer.body.revision }
}

/** Activates a draft by an order of today, with a reason for every warning. */
export async function activate(
  admin: Client,
  { id, revision }: { id: string; revision: number },
  changed: Partial<typeof order> = {},
) {
  const { body } = await admin('POST', `/api/drafts/${id}/proofs`)
  const warnings: { id: string; outcome: string }[] = body.proofs ?? []
  const reasons = Object.fromEntries(
    warnings.filter(({ outcome }) => outcome === 'warning').map((proof) => [proof.id, 'ยอมรับได้ในการทดสอบ']),
  )
  const activation = { order: { ...order, ...changed }, reasons }
  return admin('POST', `/api/drafts/${id}/activation`, activation, ifMatch(revision))
}
