import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { procedureViewSchema } from '../../../api/http/contract.ts'
import { layoutOfVersion } from '../../../api/procedures/version-layout.ts'
import { getActiveVersion } from '../../../api/procedures/versions.ts'
import { layoutEdition } from '../../../machines/chart/layout/chart-layout.ts'
import { openStaff, type Staff } from '../../support/staff.ts'

let staff: Staff
beforeEach(async () => {
  staff = await openStaff()
})
afterEach(() => staff.close())

const store = (hash: string, layout: object) =>
  staff.db
    .updateTable('procedureVersion')
    .set({ layout: JSON.stringify(layout) })
    .where('hash', '=', hash)
    .execute()

test('a picture that was stored with the kinds of before is laid out anew, once, with those of today', async () => {
  const { hash } = await getActiveVersion(staff.db, 'cmi3.publication')
  const { edition: _, ...made } = await layoutOfVersion(staff.deps, hash)
  const old: Record<string, string> = { ending: 'aside', deadline: 'after' }
  const edges = made.edges.map(({ aside, ...edge }) => ({ ...edge, kind: old[edge.kind] ?? edge.kind }))
  await store(hash, { ...made, edges })
  const agent = await staff.signIn('cmi3.officer')
  const { body } = await agent.get('/api/procedures/cmi3.publication').expect(200)
  const { layout } = procedureViewSchema.parse(body)
  expect(layout.edition).toBe(layoutEdition)
  expect(layout.edges.find(({ type }) => type === 'WITHDRAW')).toMatchObject({ kind: 'ending', aside: true })
  // Stored again: what is there now is what is answered.
  await store(hash, { ...layout, width: 1 })
  expect((await layoutOfVersion(staff.deps, hash)).width).toBe(1)
})
