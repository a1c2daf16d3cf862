import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { getOffice } from '../../../machines/offices/offices.ts'
import { tidyValue } from '../../../machines/procedure/field-value.ts'
import { putRightIn } from '../../../machines/text/put-right.ts'
import { type Answer, type Client, type Office, startOffice } from '../../support/office.ts'
import { expectProblem } from '../../support/refused.ts'
import { begin, clientsOf, ifMatch, look } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(() => office.close())

/** JSON of any shape, and what is nearly right: known names with strange values, strange names with right ones. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    ' ',
    '\0',
    '\ud800',
    '__proto__',
    'ก',
    '2569-12-31',
    '2026-12-31',
    'javascript:x',
    '1.1',
    'accurate',
    '🙂',
  ),
)
const value = fc.oneof(text, fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(null, true, 1e308, -0, [], {}))
const name = fc.oneof(
  fc.constantFrom(
    'title',
    'body',
    'source',
    'links',
    'category',
    'channels',
    'type',
    'reasons',
    'checked',
    'publishUntil',
    'note',
    'error',
    'evidence',
    'procedure',
    'content',
    'group',
    'constructor',
    '__proto__',
    'toString',
  ),
  fc.string(),
)
const object = fc.dictionary(name, value, { maxKeys: 8 })
const link = fc.record({ title: text, url: fc.oneof(fc.webUrl(), text) })
const content = fc.oneof(
  object,
  fc.record(
    { title: text, body: text, source: text, links: fc.array(fc.oneof(link, value), { maxLength: 4 }) },
    { requiredKeys: [] },
  ),
)
const types = ['PROPOSE', 'WITHDRAW', 'CERTIFY', 'RETURN', 'HAND_OVER', 'PUBLISH', 'REFUSE', 'TAKE_DOWN']
const reasons = fc.record({ grounds: fc.array(text, { maxLength: 3 }), text })
const event = fc.oneof(
  object,
  fc.record(
    {
      type: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...types) }, { weight: 1, arbitrary: text }),
      reasons: fc.oneof(reasons, value),
      checked: fc.oneof(fc.shuffledSubarray(['accurate', 'complete', 'current']), fc.array(text), value),
      publishUntil: fc.oneof(
        fc.date({ noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
        value,
      ),
      note: text,
    },
    { requiredKeys: ['type'] },
  ),
)

/** Events that are right somewhere on the way, so that the fuzz also walks: one in four with a field more. */
const right = fc
  .tuple(
    fc.constantFrom<Record<string, unknown>>(
      { type: 'PROPOSE' },
      { type: 'CERTIFY', checked: ['accurate', 'complete'] },
      { type: 'RETURN', reasons: { text: 'โปรดแก้ไข' } },
      { type: 'HAND_OVER', publishUntil: '2026-12-31' },
      { type: 'PUBLISH', checked: ['accurate', 'complete', 'current'] },
      { type: 'REFUSE', reasons: { grounds: ['notTransparent'] } },
    ),
    fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.tuple(name, value) }),
  )
  .map(([whole, more]) => (more ? { ...whole, [more[0]]: more[1] } : whole))

/** As text: nearly always JSON, sometimes broken off, sometimes anything. */
const anyBody = (body: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 8, arbitrary: body.map((one) => JSON.stringify(one)) },
    { weight: 1, arbitrary: fc.string() },
    {
      weight: 1,
      arbitrary: fc.tuple(body, fc.nat(40)).map(([one, cut]) => JSON.stringify(one).slice(0, -1 - cut)),
    },
  )

/** Every answer is a success or a problem of the caller's; none is a failure of ours. */
function sane(answer: Answer): void {
  if (answer.status < 300) return
  expect(answer.status).toBeGreaterThanOrEqual(400)
  expect(answer.status).toBeLessThan(500)
  expectProblem(answer, answer.status)
}
const runs = { numRuns: 150 }

test('whatever is sent to begin a request, the answer is sane', async () => {
  const officer = await as('cmi3.officer')
  const body = fc.oneof(
    object,
    fc.record({
      procedure: fc.oneof(fc.constant('cmi3.publication'), text),
      content: fc.oneof(content, value),
    }),
  )
  await fc.assert(
    fc.asyncProperty(anyBody(body), async (sent) => sane(await officer('POST', '/api/requests', sent))),
    runs,
  )
})

/** As it is stored: put right, and what is written on one line on one line. */
function stored(given: unknown): unknown {
  const { value } = putRightIn(given)
  if (value === null || typeof value !== 'object') return value
  const form = new Map(getOffice('yst2').procedures[0]?.form.map((field) => [field.name, field]))
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      tidyValue(form.get(name) ?? { type: 'textarea' }, one),
    ]),
  )
}

test('whatever is written as content, the answer is sane and the content what was written', async () => {
  const officer = await as('yst2.officer')
  const { id } = await begin(officer, 'yst2')
  await fc.assert(
    fc.asyncProperty(fc.oneof(content, value), async (given) => {
      const before = await look(officer, id)
      const answer = await officer(
        'PUT',
        `/api/requests/${id}/content`,
        { content: given },
        ifMatch(before.revision),
      )
      sane(answer)
      const after = await look(officer, id)
      expect(after.revision).toBe(before.revision + (answer.status === 200 ? 1 : 0))
      if (answer.status === 200) expect(stored(given)).toMatchObject(after.content)
      else expect(after).toEqual(before)
    }),
    runs,
  )
})

test('whatever is sent as an event, the answer is sane and exactly one event or none is taken', async () => {
  const people = await Promise.all(
    ['officer', 'groupDirector', 'webmaster'].map((post) => as(`cmi3.${post}`)),
  )
  const officer = await as('cmi3.officer')
  let { id } = await begin(officer, 'cmi3')
  const taken = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...people), anyBody(fc.oneof(event, right, right)), async (by, sent) => {
      // The owner's view: a draft is not everybody's to read.
      const before = await look(officer, id)
      const answer = await by('POST', `/api/requests/${id}/events`, sent, ifMatch(before.revision))
      sane(answer)
      const after = await look(officer, id)
      expect(after.revision).toBe(before.revision + (answer.status === 200 ? 1 : 0))
      if (answer.status === 200) taken.add(answer.body.event.type)
      else expect(after).toEqual(before)
      if (after.status === 'ended') ({ id } = await begin(officer, 'cmi3'))
    }),
    { numRuns: 500 },
  )
  // Not all of it was refused at the door.
  expect(taken.size).toBeGreaterThan(0)
})

test('and all that was stored in the end holds together', async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
})
