import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { type Figures, figuresSchema } from '../../../api/http/procedure-contract.ts'
import { startMove } from '../../../api/procedures/move-job.ts'
import { getActiveVersion } from '../../../api/procedures/versions.ts'
import { cmi3Publication } from '../../../machines/offices/cmi3/publication.ts'
import { actsOf, bangkok } from '../../support/acts.ts'
import { cmi3WithApproval } from '../../support/cmi3-with-approval.ts'
import { activate } from '../../support/put-in-force.ts'
import { openStaff, type Staff } from '../../support/staff.ts'

const minute = 60_000
const hour = 60 * minute

let staff: Staff
beforeEach(async () => {
  staff = await openStaff()
})
afterEach(() => staff.close())

const { by, ...acts } = actsOf(() => staff)
const begin = (at: number) => acts.begin('cmi3.officer', at)
const take = (request: string, at: number, who: string, type: string, data: object = {}) =>
  acts.take(request, at, `cmi3.${who}`, type, data)
const certified = { checked: ['accurate', 'complete'] }

/**
 * Three requests of November 2026 and one of August, of which every figure can be worked out by hand:
 * A: proposed after 1 h, returned after 2 h (its own words), proposed after 4 h, certified after 3 h; waits for hand-over.
 * B: proposed after 2 h, certified after 1 h, handed over after 10 min, refused after 5 h (two grounds); waits as a draft.
 * C: begun and withdrawn after 30 min.
 * D: begun in August, proposed in August, returned in November (one ground and words) after a long stay.
 */
async function history() {
  const a0 = bangkok('2026-11-02', '08:00')
  const a = await begin(a0)
  await take(a, a0 + hour, 'officer', 'PROPOSE')
  await take(a, a0 + 3 * hour, 'groupDirector', 'RETURN', { reasons: { grounds: [], text: 'ขาดเอกสารแนบ' } })
  await take(a, a0 + 7 * hour, 'officer', 'PROPOSE')
  await take(a, a0 + 10 * hour, 'groupDirector', 'CERTIFY', certified)
  const b0 = bangkok('2026-11-03', '08:00')
  const b = await begin(b0)
  await take(b, b0 + 2 * hour, 'officer', 'PROPOSE')
  await take(b, b0 + 3 * hour, 'groupDirector', 'CERTIFY', certified)
  await take(b, b0 + 3 * hour + 10 * minute, 'officer', 'HAND_OVER', { publishUntil: '2026-12-31' })
  const refusal = { reasons: { grounds: ['notTransparent', 'other'], text: 'ไม่ระบุแหล่งที่มา' } }
  await take(b, b0 + 8 * hour + 10 * minute, 'webmaster', 'REFUSE', refusal)
  const c = await begin(bangkok('2026-11-04', '08:00'))
  await take(c, bangkok('2026-11-04', '08:30'), 'officer', 'WITHDRAW')
  const d0 = bangkok('2026-08-03', '08:00')
  const d = await begin(d0)
  await take(d, d0 + hour, 'officer', 'PROPOSE')
  const returned = { reasons: { grounds: [], text: 'เกินกำหนด' } }
  await take(d, bangkok('2026-11-05', '09:00'), 'groupDirector', 'RETURN', returned)
  return { a, b, c, d, longStay: bangkok('2026-11-05', '09:00') - (d0 + hour) }
}

async function figures(query = '', username = 'cmi3.officer'): Promise<Figures> {
  const agent = await staff.signIn(username)
  const answer = await agent.get(`/api/procedures/cmi3.publication/figures${query}`).expect(200)
  return figuresSchema.parse(answer.body)
}
const at = ({ steps }: Figures, step: string) => {
  const { title, ...figure } = steps.find((one) => one.step === step) ?? { title: null }
  return figure
}

test('the figures of a period are those worked out by hand', async () => {
  const { longStay } = await history()
  const found = await figures('?from=2026-11-01&until=2026-11-30')
  expect(found).toMatchObject({ from: '2026-11-01', until: '2026-11-30', requests: 3, returnedRequests: 2 })
  expect(found.steps.map(({ step }) => step)).toEqual([
    ...['drafting', 'certification', 'handover', 'screening', 'published', 'takenDown', 'withdrawn'],
  ])
  // A 1 h and 4 h, B 2 h, C 30 min: the middle of 0.5, 1, 2 and 4 is 1.5 h.
  expect(at(found, 'drafting')).toEqual({
    step: 'drafting',
    now: 2,
    passed: 4,
    medianMs: 1.5 * hour,
    returned: 0,
  })
  // A 2 h (returned) and 3 h, B 1 h, D since August (returned).
  const stays = [hour, 2 * hour, 3 * hour, longStay]
  expect(stays[3]).toBeGreaterThan(3 * hour)
  expect(at(found, 'certification')).toEqual({
    ...{ step: 'certification', now: 0, passed: 4, medianMs: 2.5 * hour, returned: 2 },
  })
  expect(at(found, 'handover')).toEqual({
    step: 'handover',
    now: 1,
    passed: 1,
    medianMs: 10 * minute,
    returned: 0,
  })
  expect(at(found, 'screening')).toEqual({
    step: 'screening',
    now: 0,
    passed: 1,
    medianMs: 5 * hour,
    returned: 1,
  })
  expect(at(found, 'published')).toEqual({
    step: 'published',
    now: 0,
    passed: 0,
    medianMs: null,
    returned: 0,
  })
  // C arrived at an end, where nobody waits.
  expect(at(found, 'withdrawn')).toEqual({
    step: 'withdrawn',
    now: 0,
    passed: 1,
    medianMs: null,
    returned: 0,
  })
  expect(found.reasons).toEqual([
    { title: { th: 'อื่น ๆ', en: 'Other' }, count: 3 },
    { title: { th: 'ไม่โปร่งใส', en: 'Not transparent' }, count: 1 },
  ])
})

test('a day belongs to Bangkok, and both ends belong to the period', async () => {
  await begin(bangkok('2026-11-10', '00:00'))
  await begin(bangkok('2026-11-10', '23:59'))
  await begin(bangkok('2026-11-11', '00:00'))
  await begin(bangkok('2026-11-09', '23:59'))
  expect((await figures('?from=2026-11-10&until=2026-11-10')).requests).toBe(2)
})

test('without a period it is the last 90 days', async () => {
  const found = await figures()
  expect(found).toMatchObject({ from: '2026-08-23', until: '2026-11-20' })
})

test('a step that only an older version had keeps its name, and a move ends no stay', async () => {
  await history()
  await activate(
    staff.db,
    cmi3WithApproval((procedure) => {
      const { states } = procedure.chart
      procedure.chart.states = JSON.parse(JSON.stringify(states).replaceAll('"certification"', '"checking"'))
      procedure.chart.states.drafting = JSON.parse(
        JSON.stringify(states.drafting).replaceAll('"certification"', '"checking"'),
      )
    }),
    staff.time.now,
  )
  const admin = await by('cmi3.admin')
  const actedAs = admin.actor.appointments.find(({ role }) => role === 'admin')
  if (!actedAs) throw new Error('cmi3.admin is no administrator')
  const to = await getActiveVersion(staff.db, 'cmi3.publication')
  await startMove(staff.deps, { to, mapping: { handover: 'approval' }, reason: 'ย้าย', by: admin, actedAs })
  await staff.deps.jobs.idle()
  const found = await figures('?from=2026-11-01&until=2026-11-30')
  expect(found.steps.map(({ step }) => step)).toContain('checking')
  expect(found.steps.find(({ step }) => step === 'certification')).toMatchObject({
    title: { en: 'The director of the group checks and certifies' },
    passed: 4,
  })
  expect(at(found, 'handover')).toMatchObject({ now: 0, passed: 1, medianMs: 10 * minute })
  expect(at(found, 'approval')).toMatchObject({ now: 1, passed: 0 })
})

test('a final refusal is an ending and no return, though it gives reasons', async () => {
  const procedure = structuredClone(cmi3Publication)
  const { screening, withdrawn } = procedure.chart.states
  const refuse = screening?.on?.REFUSE
  if (!refuse || Array.isArray(refuse) || !withdrawn) throw new Error('cmi3 refuses otherwise')
  procedure.chart.states.refused = { ...withdrawn, id: 'refused' }
  refuse.target = 'refused'
  await activate(staff.db, procedure, staff.time.now)
  const a0 = bangkok('2026-11-02', '08:00')
  const a = await begin(a0)
  await take(a, a0 + hour, 'officer', 'PROPOSE')
  await take(a, a0 + 2 * hour, 'groupDirector', 'CERTIFY', certified)
  await take(a, a0 + 3 * hour, 'officer', 'HAND_OVER', { publishUntil: '2026-12-31' })
  const reasons = { grounds: ['notTransparent'], text: 'ไม่ระบุแหล่งที่มา' }
  await take(a, a0 + 4 * hour, 'webmaster', 'REFUSE', { reasons })
  const found = await figures('?from=2026-11-01&until=2026-11-30')
  expect(found).toMatchObject({ requests: 1, returnedRequests: 0, reasons: [] })
  expect(at(found, 'screening')).toMatchObject({ passed: 1, returned: 0 })
})

test('only people of the office see them, and a period that runs backwards is refused', async () => {
  const stranger = await staff.signIn('cmi4.officer')
  await stranger.get('/api/procedures/cmi3.publication/figures').expect(403)
  const officer = await staff.signIn('cmi3.officer')
  await officer.get('/api/procedures/none.publication/figures').expect(404)
  await officer.get('/api/procedures/cmi3.publication/figures?from=2026-11-02&until=2026-11-01').expect(400)
  await officer.get('/api/procedures/cmi3.publication/figures?from=yesterday').expect(400)
})
