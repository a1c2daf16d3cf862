import { contactsOf, setContact } from '../../db/contacts.ts'
import { groupsOf } from '../../db/offices.ts'
import { contactChangeSchema, contactsSchema } from '../http/contract.ts'
import { endpoint, etag, ifMatch, revisionHeader } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { requireAdmin, requireAdminStill } from '../people/administrator.ts'
import type { Reader } from '../procedures/versions.ts'
import { logOfficeEvent } from './audit-log.ts'
import { asItIs, merged, refuseChangedMeanwhile, revisionOf } from './changed-meanwhile.ts'

const nothing = { telephone: '', email: '', place: '' }
const contactWords = {
  telephone: { th: 'โทรศัพท์', en: 'Telephone' },
  email: { th: 'อีเมล', en: 'E-mail' },
  place: { th: 'ห้องหรือที่ตั้ง', en: 'Room or place' },
}

/** The groups in their order, each with what is known; how the office is reached is a setting of its site. */
async function contactsView(db: Reader, office: string) {
  // Before what it is the revision of: a change between the two is one that was not seen.
  const revision = await revisionOf(db, office)
  const known = new Map((await contactsOf(db, office)).map((row) => [row.groupId, row]))
  const groups = await groupsOf(db, office)
  return {
    revision,
    contacts: groups.map(({ id, nameTh, nameEn }) => {
      const { telephone, email, place } = known.get(id) ?? nothing
      return { group: id, name: { th: nameTh, en: nameEn }, telephone, email, place }
    }),
  }
}

export const contactEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/contacts',
    summary: 'How the public reaches the groups of an office, as the public pages say it',
    access: 'signedIn',
    response: { status: 200, description: 'The groups in their order', schema: contactsSchema },
    problems: ['not_permitted'],
    run: async ({ deps, me, params: { office = '' } }) => {
      requireAdmin(me, office)
      const view = await contactsView(deps.reads, office)
      return { body: view, headers: etag(view) }
    },
  }),
  endpoint({
    method: 'patch',
    path: '/api/offices/{office}/contacts',
    summary: 'Say how the public reaches a group; what is left out stays',
    access: 'signedIn',
    body: contactChangeSchema,
    headers: [revisionHeader],
    response: { status: 200, description: 'The groups in their order', schema: contactsSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found', 'revision_conflict'],
    run: async ({ deps, me, req, params: { office = '' }, body }) => {
      requireAdmin(me, office)
      const revision = ifMatch(req)
      const { group: of, ...change } = body
      const view = await deps.commits(async (trx) => {
        const at = deps.clock.now()
        await requireAdminStill(trx, me.person.id, office, at)
        const { contacts } = await contactsView(trx, office)
        const before = contacts.find(({ group }) => group === of)
        if (!before) throw new ApiProblem('not_found')
        const after = merged(before, change)
        const { telephone, email, place } = after
        await refuseChangedMeanwhile(trx, {
          office,
          type: 'contact.changed',
          revision,
          change,
          now: before,
          about: (entry) => (entry.after as { group: string }).group === of,
          words: ([field = ''], now) => ({
            name: contactWords[field as keyof typeof contactWords],
            now: asItIs(now),
          }),
        })
        if (JSON.stringify(after) !== JSON.stringify(before)) {
          await setContact(trx, { office, groupId: of, telephone, email, place })
          const said = (one: typeof before) => ({ ...one, name: one.name.th })
          await logOfficeEvent(trx, {
            office,
            type: 'contact.changed',
            actor: me.person,
            at,
            before: said(before),
            after: said(after),
          })
        }
        return contactsView(trx, office)
      })
      return { body: view, headers: etag(view) }
    },
  }),
]
