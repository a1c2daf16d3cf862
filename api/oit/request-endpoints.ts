import type { OitListKey } from '../../db/oit-items.ts'
import { addOitServed, oitServedBy, removeOitServed } from '../../db/oit-served.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { fiscalYearOf } from '../../machines/run/fiscal-year.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import { endpoint } from '../http/endpoint.ts'
import {
  oitQuerySchema,
  type ServedItems,
  servedChangeSchema,
  servedItemsSchema,
} from '../http/oit-contract.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import type { Reader } from '../procedures/versions.ts'
import { type Loaded, loadReadable } from '../requests/load.ts'
import { maySayOf } from '../requests/may-say.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { listKeyOf, oitListFor, oitYears, servedByCode } from './board.ts'

/** The items of this fiscal year that nothing but this publication serves at `now`. */
async function uncoveredWithout(
  db: Reader,
  { office, publication, now }: { office: string; publication: string; now: number },
): Promise<ServedItems['uncovers']> {
  const fiscalYear = fiscalYearOf(bangkokDay(now))
  const served = await oitServedBy(db, { publication, fiscalYear })
  const uncovered: ServedItems['uncovers'] = []
  for (const assessor of new Set(served.map((one) => one.assessor))) {
    const key = { office, assessor, fiscalYear }
    const by = await servedByCode(db, key, now)
    for (const { code, title } of (await oitListFor(db, key)).items) {
      const current = (by.get(code) ?? []).filter(({ standing }) => standing === 'current')
      if (current.length > 0 && current.every(({ id }) => id === publication))
        uncovered.push({ assessor, fiscalYear, code, title })
    }
  }
  return uncovered
}

/** The codes of the items of one list that a publication serves. */
async function servedCodes(
  db: Reader,
  { assessor, fiscalYear }: OitListKey,
  publication: string,
): Promise<Set<string>> {
  const served = await oitServedBy(db, { publication, fiscalYear })
  return new Set(served.filter((one) => one.assessor === assessor).map(({ code }) => code))
}

async function servedView(
  db: Reader,
  me: SignedIn,
  { loaded, key, now }: { loaded: Loaded; key: OitListKey; now: number },
): Promise<ServedItems> {
  const { assessor, fiscalYear } = key
  const { publication } = loaded
  const { items, listOf, isComplete } = await oitListFor(db, key)
  const served = publication ? await servedCodes(db, key, publication.id) : new Set()
  return {
    assessor,
    fiscalYear,
    listOf,
    isComplete,
    years: oitYears(now),
    items: items.map(({ code, title }) => ({ code, title, serves: served.has(code) })),
    maySay: publication !== undefined && maySayOf(loaded, me),
    uncovers: publication
      ? await uncoveredWithout(db, { office: key.office, publication: publication.id, now })
      : [],
  }
}

export const oitRequestEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/requests/{id}/oit',
    summary: 'Which OIT items what a request published serves, and which only it does',
    access: 'signedIn',
    query: oitQuerySchema,
    response: { status: 200, description: 'The items of the list', schema: servedItemsSchema },
    problems: ['invalid_request', 'not_found', 'not_permitted'],
    run: async ({ deps, me, query, params: { id = '' } }) => {
      const loaded = await loadReadable(deps.reads, me, id)
      const now = deps.clock.now()
      const key = listKeyOf(query, { office: loaded.row.office, now })
      return { body: await servedView(deps.reads, me, { loaded, key, now }) }
    },
  }),
  endpoint({
    method: 'patch',
    path: '/api/requests/{id}/oit',
    summary: 'Say which OIT items what a request published serves, or serves no more; the others stay',
    access: 'signedIn',
    body: servedChangeSchema,
    response: { status: 200, description: 'The items of the list', schema: servedItemsSchema },
    problems: ['invalid_request', 'not_found', 'not_permitted'],
    run: async ({ deps, me, params: { id = '' }, body }) => {
      const view = await deps.commits(async (trx) => {
        const loaded = await loadReadable(trx, me, id)
        const { publication, row } = loaded
        if (!maySayOf(loaded, me)) throw new ApiProblem('not_permitted', { message: notOfGroup })
        if (!publication) throw invalidAt('add', notPublished)
        const { assessor, fiscalYear } = body
        const key = { office: row.office, assessor, fiscalYear }
        const { items } = await oitListFor(trx, key)
        const listed = new Set(items.map(({ code }) => code))
        // What was ticked before the office took its item out of the list can still be taken back.
        const unknown = body.add.filter((code) => !listed.has(code))
        if (unknown.length > 0) throw invalidAt('add', noSuchItems(unknown))
        const at = deps.clock.now()
        const before = await servedCodes(trx, key, publication.id)
        const added = [...new Set(body.add)].filter((code) => !before.has(code))
        const removed = [...new Set(body.remove)].filter(
          (code) => before.has(code) && !body.add.includes(code),
        )
        const of = { ...key, publication: publication.id }
        for (const code of added) await addOitServed(trx, { ...of, code, at, by: me.person.id })
        for (const code of removed) await removeOitServed(trx, { ...of, code })
        if (added.length > 0 || removed.length > 0)
          await logOfficeEvent(trx, {
            office: row.office,
            type: 'oit.served',
            actor: me.person,
            at,
            before: null,
            after: { request: id, publication: publication.id, assessor, fiscalYear, added, removed },
          })
        return servedView(trx, me, { loaded, key, now: at })
      })
      return { body: view }
    },
  }),
]

const notOfGroup: Text = {
  th: 'ระบุรายการ OIT ได้เฉพาะเจ้าหน้าที่ของกลุ่มเจ้าของเรื่อง ผู้ที่นำเรื่องออกได้ และผู้ดูแลระบบของสำนักงาน',
  en: "OIT items are said by the owner's group, by whoever may take the item down, or by an administrator.",
}
const notPublished: Text = {
  th: 'เรื่องนี้ยังไม่เคยเผยแพร่ ระบุรายการ OIT ได้เมื่อเผยแพร่แล้ว',
  en: 'This request was not published yet: its OIT items are said once it is.',
}
const noSuchItems = (codes: string[]): Text => ({
  th: `ไม่มีข้อ ${codes.join(', ')} ในรายการของปีงบประมาณนี้ ผู้ดูแลระบบของสำนักงานเพิ่มได้`,
  en: `The list of this fiscal year has no item ${codes.join(', ')}. An administrator of the office can add it.`,
})
