import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import request from 'supertest'
import { seedDemoPeople } from '../../api/demo/people.ts'
import { createApp } from '../../api/http/app.ts'
import { activate } from '../../api/procedures/versions.ts'
import type { Config } from '../../api/process/config.ts'
import { createDeps } from '../../api/process/deps.ts'
import { type Db, openDatabase } from '../../db/open.ts'
import { openReadOnly } from '../../db/open-read-only.ts'
import { offices } from '../../machines/offices/offices.ts'
import { makePasswordsCheap } from './office.ts'

export const demoPassword = 'prakat-demo-2569'
/** 20 November 2026, 10:00 in Bangkok. */
export const start = Date.parse('2026-11-20T03:00:00Z')

export type Staff = Awaited<ReturnType<typeof openStaff>>

/** The five offices with their demo people (in production: with nobody), behind the real application; no requests. */
export async function openStaff(mode: Config['mode'] = 'demo') {
  const data = mkdtempSync(join(tmpdir(), 'prakat-staff-'))
  const db = await openDatabase(join(data, 'prakat.sqlite'))
  const reads = openReadOnly(join(data, 'prakat.sqlite'))
  const time = { now: start }
  const config: Config = {
    ...{ port: 0, host: '127.0.0.1', data, mode },
    ...{ demoPassword, secret: 'a secret of the tests, 32 letters', logLevel: 'silent' },
    trustedProxies: ['loopback'],
    s3: undefined,
    officeBytes: 1024 ** 3,
    clamd: undefined,
    clockDays: 30,
    url: undefined,
    outboundHosts: [],
    formerSecrets: [],
  }
  await storeOffices(db)
  if (mode === 'demo') {
    await seedDemoPeople(db, offices, demoPassword, start)
    await makePasswordsCheap(db)
  }
  const clock = { now: () => time.now }
  const deps = createDeps({ db, reads, config, clock, log: pino({ level: 'silent' }) })
  const app = createApp(deps)
  return {
    ...{ app, db, deps, time },
    signIn: async (username: string, password = demoPassword) => {
      const agent = request.agent(app)
      await agent.post('/api/session').send({ username, password }).expect(200)
      return agent
    },
    close: async () => {
      await reads.destroy()
      await deps.workers.close()
      await db.destroy()
      rmSync(data, { recursive: true })
    },
  }
}

async function storeOffices(db: Db) {
  for (const { id, name, abbreviation, digits, groups, procedures } of offices) {
    await db
      .insertInto('office')
      .values({
        ...{ id, nameTh: name.th, nameEn: name.en, digits, categories: '[]', laws: '[]' },
        ...{ abbreviationTh: abbreviation.th, abbreviationEn: abbreviation.en },
      })
      .execute()
    await db
      .insertInto('officeGroup')
      .values(
        groups.map((group, position) => ({
          ...{ office: id, id: group.id, nameTh: group.name.th, nameEn: group.name.en, position },
        })),
      )
      .execute()
    for (const procedure of procedures) await activate(db, procedure, start)
  }
}
