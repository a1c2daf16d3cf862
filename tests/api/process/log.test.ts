import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createApp } from '../../../api/http/app.ts'
import { createLog } from '../../../api/process/log.ts'
import { type Office, password, startOffice } from '../../support/office.ts'

const lines: string[] = []
let office: Office
beforeAll(async () => {
  office = await startOffice()
  // In place of the silent log of the tests; everything, also what is of no interest otherwise.
  const log = createLog('trace', { write: (line) => void lines.push(line) })
  Object.assign(office.deps, { log })
  office.server.removeAllListeners('request')
  office.server.on('request', createApp(office.deps))
})
afterAll(() => office.close())

test('the log never holds a password, a cookie or what somebody wrote, whatever fails', async () => {
  const { db } = office.deps
  const cookie = (await office.anyone('POST', '/api/session', { username: 'cmi3.officer', password })).headers
    .get('set-cookie')
    ?.split(';')[0]
  const headers = { cookie: cookie ?? '' }
  const secret = 'ความลับ-secret-7391'
  const tries = async () => {
    const session = { username: 'cmi3.officer', password: secret }
    await office.anyone('POST', '/api/session', session, headers)
    await office.anyone('POST', '/api/session', `{"password": "${secret}`, headers)
    await office.anyone(
      'POST',
      '/api/session/password',
      { current: secret, next: `${secret}${secret}` },
      headers,
    )
    const content = { title: secret, body: secret }
    await office.anyone('POST', '/api/requests', { procedure: 'cmi3.publication', content }, headers)
    await office.anyone('GET', `/o/cmi3?q=${encodeURIComponent(secret)}`, undefined, headers)
  }
  await tries()
  Object.assign(office.deps, {
    db: new Proxy(db, {
      get: () => () => {
        throw Object.assign(new Error('storage broke'), { body: secret, headers })
      },
    }),
  })
  await tries()
  Object.assign(office.deps, { db })
  const log = lines.join('')
  expect(log).toContain('storage broke')
  for (const never of [secret, encodeURIComponent(secret), password, cookie ?? '-', '$argon2'])
    expect(log).not.toContain(never)
})
