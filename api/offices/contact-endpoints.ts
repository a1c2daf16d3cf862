import { contactsOf, setContact } from '../../db/contacts.ts'
import { groupsOf } from '../../db/offices.ts'
import { contactsSchema, newContactSchema } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { requireAdmin, requireAdminStill } from '../people/administrator.ts'
import type { Reader } from '../procedures/versions.ts'
import { logOfficeEvent } from './audit-log.ts'

const nothing = { telephone: '', email: '', place: '' }

/** The groups in their order, each with what is known; how the office is reached is a setting of its site. */
async function contactsView(db: Reader, office: string) {
  const known = new Map((await contactsOf(db, office)).map((row) => [row.groupId, row]))
  const groups = await groupsOf(db, office)
  return {
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
      return { body: await contactsView(deps.reads, office) }
    },
  }),
  endpoint({
    method: 'put',
    path: '/api/offices/{office}/contacts',
    summary: 'Say how the public reaches a group',
    access: 'signedIn',
    body: newContactSchema,
    response: { status: 200, description: 'The groups in their order', schema: contactsSchema },
    problems: ['invalid_request', 'not_permitted', 'not_found'],
    run: async ({ deps, me, params: { office = '' }, body }) => {
      requireAdmin(me, office)
      const view = await deps.commits(async (trx) => {
        const at = deps.clock.now()
        await requireAdminStill(trx, me.person.id, office, at)
        const { contacts } = await contactsView(trx, office)
        const before = contacts.find(({ group }) => group === body.group)
        if (!before) throw new ApiProblem('not_found')
        const { telephone, email, place } = body
        const after = { ...before, telephone, email, place }
        if (JSON.stringify(after) !== JSON.stringify(before)) {
          await setContact(trx, { office, groupId: body.group, telephone, email, place })
          const said = (one: typeof before) => ({ ...one, name: one.name.th })
          await logOfficeEvent(trx, {
            ...{ office, type: 'contact.changed', actor: me.person, at },
            ...{ before: said(before), after: said(after) },
          })
        }
        return contactsView(trx, office)
      })
      return { body: view }
    },
  }),
]
