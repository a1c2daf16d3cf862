import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { builtScreens } from '../../api/http/screens.ts'
import { ptt1Publication } from '../../machines/offices/ptt1/publication.ts'
import type { Procedure, Transition } from '../../machines/procedure/procedure.ts'
import { attached } from '../support/attach.ts'
import { openBrowser } from '../support/browser.ts'
import { cmi3WithApproval } from '../support/cmi3-with-approval.ts'
import { type Office, password, startOffice } from '../support/office.ts'
import { activate } from '../support/put-in-force.ts'
import { begin, clientsOf, look, take, wayOf, wholeContent, write } from '../support/requests.ts'
import { pdf, photo } from '../support/sample-files.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let office: Office
let chromium: Awaited<ReturnType<typeof openBrowser>>
beforeAll(async () => {
  office = await startOffice({ screens: builtScreens().handler })
  chromium = await openBrowser()
  // One office allows the way to the public inspector, so that its notice is looked at too.
  await office.deps.db.updateTable('office').set({ inspectorAllowed: 1 }).where('id', '=', 'yst2').execute()
  await writeDrafts()
  await attachFiles()
})
afterAll(async () => {
  await chromium.close()
  await office.close()
})

/** One draft that breaks a rule, one that may be activated, and a second version with requests left on the first. */
const drafts: Record<string, string> = {}
async function writeDrafts(): Promise<void> {
  const admin = await office.as('cmi3.admin')
  const from = { kind: 'version', procedure: 'cmi3.publication', version: 1 }
  for (const [name, json] of [
    ['publication', cmi3WithApproval(withoutApproval)],
    ['urgent', { ...cmi3WithApproval(), id: 'cmi3.urgent' }],
  ] as const) {
    const { body } = await admin('POST', '/api/offices/cmi3/drafts', { name, from })
    const written = await admin(
      'PUT',
      `/api/drafts/${body.id}`,
      { json },
      { 'If-Match': `"${body.revision}"` },
    )
    expect(written.status).toBe(200)
    drafts[name] = body.id
  }
  const title = { th: 'การเผยแพร่ข้อมูลข่าวสารของสำนักงาน', en: 'Publication' }
  await activate(office.deps.db, { ...ptt1Publication, title }, office.clock.now())
}

/** A request with a file and a picture that is being written, and one that is published. */
const withFiles: Record<string, string> = {}
async function attachFiles(): Promise<void> {
  const as = clientsOf(office)
  const officer = await as('yst2.officer')
  const made = async () => {
    const { id } = await begin(officer, 'yst2')
    const file = await attached(officer, id, `${'แผนปฏิบัติการประจำปี'.repeat(5)}.pdf`, pdf())
    const picture = await attached(officer, id, 'ประชุม.jpg', await photo('jpeg', { width: 900, height: 600 }))
    const album = [{ ...picture, alt: 'ครูกำลังประชุม', caption: 'การประชุม' }]
    await write(officer, id, wholeContent('yst2', { attachments: [file], album }))
    return id
  }
  withFiles.draft = `/requests/${await made()}`
  const published = await made()
  for (const { who, type, data } of wayOf('yst2'))
    await take(await as(`yst2.${who}`), published, { type, ...data })
  withFiles.published = (await look(officer, published)).publication?.url ?? ''
}

/** The approval is still required, and is passed by. */
function withoutApproval({ chart }: Procedure): void {
  const certify = chart.states.certification?.on?.CERTIFY as Transition
  certify.target = 'handover'
}

/** A screen by its path; `@view` is the first request of that list, `#name` a draft, `&name` what has files. */
const screens: [who: string, path: string][] = [
  ['', '/sign-in'],
  ['cmi3.officer', '/'],
  ['cmi3.officer', '/mine'],
  ['cmi3.officer', '/drafts'],
  ['cmi3.officer', '/new'],
  ['yst2.officer', '/new'],
  ['cmi3.officer', '@mine'],
  ['cmi3.officer', '@mine/edit'],
  ['cmi3.committee', '/'],
  ['cmi3.groupDirector', '@inbox'],
  ['cmi3.groupDirector', '@inbox/preview'],
  ['yst2.publicRelations', '@inbox'],
  ['ksn2.webHead', '@inbox'],
  ['ksn2.officer', '@office/inspector'],
  ['yst2.officer', '@office/inspector'],
  ['yst2.officer', '/office'],
  ['yst2.officer', '/office/report'],
  ['ptt1.groupDirector2', '/supervision'],
  ['yst2.officeDirector', '/supervision?show=published'],
  ['yst2.officer', '/office/oit?year=2566'],
  ['cmi3.admin', '/office/oit'],
  ['yst2.officer', '/office/procedures/yst2.publication'],
  ['yst2.officer', '/office/procedures/yst2.publication/document'],
  ['ptt1.admin', '/people'],
  ['ptt1.admin', '/account/password'],
  ['cmi3.admin', '#publication/proofs'],
  ['cmi3.admin', '#publication/activation'],
  ['cmi3.admin', '#urgent/rehearsal'],
  ['cmi3.admin', '#urgent/activation'],
  ['yst2.officer', '/office/procedures/yst2.publication/rehearsal'],
  ['ptt1.admin', '/office/procedures/ptt1.publication/versions'],
  ['ptt1.admin', '/office/procedures/ptt1.publication/versions/2/moves'],
  ['cmi3.admin', '/office/settings'],
  ['cmi3.admin', '/office/integrations'],
  ['cmi3.admin', '/office/mail'],
  ['cmi3.officer', '/account/mail'],
  ['cmi3.officer', '/office/settings'],
  ['ptt1.admin', '/requests/none-such'],
  ['ptt1.admin', '/no/such/page'],
  ['', '/o'],
  ['', '/o/cmi4'],
  ['', '/o/yst2/procedure'],
  ['', '/o/cmi4/law'],
  ['', '/o/cmi4/datasets'],
  ['', '/o/cmi4/procurement'],
  ['', '/o/cmi4/embed'],
  ['', '/o/cmi3/items/none-such'],
  ['yst2.officer', '&draft'],
  ['yst2.officer', '&draft/edit'],
  ['', '&published'],
  ['', '&published/receipt'],
  ['', '/o/cmi4/check'],
  ['', '/o/cmi4/check?code=forged'],
]
const looks = [
  { name: 'wide and light', width: 1280, height: 900, colorScheme: 'light' as const },
  { name: 'a phone in the dark', width: 360, height: 740, colorScheme: 'dark' as const },
]

type Violation = { id: string; nodes: { html: string }[] }

describe.each(looks)('on $name', ({ name: _, colorScheme, ...viewport }) => {
  test.each(screens)(
    '%s at %s: axe finds nothing, and nothing is wider than the screen',
    async (who, path) => {
      // The service of Playwright that runs scripts in the page is not bound by the page's policy of scripts.
      const context = await chromium.browser.newContext({
        viewport,
        colorScheme,
        locale: 'th-TH',
        bypassCSP: true,
      })
      try {
        await context.clock.setSystemTime(office.clock.now())
        if (who)
          await context.request.post(`${office.url}/api/session`, { data: { username: who, password } })
        const page = await context.newPage()
        await page.goto(office.url + (await addressOf(page, path)))
        await page.locator('h1').first().waitFor()
        await page.waitForLoadState('networkidle')
        if (path.endsWith('/inspector')) await page.locator('.sequence-row').first().waitFor()
        await page.evaluate(axe)
        // A string: these tests are compiled for Node, and this runs in the page.
        const violations = (await page.evaluate(
          "axe.run(document, { resultTypes: ['violations'] }).then((found) => found.violations)",
        )) as Violation[]
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).toEqual([])
        const over = (await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )) as number
        expect(over).toBeLessThanOrEqual(0)
      } finally {
        await context.close()
      }
    },
  )
})

async function addressOf(page: Page, path: string): Promise<string> {
  if (path.startsWith('#')) {
    const [name = '', part] = path.slice(1).split('/')
    return `/office/drafts/${drafts[name]}/${part}`
  }
  if (path.startsWith('&')) {
    const [name = '', ...part] = path.slice(1).split('/')
    return [withFiles[name], ...part].join('/')
  }
  const [, view, rest = ''] = /^@(\w+)(.*)$/.exec(path) ?? []
  if (!view) return path
  const answer = await page.context().request.get(`${office.url}/api/requests?view=${view}`)
  const { items } = (await answer.json()) as { items: { id: string }[] }
  return `/requests/${items[0]?.id}${rest}`
}
