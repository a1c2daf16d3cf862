import type { z } from 'zod'
import type { ReadAt } from '../../db/publication-facets.ts'
import { findByBeginning, findPublished } from '../../db/publications.ts'
import { removeSuccessor, setSuccessor, successorOf } from '../../db/successors.ts'
import { withheldOf, withhold } from '../../db/withheld-versions.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { newSuccessorSchema, publicVersionsSchema, withholdingSchema } from '../http/contract.ts'
import { type Call, endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import type { Reader } from '../procedures/versions.ts'
import { type Loaded, loadReadable } from './load.ts'
import { maySayOf, mayWithhold } from './may-say.ts'
import { earlierVersions } from './public-versions.ts'

type Me = Call<unknown, unknown>['me']

const publicOf = ({ publication }: Loaded) =>
  publication && publication.endedAt === null ? publication : undefined

async function versionsView(db: Reader, me: Me, id: string): Promise<z.input<typeof publicVersionsSchema>> {
  const loaded = await loadReadable(db, me, id)
  const { publication } = loaded
  if (!publication) return { versions: [], mayWithhold: false, successor: null, maySucceed: false }
  const address = (item: string) => `/o/${loaded.row.office}/items/${item}`
  const reasons = new Map((await withheldOf(db, publication.id)).map((row) => [row.revision, row.reason]))
  const versions = publicOf(loaded) ? await earlierVersions(db, { id: publication.id, request: id }) : []
  const successor = await successorOf(db, publication.id)
  return {
    mayWithhold: mayWithhold(loaded, me),
    maySucceed: maySayOf(loaded, me),
    successor: successor ? { id: successor.id, title: successor.title, url: address(successor.id) } : null,
    versions: versions.map(({ revision, from, until, state }) => ({
      revision,
      from: iso(from),
      until: iso(until),
      state,
      reason: revision === null ? null : (reasons.get(revision) ?? null),
      url:
        revision === null || state !== 'readable' ? null : `${address(publication.id)}/versions/${revision}`,
    })),
  }
}

/** The item of an office that an address, or an id, names, while it is public. */
async function namedItem(db: Reader, { office, now }: ReadAt, given: string) {
  const id = /(?:^|\/items\/)([0-9a-f-]{36})(?:[/?#]|$)/.exec(given)?.[1]
  const short = /\/p\/([0-9a-f]{8})([0-9a-f]{4})(?![0-9a-f])/.exec(given)
  const found = id ?? (short && (await findByBeginning(db, `${short[1]}-${short[2]}`))?.id)
  return found ? findPublished(db, { office, now }, found) : undefined
}

/** Whether one is already followed, over whatever is between, by the other. */
async function follows(db: Reader, from: string, to: string): Promise<boolean> {
  const seen = new Set<string>()
  for (
    let at: string | undefined = from;
    at !== undefined && !seen.has(at);
    at = (await successorOf(db, at))?.id
  ) {
    if (at === to) return true
    seen.add(at)
  }
  return false
}

export const publicVersionEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/public-versions',
    summary: 'What the public read of an item before its corrections, and whether it still may',
    access: 'signedIn',
    response: { status: 200, description: 'The versions, oldest first', schema: publicVersionsSchema },
    problems: ['not_found', 'not_permitted'],
    run: async ({ deps, me, params }) => ({ body: await versionsView(deps.db, me, params.id ?? '') }),
  }),
  endpoint({
    method: 'post',
    path: '/api/requests/{id}/public-versions/{revision}/withholding',
    summary: 'Close an earlier version to the public for good, since it holds personal data',
    access: 'signedIn',
    body: withholdingSchema,
    response: { status: 200, description: 'The versions, oldest first', schema: publicVersionsSchema },
    problems: ['invalid_request', 'not_found', 'not_permitted'],
    run: async ({ deps, me, params: { id = '', revision = '' }, body }) => {
      const view = await deps.commits(async (trx) => {
        const loaded = await loadReadable(trx, me, id)
        const publication = publicOf(loaded)
        if (!mayWithhold(loaded, me)) throw new ApiProblem('not_permitted', { message: notYours })
        const versions = publication ? await earlierVersions(trx, { id: publication.id, request: id }) : []
        const version = versions.find((one) => String(one.revision) === revision)
        if (!publication || !version || version.revision === null) throw new ApiProblem('not_found')
        const { office } = loaded.row
        const at = deps.clock.now()
        const row = { office, publication: publication.id, revision: version.revision, at, by: me.person.id }
        if (version.state !== 'readable' || !(await withhold(trx, { ...row, reason: body.reason })))
          return versionsView(trx, me, id)
        await logOfficeEvent(trx, {
          office,
          type: 'version.withheld',
          actor: me.person,
          at,
          before: null,
          // The reason stands beside, where it can be erased: an entry of the log never changes.
          after: { request: id, publication: publication.id, revision: version.revision },
        })
        return versionsView(trx, me, id)
      })
      return { body: view }
    },
  }),
  endpoint({
    method: 'put',
    path: '/api/requests/{id}/successor',
    summary: 'Say which public item took the place of the item of a request, or take that back',
    access: 'signedIn',
    body: newSuccessorSchema,
    response: { status: 200, description: 'The versions and the successor', schema: publicVersionsSchema },
    problems: ['invalid_request', 'not_found', 'not_permitted'],
    run: async ({ deps, me, params: { id = '' }, body }) => {
      const view = await deps.commits(async (trx) => {
        const loaded = await loadReadable(trx, me, id)
        if (!maySayOf(loaded, me)) throw new ApiProblem('not_permitted', { message: notOfGroup })
        const { publication, row } = loaded
        if (!publication) throw new ApiProblem('not_found')
        const at = deps.clock.now()
        const found =
          body.item === null ? null : await namedItem(trx, { office: row.office, now: at }, body.item)
        if (found === undefined) throw invalidAt('item', noSuchItem)
        if (found && (await follows(trx, found.id, publication.id))) throw invalidAt('item', circle)
        const before = (await successorOf(trx, publication.id))?.id ?? null
        const after = found?.id ?? null
        if (after === before) return versionsView(trx, me, id)
        const named = (successor: string | null) => successor && { publication: publication.id, successor }
        if (after === null) await removeSuccessor(trx, publication.id)
        else
          await setSuccessor(trx, {
            office: row.office,
            publication: publication.id,
            successor: after,
            at,
            by: me.person.id,
          })
        await logOfficeEvent(trx, {
          office: row.office,
          type: after === null ? 'successor.removed' : 'successor.set',
          actor: me.person,
          at,
          before: named(before),
          after: named(after),
        })
        return versionsView(trx, me, id)
      })
      return { body: view }
    },
  }),
]

const noSuchItem: Text = {
  th: 'ไม่พบรายการที่เผยแพร่อยู่ของสำนักงานตามที่อยู่นี้ คัดลอกที่อยู่จากหน้าที่เผยแพร่มาวาง',
  en: 'No public item of your office has this address: copy it from the published page',
}
const circle: Text = {
  th: 'รายการนี้ใช้แทนรายการนั้นอยู่แล้ว จึงให้รายการนั้นใช้แทนรายการนี้อีกไม่ได้',
  en: 'This item takes the place of that one already, so that one cannot take the place of this',
}
const notOfGroup: Text = {
  th: 'ระบุรายการที่ใช้แทนได้เฉพาะเจ้าหน้าที่ของกลุ่มเจ้าของเรื่อง ผู้ที่นำเรื่องออกได้ และผู้ดูแลระบบของสำนักงาน',
  en: "What took its place is said by the owner's group, by whoever may take the item down, or by an administrator.",
}
const notYours: Text = {
  th: 'ปิดฉบับที่เคยเผยแพร่ได้เฉพาะผู้ที่นำเรื่องนี้ออกจากเว็บไซต์ได้ หรือผู้ดูแลระบบของสำนักงาน',
  en: 'An earlier version is closed by whoever may take the item down, or by an administrator of the office.',
}
