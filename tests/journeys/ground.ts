import { expect } from '@jest/globals'
import { demoDocuments } from '../../api/demo/documents.ts'
import { builtScreens } from '../../api/http/screens.ts'
import { verifyRequests } from '../../api/operations/verify-requests.ts'
import { takeDueTimers } from '../../api/requests/timers.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { openBrowser } from '../support/browser.ts'
import { startOffice } from '../support/office.ts'
import { Official } from './official.ts'

/** The office's own document, as the content of a request. */
export function documentOf(office: string): { title: string; body: string; source: string } {
  const found = demoDocuments().find((document) => document.office === office)
  if (!found) throw new Error(`There is no document of ${office}`)
  const { title, body, source } = found
  return { title, body, source }
}

/** A running product with a clock that moves only when told, and a real browser for each official. */
export type JourneyGround = Awaited<ReturnType<typeof openGround>>

export async function openGround(procedure: Procedure) {
  const office = await startOffice({ at: '2026-11-20T03:00:00Z', screens: builtScreens().handler })
  const chromium = await openBrowser()
  const rowOf = (request: string) =>
    office.deps.db.selectFrom('request').selectAll().where('id', '=', request).executeTakeFirstOrThrow()
  return {
    office,
    /** Signs in whoever is to work on the ground's own procedure, or on another. */
    official: (username: string, on = procedure) => Official.signIn(chromium.browser, office, on, username),
    /** A page in a browser of its own, where nobody has signed in. */
    page: async () => {
      const context = await chromium.browser.newContext({
        locale: 'th-TH',
        timezoneId: 'Asia/Bangkok',
        viewport: { width: 1280, height: 900 },
      })
      await context.clock.setSystemTime(office.clock.now())
      const page = await context.newPage()
      page.setDefaultTimeout(45_000)
      return page
    },
    /** The address of the request's public page. */
    publicUrl: async (request: string) => {
      const { id, office: of } = await office.deps.db
        .selectFrom('publication')
        .select(['id', 'office'])
        .where('request', '=', request)
        .executeTakeFirstOrThrow()
      return `/o/${of}/items/${id}`
    },
    /** What a member of the public sees there, in a browser without script. */
    visit: async (path: string) => {
      const context = await chromium.browser.newContext({ javaScriptEnabled: false })
      const page = await context.newPage()
      const answer = await page.goto(office.url + path)
      const text = await page.locator('body').innerText()
      await context.close()
      return { status: answer?.status() ?? 0, text }
    },
    /** Moves the clock and lets the due timers be taken. */
    passTime: async (at: string) => {
      office.clock.set(at)
      await takeDueTimers(office.deps)
    },
    state: async (request: string) => JSON.parse((await rowOf(request)).state) as unknown,
    /** Every record agrees with every other. */
    expectSound: async () => expect((await verifyRequests(office.deps.db)).differences).toEqual([]),
    /** Closes every browser: whoever is needed later signs in again. */
    sendHome: async () => {
      for (const context of chromium.browser.contexts()) await context.close()
    },
    close: async () => {
      await chromium.close()
      await office.close()
    },
  }
}
