import { hash } from 'node:crypto'
import { findOffice, getOfficeRow, type OfficeRow } from '../../db/offices.ts'
import { deleteSeal, saveSeal, updateSite } from '../../db/sites.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { type SiteView, siteChangeSchema, siteSchema } from '../http/site-contract.ts'
import { requireAdmin } from '../people/administrator.ts'
import { logOfficeEvent } from './audit-log.ts'
import { sealPicture } from './seal-picture.ts'
import { type SiteSettings, sealAddress, siteOfOffice } from './site.ts'

/** How the public site of an office looks and whom it names; an administrator's to change. */
export const siteEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/site',
    summary: "The settings of an office's public site",
    access: 'signedIn',
    response: { status: 200, description: 'The settings', schema: siteSchema },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps, me, params: { office = '' } }) => {
      requireAdmin(me, office)
      const row = await findOffice(deps.db, office)
      if (!row) throw new ApiProblem('not_found')
      return { body: viewOf(row) }
    },
  }),
  endpoint({
    method: 'patch',
    path: '/api/offices/{office}/site',
    summary: "Change the settings of an office's public site; what is left out stays",
    access: 'signedIn',
    body: siteChangeSchema,
    response: { status: 200, description: 'The settings as changed', schema: siteSchema },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, params: { office = '' }, body }) => {
      requireAdmin(me, office)
      const { seal: given, name, colours, contact, menu, filing, catalogue } = body
      // Before the transaction: others must not wait for a picture.
      const picture = typeof given === 'string' ? await readSeal(given) : undefined
      const view = await deps.commits(async (trx) => {
        const row = await getOfficeRow(trx, office)
        const before = wholeSite(row)
        const kept = given === null ? null : before.seal
        const seal = picture ? hash('sha256', picture) : kept
        const after = {
          name: name ?? before.name,
          colours: colours === undefined ? before.colours : colours,
          contact: contact ?? before.contact,
          menu: menu ?? before.menu,
          seal,
          filing: filing ?? before.filing,
          catalogue: catalogue ?? before.catalogue,
        }
        if (JSON.stringify(after) === JSON.stringify(before)) return viewOf(row)
        const { name: names, ...site } = after
        const columns = { nameTh: names.th, nameEn: names.en, site: JSON.stringify(site) }
        await updateSite(trx, office, columns)
        if (picture && seal) await saveSeal(trx, { office, sha256: seal, picture })
        else if (seal === null) await deleteSeal(trx, office)
        const at = deps.clock.now()
        await logOfficeEvent(trx, { office, type: 'site.changed', actor: me.person, at, before, after })
        return viewOf({ ...row, ...columns })
      })
      return { body: view }
    },
  }),
]

const wholeSite = (row: OfficeRow): { name: Text } & SiteSettings => ({
  name: { th: row.nameTh, en: row.nameEn },
  ...siteOfOffice(row),
})

function viewOf(row: OfficeRow): SiteView {
  const { seal, ...rest } = wholeSite(row)
  return { ...rest, seal: seal && sealAddress(row.id, seal) }
}

async function readSeal(base64: string): Promise<Buffer> {
  const read = await sealPicture(Buffer.from(base64, 'base64'))
  if ('picture' in read) return read.picture
  throw new ApiProblem('invalid_request', { errors: [{ path: 'seal', message: read.problem }] })
}
