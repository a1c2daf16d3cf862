import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { pino } from 'pino'
import { CredentialLost, createCredentials, renewCredentials } from '../../../api/effects/credentials.ts'
import { deliverDue } from '../../../api/effects/deliver.ts'
import { backUp } from '../../../api/operations/backup.ts'
import { databaseFile } from '../../../api/process/config.ts'
import { FakeWordpress } from '../../support/fake-wordpress.ts'
import { type Office, startOffice } from '../../support/office.ts'
import { publish } from '../../support/publish.ts'

const canary = 'CANARY7q3kfp0zCANARY'
const secrets = ['the first secret of a server, 32', 'the second secret of a server, 32'] as const
const keyed = (secret: string, formerSecrets: string[] = []) =>
  createCredentials({ mode: 'production', secret, formerSecrets, data: '/nowhere' })

let data: string
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'prakat-credentials-'))
})
afterEach(() => rm(data, { recursive: true, force: true }))

test('what was sealed for one integration opens for it alone, and never twice alike', () => {
  const credentials = keyed(secrets[0])
  const sealed = credentials.seal(canary, 'one')
  expect(sealed).not.toContain(canary)
  expect(credentials.seal(canary, 'one')).not.toBe(sealed)
  expect(credentials.open(sealed, 'one')).toBe(canary)
  expect(() => credentials.open(sealed, 'another')).toThrow(CredentialLost)
})

test('what was altered in any letter, cut off, or sealed by another key opens for nobody', () => {
  const credentials = keyed(secrets[0])
  const sealed = credentials.seal(canary, 'one')
  const text = sealed.lastIndexOf('.') + 1
  for (const at of [0, 5, text, text + 8]) {
    const letter = sealed[at] === 'A' ? 'B' : 'A'
    expect(() => credentials.open(sealed.slice(0, at) + letter + sealed.slice(at + 1), 'one')).toThrow(
      CredentialLost,
    )
  }
  for (const broken of ['', sealed.slice(0, text), sealed.slice(0, -4), 'a.b.c', 'null'])
    expect(() => credentials.open(broken, 'one')).toThrow(CredentialLost)
  expect(() => keyed(secrets[1]).open(sealed, 'one')).toThrow(CredentialLost)
  expect(keyed(secrets[1], [secrets[0]]).open(sealed, 'one')).toBe(canary)
})

test('in demo mode, whose secret is public, the key is made in the directory for its account alone, and stays', async () => {
  const demo = () => createCredentials({ mode: 'demo', secret: 'public', formerSecrets: [], data })
  const sealed = demo().seal(canary, 'one')
  const file = join(data, 'credentials.key')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect(demo().open(sealed, 'one')).toBe(canary)
})

/** Everything that lies below a directory, as text. */
async function everythingIn(directory: string): Promise<string> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true })
  const texts = files
    .filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name), 'latin1'))
  return (await Promise.all(texts)).join('\n')
}

test('a password is in no database, log of it, log file, answer, error, audit log or backup', async () => {
  const site = await FakeWordpress.start()
  site.password = canary
  const lines: string[] = []
  const log = new Writable({
    write: (line, _coding, done) => {
      lines.push(String(line))
      done()
    },
  })
  const office: Office = await startOffice({ env: { PRAKAT_OUTBOUND_HOSTS: site.host } })
  try {
    // As loud as it gets.
    office.deps.log = pino({ level: 'trace' }, log)
    const admin = await office.as('cmi4.admin')
    const answers: unknown[] = []
    const ask = async (method: string, path: string, body?: unknown) => {
      const answer = await admin(method, path, body)
      answers.push(answer.body, Object.fromEntries(answer.headers))
      return answer
    }
    const at = '/api/offices/cmi4/integrations'
    const given = { kind: 'wordpress', name: 'เว็บไซต์', url: site.url, username: site.user, password: canary }
    const { id } = (await ask('POST', at, given)).body.integration
    await ask('PATCH', `${at}/${id}`, { enabled: true, password: canary })
    await ask('POST', `${at}/${id}/test`)
    await ask('PATCH', `${at}/${id}`, { password: canary, nothing: 'known' })
    await ask('PATCH', `${at}/${id}`, { password: canary, url: 'http://127.0.0.1:1/' })
    const { request } = await publish(office)
    await deliverDue(office.deps)
    expect(site.posts).toMatchObject([{ status: 'publish' }])
    // The site itself says the password back with its refusal.
    site.password = `${canary}x`
    await publish(office)
    await deliverDue(office.deps)
    for (const path of [
      at,
      '/api/offices/cmi4/effects',
      '/api/offices/cmi4/log',
      `/api/requests/${request}/website`,
    ])
      await ask('GET', path)
    await ask('DELETE', `${at}/${(await ask('POST', at, given)).body.integration.id}`)
    const copy = join(data, 'backup.sqlite')
    await backUp(databaseFile(office.deps.config), copy, office.clock.now())
    expect(JSON.stringify(answers)).not.toContain('CANARY')
    expect(lines.join('')).not.toContain('CANARY')
    for (const directory of [office.deps.config.data, data]) {
      const everything = await everythingIn(directory)
      expect(everything.length).toBeGreaterThan(100_000)
      expect(everything).not.toContain('CANARY')
      expect(everything).not.toContain(Buffer.from(canary).toString('base64').slice(0, 20))
    }
  } finally {
    await office.close()
    await site.close()
  }
})

test('with a new secret what the former one sealed is sealed anew, and what nothing opens asks to be typed anew', async () => {
  const site = await FakeWordpress.start()
  const office = await startOffice({ env: { PRAKAT_OUTBOUND_HOSTS: site.host } })
  try {
    const admin = await office.as('cmi4.admin')
    const at = '/api/offices/cmi4/integrations'
    const given = {
      kind: 'wordpress',
      name: 'เว็บไซต์',
      url: site.url,
      username: site.user,
      password: site.password,
    }
    const { id } = (await admin('POST', at, given)).body.integration
    await admin('PATCH', `${at}/${id}`, { enabled: true })
    const place = { office: 'cmi4', id }
    const seal = keyed(secrets[0]).seal(JSON.stringify({ password: site.password }), id)
    await office.deps.db.updateTable('integration').set({ credential: seal }).execute()
    office.deps.credentials = keyed(secrets[1])
    expect(await renewCredentials(office.deps.db, office.deps.credentials)).toEqual({ renewed: 0, lost: 1 })
    const { request } = await publish(office)
    await deliverDue(office.deps)
    const webmaster = await office.as('cmi4.webmaster')
    expect((await webmaster('GET', `/api/requests/${request}/website`)).body.effects).toMatchObject([
      { status: 'dead', problem: { th: expect.stringContaining('พิมพ์รหัสผ่านใหม่') } },
    ])
    const rotated = keyed(secrets[1], [secrets[0]])
    expect(await renewCredentials(office.deps.db, rotated)).toEqual({ renewed: 1, lost: 0 })
    expect(await renewCredentials(office.deps.db, rotated)).toEqual({ renewed: 0, lost: 0 })
    const [effect] = (await admin('GET', `/api/offices/${place.office}/effects`)).body.effects
    await admin('POST', `/api/offices/cmi4/effects/${effect.id}/retry`)
    await deliverDue(office.deps)
    expect(site.posts).toMatchObject([{ status: 'publish' }])
  } finally {
    await office.close()
    await site.close()
  }
})
