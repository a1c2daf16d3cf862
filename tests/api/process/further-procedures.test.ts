import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { verifyAll } from '../../../api/operations/verify-all.ts'
import { boot } from '../../../api/process/boot.ts'
import { readConfig } from '../../../api/process/config.ts'
import type { Deps } from '../../../api/process/deps.ts'
import { yst2 } from '../../../machines/offices/yst2/office.ts'
import { testClock } from '../../support/office.ts'

let data: string
const { procedures, demo } = yst2
const { matters } = demo
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'prakat-further-'))
})
afterEach(async () => {
  Object.assign(yst2, { procedures })
  Object.assign(demo, { matters })
  await rm(data, { recursive: true, force: true })
})

async function start<Result>(at: string, look: (deps: Deps) => Promise<Result>): Promise<Result> {
  const deps = await boot(readConfig({ PRAKAT_DATA: data }), testClock(at), pino({ level: 'silent' }))
  try {
    return await look(deps)
  } finally {
    await deps.reads.destroy()
    await deps.workers.close()
    await deps.db.destroy()
  }
}

const lookedAt = async ({ db }: Deps) => ({
  versions: (
    await db
      .selectFrom('procedureVersion')
      .select(['procedure', 'version', 'status'])
      .where('office', '=', 'yst2')
      .orderBy('procedure')
      .execute()
  ).map(({ procedure, version, status }) => `${procedure} ${version} ${status}`),
  events: await db.selectFrom('event').selectAll().orderBy('request').orderBy('seq').execute(),
})

test('a database of an edition with one procedure gets the others at the next start, and keeps all that it had', async () => {
  // As the edition before was: one procedure, and matters of it alone.
  Object.assign(yst2, { procedures: procedures.slice(0, 1) })
  Object.assign(demo, {
    matters: (calendar: Parameters<typeof matters>[0]) =>
      matters(calendar).filter(({ of }) => of === undefined),
  })
  const before = await start('2026-11-20T03:00:00Z', lookedAt)
  expect(before.versions).toEqual(['yst2.publication 1 active'])
  Object.assign(yst2, { procedures })
  Object.assign(demo, { matters })

  const after = await start('2026-11-23T03:00:00Z', async (deps) => {
    const notices = await deps.db
      .selectFrom('officeNotice')
      .select(['person', 'messageTh'])
      .orderBy('person')
      .execute()
    const log = await deps.db
      .selectFrom('officeEvent')
      .select(['after'])
      .where('office', '=', 'yst2')
      .where('type', '=', 'version.shipped')
      .orderBy('seq')
      .execute()
    return { ...(await lookedAt(deps)), notices, log: log.map((one) => JSON.parse(one.after)) }
  })
  expect(after.versions).toEqual(['yst2.photos 1 active', 'yst2.publication 1 active', 'yst2.rules 1 active'])
  expect(after.events).toEqual(before.events)

  // One person publishes pictures alone: the log says by which clause, and those who would confirm it are told.
  expect(
    after.log.map(({ procedure, byOne }) => [procedure, byOne?.map((one: { place: string }) => one.place)]),
  ).toEqual([
    ['yst2.publication', undefined],
    ['yst2.photos', ['loading.PUBLISH']],
    ['yst2.rules', undefined],
  ])
  expect(after.notices.map(({ person }) => person)).toEqual([
    'yst2.admin',
    'yst2.deputyDirector',
    'yst2.officeDirector',
  ])
  for (const { messageTh } of after.notices) expect(messageTh).toContain('๓.๒ ๔)')

  // The third start finds nothing to do.
  const again = await start('2026-11-24T03:00:00Z', async (deps) => ({
    ...(await lookedAt(deps)),
    differences: (await verifyAll(deps.reads, [], deps.clock.now())).differences,
  }))
  expect(again.versions).toEqual(after.versions)
  expect(again.differences).toEqual([])
})
