import {
  type ContentFinding,
  findingsOf,
  nameOfFinding,
  textAt,
} from '../../machines/procedure/content-findings.ts'
import type { Procedure, Text } from '../../machines/procedure/procedure.ts'
import { kindsOfChoices } from '../../machines/run/choices.ts'
import type { Compiled } from '../../machines/run/compile.ts'
import type { Candidate, ChartSnapshot } from '../../machines/run/step.ts'
import { isBlank } from '../../machines/text/blank.ts'
import { type FindingKind, findingNames, findingSentences } from '../../machines/text/personal-data.ts'
import { secrecySentence } from '../../machines/text/secrecy-class.ts'
import type { NewEvent, RequestView } from '../http/contract.ts'
import { ApiProblem } from '../http/problem.ts'
import type { Content } from './content.ts'

export type Kept = { finding: string; kind: FindingKind; reason: string }

/** What stands in `request.findings`: found in the revision that was submitted last, and answered by nobody. */
export const unansweredOf = ({ findings }: { findings: string | null }): ContentFinding[] =>
  findings === null ? [] : (JSON.parse(findings) as ContentFinding[])

/** What is found in a content that is submitted. Throws `invalid_content` where it is marked as classified. */
export function checkSubmitted(procedure: Procedure, content: Content): ContentFinding[] {
  const { personalData, secrecy } = findingsOf(procedure, content)
  const errors = secrecy.map(({ path, class: marking }) => ({
    path: `content.${path.split('.')[0]}`,
    message: secrecySentence(marking),
  }))
  if (errors.length > 0) throw new ApiProblem('invalid_content', { errors })
  return personalData
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
          ({ kind, path }) => `${findingNames[kind][language]} (${fieldTitle(procedure, path)[language]})`,
        ),
      ),
    ].join(', ')
  return {
    th: `พบข้อมูลส่วนบุคคลที่ยังไม่ได้พิจารณา ${left.length} แห่ง: ${places('th')} — ให้เจ้าของเรื่องลบหรือปกปิดแล้วเสนอใหม่ หรือระบุเหตุผลที่คงไว้ให้ครบทุกแห่ง`,
    en: `Personal data was found in ${left.length} places that nobody has answered: ${places('en')}. Have its owner remove or mask it and propose it again, or say for each why it is kept.`,
  }
}

const fieldTitle = ({ form }: Procedure, path: string): Text => {
  const [name = path] = path.split('.')
  return form.find((field) => field.name === name)?.title ?? { th: name, en: name }
}

/** So many units stand around a finding where it is shown. */
const around = 40

/** Findings in words, with the text in which each stands. */
export const findingViews = (
  procedure: Procedure,
  content: Record<string, unknown>,
  findings: ContentFinding[],
): NonNullable<RequestView['personalData']>['findings'] =>
  findings.map((finding) => {
    const { kind, path, from, to } = finding
    const text = textAt(content, path) ?? ''
    return {
      finding: nameOfFinding(finding),
      kind,
      field: path.split('.')[0] ?? path,
      fieldTitle: fieldTitle(procedure, path),
      name: findingNames[kind],
      sentence: findingSentences[kind],
      before: text.slice(Math.max(0, from - around), from),
      text: text.slice(from, to),
      after: text.slice(to, to + around),
    }
  })
