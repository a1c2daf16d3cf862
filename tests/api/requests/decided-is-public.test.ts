import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { hashOfRecord } from '../../../api/requests/public-record.ts'
import { categories } from '../../../machines/offices/cmi4/categories.ts'
import { categoryField } from '../../../machines/offices/form.ts'
import { standardPublication } from '../../../machines/offices/standard/publication.ts'
import { checkProcedure } from '../../../machines/procedure/check-procedure.ts'
import type { Procedure, Transition } from '../../../machines/procedure/procedure.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { activate } from '../../support/put-in-force.ts'
import { refused } from '../../support/refused.ts'
import { choiceOf, clientsOf, look, send, take, walkTo, wholeContent, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>

beforeEach(async () => {
  office = await startOffice({ at: '2026-11-20T03:00:00Z' })
  as = clientsOf(office)
})
afterEach(() => office.close())

const page = async (url: string) => (await fetch(office.url + url)).text()
const verified = async () => expect((await verifyRequests(office.deps.db)).differences).toEqual([])
const eventsOf = async (by: Client, id: string) => (await by('GET', `/api/requests/${id}/events`)).body.events

/** The standard procedure, in เชียงใหม่ เขต ๓; a change to how it is submitted. */
async function standardOf(change: (submit: Transition) => void = () => {}): Promise<string> {
  const procedure: Procedure = structuredClone({
    ...standardPublication,
    id: 'cmi3.standard',
    office: 'cmi3',
  })
  change(procedure.chart.states.drafting?.on?.SUBMIT as Transition)
  await activate(office.deps.db, procedure, office.clock.now())
  return procedure.id
}

async function beginStandard(officer: Client, content: Record<string, unknown>): Promise<string> {
  const answer = await officer('POST', '/api/requests', { procedure: 'cmi3.standard', content })
  expect(answer).toMatchObject({ status: 201 })
  return answer.body.id
}

async function publish(id: string) {
  await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY' })
  await take(await as('cmi3.officeDirector'), id, { type: 'APPROVE' })
  return take(await as('cmi3.webmaster'), id, { type: 'PUBLISH' })
}

describe('after a submission nothing that the public sees changes but by a new one', () => {
  test("the owner's SEND carries another source and a link: what was consented to is published", async () => {
    const { id, content } = await walkTo(as, 'ksn2', 2)
    const officer = await as('ksn2.officer')
    const send = (await look(officer, id)).choices.find(({ type }) => type === 'SEND')
    expect(send?.needs.filter((need) => 'fixed' in need).map(({ field }) => field)).toEqual([
      'source',
      'links',
    ])
    await take(officer, id, {
      type: 'SEND',
      contact: 'นิติกร',
      source: 'แหล่งอื่น',
      links: [{ title: 'อื่น', url: 'https://other.example' }],
    })
    await take(await as('ksn2.webmaster'), id, {
      type: 'FORWARD',
      checked: ['accurate', 'complete', 'current', 'sourceNamed'],
    })
    await take(await as('ksn2.webHead'), id, {
      type: 'ALLOW',
      checked: ['section7', 'section9', 'computerCrimeAct'],
    })
    const { publication } = await take(await as('ksn2.webmaster'), id, { type: 'PUBLISH', category: '1.2' })
    const html = await page(publication?.url ?? '')
    expect(html).toContain(content.source)
    expect(html).not.toContain('แหล่งอื่น')
    expect(html).not.toContain('other.example')
    // The kind into which the webmaster put it is shown alike to officials and public, and is part of the fingerprint.
    const seen = await look(officer, id)
    expect(seen.category).toBe('1.2')
    const record = {
      title: seen.title,
      body: content.body as string,
      links: [],
      source: content.source as string,
    }
    const sha256 = hashOfRecord({ ...record, category: '1.2', publishUntil: null })
    expect(seen.publication?.sha256).toBe(sha256)
    expect(html).toContain(sha256)
    await verified()
  })

  test('a field of its own with such a name, on a later event of anyone, does not change the page either', async () => {
    const procedure: Procedure = structuredClone({
      ...standardPublication,
      id: 'cmi3.standard',
      office: 'cmi3',
    })
    const put = procedure.chart.states.webReview?.on?.PUBLISH as Transition
    const title = { th: 'แหล่งที่มา', en: 'Source' }
    put.meta.needs = [{ field: 'source', type: 'text', title, required: false }]
    await activate(office.deps.db, procedure, office.clock.now())
    const officer = await as('cmi3.officer')
    const id = await beginStandard(officer, wholeContent('cmi3'))
    await take(officer, id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
    await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY' })
    await take(await as('cmi3.officeDirector'), id, { type: 'APPROVE' })
    const webmaster = await as('cmi3.webmaster')
    const { publication } = await take(webmaster, id, { type: 'PUBLISH', source: 'แหล่งอื่น' })
    expect(await page(publication?.url ?? '')).not.toContain('แหล่งอื่น')
    await verified()
  })

  test('the owner puts it into another kind after the approval, by a post: it stays in the one approved', async () => {
    const procedure: Procedure = structuredClone({
      ...standardPublication,
      id: 'cmi4.standard',
      office: 'cmi4',
      categories,
    })
    procedure.form.push(categoryField)
    const forward: Transition = {
      guard: { type: 'may', params: { as: 'owner', unit: true } },
      meta: {
        title: { th: 'นำส่ง', en: 'Forward' },
        clause: 'ข้อ ๑',
        source: 'document',
        needs: [{ field: 'category' }],
      },
    }
    const { webReview } = procedure.chart.states
    if (webReview) webReview.on = { ...webReview.on, FORWARD: forward }
    await activate(office.deps.db, procedure, office.clock.now())
    const officer = await as('cmi4.officer')
    const [approved, other] = categories.map(({ id }) => id)
    const content = wholeContent('cmi4', { category: approved })
    const { body } = await officer('POST', '/api/requests', { procedure: 'cmi4.standard', content })
    await take(officer, body.id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
    await take(await as('cmi4.groupDirector'), body.id, { type: 'CERTIFY' })
    await take(await as('cmi4.officeDirector'), body.id, { type: 'APPROVE' })
    expect((await choiceOf(officer, body.id, 'FORWARD')).needs).toMatchObject([{ fixed: true }])
    await take(officer, body.id, { type: 'FORWARD', category: other })
    await take(await as('cmi4.webmaster'), body.id, { type: 'PUBLISH' })
    expect((await look(officer, body.id)).category).toBe(approved)
    await verified()
  })

  test('what a submission carries for the form is part of the content that it freezes', async () => {
    await standardOf((submit) => submit.meta.needs?.push({ field: 'source' }))
    const officer = await as('cmi3.officer')
    const id = await beginStandard(officer, { title: 'เรื่อง', body: 'รายละเอียด' })
    const submitted = await take(officer, id, {
      type: 'SUBMIT',
      publishUntil: '2027-03-06',
      source: 'กลุ่มกฎหมาย',
    })
    expect(submitted.content).toEqual({ title: 'เรื่อง', body: 'รายละเอียด', source: 'กลุ่มกฎหมาย' })
    const { publication } = await publish(id)
    expect(await page(publication?.url ?? '')).toContain('กลุ่มกฎหมาย')
    await verified()
  })
})

describe('the values of a round end with the round', () => {
  test('SUBMIT with a period and a source; RETURN; both deleted; published: no timer, no source', async () => {
    await standardOf((submit) => {
      submit.meta.needs = [{ field: 'publishUntil', required: false }, { field: 'source' }]
    })
    const officer = await as('cmi3.officer')
    const id = await beginStandard(officer, { title: 'เรื่อง', body: 'รายละเอียด' })
    await take(officer, id, { type: 'SUBMIT', publishUntil: '2027-03-06', source: 'แหล่งแรก' })
    const reasons = { grounds: [], text: 'แก้ไข' }
    const returned = await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons })
    expect(returned.publishUntil).toBeNull()
    await write(officer, id, { title: 'เรื่อง', body: 'รายละเอียด' })
    await take(officer, id, { type: 'SUBMIT' })
    const published = await publish(id)
    expect(published).toMatchObject({ publishUntil: null, timers: [], publication: { until: null } })
    expect(await page(published.publication?.url ?? '')).not.toContain('แหล่งแรก')
    await verified()
  })

  test('an optional need that is left empty the second time is empty, without a return between', async () => {
    const procedure: Procedure = structuredClone({
      ...standardPublication,
      id: 'cmi3.standard',
      office: 'cmi3',
    })
    const put = procedure.chart.states.webReview?.on?.PUBLISH as Transition
    put.meta.needs = [{ field: 'publishUntil', required: false }]
    await activate(office.deps.db, procedure, office.clock.now())
    const officer = await as('cmi3.officer')
    const id = await beginStandard(officer, wholeContent('cmi3'))
    await take(officer, id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
    expect(await publish(id)).toMatchObject({ publishUntil: null, publication: { until: null } })
    await verified()
  })
})

describe('"was changed" is judged by the content', () => {
  test('published → REPORT_ERROR → PUT of the identical content → CORRECT: not changed yet', async () => {
    const published = await walkTo(as, 'cmi4')
    const { id, content } = published
    const officer = await as('cmi4.officer')
    await take(officer, id, { type: 'REPORT_ERROR', error: 'ผิด' })
    await write(officer, id, content)
    const problem = await refused(office.deps, 422, 'invalid_event', () =>
      send(officer, id, { type: 'CORRECT' }),
    )
    expect(problem.errors).toMatchObject([
      { path: 'revision', message: { th: expect.stringContaining('ยังไม่ได้แก้ไขเนื้อหา') } },
    ])
    // Changed there and back again is not changed.
    await write(officer, id, { ...content, body: 'อื่น' })
    await write(officer, id, content)
    await refused(office.deps, 422, 'invalid_event', () => send(officer, id, { type: 'CORRECT' }))
    await write(officer, id, { ...content, body: 'แก้ไขแล้ว' })
    await take(officer, id, { type: 'CORRECT' })
    await verified()
  })

  test('a return that is answered without a change: allowed, and whoever decides sees it', async () => {
    const { id, content } = await walkTo(as, 'cmi3', 1)
    const [officer, director] = [await as('cmi3.officer'), await as('cmi3.groupDirector')]
    const reasons = { grounds: [], text: 'ตรวจสอบตัวเลข' }
    await take(director, id, { type: 'RETURN', reasons })
    await write(officer, id, content)
    await take(officer, id, { type: 'PROPOSE' })
    const unchanged = { field: 'unchanged', value: expect.stringContaining('ไม่มีการแก้ไข') }
    expect((await eventsOf(director, id)).at(-1).values).toMatchObject([unchanged])
    await take(director, id, { type: 'RETURN', reasons })
    await write(officer, id, { ...content, body: 'ตัวเลขใหม่' })
    await take(officer, id, { type: 'PROPOSE' })
    expect((await eventsOf(director, id)).at(-1).values).toEqual([])
  })
})

describe('a period', () => {
  test('given at SUBMIT that has passed at PUBLISH is refused, and a new one is the way out', async () => {
    await standardOf()
    const officer = await as('cmi3.officer')
    const id = await beginStandard(officer, wholeContent('cmi3'))
    await take(officer, id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
    await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY' })
    await take(await as('cmi3.officeDirector'), id, { type: 'APPROVE' })
    office.clock.set('2027-03-09T03:00:00Z')
    as = clientsOf(office)
    const webmaster = await as('cmi3.webmaster')
    const problem = await refused(office.deps, 422, 'invalid_event', () =>
      send(webmaster, id, { type: 'PUBLISH' }),
    )
    expect(problem.errors).toMatchObject([
      { path: 'publishUntil', message: { th: expect.stringContaining('ส่งกลับ') } },
    ])
    await take(webmaster, id, { type: 'RETURN', reasons: { grounds: [], text: 'กำหนดวันใหม่' } })
    await take(await as('cmi3.officer'), id, { type: 'SUBMIT', publishUntil: '2027-06-30' })
    expect(await publish(id)).toMatchObject({ status: 'published', publishUntil: '2027-06-30' })
  })

  test('of another name, in the form, that would take it down at once is refused; one that only reminds is not', async () => {
    const title = { th: 'แสดงถึงวันที่', en: 'Shown until' }
    const meta = { title, clause: 'ข้อ ๑', source: 'document' as const }
    const procedure: Procedure = structuredClone({
      ...standardPublication,
      id: 'cmi3.standard',
      office: 'cmi3',
      deadlines: [
        { id: 'shownUntil', kind: 'date', field: 'shownUntil', title },
        { id: 'remind', kind: 'date', field: 'remindOn', title },
      ],
    })
    procedure.form.push({ name: 'shownUntil', type: 'date', title, required: false })
    procedure.form.push({ name: 'remindOn', type: 'date', title, required: false })
    const { drafting, published } = procedure.chart.states
    const submit = drafting?.on?.SUBMIT as Transition
    delete submit.meta.needs
    if (published) published.after = { shownUntil: { target: 'takenDown', meta }, remind: { meta } }
    await activate(office.deps.db, procedure, office.clock.now())
    const officer = await as('cmi3.officer')
    const submitted = async (more: Record<string, unknown>) => {
      const id = await beginStandard(officer, { ...wholeContent('cmi3'), ...more })
      await take(officer, id, { type: 'SUBMIT' })
      await take(await as('cmi3.groupDirector'), id, { type: 'CERTIFY' })
      await take(await as('cmi3.officeDirector'), id, { type: 'APPROVE' })
      return id
    }
    const late = await submitted({ shownUntil: '2026-11-21' })
    const reminded = await submitted({ remindOn: '2026-11-21' })
    office.clock.set('2026-11-24T03:00:00Z')
    const webmaster = await as('cmi3.webmaster')
    const problem = await refused(office.deps, 422, 'invalid_event', () =>
      send(webmaster, late, { type: 'PUBLISH' }),
    )
    expect(problem.errors).toMatchObject([{ path: 'shownUntil' }])
    expect(await take(webmaster, reminded, { type: 'PUBLISH' })).toMatchObject({ status: 'published' })
    await verified()
  })

  test('that ends today is not over yet', async () => {
    await standardOf()
    const officer = await as('cmi3.officer')
    const id = await beginStandard(officer, wholeContent('cmi3'))
    await take(officer, id, { type: 'SUBMIT', publishUntil: '2026-11-20' })
    expect(await publish(id)).toMatchObject({ status: 'published' })
  })

  test('that is extended is no correction: the page does not say that it was corrected', async () => {
    await standardOf()
    const officer = await as('cmi3.officer')
    const id = await beginStandard(officer, wholeContent('cmi3'))
    await take(officer, id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
    const { publication } = await publish(id)
    office.clock.advance(86_400_000)
    as = clientsOf(office)
    await take(await as('cmi3.officer'), id, { type: 'REQUEST_EXTENSION' })
    await take(await as('cmi3.officeDirector'), id, { type: 'EXTEND', publishUntil: '2027-06-30' })
    const html = await page(publication?.url ?? '')
    expect(html).toContain('30 มิถุนายน 2570')
    expect(html).not.toContain('แก้ไขล่าสุดเมื่อ')
  })

  test('a correction of the content is one', async () => {
    const { id, content, publication } = await walkTo(as, 'cmi4')
    office.clock.advance(86_400_000)
    as = clientsOf(office)
    const officer = await as('cmi4.officer')
    await take(officer, id, { type: 'REPORT_ERROR', error: 'ผิด' })
    await write(officer, id, { ...content, body: 'แก้ไขแล้ว' })
    expect(await page(publication?.url ?? '')).not.toContain('แก้ไขล่าสุดเมื่อ')
    await take(officer, id, { type: 'CORRECT' })
    expect(await page(publication?.url ?? '')).toContain('แก้ไขล่าสุดเมื่อ')
  })
})

describe('a field of the form at which the chart looks', () => {
  const title = { th: 'ช่อง', en: 'Field' }
  const meta = { title, clause: 'ข้อ ๑', source: 'added' as const }

  /** The urgent skip the certification, and what opens on a day comes back on it; no event asks for either. */
  async function readingItsForm(): Promise<void> {
    const procedure: Procedure = structuredClone({
      ...standardPublication,
      id: 'cmi3.standard',
      office: 'cmi3',
    })
    const { states } = procedure.chart
    procedure.requires = []
    procedure.form.push(
      ...[
        { name: 'urgent', type: 'select' as const, title, required: false, options: [{ id: 'yes', title }] },
        { name: 'opens', type: 'date' as const, title, required: false },
      ],
    )
    procedure.deadlines.push({ id: 'opening', kind: 'date', field: 'opens', title })
    const submit = states.drafting?.on?.SUBMIT as Transition
    submit.target = 'sorting'
    const guard = { type: 'asked' as const, params: { field: 'urgent', value: 'yes' } }
    states.sorting = {
      meta,
      always: [
        { target: 'approval', guard, meta },
        { target: 'certification', meta },
      ],
    }
    if (states.certification) states.certification.after = { opening: { target: 'drafting', meta } }
    expect(checkProcedure(procedure)).toMatchObject({ ok: true })
    await activate(office.deps.db, procedure, office.clock.now())
  }

  test('is known to it from the submission on, as it was submitted', async () => {
    await readingItsForm()
    const officer = await as('cmi3.officer')
    const submitted = async (more: Record<string, unknown>) => {
      const id = await beginStandard(officer, { ...wholeContent('cmi3'), ...more })
      return take(officer, id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
    }
    expect(await submitted({ urgent: 'yes' })).toMatchObject({ state: 'approval' })
    const plain = await submitted({ opens: '2026-12-01' })
    expect(plain).toMatchObject({ state: 'certification', timers: [{ dueAt: '2026-12-01T17:00:00.000Z' }] })
    expect(await submitted({})).toMatchObject({ state: 'certification', timers: [] })
    // After a return it is what the content says then.
    const reasons = { grounds: [], text: 'แก้ไข' }
    await take(await as('cmi3.groupDirector'), plain.id, { type: 'RETURN', reasons })
    await write(officer, plain.id, { ...wholeContent('cmi3'), urgent: 'yes' })
    const again = await take(officer, plain.id, { type: 'SUBMIT', publishUntil: '2027-03-06' })
    expect(again).toMatchObject({ state: 'approval', timers: [] })
    await verified()
  })
})
