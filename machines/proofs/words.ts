import { nodeAt } from '../chart/graph.ts'
import type { Meta, Procedure, Rule, Text } from '../procedure/procedure.ts'
import { choiceTitle, roleTitle } from '../procedure/titles.ts'
import { stepsOf } from '../run/standing.ts'
import type { Edge } from './model.ts'
import type { Confirm, PathStep, Proof } from './proof.ts'

/** The words of one thing in both languages, in quotation marks. */
export const quoted = ({ th, en }: Text): Text => ({ th: `“${th}”`, en: `“${en}”` })

/** Several words as one list. */
export const listed = (texts: Text[]): Text => ({
  th: texts.map(({ th }) => th).join(' '),
  en: texts.map(({ en }) => en).join(', '),
})

/** A step's title by its dotted path, quoted. */
export function stepInWords({ chart }: Procedure, step: string): Text {
  return quoted(nodeAt(chart, step.split('.'))?.meta?.title ?? { th: step, en: step })
}

export const stepsInWords = (procedure: Procedure, steps: string[]): Text =>
  listed(steps.map((step) => stepInWords(procedure, step)))

/** The title of the first choice of this type, quoted. */
export const choiceInWords = ({ chart }: Procedure, type: string): Text => quoted(choiceTitle(chart, type))

/** A rule as a sentence, without its full stop. */
export function ruleInWords(procedure: Procedure, { kind, event, other, by }: Rule): Text {
  const [one, first] = [choiceInWords(procedure, event), choiceInWords(procedure, other)]
  const who = by === undefined ? undefined : roleTitle(procedure, by)
  const byTh = who ? ` โดย${who.th}` : ''
  const byEn = who ? ` by ${who.en}` : ''
  return kind === 'neverBefore'
    ? { th: `ไม่มีการ ${one.th} ก่อน ${first.th}${byTh}`, en: `Never ${one.en} before ${first.en}${byEn}` }
    : {
        th: `${one.th} ทำได้หลัง ${first.th}${byTh} เท่านั้น และนับใหม่ทุกครั้งหลังส่งกลับ`,
        en: `${one.en} only after ${first.en}${byEn}, anew after each return`,
      }
}

/** A path as people and choices; persons get letters in the order in which they first act. */
export function pathOf<Facts>(procedure: Procedure, edges: Edge<Facts>[]): PathStep[] {
  const people = [...new Set(edges.flatMap(({ person }) => person ?? []))]
  return edges.map(({ type, taken, role, person, from, to }) => ({
    type,
    title: (taken[0]?.meta as Meta | undefined)?.title ?? { th: type, en: type },
    role,
    roleTitle: role === null ? null : roleTitle(procedure, role),
    person: person === null ? null : letter(people.indexOf(person)),
    from: stepsOf(from.snapshot.value),
    to: stepsOf(to.snapshot.value),
  }))
}

const letter = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`

type About = { path?: PathStep[]; steps?: string[]; confirm?: Confirm }
const proof =
  (outcome: Proof['outcome']) =>
  (id: string, th: string, en: string, { path = [], steps = [], confirm }: About = {}): Proof => ({
    id,
    outcome,
    sentence: { th, en },
    path,
    steps,
    ...(confirm && { confirm }),
  })
export const holds = proof('holds')
export const violated = proof('violated')
export const unproved = proof('unproved')
export const warning = proof('warning')
/** A warning that the director has to confirm. */
export const confirmed = (id: string, th: string, en: string, about: About & { confirm: Confirm }): Proof =>
  warning(id, th, en, about)
