import { z } from 'zod'
import { pageOfOfficeEvents } from '../../db/audit-log.ts'
import { getOfficeRow, updateOffice } from '../../db/offices.ts'
import { officeSchema } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { auditLogSchema, officeSettingsSchema } from '../http/procedure-contract.ts'
import { requireAdmin } from '../people/administrator.ts'
import { rolesOfOffice } from '../people/office-roles.ts'
import type { Reader } from '../procedures/versions.ts'
import { logOfficeEvent } from './audit-log.ts'
import { sentenceOfOfficeEvent } from './audit-log-words.ts'
import { wholeEntry } from './entries.ts'
import { getOffice } from './office-view.ts'

const pageLength = 50
const logQuerySchema = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
})

/** The office's own matters: its settings, and the log of what its administrators did. */
export const officeAdminEndpoints = [
  endpoint({
    method: 'patch',
    path: '/api/offices/{office}',
    summary: "Change an office's settings",
    access: 'signedIn',
    body: officeSettingsSchema,
    response: { status: 200, description: 'The office as changed', schema: officeSchema },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, params: { office = '' }, body }) => {
      requireAdmin(me, office)
      const view = await deps.commits(async (trx) => {
        const before = await settingsOf(trx, office)
        const after = {
          digits: body.digits ?? before.digits,
          inspectorAllowed: body.inspectorAllowed ?? before.inspectorAllowed,
          draftsOpen: body.draftsOpen ?? before.draftsOpen,
        }
        if (JSON.stringify(after) !== JSON.stringify(before)) {
          const { digits, inspectorAllowed, draftsOpen } = after
          const columns = {
            digits,
            inspectorAllowed: Number(inspectorAllowed),
            draftsOpen: Number(draftsOpen),
          }
          await updateOffice(trx, office, columns)
          const at = deps.clock.now()
          await logOfficeEvent(trx, { office, type: 'office.changed', actor: me.person, at, before, after })
        }
        return getOffice(trx, office)
      })
      return { body: view }
    },
  }),

  endpoint({
    method: 'get',
    path: '/api/offices/{office}/log',
    summary: 'What the administrators of an office did, newest first, each entry chained to the one before',
    access: 'signedIn',
    query: logQuerySchema,
    response: { status: 200, description: `At most ${pageLength} entries`, schema: auditLogSchema },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, params: { office = '' }, query }) => {
      requireAdmin(me, office)
      const below = query.cursor === undefined ? undefined : Number(query.cursor)
      const rows = await pageOfOfficeEvents(deps.db, office, { below, limit: pageLength + 1 })
      const shown = rows.slice(0, pageLength).map(wholeEntry)
      const roles = new Map((await rolesOfOffice(deps.db, office)).map(({ id, title }) => [id, title]))
      const events = shown.map((row) => ({
        seq: row.seq,
        type: row.type,
        sentence: sentenceOfOfficeEvent(row, roles),
        actor: { id: row.actor, name: row.actorName },
        at: iso(row.at),
        before: JSON.parse(row.before) as unknown,
        after: JSON.parse(row.after) as unknown,
        previousHash: row.previousHash,
        hash: row.hash,
      }))
      const last = shown.at(-1)
      return { body: { events, nextCursor: rows.length > pageLength && last ? String(last.seq) : null } }
    },
  }),
]

async function settingsOf(db: Reader, office: string) {
  const { digits, inspectorAllowed, draftsOpen } = await getOfficeRow(db, office)
  return { digits, inspectorAllowed: inspectorAllowed === 1, draftsOpen: draftsOpen === 1 }
}
