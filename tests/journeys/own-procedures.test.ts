import { afterAll, beforeAll, expect, test } from '@jest/globals'
import type { Page } from 'playwright-core'
import { cmi3Publication } from '../../machines/offices/cmi3/publication.ts'
import type { Happening } from '../../machines/offices/demo/office-demo.ts'
import type { Procedure } from '../../machines/procedure/procedure.ts'
import { begin, clientsOf, look, newTitle, take, wayOf } from '../support/requests.ts'
import { activate, confirmAsDirector, readProofs, type Said } from './activating.ts'
import { Editing } from './editing.ts'
import { type JourneyGround, openGround } from './ground.ts'

let ground: JourneyGround
beforeAll(async () => {
  ground = await openGround(cmi3Publication)
})
afterAll(() => ground.close())

const director = 'ผู้อำนวยการสำนักงานเขตพื้นที่การศึกษา'
const news = () => ({ title: newTitle(), body: 'รายละเอียดของข้อมูล', source: 'กลุ่มนโยบายและแผน' })
const sentences = (said: Said[]) => said.map(({ sentence }) => sentence)

/** The administrator of the office, about to write. */
async function administrator(): Promise<{ page: Page; editing: Editing }> {
  const { office } = ground
  const { page } = await ground.official('cmi3.admin')
  return { page, editing: new Editing(page, office.url, await office.as('cmi3.admin')) }
}

/** What the administrator asked for, confirmed by the director; then the administrator's page of what came of it. */
async function confirmed(page: Page, result: string): Promise<void> {
  const { url } = ground.office
  await confirmAsDirector(page, (await ground.official('cmi3.officeDirector')).page, url)
  await page.goto(`${url}/office/procedures/${result}`)
}

const press = (page: Page, link: string) => page.getByRole('link', { name: link, exact: true }).click()

/** A procedure of the office as it is in force. */
async function inForce(id: string): Promise<Procedure> {
  const { json } = await ground.office.deps.db
    .selectFrom('procedureVersion')
    .select('json')
    .where('procedure', '=', id)
    .where('status', '=', 'active')
    .executeTakeFirstOrThrow()
  return JSON.parse(json) as Procedure
}

test('an approval that the editor inserted is proved, activated and walked to its end, while five requests stand at five steps', async () => {
  const as = clientsOf(ground.office)
  const officer = await as('cmi3.officer')
  const walkOn = async (id: string, happenings: Happening[]) => {
    for (const { who, type, data } of happenings) await take(await as(`cmi3.${who}`), id, { type, ...data })
  }
  const before = wayOf('cmi3', '2026-11-22')
  const under: string[] = []
  for (const steps of [0, 1, 2, 3, 4]) {
    const { id } = await begin(officer, 'cmi3')
    await walkOn(id, before.slice(0, steps))
    under.push(id)
  }
  const standing = () =>
    Promise.all(
      under.map(async (id) => {
        const { version, steps } = await look(officer, id)
        return [steps.map((step) => step.id).join(), version]
      }),
    )

  const { page, editing } = await administrator()
  const draft = await editing.begin('ฉบับที่ใช้อยู่ของสำนักงาน')
  await editing.insertApproval('เห็นชอบและรับรองข้อมูล', 'ผอ.สพป. พิจารณาเห็นชอบ')
  await editing.saved(draft)
  const proofs = await readProofs(page)
  expect(proofs).toMatchObject({ summary: 'ถูกต้องทุกข้อ ประกาศใช้ได้', violated: [], warning: [] })
  expect(sentences(proofs.holds)).toEqual(
    expect.arrayContaining([
      'ไม่มีทางเผยแพร่โดยไม่ผ่าน “เห็นชอบ” ของเนื้อหาฉบับที่เผยแพร่ และต้องทำใหม่ทุกครั้งหลังส่งกลับ',
      '“เห็นชอบและรับรองข้อมูล” กับ “เห็นชอบ” เป็นคนละคนกันในทุกเส้นทาง แม้ดำรงหลายตำแหน่งหรือรักษาราชการแทน',
    ]),
  )
  await press(page, 'ประกาศใช้')
  await activate(page, { number: '๑๐๑/๒๕๖๙', date: '2026-11-20' }, '')
  await confirmed(page, 'cmi3.publication/versions/2/moves')
  expect(await standing()).toEqual([
    ['drafting', 1],
    ['certification', 1],
    ['handover', 1],
    ['screening', 1],
    ['published', 1],
  ])

  // The first moves as it is; the third was certified and lacks the approval. The others stay.
  const { chart } = await inForce('cmi3.publication')
  const titleOf = (step: string) => chart.states[step]?.meta?.title.th ?? ''
  for (const [step, choice] of [
    ['drafting', 'ย้ายไปขั้นเดียวกัน'],
    ['handover', 'ย้ายไป: ผอ.สพป. พิจารณาเห็นชอบ'],
  ] as const) {
    await page.getByRole('button', { name: `เรื่องที่ขั้น “${titleOf(step)}”` }).click()
    await page.getByRole('option', { name: choice }).click()
  }
  await page.getByLabel('เหตุผลที่ย้าย').fill('คำสั่งใหม่ให้ผู้อำนวยการเห็นชอบ')
  await page.getByRole('button', { name: /^ย้าย \d+ เรื่อง$/ }).click()
  await page.getByText('ย้ายเสร็จแล้ว').waitFor()
  const approval = Object.keys(chart.states).find((step) => titleOf(step) === 'ผอ.สพป. พิจารณาเห็นชอบ')
  expect(await standing()).toEqual([
    ['drafting', 2],
    ['certification', 1],
    [approval, 2],
    ['screening', 1],
    ['published', 1],
  ])
  const approve: Happening = { who: 'officeDirector', type: 'APPROVE' }
  const anew = [...before.slice(0, 2), approve, ...before.slice(2)]
  for (const [index, id] of under.entries())
    await walkOn(id, ([0, 2].includes(index) ? anew : before).slice(index))

  const procedure = await inForce('cmi3.publication')
  const { title, ...rest } = news()
  const owner = await ground.official('cmi3.officer', procedure)
  const request = await owner.propose({ title, ...rest })
  await owner.take('PROPOSE')
  const certifier = await ground.official('cmi3.groupDirector', procedure)
  await certifier.openFromInbox(title)
  await certifier.take('CERTIFY', { checkAll: true })
  const approver = await ground.official('cmi3.officeDirector', procedure)
  await approver.openFromInbox(title)
  await approver.take('APPROVE')
  await owner.open(request)
  await owner.take('HAND_OVER', { publishUntil: '2026-11-22' })
  const webmaster = await ground.official('cmi3.webmaster', procedure)
  await webmaster.openFromInbox(title)
  await webmaster.take('PUBLISH', { checkAll: true })
  const url = await ground.publicUrl(request)
  expect(await ground.visit(url)).toMatchObject({ status: 200, text: expect.stringContaining(title) })

  await ground.passTime('2026-11-22T17:00:00Z')
  expect((await ground.visit(url)).status).toBe(410)
  for (const id of [...under, request]) expect(await ground.state(id)).toBe('takenDown')
  await ground.expectSound()
  await ground.sendHome()
}, 240_000)

test('two groups certify the same request at the same time, each by its own director, and only then does it go on, is published and comes down', async () => {
  await ground.passTime('2026-11-23T03:00:00Z')
  const { page, editing } = await administrator()
  const groups = ['กลุ่มนโยบายและแผน', 'กลุ่มส่งเสริมการจัดการศึกษา']
  const [ours, theirs] = groups.map((group) => `รับรองข้อมูล (${group})`)
  const draft = await editing.begin('แม่แบบมาตรฐาน', 'parallel')
  await editing.divide('ผู้อำนวยการกลุ่มรับรองข้อมูล', groups)
  // One person may direct both groups: the two must differ, whoever is first.
  for (const [group, other] of [
    [ours, theirs],
    [theirs, ours],
  ] as const) {
    await editing.openChoice(`${group}`)
    await editing.tick(`ผู้ที่ “${other}”`)
  }
  await editing.name('การเผยแพร่เรื่องของสองกลุ่ม', 'คำสั่ง เรื่อง การรับรองข้อมูลของสองกลุ่ม')
  const { requires } = await editing.saved(draft)
  const [certifyOurs = '', certifyTheirs = ''] = requires
  const proofs = await readProofs(page)
  expect(proofs).toMatchObject({ summary: 'ถูกต้องทุกข้อ ประกาศใช้ได้', violated: [], warning: [] })
  expect(sentences(proofs.holds)).toEqual(
    expect.arrayContaining([
      `ไม่มีทางเผยแพร่โดยไม่ผ่าน “${ours}” ของเนื้อหาฉบับที่เผยแพร่ และต้องทำใหม่ทุกครั้งหลังส่งกลับ`,
      `ไม่มีทางเผยแพร่โดยไม่ผ่าน “${theirs}” ของเนื้อหาฉบับที่เผยแพร่ และต้องทำใหม่ทุกครั้งหลังส่งกลับ`,
      `“${ours}” กับ “${theirs}” เป็นคนละคนกันในทุกเส้นทาง แม้ดำรงหลายตำแหน่งหรือรักษาราชการแทน`,
    ]),
  )
  await press(page, 'ประกาศใช้')
  await activate(page, { number: '๑๐๒/๒๕๖๙', date: '2026-11-23' }, '')
  await confirmed(page, 'cmi3.parallel/versions')

  const procedure = await inForce('cmi3.parallel')
  const { title, ...rest } = news()
  const owner = await ground.official('cmi3.officer', procedure)
  const request = await owner.propose({ title, ...rest })
  await owner.take('SUBMIT', { publishUntil: '2026-11-30' })
  const [one, other] = [
    await ground.official('cmi3.groupDirector', procedure),
    await ground.official('cmi3.groupDirector2', procedure),
  ]
  // Both have it before them at once; what the one does takes nothing from the other.
  await one.openFromInbox(title)
  await other.openFromInbox(title)
  await other.take(certifyTheirs)
  const approver = await ground.official('cmi3.officeDirector', procedure)
  expect(await approver.says()).not.toContain(title)
  await one.take(certifyOurs)
  await approver.openFromInbox(title)
  await approver.take('APPROVE')
  const webmaster = await ground.official('cmi3.webmaster', procedure)
  await webmaster.openFromInbox(title)
  await webmaster.take('PUBLISH')
  const url = await ground.publicUrl(request)
  expect(await ground.visit(url)).toMatchObject({ status: 200, text: expect.stringContaining(title) })

  await ground.passTime('2026-11-30T16:59:59Z')
  expect((await ground.visit(url)).status).toBe(200)
  await ground.passTime('2026-11-30T17:00:00Z')
  expect((await ground.visit(url)).status).toBe(410)
  expect(await ground.state(request)).toBe('takenDown')
  await ground.expectSound()
  await ground.sendHome()
}, 240_000)

test('urgent news is public at once: the proofs refuse it while the approval must come first, warn once it need not; what nobody approves within a working day comes down by itself', async () => {
  // Friday; Monday is a holiday in lieu, so that the one working day is Tuesday.
  await ground.passTime('2026-12-04T03:00:00Z')
  const { page, editing } = await administrator()
  const [waiting, approved, gone] = ['เผยแพร่แล้ว รอเห็นชอบ', 'เผยแพร่และเห็นชอบแล้ว', 'นำออกจากเว็บไซต์แล้ว']
  const publish = {
    ...{ kind: 'นำขึ้นเว็บไซต์', who: 'เจ้าของเรื่อง', to: waiting, title: 'เผยแพร่ข่าวด่วน' },
    clause: 'ข้อ ๕',
  }
  const draft = await editing.begin('แผนผังเปล่า', 'urgent')
  await editing.addStep(waiting, 'อยู่บนเว็บไซต์ และยังมีผู้ต้องทำ')
  await editing.addStep(approved, 'อยู่บนเว็บไซต์ ไม่มีใครต้องทำอะไร')
  await editing.addStep(gone, 'ขั้นสุดท้าย')
  await editing.addChoice('จัดทำข้อมูล', publish)
  await editing.addChoice(approved, { kind: 'นำออกจากเว็บไซต์', who: 'เจ้าหน้าที่ดูแลเว็บไซต์', to: gone })
  await editing.addChoice(waiting, { kind: 'รับรอง เห็นชอบ หรือส่งต่อ', who: director, to: approved })
  await editing.tick('ผู้ที่ “เผยแพร่ข่าวด่วน”')
  await editing.tick('ต้องผ่านสิ่งนี้ก่อนเผยแพร่ทุกครั้ง')
  await editing.endByDeadline(waiting, gone, 'ไม่มีผู้เห็นชอบภายในหนึ่งวันทำการ ข่าวของคุณถูกนำออกจากเว็บไซต์แล้ว')
  await editing.name('ข่าวด่วน', 'คำสั่ง เรื่อง ข่าวด่วน')
  await editing.saved(draft)

  const path = ['เผยแพร่ข่าวด่วน เจ้าของเรื่อง (คน A) · ไปที่ “เผยแพร่แล้ว รอเห็นชอบ”']
  const alone = {
    sentence:
      'เผยแพร่ได้ด้วย “เผยแพร่ข่าวด่วน” โดยคนเดียว ไม่มีคนที่สองตัดสินใจ ตามที่อ้างเอกสาร (ข้อ ๕) จึงต้องให้ผู้อำนวยการสำนักงานยืนยัน',
    path,
  }
  expect(await readProofs(page)).toMatchObject({
    summary: 'ประกาศใช้ไม่ได้ มีข้อที่ไม่ถูกต้อง 1 ข้อ',
    violated: [{ sentence: 'เผยแพร่ได้โดยไม่ผ่าน “เห็นชอบ” นับแต่เริ่มเรื่องหรือส่งกลับครั้งล่าสุด', path }],
    warning: [alone],
  })
  await press(page, 'ประกาศใช้')
  await page.getByText('ยังประกาศใช้ไม่ได้').waitFor()
  expect(await page.getByRole('button', { name: 'ประกาศใช้ฉบับนี้' }).count()).toBe(0)

  await press(page, 'เขียน')
  await editing.openPart('เงื่อนไขก่อนเผยแพร่')
  await editing.untick('เห็นชอบ')
  await editing.saved(draft)
  const proofs = await readProofs(page)
  expect(proofs).toMatchObject({
    summary: 'ไม่มีข้อที่ไม่ถูกต้อง แต่มีข้อควรทราบ 2 ข้อ ต้องให้เหตุผลของแต่ละข้อตอนประกาศใช้',
    violated: [],
    warning: [{ sentence: 'ขั้นตอนนี้ไม่ได้กำหนดว่าต้องมีการรับรองหรือเห็นชอบใดก่อนเผยแพร่', path }, alone],
  })
  expect(sentences(proofs.holds)).toEqual(
    expect.arrayContaining([
      '“เผยแพร่ข่าวด่วน” กับ “เห็นชอบ” เป็นคนละคนกันในทุกเส้นทาง แม้ดำรงหลายตำแหน่งหรือรักษาราชการแทน',
      'ขั้นตอนนี้ไม่กำหนดระยะเวลาการเผยแพร่ ข้อมูลอยู่บนเว็บไซต์จนกว่าจะมีผู้นำออก หรือครบกำหนด “ภายใน 1 วันทำการ” ที่ขั้น “เผยแพร่แล้ว รอเห็นชอบ”',
    ]),
  )
  await press(page, 'ประกาศใช้')
  await activate(page, { number: '๑๐๓/๒๕๖๙', date: '2026-12-04' }, 'ข่าวด่วนรอการเห็นชอบก่อนเผยแพร่ไม่ได้')
  await confirmed(page, 'cmi3.urgent/versions')
  await page.getByText('เหตุผลที่บันทึกไว้ของข้อควรทราบ').click()
  // One reason for each of the two warnings.
  const given = page.getByText('ข่าวด่วนรอการเห็นชอบก่อนเผยแพร่ไม่ได้')
  await given.nth(1).waitFor()
  expect(await given.count()).toBe(2)

  const procedure = await inForce('cmi3.urgent')
  const owner = await ground.official('cmi3.officer', procedure)
  const publishes = async () => {
    const { source: _, ...content } = news()
    const request = await owner.propose(content)
    await owner.take('PUBLISH')
    return { ...content, request, url: await ground.publicUrl(request) }
  }
  const [seen, forgotten] = [await publishes(), await publishes()]
  for (const { url, title } of [seen, forgotten])
    expect(await ground.visit(url)).toMatchObject({ status: 200, text: expect.stringContaining(title) })

  // The weekend and the holiday do not count: the director is in time until the end of Tuesday.
  await ground.passTime('2026-12-08T09:00:00Z')
  const approver = await ground.official('cmi3.officeDirector', procedure)
  await approver.openFromInbox(seen.title)
  expect(await approver.says()).toContain('กำหนด “ภายใน 1 วันทำการ” ถึงสิ้นวันที่ 8 ธ.ค. 2569')
  await approver.take('APPROVE')
  await ground.passTime('2026-12-08T16:59:59Z')
  expect((await ground.visit(forgotten.url)).status).toBe(200)
  await ground.passTime('2026-12-08T17:00:00Z')
  expect(await ground.visit(forgotten.url)).toMatchObject({
    status: 410,
    text: expect.stringContaining('ครบกำหนด (ภายใน 1 วันทำการ)'),
  })
  expect((await ground.visit(seen.url)).status).toBe(200)
  await approver.open(forgotten.request)
  expect(await approver.says()).toContain('ครบกำหนด (ภายใน 1 วันทำการ)')
  const { body } = await (await ground.office.as('cmi3.officer'))('GET', '/api/notifications')
  expect(JSON.stringify(body)).toContain('ไม่มีผู้เห็นชอบภายในหนึ่งวันทำการ')

  const webmaster = await ground.official('cmi3.webmaster', procedure)
  await webmaster.open(seen.request)
  await webmaster.take('TAKE_DOWN', { write: 'เหตุการณ์ยุติแล้ว' })
  expect((await ground.visit(seen.url)).status).toBe(410)
  expect(await ground.state(seen.request)).toEqual(await ground.state(forgotten.request))
  await ground.expectSound()
}, 240_000)
