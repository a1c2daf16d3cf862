import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { demoDocuments } from '../../../api/demo/documents.ts'
import { seedDemoRequests } from '../../../api/demo/seed-requests.ts'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { offices } from '../../../machines/offices/offices.ts'
import { bangkokDay } from '../../../machines/run/thai-time.ts'
import { plainTextOf } from '../../../machines/text/rich-plain.ts'
import { type Office, startOffice, withoutWordMarks } from '../../support/office.ts'

const documentOf = (office: string) => {
  const found = demoDocuments().find((one) => one.office === office)
  if (!found) throw new Error(`no document of ${office}`)
  return found
}

describe('The text of the document', () => {
  const signed = (office: string) => `ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษาประถมศึกษา${office}`
  const ends: [string, number, string, string][] = [
    [
      'cmi3',
      2620,
      'กรอบแนวทางการเผยแพร่ข้อมูลข่าวสาร',
      'ตรวจสอบความถูกต้อง ครบถ้วน ตลอดจนความเป็นปัจจุบันของข้อมูล และนำข้อมูลออกจากเว็บไซต์ เมื่อครบระยะเวลาการเผยแพร่ข้อมูล',
    ],
    ['cmi4', 2488, 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษาเชียงใหม่ เขต ๔', signed('เชียงใหม่ เขต ๔')],
    ['ksn2', 6609, 'บันทึกข้อความ', `รักษาการแทน${signed('กาฬสินธุ์ เขต ๒')}`],
    ['ptt1', 4420, 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษาปทุมธานี เขต ๑', signed('ปทุมธานี เขต ๑')],
    ['yst2', 6254, 'ประกาศสำนักงานเขตพื้นที่การศึกษาประถมศึกษายโสธร เขต ๒', signed('ยโสธร เขต ๒')],
  ]
  test.each(ends)(
    'of %s is whole: %i characters, its first line and its last',
    (office, length, first, last) => {
      const { body } = documentOf(office)
      expect([...body]).toHaveLength(length)
      expect(body.split('\n')[0]).toBe(first)
      expect(body.endsWith(last)).toBe(true)
    },
  )

  test.each([
    ['cmi3', ['(๑) ขอบเขต', '(๒) ขั้นตอนการดำเนินการ', '(๑) เจ้าหน้าที่', '(๒) ผู้อำนวยการ', '(๒.๑)', '(๒.๒)', '(๓)']],
    ['cmi4', ['๑.๑', '๑.๒', '๑.๓', '๑.๔', '๑.๕', '๑.๖', 'ขั้นตอนที่ ๑', 'ขั้นตอนที่ ๒', 'ขั้นตอนที่ ๓', '๓.๑', '๓.๒']],
    ['ksn2', ['๑.๑', '๑.๔', '๒.๑.๑', '๒.๑.๒', '๒.๒.๑', '๑)', '๒)', '๓)', '๔)', '๓.๕', '๓.๖.๑', '๔.๒', '๕.๔']],
    ['ptt1', ['๑.๑', '๑.๗', '๑.๑๔', '๒.๑', '๒.๒', '๒.๓', '๓.๑', '๓.๒']],
    [
      'yst2',
      ['๑.๑', '๑.๑๐', '๑.๑๙', '๒.๑', '๒.๒', '๒.๓', '๓.๑', '๓.๒', '๓.๓', '๑)', '๒)', '๓)', '๔)', '๕)', '๖)'],
    ],
  ])('of %s has each of its clauses on a line of its own', (office, clauses) => {
    const lines = documentOf(office).body.split('\n')
    for (const clause of clauses)
      expect([clause, lines.some((line) => line.startsWith(clause))]).toEqual([clause, true])
  })

  test('names every kind of information as its office lists it', () => {
    const plain = (text: string) => text.replaceAll(/\s/g, '')
    // What the document does not list has no number.
    for (const { id, categories } of offices)
      for (const { number, title } of categories.filter((one) => one.number !== ''))
        expect(plain(documentOf(id).body)).toContain(plain(`${number} ${title.th}`))
  })

  test('keeps no misreading of the office, the law or the signature', () => {
    const all = demoDocuments()
      .map(({ body }) => body)
      .join('\n')
    const misread = [
      'ชัยโสธร',
      'ฯ โสธร',
      'ระบุว่าด้วย',
      'สิทธิ์เด็ก',
      'รอบ ๕ เดือน',
      'กลับกรอง',
      'น้าใจดี',
      '๑๐๑๑๑',
      '**',
    ]
    for (const each of misread) expect(all).not.toContain(each)
  })

  test('says where the original is missing or cannot be read', () => {
    const gap = '/เว็บไซต์ประสาน...\n\n[เอกสารต้นฉบับขาดหายตรงนี้]'
    expect(documentOf('ksn2').body.split(gap)).toHaveLength(2)
    expect(documentOf('cmi4').body).toContain('เป็นประจำทุก[ต้นฉบับอ่านไม่ได้ตรงนี้] หากพบข้อผิดพลาด')
  })
})

describe('The demo', () => {
  const at = '2026-11-20T03:00:00Z'
  let running: Office
  beforeAll(async () => {
    running = await startOffice({ at })
  })
  afterAll(() => running.close())

  const published = (office: string) =>
    running.deps.db
      .selectFrom('publication')
      .innerJoin('request', 'request.id', 'publication.request')
      .innerJoin('content', (join) =>
        join
          .onRef('content.request', '=', 'request.id')
          .onRef('content.revision', '=', 'publication.contentRevision'),
      )
      .select([
        'publication.id',
        'publication.request',
        'publishedAt',
        'untilDay',
        'request.owner',
        'content.json',
      ])
      .where('publication.office', '=', office)
      .where('publication.title', '=', documentOf(office).title)
      .executeTakeFirstOrThrow()

  test.each(offices.map(({ id }) => id))(
    'publishes the document of %s whole, on its own day',
    async (office) => {
      const { title, body, date } = documentOf(office)
      const found = await published(office)
      expect(JSON.parse(found.json)).toMatchObject({ title, body })
      const path = `/o/${office}/items/${found.id}`
      const page = withoutWordMarks(await (await fetch(running.url + path)).text())
      for (const line of body.split('\n').filter(Boolean))
        expect(page).toContain(line.replaceAll('"', '&quot;'))
      if (date) expect(bangkokDay(found.publishedAt)).toBe(date)
      else expect(found.untilDay).toBe('2027-09-30')
    },
  )

  test.each([
    ['cmi4', 'CONSENT', 'นายไกรเจน เดชะบุญ', 'actingByLaw', 'cmi4.officer'],
    ['ksn2', 'CONSENT', 'นายชาญกฤต น้ำใจดี', 'actingByLaw', 'ksn2.officerLaw'],
    ['yst2', 'PERMIT', 'นายวรรณสิทธิ์ คำเพราะ', 'holder', 'yst2.officer'],
    ['ptt1', 'CONSENT', 'นายนิพนธ์ นนธิ', 'holder', 'ptt1.officer'],
    ['cmi3', 'CERTIFY', 'ผู้อำนวยการกลุ่มนโยบายและแผน', 'holder', 'cmi3.officer'],
  ])('has the document of %s decided (%s) by %s, as %s', async (office, type, name, capacity, owner) => {
    const found = await published(office)
    expect(found.owner).toBe(owner)
    const decision = await running.deps.db
      .selectFrom('event')
      .select(['actorName', 'actedAs'])
      .where('request', '=', found.request)
      .where('type', '=', type)
      .executeTakeFirstOrThrow()
    expect(decision.actorName).toBe(name)
    expect(JSON.parse(decision.actedAs ?? 'null')).toMatchObject({ capacity })
  })

  test('has in every office a request in every step where somebody is asked', async () => {
    for (const { id, procedures } of offices) {
      const rows = await running.deps.db
        .selectFrom('request')
        .select(['procedure', 'steps'])
        .where('office', '=', id)
        .where('status', '=', 'open')
        .execute()
      for (const procedure of procedures) {
        const steps = Object.entries(procedure.chart.states).filter(
          ([, { type, on, tags, states }]) => type !== 'final' && on && !tags?.includes('public') && !states,
        )
        expect(steps.length).toBeGreaterThan(2)
        const own = rows.filter((row) => row.procedure === procedure.id)
        const empty = steps.filter(([step]) => !own.some((row) => row.steps.includes(`,${step},`)))
        // What a refusal of ksn2 passes through on its way back is left at once.
        expect([procedure.id, empty.map(([step]) => step)]).toEqual([
          procedure.id,
          id === 'ksn2' ? ['informing'] : [],
        ])
      }
    }
  })

  test('has in every office something returned, something that ends tomorrow, something that came down', async () => {
    for (const { id } of offices) {
      const events = await running.deps.db
        .selectFrom('event')
        .innerJoin('request', 'request.id', 'event.request')
        .select(['event.type', 'event.payload'])
        .where('office', '=', id)
        .where('status', '=', 'open')
        .execute()
      const returned = events.filter(({ type }) => ['RETURN', 'REFUSE', 'DISALLOW'].includes(type))
      expect(returned.length).toBeGreaterThan(0)
      for (const { payload } of returned) expect(JSON.parse(payload).reasons.text).not.toBe('')
      const shown = await running.deps.db
        .selectFrom('publication')
        .selectAll()
        .where('office', '=', id)
        .execute()
      expect(
        shown.filter(({ endedAt, untilDay }) => endedAt === null && untilDay === '2026-11-21'),
      ).toHaveLength(1)
      expect(shown.filter(({ endKind }) => endKind === 'expired')).toHaveLength(1)
      expect(shown.filter(({ endKind, endReason }) => endKind === 'takenDown' && endReason)).toHaveLength(1)
    }
  })

  test('has what was published by each further procedure of an office waiting for its evaluation, and evaluated', async () => {
    const rows = await running.deps.db
      .selectFrom('request')
      .select(['procedure', 'steps'])
      .where('office', '=', 'yst2')
      .where('status', '=', 'published')
      .orderBy('procedure')
      .execute()
    const steps = rows
      .filter(({ procedure }) => procedure !== 'yst2.publication')
      .map(({ procedure, steps: at }) => `${procedure} ${at.includes('evaluated') ? 'evaluated' : 'pending'}`)
    expect(steps.sort()).toEqual([
      'yst2.photos evaluated',
      'yst2.photos pending',
      'yst2.rules evaluated',
      'yst2.rules pending',
    ])
  })

  test('shows the pictures of an album to the public, in their order, with their texts', async () => {
    const { id } = await running.deps.db
      .selectFrom('publication')
      .select('id')
      .where('office', '=', 'yst2')
      .where('title', 'like', 'ภาพนิทรรศการ%')
      .executeTakeFirstOrThrow()
    const page = withoutWordMarks(await (await fetch(`${running.url}/o/yst2/items/${id}`)).text())
    const captions = ['ผู้เข้าชมนิทรรศการผลงานของโรงเรียนในสังกัด', 'การนำเสนอผลงานของโรงเรียนในสังกัด']
    const places = captions.map((caption) => page.indexOf(caption))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(page).toContain('ภาพวาดแทนภาพถ่าย การนำเสนอผลงาน')
    const [, picture = ''] = /<img[^>]*src="([^"]*)"/.exec(page) ?? []
    expect(
      (await fetch(new URL(picture, `${running.url}/o/yst2/items/`))).headers.get('content-type'),
    ).toMatch(/^image\//)
  })

  test('happened in office hours of working days, before now, and in order', async () => {
    const events = await running.deps.db
      .selectFrom('event')
      .selectAll()
      .orderBy('request')
      .orderBy('seq')
      .execute()
    const holidays = new Set(
      (await running.deps.db.selectFrom('holiday').select('day').execute()).map(({ day }) => day),
    )
    expect(events.length).toBeGreaterThan(200)
    const last = new Map<string, number>()
    for (const { request, type, at: when, actor } of events) {
      expect(when).toBeLessThan(Date.parse(at))
      expect(when).toBeGreaterThan(last.get(request) ?? 0)
      last.set(request, when)
      if (actor === null) continue
      const local = new Date(when + 7 * 3_600_000)
      const minutes = local.getUTCHours() * 60 + local.getUTCMinutes()
      const working = local.getUTCDay() % 6 !== 0 && !holidays.has(bangkokDay(when))
      expect([type, working, minutes >= 510 && minutes <= 990]).toEqual([type, true, true])
    }
  })

  test('says of every made-up matter that it is an example', async () => {
    const rows = await running.deps.db.selectFrom('content').select('json').execute()
    const own = new Set(demoDocuments().map(({ body }) => body))
    const others = rows.map(({ json }) => plainTextOf(JSON.parse(json).body)).filter((body) => !own.has(body))
    expect(others.length).toBeGreaterThan(40)
    for (const body of others) expect(body).toContain('ข้อความตัวอย่างของระบบสาธิต')
  })

  test('stands up to replay, and is not laid down twice', async () => {
    const count = async () => {
      const { requests, events } = await running.deps.db
        .selectNoFrom((eb) => [
          eb.selectFrom('request').select(eb.fn.countAll<number>().as('n')).as('requests'),
          eb.selectFrom('event').select(eb.fn.countAll<number>().as('n')).as('events'),
        ])
        .executeTakeFirstOrThrow()
      return { requests, events }
    }
    const before = await count()
    running.clock.advance(40 * 86_400_000)
    await seedDemoRequests(running.deps)
    expect(await count()).toEqual(before)
    running.clock.set(at)
    expect(await verifyRequests(running.deps.db)).toMatchObject({ differences: [] })
  })
})

describe('The demo begun on another day', () => {
  // Weekends, the turn of the year, of the fiscal year and of the school year, the long holidays, a leap day.
  test.each([
    '2026-10-01T00:30:00+07:00',
    '2026-09-30T23:00:00+07:00',
    '2027-01-03T12:00:00+07:00',
    '2027-04-18T12:00:00+07:00',
    '2028-02-29T08:00:00+07:00',
  ])('(%s) stands as well', async (at) => {
    const running = await startOffice({ at })
    try {
      const { n } = await running.deps.db
        .selectFrom('publication')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      expect(n).toBeGreaterThan(25)
      const future = await running.deps.db
        .selectFrom('event')
        .select('type')
        .where('at', '>', Date.parse(at))
        .execute()
      expect(future).toEqual([])
    } finally {
      await running.close()
    }
  })
})
