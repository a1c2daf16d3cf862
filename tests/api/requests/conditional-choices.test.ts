import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Procedure, Transition } from '../../../machines/procedure/procedure.ts'
import { raised } from '../../../machines/procedure/provenance.ts'
import { is } from '../../support/conditional-procedure.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { refused } from '../../support/refused.ts'
import { choiceOf, clientsOf, send, take, wholeContent } from '../../support/requests.ts'
import { withMarks } from '../../support/unmarked.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  const standard = { ...standardPublication, id: 'cmi3.standard', office: 'cmi3' }
  const procedure = raised(standard) as Procedure
  procedure.form.push({
    ...{ name: 'urgent', type: 'select', title: { th: 'ความเร่งด่วน', en: 'Urgency' }, required: false },
    options: [{ id: 'yes', title: { th: 'ด่วน', en: 'urgent' } }],
    ...{ source: 'added', clause: '-' },
  })
  const certify = procedure.chart.states.certification?.on?.CERTIFY as Transition
  const may = certify.guard
  if (may?.type !== 'may') throw new Error('the standard has no such choice')
  certify.guard = {
    type: 'all',
    params: { of: [may, is({ field: 'urgent', test: 'equals', value: 'yes' })] },
  }
  const checked = checkProcedure(withMarks(procedure))
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  await activate(office.deps.db, checked.procedure, office.clock.now())
})
afterAll(async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  await office.close()
})

const submitted = async (more: Record<string, unknown>) => {
  const officer = await as('cmi3.officer')
  const content = { ...wholeContent('cmi3'), ...more }
  const { body } = await officer('POST', '/api/requests', { procedure: 'cmi3.standard', content })
  return take(officer, body.id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
}

describe('a choice on a condition', () => {
  test('is shown to those who may with what would have to hold, and changes nothing when it is sent', async () => {
    const { id } = await submitted({})
    const director = await as('cmi3.groupDirector')
    const certify = await choiceOf(director, id, 'CERTIFY')
    const sentence = '“ความเร่งด่วน” เป็น “ด่วน”'
    expect(certify).toMatchObject({
      allowed: false,
      unmet: { th: sentence },
      refusals: [
        { code: 'condition_unmet', message: { th: expect.stringContaining(`ดำเนินการได้เมื่อ ${sentence}`) } },
      ],
    })
    const problem = await refused(office.deps, 403, 'not_permitted', () =>
      send(director, id, { type: 'CERTIFY' }),
    )
    expect(problem.refusals?.map(({ code }) => code)).toEqual(['condition_unmet'])
  })

  test('is taken where it holds, and of others it is said whose it is', async () => {
    const { id } = await submitted({ urgent: 'yes' })
    expect((await send(await as('cmi3.officer'), id, { type: 'CERTIFY' })).body).toMatchObject({
      refusals: [{ code: 'role_missing' }],
    })
    const director = await as('cmi3.groupDirector')
    const certify = await choiceOf(director, id, 'CERTIFY')
    expect(certify.allowed).toBe(true)
    expect(certify).not.toHaveProperty('unmet')
    expect(await take(director, id, { type: 'CERTIFY' })).toMatchObject({ state: 'approval' })
  })
})
