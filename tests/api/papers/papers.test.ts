import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { openPdf } from '../../../api/files/text/pdfium.ts'
import { erase } from '../../../api/operations/erase.ts'
import { piecesOfLine, withThaiDigits } from '../../../api/papers/line-pieces.ts'
import type { Paper } from '../../../api/papers/paper.ts'
import { linesOf, mostLetters, restInSystem } from '../../../api/papers/printed-text.ts'
import { setPaper } from '../../../api/papers/set-paper.ts'
import { appoint } from '../../support/appoint.ts'
import { besideHeartbeat } from '../../support/heartbeat.ts'
import { type Client, type Office, startOffice } from '../../support/office.ts'
import { begin, clientsOf, look, take, walkTo, wayData, write } from '../../support/requests.ts'

let office: Office
let as: (username: string) => Promise<Client>
const directory = mkdtempSync(join(tmpdir(), 'prakat-papers-'))
beforeAll(async () => {
  office = await startOffice()
  as = clientsOf(office)
})
afterAll(async () => {
  await office.close()
  rmSync(directory, { recursive: true })
})

type Printed = { status: number; headers: Headers; text: string; pages: number; bytes: Buffer }
const sessions = new Map<string, string>()
/** The cookie of a demo person: the tests' own client reads answers as text, and a PDF is none. */
async function cookieOf(username: string): Promise<string> {
  const known = sessions.get(username)
  if (known) return known
  const answer = await office.anyone('POST', '/api/session', { username, password: 'prakat-demo-2569' })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  sessions.set(username, cookie)
  return cookie
}

/** Without blanks and ends of lines; PDFium tells a letter whose marks stand over each other twice (ActualText). */
const letters = (text: string) => text.replaceAll(/[\s\u200B]+/g, '').replaceAll(/(.\p{M}+)\1+/gu, '$1')

async function print(username: string, id: string, paper: string): Promise<Printed> {
  const response = await fetch(`${office.url}/api/requests/${id}/papers/${paper}`, {
    headers: { cookie: await cookieOf(username) },
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const { status, headers } = response
  if (status !== 200) return { status, headers, text: bytes.toString('utf8'), pages: 0, bytes }
  return { status, headers, ...(await textOf(bytes)), bytes }
}

async function textOf(bytes: Uint8Array): Promise<{ text: string; pages: number }> {
  const path = join(directory, `${Math.random()}.pdf`)
  writeFileSync(path, bytes)
  const pdf = await openPdf(path)
  const text = Array.from({ length: pdf.pages }, (_, index) => pdf.page(index).text).join('\n')
  const { pages } = pdf
  pdf.close()
  return { text: letters(text), pages }
}

/** Where each of some texts begins in another, one behind the other. */
function inOrder(text: string, ...parts: string[]): void {
  let from = 0
  for (const part of parts) {
    const at = text.indexOf(letters(part), from)
    expect([part, at >= from]).toEqual([part, true])
    from = at + letters(part).length
  }
}

const yst2 = { officer: 'yst2.officer', head: 'yst2.groupDirector', director: 'yst2.officeDirector' }

describe('the memo', () => {
  test('says what was asked for, and what each decided after it, in the order of the events', async () => {
    const officer = await as(yst2.officer)
    const { id } = await begin(officer, 'yst2', { title: 'แผนปี 2570', body: 'งบ 12 รายการ ดู a1.pdf' })
    await take(officer, id, { type: 'PROPOSE', ...wayData('yst2', 'PROPOSE') })
    office.clock.advance(3_600_000)
    await take(await as(yst2.head), id, { type: 'RETURN', reasons: { text: 'ขาดตาราง 3 หน้า' } })
    await write(officer, id, { ...(await look(officer, id)).content, body: 'แก้แล้ว 12 รายการ' })
    await take(officer, id, { type: 'PROPOSE', ...wayData('yst2', 'PROPOSE') })
    await take(await as(yst2.head), id, { type: 'ENDORSE', note: 'ควรให้' })
    await take(await as(yst2.director), id, { type: 'PERMIT' })
    const { status, headers, text } = await print(yst2.officer, id, 'memo')
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(decodeURIComponent(headers.get('content-disposition') ?? '')).toContain('บันทึกข้อความ แผนปี 2570.pdf')
    const people = await Promise.all(Object.values(yst2).map(nameOf))
    const [owner = '', head = '', director = ''] = people
    inOrder(text, 'บันทึกข้อความ', 'ส่วนราชการ', 'วันที่๒๐พฤศจิกายน๒๕๖๙', 'แผนปี๒๕๗๐', 'เรียน')
    inOrder(
      text,
      ...['แก้แล้ว๑๒รายการ', 'จึงเรียนมาเพื่อโปรดพิจารณา', owner, '๑.เสนอ', owner],
      ...['๒.ส่งกลับพร้อมเหตุผล', 'ขาดตาราง๓หน้า', head, '๓.เห็นควร', 'ควรให้', head, '๔.อนุญาต', director],
    )
    expect(text).not.toContain('งบ๑๒')
    // The first submission was of another content, and the return of that one.
    expect(text.split(letters('(เนื้อหาฉบับที่ ๑)'))).toHaveLength(3)
  })

  test('names the capacity in which somebody decided, with the order', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    await appoint(await as('cmi3.admin'), 'cmi3.officer2', {
      ...{
        role: 'groupDirector',
        group: 'policy',
        capacity: 'actingByLaw',
        orderNumber: '45/2569',
        from: '2026-11-01',
      },
    })
    sessions.delete('cmi3.officer2')
    const acting = await office.as('cmi3.officer2')
    await take(acting, id, { type: 'CERTIFY', checked: ['accurate', 'complete'] })
    const { text } = await print('cmi3.officer', id, 'memo')
    inOrder(text, await nameOf('cmi3.officer2'), 'รักษาราชการแทน', '๔๕/๒๕๖๙')
  })

  test('shows what is decided for now, and no draft that its owner writes after it', async () => {
    const { id } = await walkTo(as, 'cmi3', 1, { title: 'ชื่อเดิม' })
    await take(await as('cmi3.groupDirector'), id, { type: 'RETURN', reasons: { text: 'แก้ชื่อ' } })
    const officer = await as('cmi3.officer')
    await write(officer, id, { ...(await look(officer, id)).content, title: 'ร่างใหม่' })
    const memo = await print('cmi3.officer', id, 'memo')
    expect([memo.text.includes('ชื่อเดิม'), memo.text.includes('ร่างใหม่')]).toEqual([true, false])
    expect(decodeURIComponent(memo.headers.get('content-disposition') ?? '')).toContain('ชื่อเดิม.pdf')
    const own = await print('cmi3.officer', id, 'form')
    expect(own.text).toContain('ร่างใหม่')
    // Who may not read the draft prints what was submitted.
    const others = await print('cmi3.webmaster', id, 'form')
    expect([others.text.includes('ชื่อเดิม'), others.text.includes('ร่างใหม่')]).toEqual([true, false])
  })

  test('of what was erased by order says so, as the page does', async () => {
    const { id } = await walkTo(as, 'cmi4', 1, { title: 'เลขบัตรของนายลับ' })
    const order = { request: id, by: 'คำสั่ง', reason: 'คำขอของเจ้าของข้อมูล', force: true }
    await erase(office.deps.db, order, office.clock.now())
    for (const paper of ['memo', 'form']) {
      const { status, text } = await print('cmi4.officer', id, paper)
      expect([paper, status, text.includes('นายลับ')]).toEqual([paper, 200, false])
      expect(text).toContain(letters('ลบ'))
    }
  })
})

describe('the form', () => {
  test('of a draft is marked, has dotted lines for signatures, and there is no memo of it', async () => {
    const { id } = await begin(await as('ksn2.officer'), 'ksn2', { title: 'ร่างของปี 2570' })
    const { status, text, pages } = await print('ksn2.officer', id, 'form')
    expect([status, pages]).toEqual([200, 1])
    expect(text).toMatch(/ร่าง(?!ของ)/)
    inOrder(text, 'แบบฟอร์มการขอเผยแพร่ข้อมูล', 'หัวข้อร่างของปี๒๕๗๐', 'ผู้รับผิดชอบการให้ข้อมูล')
    expect(text).not.toContain(await nameOf('ksn2.officer'))
    const memo = await print('ksn2.officer', id, 'memo')
    expect([memo.status, JSON.parse(memo.text).code]).toEqual([409, 'transition_not_available'])
  })

  test('of what is published names who gave, who approved and who published it', async () => {
    const { id } = await walkTo(as, 'ksn2')
    const { status, text } = await print('ksn2.officer', id, 'form')
    expect([status, /ร่าง/.test(text)]).toEqual([200, false])
    for (const one of ['officer', 'officeDirector', 'webmaster'])
      expect(text).toContain(`(${letters(await nameOf(`ksn2.${one}`))})`)
    expect(text).toContain('พฤศจิกายน๒๕๖๙')
  })
})

describe('whoever may read the request prints it', () => {
  test('and nobody else', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const draft = await begin(await as('cmi3.officer'), 'cmi3')
    for (const paper of ['memo', 'form']) {
      expect((await office.anyone('GET', `/api/requests/${id}/papers/${paper}`)).status).toBe(401)
      expect((await print('cmi4.officer', id, paper)).status).toBe(403)
      expect((await print('cmi3.webmaster', id, paper)).status).toBe(200)
    }
    expect((await print('cmi3.webmaster', draft.id, 'form')).status).toBe(403)
    expect((await print('cmi3.officer', id, 'receipt')).status).toBe(404)
    expect((await print('cmi3.officer', 'nothing', 'memo')).status).toBe(404)
  })
})

describe('what people typed', () => {
  const hostile = [
    '#panic("x") #import "a.typ" #read("/etc/passwd")',
    '$x^2$ \\ <label> @ref *b* _i_ = h // c /* d',
    '"]} + sys.inputs.paper #eval("1+1")',
    '\u202Eกลับทาง\u202C \u2067עברית',
  ]
  test.each(hostile)('is set as it stands: %s', async (title) => {
    const { id } = await walkTo(as, 'cmi3', 1, { title, body: `${title}\n${title}` })
    const shown = letters(withThaiDigits((await look(await as('cmi3.officer'), id)).title)).replaceAll(
      /[\u202A-\u202E\u2066-\u2069]/g,
      '',
    )
    for (const paper of ['memo', 'form']) {
      const { status, text } = await print('cmi3.officer', id, paper)
      expect([paper, status]).toEqual([paper, 200])
      // Letters that are written from right to left are told in an order of the reader's own.
      if (!/[\u0590-\u05FF]/.test(title)) expect(text).toContain(shown)
    }
  })

  test('without a place for the end of a line stays on the page, and a very long text is cut and says so', async () => {
    const body = `${'ก'.repeat(5000)}\n${'x'.repeat(5000)}\n${'ขอเผยแพร่ข้อมูลข่าวสาร '.repeat(4000)}`
    const { id } = await walkTo(as, 'cmi3', 1, { title: 'W'.repeat(400), body })
    for (const paper of ['memo', 'form']) {
      const { status, text, pages } = await print('cmi3.officer', id, paper)
      expect([paper, status, pages < 8]).toEqual([paper, 200, true])
      expect(text).toContain('ยาวเกินกว่าจะพิมพ์')
      expect(text.split('W').length - 1).toBeGreaterThanOrEqual(400)
    }
  })

  test('is cut into pieces that joined are the text, of which no word is torn', () => {
    const asTyped = true
    for (const text of ['ผู้อำนวยการกลุ่มเผยแพร่ข้อมูล', '', 'abc', 'เขต 4 ก (ข) ๆ', 'ดีๆ และ ฯลฯ'])
      expect(piecesOfLine({ text, asTyped }).join('')).toBe(text)
    const kept = (text: string) => piecesOfLine({ text }).filter((_, index) => index % 2 === 1)
    expect(kept('ผู้อำนวยการ')).toEqual(['ผู้อำนวยการ'])
    expect(kept('(ยโสธร เขต ๒)')).toEqual(['ยโสธร', 'เขต ๒'])
  })

  test('has Thai digits, but for addresses, names of files, and rows of tables', () => {
    const text = 'ปี 2570 COVID-19 https://a.example/1 a1.pdf'
    expect(piecesOfLine({ text }).join('')).toBe('ปี ๒๕๗๐ COVID-19 https://a.example/1 a1.pdf')
    expect(withThaiDigits('แถว 1\t200')).toBe('แถว 1\t200')
  })

  test('is printed up to a number of letters and of lines', () => {
    const printed = (text: string) => linesOf(text).map((line) => line.text)
    expect(printed('ก'.repeat(mostLetters.text))).toEqual(['ก'.repeat(mostLetters.text)])
    expect(printed('ก'.repeat(mostLetters.text + 1))).toEqual(['ก'.repeat(mostLetters.text), restInSystem])
    expect(printed(Array(100).fill('ก').join('\n'))).toEqual([
      ...Array(mostLetters.lines).fill('ก'),
      restInSystem,
    ])
    expect(printed(`${'x'.repeat(mostLetters.text - 2)}กี่`)[0]).toBe('x'.repeat(mostLetters.text - 2))
    expect(printed(`${'x'.repeat(mostLetters.text - 1)}😀`)[0]).toBe('x'.repeat(mostLetters.text - 1))
  })

  test('holds up nobody else while it is set', async () => {
    const body = Array(400).fill('ขอเผยแพร่ข้อมูลข่าวสารของทางราชการ '.repeat(10)).join('\n')
    const { id } = await walkTo(as, 'cmi3', 1, { title: 'ก'.repeat(500), body })
    await cookieOf('cmi3.officer')
    // What holds the loop is the work, and not that the code of it runs for the first time.
    expect((await print('cmi3.officer', id, 'memo')).status).toBe(200)
    const { result, heldMs } = await besideHeartbeat(() => print('cmi3.officer', id, 'memo'))
    expect([result.status, heldMs < 250]).toEqual([200, true])
  })
})

describe('where the typesetter does not exist', () => {
  test('the thread says why, and nothing is set', () => {
    const none = () => {
      throw new Error('Unsupported OS')
    }
    expect(setPaper({} as Paper, none)).toEqual({ missing: 'Error: Unsupported OS' })
  })

  test('only the paper fails, in a sentence', async () => {
    const { id } = await walkTo(as, 'cmi3', 1)
    const { run } = office.deps.workers
    office.deps.workers.run = async <Result>() => ({ missing: 'Error: Unsupported OS' }) as Result
    try {
      const { status, text } = await print('cmi3.officer', id, 'memo')
      const problem = JSON.parse(text)
      expect([status, problem.code]).toEqual([503, 'paper_unavailable'])
      expect(problem.message.th).toContain('งานอื่นใช้ได้ตามปกติ')
      expect((await (await as('cmi3.officer'))('GET', `/api/requests/${id}`)).status).toBe(200)
    } finally {
      office.deps.workers.run = run
    }
    expect((await print('cmi3.officer', id, 'memo')).status).toBe(200)
  })
})

async function nameOf(username: string): Promise<string> {
  const person = await office.deps.db
    .selectFrom('person')
    .select('name')
    .where('username', '=', username)
    .executeTakeFirstOrThrow()
  return person.name
}
