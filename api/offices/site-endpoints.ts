import { hash } from 'node:crypto'
import { findOffice, getOfficeRow, type OfficeRow } from '../../db/offices.ts'
import { deleteSeal, saveSeal, updateSite } from '../../db/sites.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { endpoint, etag, ifMatch, revisionHeader } from '../http/endpoint.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import { mostFiled, type SiteView, siteChangeSchema, siteSchema } from '../http/site-contract.ts'
import { requireAdmin } from '../people/administrator.ts'
import { logOfficeEvent } from './audit-log.ts'
import { merged, refuseChangedMeanwhile, revisionOf } from './changed-meanwhile.ts'
import { sealPicture } from './seal-picture.ts'
import { type SiteSettings, sealAddress, siteOfOffice } from './site.ts'
import { sitePartWords } from './site-part-words.ts'

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
      // Before what it is the revision of: a change between the two is one that was not seen.
      const revision = await revisionOf(deps.db, office)
      const row = await findOffice(deps.db, office)
      if (!row) throw new ApiProblem('not_found')
      const view = viewOf(row, revision)
      return { body: view, headers: etag(view) }
    },
  }),
  endpoint({
    method: 'patch',
    path: '/api/offices/{office}/site',
    summary: "Change the settings of an office's public site; what is left out stays",
    access: 'signedIn',
    body: siteChangeSchema,
    headers: [revisionHeader],
    response: { status: 200, description: 'The settings as changed', schema: siteSchema },
    problems: ['invalid_request', 'not_permitted', 'revision_conflict'],
    run: async ({ deps, me, req, params: { office = '' }, body }) => {
      requireAdmin(me, office)
      const revision = ifMatch(req)
      const { seal: given, colours, ...parts } = body
      // Before the transaction: others must not wait for a picture.
      const picture = typeof given === 'string' ? await readSeal(given) : undefined
      const view = await deps.commits(async (trx) => {
        const row = await getOfficeRow(trx, office)
        const before = wholeSite(row)
        const kept = given === null ? null : before.seal
        const seal = picture ? hash('sha256', picture) : kept
        await refuseChangedMeanwhile(trx, {
          office,
          type: 'site.changed',
          revision,
          now: before,
          change: { ...parts, colours, seal: given === undefined ? undefined : seal },
          words: sitePartWords(row),
          whole: ['colours'],
        })
        const after = {
          ...merged(before, parts),
          colours: colours === undefined ? before.colours : colours,
          seal,
        }
        for (const kept of [after.filing, after.catalogue.frequency])
          if (Object.keys(kept).length > mostFiled) throw new ApiProblem('invalid_request')
        if (JSON.stringify(after) === JSON.stringify(before))
          return viewOf(row, await revisionOf(trx, office))
        const { name: names, ...site } = after
        const columns = { nameTh: names.th, nameEn: names.en, site: JSON.stringify(site) }
        await updateSite(trx, office, columns)
        if (picture && seal) await saveSeal(trx, { office, sha256: seal, picture })
        else if (seal === null) await deleteSeal(trx, office)
        const at = deps.clock.now()
        await logOfficeEvent(trx, { office, type: 'site.changed', actor: me.person, at, before, after })
        return viewOf({ ...row, ...columns }, await revisionOf(trx, office))
      })
      return { body: view, headers: etag(view) }
    },
  }),
]

const wholeSite = (row: OfficeRow): { name: Text } & SiteSettings => ({
  name: { th: row.nameTh, en: row.nameEn },
  ...siteOfOffice(row),
})

function viewOf(row: OfficeRow, revision: number): SiteView {
  const { seal, ...rest } = wholeSite(row)
  return { revision, ...rest, seal: seal && sealAddress(row.id, seal) }
}

async function readSeal(base64: string): Promise<Buffer> {
  const read = await sealPicture(Buffer.from(base64, 'base64'))
  if ('picture' in read) return read.picture
  throw invalidAt('seal', read.problem)
}
