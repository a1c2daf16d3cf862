import { z } from 'zod'
import { countUnsent, insertUnsent } from '../../db/effects.ts'
import { findSystem, type IntegrationRow } from '../../db/integrations.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { isSite } from '../http/effects-contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { requireAdmin } from '../people/administrator.ts'
import type { Reader } from '../procedures/versions.ts'

/** One follows the other after so long, in ms, and so many are let follow at once. */
const gapMs = 5000
const mostAtOnce = 1000
const path = '/api/offices/{office}/integrations/{id}/existing'
const existingSchema = z.strictObject({
  count: z.int().describe('How many are public here and were never brought there'),
})

/** What was public before an office turned its website on, and how it is brought there. */
export const existingEndpoints = [
  endpoint({
    method: 'get',
    path,
    summary: 'How many items were public before the website was turned on, and were never brought there',
    access: 'signedIn',
    response: { status: 200, description: 'The number', schema: existingSchema },
    problems: ['not_permitted', 'not_found'],
    run: async ({ deps, me, params: { office = '', id = '' } }) => {
      requireAdmin(me, office)
      await websiteOf(deps.db, { office, id })
      const now = deps.clock.now()
      return { body: { count: await countUnsent(deps.db, { office, integration: id, now }) } }
    },
  }),

  endpoint({
    method: 'post',
    path,
    summary: `Bring at most ${mostAtOnce} of them, the oldest first, one every ${gapMs / 1000} seconds`,
    access: 'signedIn',
    response: { status: 202, description: 'How many are left', schema: existingSchema },
    problems: ['not_permitted', 'not_found', 'transition_not_available'],
    run: async ({ deps, me, params: { office = '', id = '' } }) => {
      requireAdmin(me, office)
      const count = await deps.commits(async (trx) => {
        const found = await websiteOf(trx, { office, id })
        if (found.enabled === 0) throw new ApiProblem('transition_not_available', { message: turnedOff })
        const asked = { office, integration: id, now: deps.clock.now() }
        const sent = await insertUnsent(trx, { ...asked, most: mostAtOnce, gap: gapMs })
        const { kind, name, url } = found
        if (sent > 0)
          await logOfficeEvent(trx, {
            office,
            type: 'integration.existing',
            actor: me.person,
            at: asked.now,
            before: null,
            after: { id, kind, name, url, count: sent },
          })
        return countUnsent(trx, asked)
      })
      return { body: { count } }
    },
  }),
]

const turnedOff: Text = {
  th: 'การเชื่อมต่อปิดอยู่ เปิดใช้ก่อนส่งรายการที่เผยแพร่อยู่แล้ว',
  en: 'The integration is off: turn it on before items that are public already are sent.',
}

/** A website that items are brought to; throws `not_found` for any other integration. */
async function websiteOf(db: Reader, asked: { office: string; id: string }): Promise<IntegrationRow> {
  const found = await findSystem(db, asked)
  if (!found || !isSite(found.kind)) throw new ApiProblem('not_found')
  return found
}
