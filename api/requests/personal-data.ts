import { readingsOf } from '../../db/file-readings.ts'
import {
  type AskedKind,
  askedNames,
  type ContentFinding,
  findingsOf,
  mostFindings,
  nameOfFinding,
  textAt,
} from '../../machines/procedure/content-findings.ts'
import { aboutFile, type FileEntry, filesIn, isPictureEntry } from '../../machines/procedure/file-entry.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { kindsOfChoices } from '../../machines/run/choices.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import type { Candidate, ChartSnapshot } from '../../machines/run/step.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { findingSentences } from '../../machines/text/personal-data.ts'
import { secrecySentence } from '../../machines/text/secrecy-class.ts'
import { type FileFinding, type FileMarking, type Unread, unreadWords } from '../files/text/file-reading.ts'
import type { NewEvent, RequestView } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Reader } from '../procedures/versions.ts'
import type { Content } from './content.ts'

export type Kept = { finding: string; kind: AskedKind; reason: string }

/** What stands in `request.findings`: found in the revision that was submitted last, and answered by nobody. */
export const unansweredOf = ({ findings }: { findings: string | null }): ContentFinding[] =>
  findings === null ? [] : (JSON.parse(findings) as ContentFinding[])

/** What is found in a content that is submitted. Throws `invalid_content` where it is marked as classified. */
export async function checkSubmitted(
  trx: Reader,
  procedure: Procedure,
  content: Content,
): Promise<ContentFinding[]> {
  const { secrecy, personalData } = findingsOf(procedure, content)
  const files = await readingsOfContent(trx, content)
  const errors = [
    ...secrecy.map(({ path, class: marking }) => ({
      path: `content.${path.split('.')[0]}`,
      message: secrecySentence(marking),
    })),
    ...files.flatMap(({ path, entry, markings }) =>
      markings.map(({ class: marking, place }) => ({
        path: `content.${path.split('.')[0]}`,
        message: aboutFile(entry, secrecySentence(marking, place)),
      })),
    ),
  ]
  if (errors.length > 0) throw new ApiProblem('invalid_content', { errors })
  return withFiles(personalData, files)
}

/** A file that a content names, by its path there, and what was read of it. */
export type ReadFile = {
  path: string
  entry: FileEntry
  findings: FileFinding[]
  markings: FileMarking[]
  unread: Unread[]
}

/**
 * What was read of the files of a content. What a picture of an album shows is described beside it, for those who cannot
 * see it: it is read by whoever decides. No statement where the content names no other file.
 */
export async function readingsOfContent(db: Reader, content: Record<string, unknown>): Promise<ReadFile[]> {
  const named = Object.entries(content).flatMap(([field, value]) =>
    filesIn(value).map((entry, index) => ({ path: `${field}.${index}`, entry })),
  )
  const asked = named.filter(({ entry }) => !isPictureEntry(entry))
  if (asked.length === 0) return []
  const rows = await readingsOf(
    db,
    asked.map(({ entry }) => entry.sha256),
  )
  const known = new Map(rows.map((row) => [row.sha256, row]))
  return asked.map((file) => {
    const row = known.get(file.entry.sha256)
    return {
      ...file,
      findings: row ? (JSON.parse(row.findings) as FileFinding[]) : [],
      markings: row ? (JSON.parse(row.markings) as FileMarking[]) : [],
      unread: row ? (JSON.parse(row.unread) as Unread[]) : [{ why: 'notRead' }],
    }
  })
}

/** All that is asked about in a content: first what could not be looked at, then its texts, then those of its files. */
export const allFindings = (procedure: Procedure, content: Content, files: ReadFile[]): ContentFinding[] =>
  withFiles(findingsOf(procedure, content).personalData, files)

function withFiles(inTexts: ContentFinding[], files: ReadFile[]): ContentFinding[] {
  const unchecked = files.flatMap(({ path, unread }) =>
    unread.map((_, index) => ({
      kind: 'unchecked' as const,
      path: `${path}.unread`,
      from: index,
      to: index,
    })),
  )
  const inFiles = files.flatMap(({ path, findings }) =>
    findings.map(({ kind, piece, from, to }) => ({ kind, path: `${path}.text.${piece}`, from, to })),
  )
  return [...unchecked, ...inTexts, ...inFiles].slice(0, mostFindings)
}

/**
 * Whether a person's event has to answer what was found: where it carries the content on, as a certification does; and a
 * submission where nobody decides after it, so that its owner does.
 */
export function mustAnswer(
  compiled: Compiled,
  { before, after, transitions }: { before: ChartSnapshot; after: ChartSnapshot; transitions: Candidate[] },
  isSubmission: boolean,
): boolean {
  const publishes = after.hasTag('public') && (isSubmission || !before.hasTag('public'))
  if (isSubmission) return publishes || !offersForward(compiled, after)
  return publishes || transitions.some((one) => kindsOfChoices(compiled, before).get(one) === 'forward')
}

const offersForward = (compiled: Compiled, snapshot: ChartSnapshot): boolean =>
  [...kindsOfChoices(compiled, snapshot).values()].includes('forward')

/** What an event carries for the findings, each kept with a reason. Throws `invalid_event` where one is left out. */
export function readKept(
  procedure: Procedure,
  unanswered: ContentFinding[],
  { personalData = [] }: NewEvent,
): Kept[] {
  const reasons = new Map(personalData.map(({ finding, reason }) => [finding, reason]))
  const left = unanswered.filter((finding) => isBlank(reasons.get(nameOfFinding(finding)) ?? ''))
  const named = new Set(unanswered.map(nameOfFinding))
  if (personalData.some(({ finding }) => !named.has(finding))) throw refusedAnswer(notFound)
  if (left.length > 0) throw refusedAnswer(stillOpen(procedure, left))
  return unanswered.map((finding) => {
    const name = nameOfFinding(finding)
    return { finding: name, kind: finding.kind, reason: reasons.get(name) ?? '' }
  })
}

/** Refuses answers to nothing: an event that decides about no finding keeps none. */
export function refuseAnswers({ personalData = [] }: NewEvent): void {
  if (personalData.length > 0) throw refusedAnswer(notFound)
}

const refusedAnswer = (message: Text) =>
  new ApiProblem('invalid_event', { errors: [{ path: 'personalData', message }] })

const notFound: Text = {
  th: 'ระบุข้อมูลส่วนบุคคลที่ไม่ได้อยู่ในรายการที่พบและยังรอการพิจารณาของเรื่องนี้',
  en: 'It names a finding that does not wait for an answer here.',
}

function stillOpen(procedure: Procedure, left: ContentFinding[]): Text {
  const places = (language: 'th' | 'en') =>
    [
      ...new Set(
        left.map(
          ({ kind, path }) => `${askedNames[kind][language]} (${fieldTitle(procedure, path)[language]})`,
        ),
      ),
    ].join(', ')
  return {
    th: `มีข้อมูลส่วนบุคคลหรือไฟล์ที่ตรวจไม่ได้ ซึ่งยังไม่ได้พิจารณา ${left.length} แห่ง: ${places('th')} ให้เจ้าของเรื่องลบหรือปกปิดแล้วเสนอใหม่ หรือระบุเหตุผลที่คงไว้ให้ครบทุกแห่ง`,
    en: `Personal data, or what could not be checked, stands in ${left.length} places that nobody has answered: ${places('en')}. Have its owner remove or mask it and propose it again, or say for each why it is kept.`,
  }
}

const fieldTitle = ({ form }: Procedure, path: string): Text => {
  const [name = path] = path.split('.')
  return form.find((field) => field.name === name)?.title ?? { th: name, en: name }
}

/** So many units stand around a finding where it is shown. */
const around = 40

type FindingView = NonNullable<RequestView['personalData']>['findings'][number]

/** Findings in words, each with the text in which it stands, or the file and the place in it. */
export const findingViews = (
  procedure: Procedure,
  content: Record<string, unknown>,
  findings: ContentFinding[],
  files: ReadFile[],
): FindingView[] =>
  findings.map((finding) => {
    const { kind, path } = finding
    const common = {
      finding: nameOfFinding(finding),
      kind,
      field: path.split('.')[0] ?? path,
      fieldTitle: fieldTitle(procedure, path),
      name: askedNames[kind],
      sentence: kind === 'unchecked' ? uncheckedSentence : findingSentences[kind],
    }
    const file = files.find((one) => path === `${one.path}.unread` || path.startsWith(`${one.path}.text.`))
    return { ...common, ...(file ? inFile(file, finding) : inText(procedure, content, finding)) }
  })

const uncheckedSentence: Text = {
  th: 'ระบบอ่านเนื้อหาส่วนนี้ไม่ได้ จึงไม่ทราบว่ามีข้อมูลส่วนบุคคลหรือไม่ ผู้พิจารณาต้องเปิดอ่านเอง',
  en: 'This could not be read, so nobody knows whether it holds personal data: whoever decides reads it.',
}

type Shown = Pick<FindingView, 'before' | 'text' | 'after' | 'file'>

function inText(
  procedure: Procedure,
  content: Record<string, unknown>,
  { path, from, to }: ContentFinding,
): Shown {
  const text = textAt(procedure, content, path) ?? ''
  return {
    before: text.slice(Math.max(0, from - around), from),
    text: text.slice(from, to),
    after: text.slice(to, to + around),
  }
}

function inFile(
  { path: at, entry, unread, findings }: ReadFile,
  { kind, path, from, to }: ContentFinding,
): Shown {
  const { sha256, name } = entry
  if (kind === 'unchecked')
    return { ...nowhere, file: { sha256, name, place: whyUnread(unread[from] ?? { why: 'notRead' }) } }
  const found = findings.find(
    (one) => `${at}.text.${one.piece}` === path && one.from === from && one.to === to,
  )
  // A newer detector finds it no more; what was submitted is asked about as it was found.
  if (!found) return { ...nowhere, file: { sha256, name, place: { th: 'ในไฟล์', en: 'in the file' } } }
  const { before, text, after, place } = found
  return { before, text, after, file: { sha256, name, place } }
}
const nowhere = { before: '', text: '', after: '' }

function whyUnread({ why, pages }: Unread): Text {
  const { th, en } = unreadWords[why]
  return {
    th: `ตรวจไม่ได้ (${th})${pages === undefined ? '' : ` หน้า ${pages}`}`,
    en: `not checked (${en})${pages === undefined ? '' : `, pages ${pages}`}`,
  }
}
