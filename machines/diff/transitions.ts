import { resolveTarget } from '../chart/graph.ts'
import { allTransitions, type PlacedTransition } from '../chart/transitions.ts'
import { partsOfGuard } from '../procedure/condition.ts'
import type { Action, Procedure, Text, Transition } from '../procedure/procedure.ts'
import { actionsInWords } from './actions.ts'
import { added, type Change, changed, compared, removed, same } from './change.ts'
import { markChanges } from './marks.ts'
import type { Match } from './match.ts'
import { needChanges } from './needs.ts'
import {
  choiceInWords,
  conditionInWords,
  nothing,
  quoted,
  sourceInWords,
  stepInWords,
  textOr,
  whoInWords,
} from './words.ts'

/** What changed in the choices, deadlines and automatic transitions of one step; `path` of each chart, `''` for the root. */
export function transitionChanges(
  before: Procedure,
  after: Procedure,
  match: Match,
  [oldPath, newPath]: [string, string],
): Change[] {
  const lists = compared(keyed(before, oldPath), keyed(after, newPath), ({ key }) => key)
  const steps = newPath === '' ? [] : [newPath]
  const here = stepOrChartInWords(after, newPath)
  return [
    ...lists.added.map(({ one }) => {
      const [what, to] = [nameOf(after, one), targetInWords(after, newPath, one.transition)]
      return added(`${here.th} เพิ่ม${what.th} → ${to.th}`, `${here.en} now has ${what.en} → ${to.en}.`, steps)
    }),
    ...lists.removed.map(({ one }) => {
      const what = nameOf(before, one)
      return removed(`${here.th} ตัด${what.th}`, `${here.en} no longer has ${what.en}.`, steps)
    }),
    ...lists.stayed.flatMap(([{ one: old }, { one: now }]) => [
      ...partChanges(before, after, match, old, now).map(([what, from, to]) => {
        const name = nameOf(after, now)
        return changed(
          `${here.th} ${name.th} เปลี่ยน${what.th}จาก ${from.th} เป็น ${to.th}`,
          `${here.en}, ${name.en}: the ${what.en} is ${to.en} instead of ${from.en}.`,
          steps,
        )
      }),
      ...apartChanges(before, after, [old, now], here, steps),
      ...markChanges(after, [old.transition, now.transition], partWhere(here, nameOf(after, now)), steps),
      ...needChanges(
        { procedure: before, needs: old.transition.meta.needs ?? [] },
        { procedure: after, needs: now.transition.meta.needs ?? [] },
        (field) => whereInWords(after, newPath, now, field),
        steps,
      ),
    ]),
    ...(lists.reordered
      ? [changed(`${here.th} ลำดับทางเลือกเปลี่ยน`, `${here.en} has its choices in another order.`, steps)]
      : []),
  ]
}

const partWhere = (here: Text, name: Text): Text => ({
  th: `${here.th} ${name.th}`,
  en: `${here.en}, ${name.en}`,
})

type Keyed = { key: string; one: PlacedTransition }

function keyed({ chart }: Procedure, path: string): Keyed[] {
  const counted = new Map<string, number>()
  return [...allTransitions(chart)].flatMap((one) => {
    if (one.from.join('.') !== path) return []
    const name = `${one.kind} ${one.name}`
    const nth = counted.get(name) ?? 0
    counted.set(name, nth + 1)
    return [{ key: `${name} ${nth}`, one }]
  })
}

export const stepOrChartInWords = (procedure: Procedure, path: string): Text => {
  if (path === '') return { th: 'ทั้งแผนผัง', en: 'The whole chart' }
  const { th, en } = stepInWords(procedure, path)
  return { th: `ขั้น ${th}`, en: `The step ${en}` }
}

/** A transition by its name: the choice, the deadline, or that it goes by itself. */
function nameOf(procedure: Procedure, { kind, name, transition }: PlacedTransition): Text {
  const { th, en } = quoted(transition.meta.title)
  if (kind === 'on') return { th: `ทางเลือก ${th}`, en: `the choice ${en}` }
  if (kind === 'onDone')
    return { th: `ทางต่อเมื่อขั้นย่อยครบ ${th}`, en: `the transition when its parts are done ${en}` }
  if (kind === 'always') return { th: `ทางอัตโนมัติ ${th}`, en: `the automatic transition ${en}` }
  const deadline = procedure.deadlines.find(({ id }) => id === name)
  const words = quoted(deadline?.title ?? { th: name, en: name })
  return { th: `กำหนดเวลา ${words.th}`, en: `the deadline ${words.en}` }
}

/** Where a need is asked for: the step alone where no other choice of it asks for such a thing. */
function whereInWords(procedure: Procedure, path: string, now: PlacedTransition, field: string): Text {
  const place = stepOrChartInWords(procedure, path)
  const asking = keyed(procedure, path).filter(({ one }) =>
    one.transition.meta.needs?.some((need) => need.field === field),
  )
  if (asking.every(({ one }) => one.place === now.place)) return place
  const name = nameOf(procedure, now)
  return { th: `${place.th} ${name.th}`, en: `${place.en}, ${name.en},` }
}

function targetInWords(procedure: Procedure, path: string, { target }: Transition): Text {
  if (target === undefined) return { th: 'อยู่ขั้นเดิม', en: 'stay' }
  const to = resolveTarget(procedure.chart, path === '' ? [] : path.split('.'), target)
  return to ? stepInWords(procedure, to.join('.')) : quoted({ th: target, en: target })
}

type Part = [what: Text, from: Text, to: Text]

function partChanges(
  before: Procedure,
  after: Procedure,
  match: Match,
  old: PlacedTransition,
  now: PlacedTransition,
): Part[] {
  const [was, is] = [old.transition, now.transition]
  const parts: Part[] = [
    [{ th: 'ชื่อ', en: 'title' }, quoted(was.meta.title), quoted(is.meta.title)],
    ...guardParts(before, after, was, is),
    [{ th: 'ข้อที่อ้าง', en: 'clause' }, textOr(was.meta.clause), textOr(is.meta.clause)],
    [{ th: 'ที่มา', en: 'source' }, sourceInWords(was.meta), sourceInWords(is.meta)],
    [{ th: 'คำอธิบาย', en: 'description' }, textOr(was.meta.description), textOr(is.meta.description)],
    [{ th: 'หมายเหตุ', en: 'note' }, textOr(was.description), textOr(is.description)],
    [{ th: 'คำเร่งรัด', en: 'word for haste' }, textOr(was.meta.promptly), textOr(is.meta.promptly)],
    [
      { th: 'สิ่งที่เกิดตามมา', en: 'consequence' },
      actionsInWords(before, listOf(was.actions)),
      actionsInWords(after, listOf(is.actions)),
    ],
    [{ th: 'การเริ่มขั้นใหม่', en: 'new beginning of the step' }, again(was), again(is)],
  ]
  const found = parts.filter(([, from, to]) => !same(from, to))
  return targetMoved(before, after, match, old, now)
    ? [
        [
          { th: 'ขั้นถัดไป', en: 'next step' },
          targetInWords(before, old.from.join('.'), was),
          targetInWords(after, now.from.join('.'), is),
        ],
        ...found,
      ]
    : found
}

const listOf = (actions: Action | Action[] | undefined): Action[] => [actions ?? []].flat()
const again = ({ reenter }: Transition): Text => (reenter ? { th: 'ใช่', en: 'yes' } : { th: 'ไม่', en: 'no' })

/** Another step is meant, whatever it is called now. */
function targetMoved(
  before: Procedure,
  after: Procedure,
  { newOf }: Match,
  old: PlacedTransition,
  now: PlacedTransition,
): boolean {
  const at = ({ chart }: Procedure, { from, transition }: PlacedTransition) =>
    transition.target === undefined ? undefined : resolveTarget(chart, from, transition.target)?.join('.')
  const [was, is] = [at(before, old), at(after, now)]
  return (was === undefined ? undefined : (newOf.get(was) ?? null)) !== is
}

function guardParts(before: Procedure, after: Procedure, was: Transition, is: Transition): Part[] {
  const [old, now] = [mayOf(was), mayOf(is)]
  return [
    [
      { th: 'ผู้มีสิทธิ', en: 'people who may' },
      old ? whoInWords(before, old) : nothing,
      now ? whoInWords(after, now) : nothing,
    ],
    [
      { th: 'เงื่อนไข', en: 'condition' },
      conditionInWords(before, was.guard),
      conditionInWords(after, is.guard),
    ],
  ]
}

function apartChanges(
  before: Procedure,
  after: Procedure,
  [old, now]: [PlacedTransition, PlacedTransition],
  here: Text,
  steps: string[],
): Change[] {
  const types = ({ transition }: PlacedTransition) => mayOf(transition)?.notBy ?? []
  const lists = compared(types(old), types(now), (type) => type)
  const name = nameOf(after, now)
  return [
    ...lists.added.map((type) => {
      const { th, en } = choiceInWords(after, type)
      return added(
        `${here.th} ${name.th} ต้องเป็นคนละคนกับผู้ที่ ${th}`,
        `${here.en}, ${name.en}: not by whoever took ${en}.`,
        steps,
      )
    }),
    ...lists.removed.map((type) => {
      const { th, en } = choiceInWords(before, type)
      return removed(
        `${here.th} ${name.th} ไม่ต้องเป็นคนละคนกับผู้ที่ ${th} อีก`,
        `${here.en}, ${name.en}: may now be by whoever took ${en}.`,
        steps,
      )
    }),
  ]
}

const mayOf = ({ guard }: Transition) => partsOfGuard(guard).may?.params
