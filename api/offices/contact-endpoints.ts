import { contactsOf, setContact } from '../../db/contacts.ts'
import { getOfficeRow, groupsOf } from '../../db/offices.ts'
import { contactsSchema, newContactSchema } from '../http/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { ApiProblem } from '../http/problem.ts'
import { requireAdmin, requireAdminStill } from '../people/administrator.ts'
import type { Reader } from '../procedures/versions.ts'
import { logOfficeEvent } from './audit-log.ts'

const nothing = { telephone: '', email: '', place: '' }

/** The office first, then its groups in their order, each with what is known. */
async function contactsView(db: Reader, office: string) {
  const known = new Map((await contactsOf(db, office)).map((row) => [row.groupId, row]))
  const { nameTh, nameEn } = await getOfficeRow(db, office)
  const all = [
    { group: null, name: { th: nameTh, en: nameEn } },
    ...(await groupsOf(db, office)).map((one) => ({
      group: one.id,
      name: { th: one.nameTh, en: one.nameEn },
    })),
  ]
  return {
    contacts: all.map((one) => {
      const { telephone, email, place } = known.get(one.group ?? '') ?? nothing
      return { ...one, telephone, email, place }
    }),
  }
}

export const contactEndpoints = [
  endpoint({
    method: 'get',
    path: '/api/offices/{office}/contacts',
    summary: 'How the public reaches an office and its groups, as the public pages say it',
    access: 'signedIn',
    response: { status: 200, description: 'The office first, then its groups', schema: contactsSchema },
    problems: ['not_permitted'],
    run: async ({ deps, me, params: { office = '' } }) => {
      requireAdmin(me, office)
      return { body: await contactsView(deps.reads, office) }
    },
  }),
  endpoint({
    method: 'put',
    path: '/api/offices/{office}/contacts',
    summary: 'Say how the public reaches a group or the office',
    access: 'signedIn',
    body: newContactSchema,
    response: { status: 200, description: 'The office first, then its groups', schema: contactsSchema },
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
          await setContact(trx, { office, groupId: body.group ?? '', telephone, email, place })
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
