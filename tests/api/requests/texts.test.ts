import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { verifyRequests } from '../../../api/operations/verify-requests.ts'
import { placesUnder } from '../../../api/public-site/file-parts.ts'
import { itemPage } from '../../../api/public-site/item-page.ts'
import { site } from '../../../api/public-site/layout.ts'
import { renewSearchTexts } from '../../../api/requests/search-text.ts'
import { hashOf } from '../../../machines/hash/canonical.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { refused } from '../../support/refused.ts'
import { begin, clientsOf, ifMatch, look, send, walkTo, wayOf, wholeContent } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
let officer: Client
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
  officer = await as('cmi3.officer')
})
afterAll(async () => {
  expect((await verifyRequests(office.deps.db)).differences).toEqual([])
  await office.close()
})

const invisible = {
  'U+2063': '\u2063',
  'U+2800': '\u2800',
  'U+034F': '\u034F',
  'U+3164': '\u3164',
  'U+115F': '\u115F',
  tags: '\u{E0001}\u{E0041}',
  'variation selectors': '\uFE0F\u{E0101}',
  'the null notehead': '\u{1D159}',
}

describe.each(Object.entries(invisible))('%s', (_, nothing) => {
  test('is no title, and no reason of a return', async () => {
    const content = wholeContent('cmi3', { title: nothing })
    const body = { procedure: 'cmi3.publication', content }
    const problem = await refused(office.deps, 422, 'invalid_content', () =>
      officer('POST', '/api/requests', body),
    )
    expect(problem.errors?.map(({ path }) => path)).toEqual(['content.title'])
    const { id } = await walkTo(as, 'cmi3', 1)
    const director = await as('cmi3.groupDirector')
    const event = { type: 'RETURN', reasons: { grounds: [], text: nothing } }
    await refused(office.deps, 422, 'invalid_event', () => send(director, id, event))
  })

  test('is no name of a person, of a holiday or of a scenario, and no reason of an administrator', async () => {
    const admin = await as('cmi3.admin')
    const person = { username: 'new.person', name: nothing, password: 'a long password' }
    const holiday = { day: '2027-02-01', name: nothing }
    const scenario = { name: nothing, steps: [], expected: { steps: [], refused: false } }
    for (const [path, body] of [
      ['/api/offices/cmi3/people', person],
      ['/api/holidays', holiday],
      ['/api/procedures/cmi3.publication/scenarios', scenario],
    ] as const) {
      const problem = await refused(office.deps, 400, 'invalid_request', () => admin('POST', path, body))
      expect(problem.errors?.[0]).toMatchObject({
        path: 'name',
        message: { th: expect.stringContaining('ต้องกรอก') },
      })
    }
  })
})

describe('text put right at the door', () => {
  test('is stored and hashed as it was meant, and the answer says in which fields what was put right', async () => {
    const content = { title: 'สถานการณ์ นำ้ท่วม\u202E', body: '\uF0B7 ข้อ\u000bสอง', source: 'ก\u200Bข' }
    const answer = await officer('POST', '/api/requests', { procedure: 'cmi3.publication', content })
    expect(answer).toMatchObject({
      status: 201,
      body: {
        content: { title: 'สถานการณ์ น้ำท่วม', body: '• ข้อ\nสอง', source: 'กข' },
        corrected: [
          { path: 'content.title', corrected: ['direction', 'marks'] },
          { path: 'content.body', corrected: ['lines', 'bullets'] },
          { path: 'content.source', corrected: ['invisible'] },
        ],
      },
    })
    const { id, revision } = answer.body
    expect((await look(officer, id)).corrected).toBeUndefined()
    const changed = await officer(
      'PUT',
      `/api/requests/${id}/content`,
      { content: { title: 'ท\u0E4Dา' } },
      ifMatch(revision),
    )
    expect(changed.body).toMatchObject({
      content: { title: 'ทำ' },
      corrected: [{ path: 'content.title', corrected: ['am'] }],
    })
    const { revisions } = (await officer('GET', `/api/requests/${id}/contents`)).body
    expect(revisions.at(-1).sha256).toBe(hashOf({ title: 'ทำ' }))
  })

  test('says nothing of a text that needed nothing', async () => {
    expect(await begin(officer, 'cmi3', { body: 'ก\tข\nค' })).not.toHaveProperty('corrected')
  })

  test('holds for the reasons and the note of an event, and for names', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const director = await as('cmi3.groupDirector')
    const reasons = { grounds: [], text: 'ผ\uF70Bู\u200B' }
    const { body } = await send(director, id, { type: 'RETURN', reasons, note: 'นำ้' })
    expect(body.event).toMatchObject({ reasons: { text: 'ผู้' }, note: 'น้ำ' })
    expect(body.request.corrected).toMatchObject([{ path: 'reasons.text' }, { path: 'note' }])
    const admin = await as('cmi3.admin')
    const person = { username: 'nam.thip', name: ' นำ้ทิพย์\u00A0\u200B ใจดี', password: 'a long password' }
    expect((await admin('POST', '/api/offices/cmi3/people', person)).body.name).toBe('น้ำทิพย์ ใจดี')
  })

  test('leaves no marks piled up, in a title, a text, reasons or a name, says so, and finds what was meant', async () => {
    const pile = (text: string, times = 30) =>
      [...text].map((letter) => letter + '\u0E34\u0E35\u0E36\u0E37\u0336\u0322'.repeat(times)).join('')
    const { body } = await officer('POST', '/api/requests', {
      procedure: 'cmi3.publication',
      content: wholeContent('cmi3', { title: pile('กบฏ'), body: pile('นก') }),
    })
    expect(body.corrected).toEqual([
      { path: 'content.title', corrected: expect.arrayContaining(['piled']) },
      { path: 'content.body', corrected: expect.arrayContaining(['piled']) },
    ])
    const [submit] = wayOf('cmi3')
    await send(officer, body.id, { type: submit?.type, ...submit?.data })
    const reasons = { grounds: [], text: pile('แก้') }
    const returned = await send(await as('cmi3.groupDirector'), body.id, { type: 'RETURN', reasons })
    expect(returned.status).toBe(200)
    const admin = await as('cmi3.admin')
    const person = { username: 'piled.person', name: pile('นาย'), password: 'a long password' }
    const added = await admin('POST', '/api/offices/cmi3/people', person)
    const seen = [(await look(officer, body.id)).content, returned.body.event.reasons, added.body.name]
    expect(JSON.stringify(seen)).toMatch(/\u0336|\u0E34/)
    expect(JSON.stringify(seen)).not.toMatch(/\p{M}{5}/u)
    const found = await officer('GET', `/api/requests?view=mine&q=${encodeURIComponent(pile('กบฏ', 5))}`)
    expect(found.body.items.map(({ id }: { id: string }) => id)).toContain(body.id)
  })

  test('leaves a password as it was typed', async () => {
    const admin = await as('cmi3.admin')
    const secret = { username: 'odd.password', name: 'ก', password: 'pass\u00A0word\u200B 12' }
    expect((await admin('POST', '/api/offices/cmi3/people', secret)).status).toBe(201)
    const signIn = (password: string) =>
      office.anyone('POST', '/api/session', { username: 'odd.password', password })
    expect((await signIn(secret.password)).status).toBeLessThan(300)
    expect((await signIn('pass word 12')).status).toBe(401)
  })
})

describe('a search', () => {
  const titled = async (title: string) => (await begin(officer, 'cmi3', { title })).id
  const found = async (q: string): Promise<string[]> => {
    const { items } = (await officer('GET', `/api/requests?view=drafts&q=${encodeURIComponent(q)}`)).body
    return items.map(({ id }: { id: string }) => id)
  }

  test('for นำ้ท่วม finds น้ำท่วม, however either was typed', async () => {
    const ids = [await titled('เรื่องน้ำท่วม'), await titled('เรื่องน\u0E4D้าท่วม'), await titled('เรื่อง น้ำ  ท่วม')]
    for (const q of ['นำ้ท่วม', 'น้ำท่วม', 'น\u0E49\u0E4Dาท่วม', 'น้ำ\u00A0ท่วม'])
      expect((await found(q)).sort()).toEqual([...ids].sort())
  })

  test('finds an old row after its key was made anew, and does not change its content', async () => {
    const { db } = office.deps
    const id = await titled('อัตราค าขอเลขที่ ๗๗')
    const content = JSON.stringify({ title: 'อัตราค\u200Bำขอเลขที่ ๗๗' })
    const sha256 = hashOf(JSON.parse(content))
    await db.updateTable('content').set({ json: content, sha256 }).where('request', '=', id).execute()
    const old = { title: 'อัตราค\u200Bำขอเลขที่ ๗๗', searchText: 'อัตราค\u200Bำขอ เลขที่ 77' }
    await db.updateTable('request').set(old).where('id', '=', id).execute()
    expect(await found('อัตราคำขอ')).toEqual([])
    await db.insertInto('searchedOtherwise').values({ request: id }).execute()
    expect(await renewSearchTexts(db)).toBe(1)
    expect(await found('อัตราคำขอ')).toEqual([id])
    const row = await db.selectFrom('content').selectAll().where('request', '=', id).executeTakeFirstOrThrow()
    expect(row).toMatchObject({ json: content, sha256 })
    expect(await renewSearchTexts(db)).toBe(0)
  })
})

describe('a link', () => {
  const link = async (url: string) =>
    officer('POST', '/api/requests', {
      procedure: 'cmi3.publication',
      content: { title: 'ลิงก์', links: [{ title: ' ไฟล์\u200B ', url }] },
    })

  test.each([
    ['a zero-width blank at its end', 'https://www.example.go.th/a.pdf\u200B'],
    ['blanks around it', ' \u00A0https://www.example.go.th/a.pdf \n'],
    ['a mark of direction', '\u202Ahttps://www.example.go.th/a.pdf\u202C'],
  ])('with %s is cleaned', async (_, url) => {
    expect((await link(url)).body.content.links).toEqual([
      { title: 'ไฟล์', url: 'https://www.example.go.th/a.pdf' },
    ])
  })

  test.each([
    'https://www.moe.go.th@evil.example/',
    'https://a:b@evil.example/x',
    'http://www.moe.go.th%2F@evil.example',
  ])('that leads elsewhere than it reads (%s) is refused, with where it leads', async (url) => {
    const problem = await refused(office.deps, 422, 'invalid_content', () => link(url))
    expect(problem.errors).toEqual([
      {
        path: 'content.links',
        message: expect.objectContaining({ th: expect.stringContaining('evil.example') }),
      },
    ])
  })

  test.each([
    ['an @ without a name', 'https://@evil.example', 'evil.example'],
    ['a backslash, which some take for the end of the host', 'https://www.moe.go.th\\@evil.example', 'moe'],
    ['a Cyrillic letter', 'https://www.mo\u0435.go.th', 'xn--'],
    ['a Greek letter', 'https://www.\u03BFbec.go.th', 'xn--'],
    ['a Latin letter that is not of ASCII', 'https://www.obe\u0188.go.th', 'xn--'],
    ['a dot that is none', 'https://www.moe.go.th\u3002evil.example', 'evil.example'],
    ['a number', 'http://2130706433', '127.0.0.1'],
    ['its letters in code', 'https://%65vil.example', 'evil.example'],
  ])('whose host is written with %s is refused, with where it leads', async (_, url, host) => {
    const problem = await refused(office.deps, 422, 'invalid_content', () => link(url))
    expect(problem.errors?.[0]?.message.th).toContain(host)
  })

  test.each([
    ['https://www.moe.go.th', 'https://evil.example/moe.go.th', 422],
    ['www.moe.go.th/แผน', 'https://evil.example', 422],
    ['www.moe.go.th', 'https://moe.go.th/th', 201],
    ['แผน ดู https://www.moe.go.th', 'https://example.go.th', 201],
  ])('called %s leads there and not to %s: %d', async (title, url, status) => {
    const content = { title: 'ลิงก์', links: [{ title, url }] }
    const answer = await officer('POST', '/api/requests', { procedure: 'cmi3.publication', content })
    expect(answer.status).toBe(status)
  })

  test.each([
    'https://ๆ.ไทย/ก',
    'https://example.go.th:8443/?a=@b#@c',
    'http://[::1]/',
    'HTTPS://Example.GO.TH',
  ])('to %s is taken as it is', async (url) => {
    expect((await link(url)).body.content.links).toMatchObject([{ url }])
  })

  test('may hold an @ behind its host', async () => {
    expect((await link('https://example.go.th/@office?to=a@b.example')).status).toBe(201)
  })
})

describe('a day of the Buddhist era sent as a Gregorian one', () => {
  const meant = (path: string) => ({
    path,
    message: { th: expect.stringMatching(/ปี 2570 เป็นปี พ\.ศ\..*2027/) },
  })

  test('is refused in an appointment, at its beginning and its end', async () => {
    const admin = await as('cmi3.admin')
    const people = (await admin('GET', '/api/offices/cmi3/people')).body.people
    const path = `/api/people/${people[0].id}/appointments`
    const given = { role: 'officer', group: people[0].appointments[0]?.group ?? null, from: '2027-03-01' }
    for (const [field, body] of [
      ['from', { ...given, from: '2570-03-01' }],
      ['until', { ...given, until: '2570-03-01' }],
    ] as const) {
      const problem = await refused(office.deps, 400, 'invalid_request', () => admin('POST', path, body))
      expect(problem.errors).toMatchObject([meant(field)])
    }
    const held = people.flatMap((one: { appointments: { id: string }[] }) => one.appointments)[0]
    const ended = await refused(office.deps, 400, 'invalid_request', () =>
      admin('PATCH', `/api/appointments/${held.id}`, { until: '2570-03-01' }),
    )
    expect(ended.errors).toMatchObject([meant('until')])
  })

  test('is refused in an order, a holiday, a period and the range of figures', async () => {
    const admin = await as('cmi3.admin')
    const draft = await admin('POST', '/api/offices/cmi3/drafts', {
      name: 'dates',
      from: { kind: 'standard' },
    })
    const order = {
      number: '1/2570',
      date: '2570-03-01',
      signedBy: 'ก',
      signedAs: null,
      effectiveFrom: '2570-03-01',
    }
    const activation = await refused(office.deps, 400, 'invalid_request', () =>
      admin(
        'POST',
        `/api/drafts/${draft.body.id}/activation`,
        { order, reasons: {} },
        ifMatch(draft.body.revision),
      ),
    )
    expect(activation.errors).toMatchObject([meant('order.date'), meant('order.effectiveFrom')])
    const holiday = await refused(office.deps, 400, 'invalid_request', () =>
      admin('POST', '/api/holidays', { day: '2570-03-01', name: 'วันหยุด' }),
    )
    expect(holiday.errors).toMatchObject([meant('day')])
    const figures = await admin('GET', '/api/procedures/cmi3.publication/figures?from=2570-03-01')
    expect(figures).toMatchObject({ status: 400, body: { errors: [meant('query.from')] } })
    const json = { ...draft.body.json, order: { ...draft.body.json.order, date: '2570-03-01' } }
    const path = `/api/drafts/${draft.body.id}`
    const written = await admin('PUT', path, { json }, ifMatch(draft.body.revision))
    expect(written.body.problems).toMatchObject([{ place: 'order.date', message: meant('').message }])
    const way = wayOf('cmi3')
    const at = way.findIndex(({ data }) => data && 'publishUntil' in data)
    const { who, type, data } = way[at] ?? { who: '', type: '' }
    const { id } = await walkTo(as, 'cmi3', at)
    const until = await send(await as(`cmi3.${who}`), id, { type, ...data, publishUntil: '2570-03-01' })
    expect(until.body.errors).toMatchObject([meant('publishUntil')])
  })

  test.each(['0069-02-01', '0001-01-01', '1069-02-01', '9999-12-31'])(
    'nor is %s taken, a year that no office speaks of',
    async (day) => {
      const admin = await as('cmi3.admin')
      const problem = await refused(office.deps, 400, 'invalid_request', () =>
        admin('POST', '/api/holidays', { day, name: 'วันหยุด' }),
      )
      expect(problem.errors).toMatchObject([
        { path: 'day', message: { th: expect.stringMatching(/ปี ค\.ศ\./) } },
      ])
    },
  )
})

describe('what the public and the certifier see', () => {
  test('a body pasted with tabs is a table, addresses are links, and a link that deceives leads nowhere', async () => {
    const body = 'ชั้น\tชาย\tหญิง\nป.๑\t\t๗\n\nส่งที่ saraban@example.go.th หรือ https://www.example.go.th/x.'
    const { publication } = await walkTo(as, 'cmi3', 4, { body })
    const { body: page } = await office.anyone('GET', publication?.url ?? '')
    expect(page).toContain(
      '<tr><th scope="col">ชั้น</th><th scope="col">ชาย</th><th scope="col">หญิง</th></tr></thead><tbody><tr><td>ป.๑</td><td></td><td class="number">๗</td></tr>',
    )
    const rel = 'rel="noopener noreferrer nofollow external"'
    expect(page).toContain(`<a href="mailto:saraban@example.go.th" ${rel}>saraban@example.go.th</a>`)
    expect(page).toContain(`<a href="https://www.example.go.th/x" ${rel}>https://www.example.go.th/x</a>.`)
  })

  test('an address stored before with a zero-width blank or a name before its host is cleaned, or leads nowhere', () => {
    const links = [
      { title: 'ก', url: 'https://www.example.go.th/a.pdf\u200B' },
      { title: '\u2063', url: 'https://www.moe.go.th@evil.example/' },
    ]
    const names = { id: 'o', th: 'ส', en: 'O', shortTh: 'ส', shortEn: 'O' }
    const text = { th: 'ก', en: 'k' }
    const shown = {
      language: 'th',
      digits: 'arab',
      demo: false,
      stylesheet: '',
      path: '',
      query: {},
    } as const
    const item = { id: 'i', title: 'ก', body: '', group: text, source: null, category: null, document: text }
    const times = {
      publishedAt: 0,
      correctedAt: null,
      untilDay: null,
      sha256: '',
      recordSha256: '',
      more: [],
      facts: [],
      files: [],
      places: placesUnder('/o/cmi3/items/1'),
      album: [],
    }
    const page = itemPage(site(shown), names, { ...item, ...times, links })
    expect(page).toContain('<a href="https://www.example.go.th/a.pdf" ')
    expect(page).toContain('<li lang="th">https://www.moe.go.th@evil.example/</li>')
  })
})
