import type { z } from 'zod'
import { withheldOf, withhold } from '../../db/withheld-versions.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { choices } from '../../machines/run/choices.ts'
import { publicVersionsSchema, withholdingSchema } from '../http/contract.ts'
import { type Call, endpoint } from '../http/endpoint.ts'
import { iso } from '../http/iso.ts'
import { ApiProblem } from '../http/problem.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import type { Reader } from '../procedures/versions.ts'
import { type Loaded, loadRequest } from './load.ts'
import { mustBeReadable } from './may-read.ts'
import { earlierVersions } from './public-versions.ts'

type Me = Call<unknown, unknown>['me']

/** A request that the person may read, with its item while that is public; throws `not_found`, `not_permitted`. */
async function loadPublic(db: Reader, me: Me, id: string) {
  const loaded = await loadRequest(db, id)
  if (!loaded) throw new ApiProblem('not_found')
  await mustBeReadable(db, me, loaded.row)
  const { publication } = loaded
  return { loaded, publication: publication && publication.endedAt === null ? publication : undefined }
}

/** Whoever may take the item itself down may close a version before it; so may an administrator of the office. */
const mayWithhold = ({ row, compiled, snapshot }: Loaded, { actor }: Me): boolean =>
  actor.appointments.some(({ role, office }) => role === 'admin' && office === row.office) ||
  choices(compiled, snapshot, actor).some(({ allowed, kind }) => allowed && kind === 'ending')

async function versionsView(db: Reader, me: Me, id: string): Promise<z.input<typeof publicVersionsSchema>> {
  const { loaded, publication } = await loadPublic(db, me, id)
  if (!publication) return { versions: [], mayWithhold: false }
  const reasons = new Map((await withheldOf(db, publication.id)).map((row) => [row.revision, row.reason]))
  const versions = await earlierVersions(db, { id: publication.id, request: id })
  return {
    mayWithhold: mayWithhold(loaded, me),
    versions: versions.map(({ revision, from, until, state }) => ({
      revision,
      from: iso(from),
      until: iso(until),
      state,
      reason: revision === null ? null : (reasons.get(revision) ?? null),
      url:
        revision === null || state !== 'readable'
          ? null
          : `/o/${loaded.row.office}/items/${publication.id}/versions/${revision}`,
    })),
  }
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
        const { loaded, publication } = await loadPublic(trx, me, id)
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
          ...{ office, type: 'version.withheld', actor: me.person, at, before: null },
          // The reason stands beside, where it can be erased: an entry of the log never changes.
          after: { request: id, publication: publication.id, revision: version.revision },
        })
        return versionsView(trx, me, id)
      })
      return { body: view }
    },
  }),
]

const notYours: Text = {
  th: 'ปิดฉบับที่เคยเผยแพร่ได้เฉพาะผู้ที่นำเรื่องนี้ออกจากเว็บไซต์ได้ หรือผู้ดูแลระบบของสำนักงาน',
  en: 'An earlier version is closed by whoever may take the item down, or by an administrator of the office.',
}
