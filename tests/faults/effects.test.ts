import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import Sqlite from 'better-sqlite3'
import { type Client, clientOf, password } from '../support/office.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'
import { walkTo } from '../support/requests.ts'
import { haveScreensBuilt, type ServerProcess, startServer } from '../support/server-process.ts'

let data: string
let receiver: Receiver
const running: ServerProcess[] = []
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'prakat-effects-'))
  receiver = await startReceiver()
  haveScreensBuilt()
})
afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL')
  await receiver.close()
  rmSync(data, { recursive: true, force: true })
})

async function serve() {
  const server = await startServer({ data, env: { PRAKAT_OUTBOUND_HOSTS: receiver.host } })
  running.push(server)
  const as = async (username: string): Promise<Client> => {
    const answer = await clientOf(server.url)('POST', '/api/session', { username, password })
    return clientOf(server.url, (answer.headers.get('set-cookie') ?? '').split(';')[0])
  }
  return { ...server, as }
}
const until = async (holds: () => boolean | Promise<boolean>) => {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50))
}

test('a server that is killed in the midst of a delivery makes it at its next start, under the same id, and then once', async () => {
  const first = await serve()
  const admin = await first.as('cmi4.admin')
  const at = '/api/offices/cmi4/integrations'
  const body = { kind: 'webhook', name: 'ระบบสารบรรณ', url: `${receiver.url}/hook` }
  const { id } = (await admin('POST', at, body)).body.integration
  await admin('PATCH', `${at}/${id}`, { enabled: true })
  // It hears the first delivery and never answers.
  receiver.answer = () => {}
  await walkTo(first.as, 'cmi4')
  await until(() => receiver.received.length === 1)
  first.child.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  receiver.answer = (_request, res) => res.writeHead(204).end()
  const second = await serve()
  await until(() => receiver.received.length === 2)
  const again = await second.as('cmi4.admin')
  const effects = async () => (await again('GET', '/api/offices/cmi4/effects')).body.effects
  await until(async () => (await effects())[0].status === 'done')
  expect(await effects()).toMatchObject([{ what: 'published', attempts: [{ number: 1, status: 204 }] }])
  const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(1)
  second.child.kill('SIGTERM')
  expect(await second.ended).toBe(0)
  expect(receiver.received).toHaveLength(2)
  const sqlite = new Sqlite(join(data, 'prakat.sqlite'), { readonly: true })
  expect(sqlite.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
  sqlite.close()
})
