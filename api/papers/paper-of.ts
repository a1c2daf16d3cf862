import { contactOfGroup } from '../../db/contacts.ts'
import { getOfficeRow } from '../../db/offices.ts'
import { type EventRow, eventsOf, getContent } from '../../db/requests.ts'
import { standsTagged } from '../../machines/chart/graph.ts'
import { allTransitions } from '../../machines/chart/transitions.ts'
import { partsOfGuard } from '../../machines/procedure/condition.ts'
import { isEmpty } from '../../machines/procedure/field-value.ts'
import { filesIn } from '../../machines/procedure/file-entry.ts'
import { does, holdsFiles, type May, type Procedure, type Text } from '../../machines/procedure/procedure.ts'
import { roleTitle } from '../../machines/procedure/titles.ts'
import { dataOf } from '../../machines/run/event-data.ts'
import { begun, discarded, handedOver, moved, startsAgain } from '../../machines/run/replay.ts'
import { headOfOffice } from '../../machines/run/superiors.ts'
import { bangkokDay } from '../../machines/run/thai-time.ts'
import type { EventView } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'
import { getCompiled, type Reader } from '../procedures/versions.ts'
import { postInWords } from '../public-site/posts.ts'
import { writeInstant } from '../public-site/thai-date.ts'
import type { Content } from '../requests/content.ts'
import { transitionsOfEvent } from '../requests/event-words.ts'
import { historyOf } from '../requests/history-view.ts'
import type { Loaded } from '../requests/load.ts'
import { namesOf } from '../requests/request-core.ts'
import type { Endorsement, Labelled, Line, Memo, Paper, PaperName, RequestForm, Signature } from './paper.ts'
import { lettersOf, lineOf, linesOf, mostLetters, restInSystem, thai } from './printed-text.ts'
import { dayInWords, linesOfValue, printed } from './values.ts'

/** What happened, with the version on which it did. */
type Happened = { row: EventRow; view: EventView; procedure: Procedure }
/** What both papers say. */
type Known = {
  loaded: Loaded
  content: Content
  values: Record<string, unknown>
  office: string
  group: string
  groups: ReadonlyMap<string, Text>
  happened: Happened[]
  /** The event that submitted the content that is printed. */
  submission: Happened | undefined
  now: number
}

/**
 * A paper of a request as its page shows it to whoever asks (`loaded` is what they may read). Throws
 * `transition_not_available` for the memo of what was never submitted.
 */
export async function paperOf(
  db: Reader,
  loaded: Loaded,
  { paper, now }: { paper: PaperName; now: number },
): Promise<Paper> {
  switch (paper) {
    case 'memo': {
      const { revision } = loaded.snapshot.context
      if (revision === 0) throw new ApiProblem('transition_not_available', { message: notSubmitted })
      return memoOf(await knownOf(db, loaded, { revision, now }), await telephoneOf(db, loaded))
    }
    case 'form':
      return formOf(await knownOf(db, loaded, { revision: loaded.content.revision, now }))
  }
}

const notSubmitted: Text = {
  th: 'เรื่องนี้ยังไม่ได้เสนอ จึงยังไม่มีบันทึกข้อความ พิมพ์แบบฟอร์มฉบับร่างได้',
  en: 'This request was not submitted yet, so there is no memo of it. The form can be printed as a draft.',
}

async function knownOf(
  db: Reader,
  loaded: Loaded,
  { revision, now }: { revision: number; now: number },
): Promise<Known> {
  const { row, snapshot } = loaded
  const { json } =
    revision === loaded.content.revision ? loaded.content : await getContent(db, row.id, revision)
  const content = JSON.parse(json) as Content
  const { groups } = await namesOf(db, row.office)
  const happened = await happenedTo(db, loaded)
  const { values } = snapshot.context
  return {
    loaded,
    content,
    values:
      revision === snapshot.context.revision
        ? { ...content, ...present(values) }
        : { ...present(values), ...content },
    office: (await getOfficeRow(db, row.office)).nameTh,
    group: groups.get(row.groupId)?.th ?? row.groupId,
    groups,
    happened,
    submission: happened.find((one) => submits(one) && one.view.contentRevision === revision),
    now,
  }
}

const present = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))

async function happenedTo(db: Reader, { row }: Loaded): Promise<Happened[]> {
  const views = await historyOf(db, row)
  const rows = new Map((await eventsOf(db, row.id)).map((event) => [event.seq, event]))
  const happened: Happened[] = []
  for (const view of views) {
    const event = rows.get(view.seq)
    if (event)
      happened.push({ row: event, view, procedure: (await getCompiled(db, event.procedureHash)).procedure })
  }
  return happened
}

const submits = ({ row, procedure }: Happened): boolean =>
  row.contentSha256 !== null &&
  transitionsOfEvent(procedure.chart, row).some(({ transition }) => does('freeze', transition))

async function telephoneOf(db: Reader, { row: { office, groupId } }: Loaded): Promise<string> {
  return (await contactOfGroup(db, { office, groupId }))?.telephone ?? ''
}

function memoOf(known: Known, telephone: string): Memo {
  const { loaded, content, office, group, happened, submission, now } = known
  const { procedure } = loaded.compiled
  const reached = telephone === '' ? '' : ` โทร. ${telephone}`
  const decided = happened
    .slice(Math.max(0, happened.findIndex(submits)))
    .filter((one) => one !== submission && isDecision(one))
  const { endorsements, left } = endorsementsOf(known, decided)
  return {
    kind: 'memo',
    name: `บันทึกข้อความ ${content.title}`,
    mark: null,
    foot: footOf(loaded, now),
    from: lineOf(`${office} (${group}${reached})`),
    // The product gives out no numbers of correspondence: the line is written on by hand.
    number: null,
    day: lineOf(submission ? dayOf(submission.row.at) : ''),
    subject: lineOf(`ขอเผยแพร่ข้อมูลผ่านเว็บไซต์ เรื่อง ${content.title}`),
    to: addressee(procedure, group),
    opening: [
      lineOf(
        `ด้วย${group} มีความประสงค์ขอเผยแพร่ข้อมูลผ่านเว็บไซต์ของ${office} ตาม${procedure.order.document.th} โดยมีรายละเอียดดังนี้`,
      ),
    ],
    details: detailsOf(known),
    closing: lineOf('จึงเรียนมาเพื่อโปรดพิจารณา'),
    signature: submission ? signatureOf(known, submission) : null,
    endorsing: lineOf('ความเห็นและการพิจารณาตามลำดับ'),
    endorsements,
    more: left > 0 ? lineOf(`และอีก ${left} รายการ ซึ่งอ่านได้ในประวัติของเรื่องในระบบ`) : null,
  }
}

/** What the memo says of the request: its title, its text in short, its kind, its period and its files. */
function detailsOf({ loaded, values, content }: Known): Labelled[] {
  const { procedure } = loaded.compiled
  const { form } = procedure
  const body =
    form.find(({ name }) => name === 'body') ??
    form.find(({ type }) => type === 'richText' || type === 'textarea')
  const kind = form.find(({ type }) => type === 'category')
  const files = form.filter(({ type }) => holdsFiles(type)).flatMap(({ name }) => filesIn(content[name]))
  return [
    printed(procedure, { name: 'title' }, content.title, { label: 'ชื่อเรื่อง' }),
    ...(body ? [printed(procedure, body, values[body.name], { label: 'รายละเอียดโดยสรุป' })] : []),
    ...(kind ? [printed(procedure, kind, values[kind.name], { label: 'ประเภทข้อมูล' })] : []),
    periodOf(loaded, values),
    ...(files.length > 0
      ? [printed(procedure, { name: 'files' }, files, { label: 'ไฟล์แนบ' })]
      : [{ label: lineOf('ไฟล์แนบ'), lines: [lineOf('ไม่มี')], list: false }]),
  ]
}

/** Until when it is published, as far as that was decided: what is published without an end has none. */
function periodOf({ publication }: Loaded, { publishUntil }: Record<string, unknown>): Labelled {
  const label = lineOf('ระยะเวลาการเผยแพร่')
  if (typeof publishUntil === 'string')
    return { label, lines: [lineOf(`ถึงวันที่ ${dayInWords(publishUntil)}`)], list: false }
  return { label, lines: publication ? [lineOf('ไม่กำหนดวันสิ้นสุด')] : null, list: false }
}

/** The highest of the decisions without which nothing becomes public: of the head of the office, or the last. */
function highestDecision({ chart, requires }: Procedure): { type: string; may: May } | undefined {
  const decisions = requires.flatMap((type) => {
    for (const { kind, name, transition } of allTransitions(chart))
      if (kind === 'on' && name === type) {
        const { may } = partsOfGuard(transition.guard)
        if (may) return [{ type, may: may.params }]
      }
    return []
  })
  return decisions.findLast(({ may }) => [may.as].flat().includes(headOfOffice)) ?? decisions.at(-1)
}

/** Whoever takes that decision. */
function addressee(procedure: Procedure, group: string): Line | null {
  const { as, within } = highestDecision(procedure)?.may ?? {}
  const [role] = [as ?? []].flat()
  if (role === undefined) return null
  const title = roleTitle(procedure, role).th
  return lineOf(within === 'group' ? `${title} (${group})` : title)
}

const unasked = new Set([begun, moved, handedOver, discarded])
/** What somebody decided: a deadline that passes, a hand-over or a move of the procedure endorses nothing. */
const isDecision = ({ view }: Happened): boolean => view.actor !== null && !unasked.has(view.type)

/** More than these are not printed. */
const mostEndorsements = 100

function endorsementsOf(known: Known, decided: Happened[]): { endorsements: Endorsement[]; left: number } {
  const endorsements: Endorsement[] = []
  let letters = 0
  for (const one of decided) {
    if (endorsements.length === mostEndorsements || letters > mostLetters.paper) break
    const number = endorsements.length + 1
    const texts = textsOf(one)
    endorsements.push({
      what: lineOf(`${number}. ${whatOf(one, known)}`),
      texts,
      signature: signatureOf(known, one),
    })
    letters += lettersOf(texts)
  }
  return { endorsements, left: decided.length - endorsements.length }
}

/** What was decided; said too of which content, where that is not the one that is printed. */
function whatOf({ view, row }: Happened, { submission }: Known): string {
  const { contentRevision } = view
  const isOther = row.contentSha256 !== null && contentRevision !== submission?.view.contentRevision
  return isOther ? `${view.title.th} (เนื้อหาฉบับที่ ${contentRevision})` : view.title.th
}

function textsOf({ view, procedure }: Happened): Line[] {
  const { checked, reasons, values, note } = view
  const grounds = reasons?.grounds.map(({ th }) => th) ?? []
  const texts = [
    ...(checked.length > 0 ? [lineOf(`ตรวจแล้วว่า ${checked.map(({ th }) => th).join(' ')}`)] : []),
    ...(reasons ? linesOf(`เหตุผล: ${[...grounds, reasons.text].filter(Boolean).join(' · ')}`) : []),
    ...values.flatMap(({ field, title, value }) => {
      if (field === 'signature' || isEmpty(value)) return []
      const form = procedure.form.find(({ name }) => name === field)
      return linesOfValue(procedure, form ?? { name: field }, value, { label: title.th })
    }),
    ...(note === null ? [] : linesOf(`บันทึก: ${note}`)),
  ]
  return within(texts, mostLetters.event)
}

/** The first of some lines, as many as are printed; said where those are not all. */
function within(lines: Line[], most: number): Line[] {
  let letters = 0
  const printed = lines.filter((line) => {
    letters += lettersOf([line])
    return letters <= most
  })
  return printed.length === lines.length ? lines : [...printed, lineOf(restInSystem)]
}

function signatureOf({ groups }: Known, { view }: Happened): Signature {
  const { actor, actedAs, at } = view
  const group = actedAs?.group ? groups.get(actedAs.group)?.th : undefined
  const post = actedAs ? postInWords(actedAs).th : ''
  return {
    name: lineOf(actor?.name ?? ''),
    post: [
      ...(post === '' ? [] : [lineOf(group === undefined ? post : `${post} (${group})`)]),
      ...(actedAs?.orderNumber ? [lineOf(`คำสั่งที่ ${actedAs.orderNumber}`)] : []),
    ],
    day: lineOf(writeInstant(Date.parse(at), thai)),
  }
}

const dayOf = (at: number): string => dayInWords(bangkokDay(at))

const footOf = ({ row }: Loaded, now: number): Line =>
  lineOf(
    `เรื่องเลขที่ ${row.id} พิมพ์จากระบบเมื่อ ${writeInstant(now, thai)} ชื่อที่พิมพ์แทนการลงลายมือชื่อเป็นของผู้ที่เข้าสู่ระบบและดำเนินการตามวันเวลาที่ระบุ`,
  )

function formOf(known: Known): RequestForm {
  const { loaded, content, values, office, group, submission, now } = known
  const { procedure } = loaded.compiled
  const title = `แบบฟอร์มการขอเผยแพร่ข้อมูลผ่านเว็บไซต์ของ${office}`
  return {
    kind: 'form',
    name: `แบบฟอร์มขอเผยแพร่ ${content.title}`,
    mark: submission ? null : 'ร่าง',
    foot: footOf(loaded, now),
    title: lineOf(title),
    under: lineOf(`ตาม${procedure.order.document.th}`),
    fields: [
      { label: lineOf('ชื่อหน่วยงาน'), lines: [lineOf(group)], list: false },
      {
        label: lineOf('วัน/เดือน/ปี'),
        lines: submission ? [lineOf(dayOf(submission.row.at))] : null,
        list: false,
      },
      ...fieldsOf(known),
      periodOf(loaded, values),
      { label: lineOf('หมายเหตุ'), lines: null, list: false },
    ],
    signatures: signaturesOf(known),
  }
}

/** The fields of the form; those for which no room is left say so. */
function fieldsOf({ loaded, values }: Known): Labelled[] {
  const { procedure } = loaded.compiled
  let letters = 0
  return procedure.form.map((field) => {
    const label = formLabels[field.name] ?? field.title.th
    if (letters > mostLetters.paper && !isEmpty(values[field.name]))
      return { label: lineOf(label), lines: [lineOf(restInSystem)], list: false }
    const one = printed(procedure, field, values[field.name], { label })
    letters += lettersOf(one.lines ?? [])
    return one
  })
}

/** The form's own words for what every procedure asks for. */
const formLabels: Record<string, string> = {
  title: 'หัวข้อ',
  body: 'รายละเอียดข้อมูล (โดยสรุปหรือเอกสารแนบ)',
  links: 'Link ภายนอก',
}

/** Who gave the information, who approved it and who published it, of the content that is printed and since it was last sent back. */
function signaturesOf(known: Known): RequestForm['signatures'] {
  const { loaded, happened, submission } = known
  const highest = highestDecision(loaded.compiled.procedure)?.type
  const isUndone = ({ row, view }: Happened) => view.reopens || dataOf(row)[startsAgain] === true
  const since = happened.slice(happened.findLastIndex(isUndone) + 1)
  const about = since.filter(
    (one) => isDecision(one) && one.view.contentRevision === submission?.view.contentRevision,
  )
  const approval = about.findLast(({ view }) => view.type === highest)
  const publication = about.findLast(publishes)
  const of = (one: Happened | undefined) => (one ? signatureOf(known, one) : null)
  return [
    { label: lineOf('ผู้รับผิดชอบการให้ข้อมูล'), signature: of(submission) },
    { label: lineOf('ผู้อนุมัติรับรอง'), signature: of(approval) },
    { label: lineOf('ผู้รับผิดชอบการนำข้อมูลขึ้นเผยแพร่'), signature: of(publication) },
  ]
}

/** Whether an event made public what was not. */
function publishes({ view, procedure: { chart } }: Happened): boolean {
  return standsTagged(chart, view.to, 'public') && !standsTagged(chart, view.from, 'public')
}
