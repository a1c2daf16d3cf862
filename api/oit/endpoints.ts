import { getOfficeRow } from '../../db/offices.ts'
import { oitExplanationsOf, setOitExplanation } from '../../db/oit-explanations.ts'
import { setOitItem } from '../../db/oit-items.ts'
import { oitCode } from '../../machines/oit/item-list.ts'
import type { Text } from '../../machines/procedure/procedure.ts'
import { attach } from '../http/attachment.ts'
import { endpoint } from '../http/endpoint.ts'
import {
  oitBoardSchema,
  oitExplanationSchema,
  oitFileQuerySchema,
  oitItemChangeSchema,
  oitQuerySchema,
} from '../http/oit-contract.ts'
import { ApiProblem, invalidAt } from '../http/problem.ts'
import { logOfficeEvent } from '../offices/audit-log.ts'
import { isAdministrator, requireAdmin, requireAdminStill } from '../people/administrator.ts'
import { baseOf } from '../public-site/answer.ts'
import { workbookType } from '../reports/report-file.ts'
import { hasPost } from '../requests/may-read.ts'
import type { SignedIn } from '../sign-in/sessions.ts'
import { listKeyOf, oitBoardOf, oitListFor } from './board.ts'
import { oitFile } from './board-file.ts'

/** An office takes so many items into one list of its own at most. */
const mostItems = 200

/** The board is for everybody who holds a post in the office today, and they explain its items. Throws `not_permitted`. */
function requirePost(me: SignedIn, office: string): void {
  if (me.person.office === office && hasPost(me)) return
  throw new ApiProblem('not_permitted', {
    message: onlyOfficials,
    refusals: [{ code: 'no_post', message: onlyOfficials }],
  })
}

export const oitEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/oit',
    summary:
      'The OIT board of a fiscal year: which items an assessor asks for are covered, stale or missing, and by what',
    access: 'signedIn',
    query: oitQuerySchema,
    response: { status: 200, description: 'The board', schema: oitBoardSchema },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, query, params: { office = '' } }) => {
      requirePost(me, office)
      const now = deps.clock.now()
      const mayChangeList = isAdministrator(me.actor, office)
      return { body: await oitBoardOf(deps.reads, listKeyOf(query, { office, now }), { now, mayChangeList }) }
    },
  }),
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/oit/file',
    summary: 'The same to be handed in, as a workbook (xlsx) or CSV: item, yes or no, addresses, explanation',
    access: 'signedIn',
    query: oitFileQuerySchema,
    response: { status: 200, description: 'The file', contentType: workbookType },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, query, params: { office = '' }, req, res }) => {
      requirePost(me, office)
      const { format, lang } = query
      const now = deps.clock.now()
      const key = listKeyOf(query, { office, now })
      const board = await oitBoardOf(deps.reads, key, { now, mayChangeList: false })
      const { nameTh, nameEn } = await getOfficeRow(deps.reads, office)
      const { bytes, contentType, ending } = await oitFile(board, {
        format,
        lang,
        office: lang === 'th' ? nameTh : nameEn,
        base: (deps.config.url ?? baseOf(req)).replace(/\/$/, ''),
      })
      attach(res, { name: `oit-${office}-${key.assessor}-${key.fiscalYear}.${ending}`, contentType })
      res.status(200).end(bytes)
      return {}
    },
  }),
  endpoint({
    method: 'put',
    path: '/api/offices/{office}/oit/items/{code}',
    summary:
      "Put an item of a fiscal year's list right: add it, name it as the assessor does, or take it out",
    access: 'signedIn',
    body: oitItemChangeSchema,
    response: { status: 200, description: 'The board as changed', schema: oitBoardSchema },
    problems: ['invalid_request', 'not_permitted'],
    run: async ({ deps, me, params: { office = '', code = '' }, body }) => {
      requireAdmin(me, office)
      const { assessor, fiscalYear, title } = body
      const board = await deps.commits(async (trx) => {
        const at = deps.clock.now()
        await requireAdminStill(trx, me.person.id, office, at)
        const key = { office, assessor, fiscalYear }
        const { items } = await oitListFor(trx, key)
        const known = items.find((item) => item.code === code)
        if (title === null && !known) throw invalidAt('code', noSuchItem)
        if (!known && !oitCode.test(code)) throw invalidAt('code', wrongCode)
        if (!known && items.length >= mostItems) throw invalidAt('code', tooMany)
        if (title !== (known?.title ?? null)) {
          const row = { ...key, code, title: title ?? known?.title ?? '', removed: title === null ? 1 : 0 }
          await setOitItem(trx, { ...row, at, by: me.person.id })
          const said = (named: string) => ({ assessor, fiscalYear, code, title: named })
          await logOfficeEvent(trx, {
            office,
            type: title === null ? 'oit.itemRemoved' : 'oit.itemSet',
            actor: me.person,
            at,
            before: known ? said(known.title) : null,
            after: title === null ? null : said(title),
          })
        }
        return oitBoardOf(trx, key, { now: at, mayChangeList: true })
      })
      return { body: board }
    },
  }),
  endpoint({
    method: 'put',
    path: '/api/offices/{office}/oit/items/{code}/explanation',
    summary: 'Keep what the office hands in beside the addresses of an item',
    access: 'signedIn',
    body: oitExplanationSchema,
    response: { status: 200, description: 'The board as changed', schema: oitBoardSchema },
    problems: ['invalid_request', 'not_permitted', 'revision_conflict'],
    run: async ({ deps, me, params: { office = '', code = '' }, body }) => {
      requirePost(me, office)
      const { assessor, fiscalYear, text } = body
      const board = await deps.commits(async (trx) => {
        const at = deps.clock.now()
        const key = { office, assessor, fiscalYear }
        const { items } = await oitListFor(trx, key)
        if (!items.some((item) => item.code === code)) throw invalidAt('code', noSuchItem)
        const before = (await oitExplanationsOf(trx, key)).find((one) => one.code === code)?.text ?? ''
        // What stands there already was written by this call before its answer was lost, or by somebody of the same mind.
        if (text !== before) {
          if (body.before !== before)
            throw new ApiProblem('revision_conflict', { message: explainedMeanwhile })
          await setOitExplanation(trx, { ...key, code, text, at, by: me.person.id })
          // The words stand beside, where they can be changed: an entry of the log never changes.
          const after = { assessor, fiscalYear, code }
          await logOfficeEvent(trx, {
            office,
            type: 'oit.explained',
            actor: me.person,
            at,
            before: null,
            after,
          })
        }
        return oitBoardOf(trx, key, { now: at, mayChangeList: isAdministrator(me.actor, office) })
      })
      return { body: board }
    },
  }),
]

const onlyOfficials: Text = {
  th: 'เปิดได้เฉพาะผู้ที่ได้รับการแต่งตั้งในสำนักงานนี้ในวันนี้',
  en: 'Only who holds an appointment in this office today can open this.',
}
const noSuchItem: Text = {
  th: 'ไม่มีข้อนี้ในรายการของปีงบประมาณนี้ ผู้ดูแลระบบของสำนักงานเพิ่มได้',
  en: 'The list of this fiscal year has no such item. An administrator of the office can add it.',
}
const explainedMeanwhile: Text = {
  th: 'มีผู้อื่นแก้คำอธิบายของข้อนี้ระหว่างที่ท่านเปิดอยู่ ยังไม่ได้บันทึกคำอธิบายของท่าน',
  en: 'Somebody else changed the explanation of this item meanwhile. Yours was not saved.',
}
const wrongCode: Text = {
  th: 'รหัสข้อเขียนด้วยตัวอักษรอังกฤษตัวใหญ่ตามด้วยเลขอารบิก เช่น O12 หรือ O12.1',
  en: 'The code of an item is capital letters and a number, such as O12 or O12.1',
}
const tooMany: Text = {
  th: `รายการของปีงบประมาณหนึ่งมีได้ไม่เกิน ${mostItems} ข้อ`,
  en: `The list of a fiscal year holds ${mostItems} items at most`,
}
