import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { builtScreens } from '../../../api/http/screens.ts'
import { type Office, password, startOffice } from '../../support/office.ts'
import { begin, clientsOf } from '../../support/requests.ts'

const directory = mkdtempSync(join(tmpdir(), 'prakat-first-answers-'))
let office: Office
beforeAll(async () => {
  writeFileSync(
    join(directory, 'index.html'),
    '<!doctype html><html><head><title>x</title></head><body></body></html>',
  )
  writeFileSync(join(directory, 'preloads.json'), '[]')
  office = await startOffice({ screens: builtScreens(directory).handler })
})
afterAll(async () => {
  await office.close()
  rmSync(directory, { recursive: true, force: true })
})

/** The cookie of somebody who has signed in. */
async function cookieOf(username: string): Promise<string> {
  const answer = await fetch(`${office.url}/api/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
async function page(path: string, cookie = '') {
  const answer = await fetch(office.url + path, { headers: { Accept: 'text/html', Cookie: cookie } })
  const html = await answer.text()
  const found = /<script type="application\/json" id="first-answers">([^<]*)<\/script>/.exec(html)?.[1]
  const answers = found === undefined ? undefined : (JSON.parse(found) as Record<string, never>)
  return { status: answer.status, keeping: answer.headers.get('cache-control'), html, answers }
}
const data = async (path: string, cookie: string) =>
  (await fetch(office.url + path, { headers: { Cookie: cookie } })).json()

describe('The page of a screen', () => {
  test('brings what its lists show, as the API answers it to the same person, and is kept by nobody', async () => {
    const cookie = await cookieOf('cmi3.groupDirector')
    const { answers, keeping } = await page('/', cookie)
    expect(keeping).toBe('no-store')
    const list = (view: string) => data(`/api/requests?view=${view}&limit=50`, cookie)
    expect(answers).toEqual({
      session: await data('/api/session', cookie),
      unread: await data('/api/notifications/unread', cookie),
      inbox: await list('inbox'),
      drafts: await list('drafts'),
      mine: await list('mine'),
    })
    expect(Object.keys((await page('/people', cookie)).answers ?? {}).sort()).toEqual(['session', 'unread'])
  })

  test('brings a request with its history and its procedure; no title ends the element', async () => {
    const officer = await clientsOf(office)('cmi3.officer')
    const title = '</script><script>alert(1)</script><!--'
    const { id } = await begin(officer, 'cmi3', { title })
    const cookie = await cookieOf('cmi3.officer')
    const { answers, html } = await page(`/requests/${id}`, cookie)
    expect(html).not.toContain('<script>alert')
    expect(answers).toMatchObject({
      request: await data(`/api/requests/${id}`, cookie),
      history: await data(`/api/requests/${id}/events`, cookie),
      procedure: { id: 'cmi3.publication' },
    })
    expect(answers?.request).toMatchObject({ title })
  })

  test('brings nothing of what this person may not read, nor to who is not signed in', async () => {
    const officer = await clientsOf(office)('cmi3.officer')
    const { id } = await begin(officer, 'cmi3', { title: 'ร่างของผู้อื่น' })
    for (const other of ['cmi4.officer', 'cmi3.webmaster']) {
      const { status, answers, html } = await page(`/requests/${id}`, await cookieOf(other))
      expect(status).toBe(200)
      expect(Object.keys(answers ?? {}).sort()).toEqual(['session', 'unread'])
      expect(html).not.toContain('ร่างของผู้อื่น')
    }
    for (const cookie of ['', 'prakat_session=made-up', 'prakat_session=']) {
      const { status, answers, keeping } = await page(`/requests/${id}`, cookie)
      expect([status, answers, keeping]).toEqual([200, undefined, 'no-cache'])
    }
    for (const path of ['/requests/..%2f..%2fapi', `/requests/${'x'.repeat(5000)}`, '/requests/%00'])
      expect((await page(path, await cookieOf('cmi3.officer'))).answers).not.toHaveProperty('request')
  })

  test('brings nothing after its session has ended', async () => {
    const cookie = await cookieOf('cmi3.officer')
    await fetch(`${office.url}/api/session`, { method: 'DELETE', headers: { Cookie: cookie } })
    expect((await page('/', cookie)).answers).toBeUndefined()
  })
})
