import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { boot } from '../../../api/process/boot.ts'
import { caughtUp } from '../../../api/requests/projections.ts'
import { insertAsked } from '../../../db/asked.ts'
import { insertFigures } from '../../../db/figures.ts'
import { deleteSetting } from '../../../db/settings.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, take } from '../../support/requests.ts'

let office: Office
beforeAll(async () => {
  office = await startOffice()
})
afterAll(() => office.close())

const differences = async () => {
  await caughtUp(office.deps)
  return (await verifyRequests(office.deps.db)).differences.map(({ what }) => what)
}

/** Starts the server on the same database once more, and ends it. */
async function started() {
  const deps = await boot(office.deps.config, office.clock, pino({ level: 'silent' }))
  await deps.reads.destroy()
  await deps.workers.close()
  await deps.db.destroy()
}

test('what an edition stored that took a recall for a return is stored anew at the next start, once', async () => {
  const { db, clock } = office.deps
  const officer = await clientsOf(office)('cmi3.officer')
  const { id } = await begin(officer, 'cmi3')
  await take(officer, id, { type: 'PROPOSE' })
  await take(officer, id, { type: 'RECALL' })
  await take(officer, id, { type: 'PROPOSE' })
  expect(await differences()).toEqual([])

  // As it was: sent back once, and waiting for its owner beside the director.
  const asked = await db.selectFrom('asked').selectAll().where('request', '=', id).executeTakeFirstOrThrow()
  await insertAsked(db, [{ ...asked, whom: `${asked.whom}:other` }])
  const figure = { procedure: 'cmi3.publication', bucket: 0, ms: 0, at: clock.now(), request: id, seq: 3 }
  await insertFigures(db, [
    { ...figure, what: 'returned', name: 'certification' },
    { ...figure, what: 'firstReturn', name: '' },
  ])
  const counts = () =>
    db
      .selectFrom('figureCount')
      .select(['what'])
      .where('what', '=', 'returned')
      .where('count', '<', 0)
      .execute()
  expect((await differences()).length).toBeGreaterThan(0)
  await started()
  // Nothing tells it to look again.
  expect((await differences()).length).toBeGreaterThan(0)

  await deleteSetting(db, 'derivedEdition')
  await started()
  expect(await differences()).toEqual([])
  expect(await counts()).toEqual([])
  expect(await db.selectFrom('underived').selectAll().execute()).toEqual([])
})
