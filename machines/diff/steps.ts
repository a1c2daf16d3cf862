import { nodeAt, walk } from '../chart/graph.ts'
import type { Chart, Procedure, StateNodeConfig, Text } from '../procedure/procedure.ts'
import { actionsInWords } from './actions.ts'
import { added, type Change, changed, removed, same } from './change.ts'
import { markChanges } from './marks.ts'
import { childrenOf, type Match, matchSteps } from './match.ts'
import { needChanges } from './needs.ts'
import { stepOrChartInWords, transitionChanges } from './transitions.ts'
import { nothing, quoted, sourceInWords, stepInWords, textOr } from './words.ts'

/** What changed in the steps and in what leads from one to another, in the order of the new chart. */
export function stepChanges(before: Procedure, after: Procedure): Change[] {
  const match = matchSteps(before.chart, after.chart)
  const come = pathsOf(after.chart).filter((path) => !match.oldOf.has(path))
  const gone = pathsOf(before.chart).filter((path) => !match.newOf.has(path))
  return [
    ...come.map((path) => {
      const [step, leaving] = [stepInWords(after, path), transitionsInWords(after.chart, path)]
      return added(`เพิ่มขั้น ${step.th}${leaving.th}`, `The step ${step.en} was added${leaving.en}.`, [path])
    }),
    ...gone.map((path) => {
      const { th, en } = stepInWords(before, path)
      return removed(`ตัดขั้น ${th}`, `The step ${en} was removed.`, [path])
    }),
    ...pathsOf(after.chart, true).flatMap((path) => {
      const old = match.oldOf.get(path)
      if (old === undefined) return []
      return [
        ...nodeChanges(before, after, match, [old, path]),
        ...transitionChanges(before, after, match, [old, path]),
      ]
    }),
  ]
}

const pathsOf = (chart: Chart, withRoot = false): string[] =>
  [...walk(chart)].slice(withRoot ? 0 : 1).map(({ path }) => path.join('.'))

function transitionsInWords(chart: Chart, path: string): Text {
  const on = Object.values(nodeAt(chart, path.split('.'))?.on ?? {}).flat()
  const titles = on.map(({ meta }) => quoted(meta.title))
  if (titles.length === 0) return { th: '', en: '' }
  return {
    th: ` ซึ่งเลือกได้: ${titles.map(({ th }) => th).join(' ')}`,
    en: `, with ${titles.map(({ en }) => en).join(', ')}`,
  }
}

const tags = {
  public: { th: 'เผยแพร่บนเว็บไซต์', en: 'on the public website' },
  editable: { th: 'แก้ไขเนื้อหาได้', en: 'where the content may be changed' },
  resting: { th: 'ไม่รอผู้ใดดำเนินการ', en: 'where nobody is waited for' },
} as const
const kinds = {
  parallel: { th: 'หลายส่วนทำพร้อมกัน', en: 'several parts at the same time' },
  final: { th: 'ขั้นจบ', en: 'an end' },
  history: { th: 'กลับไปขั้นที่ค้างไว้', en: 'back to where it was' },
  ordinary: { th: 'ขั้นทั่วไป', en: 'an ordinary step' },
} as const

type Node = StateNodeConfig | Chart
type Part = [what: Text, from: Text, to: Text]

function nodeChanges(
  before: Procedure,
  after: Procedure,
  match: Match,
  [oldPath, newPath]: [string, string],
): Change[] {
  const nodeOf = ({ chart }: Procedure, path: string): Node =>
    (path === '' ? chart : nodeAt(chart, path.split('.'))) ?? chart
  const [old, now] = [nodeOf(before, oldPath), nodeOf(after, newPath)]
  const steps = newPath === '' ? [] : [newPath]
  const here = stepOrChartInWords(after, newPath)
  const parts = nodeParts(before, after, [old, now], match, [oldPath, newPath])
  return [
    ...titleChange(old, now, newPath, steps),
    ...parts.flatMap(([what, from, to]) =>
      same(from, to)
        ? []
        : [
            changed(
              `${here.th} เปลี่ยน${what.th}จาก ${from.th} เป็น ${to.th}`,
              `${here.en}: the ${what.en} is ${to.en} instead of ${from.en}.`,
              steps,
            ),
          ],
    ),
    ...tagChanges(old, now, here, steps),
    ...needChanges(
      { procedure: before, needs: old.meta?.needs ?? [] },
      { procedure: after, needs: now.meta?.needs ?? [] },
      () => here,
      steps,
    ),
    ...markChanges(after, [partsOfStep(old), partsOfStep(now)], here, steps),
    ...orderChange(before, after, match, [oldPath, newPath]),
  ]
}

/** What a step does when it is entered or left, and what it asks for, as a transition would. */
const partsOfStep = ({ entry = [], exit = [], meta }: Node) => ({ actions: [entry, exit].flat(), meta })

function titleChange(old: Node, now: Node, path: string, steps: string[]): Change[] {
  const [from, to] = [textOr(old.meta?.title), textOr(now.meta?.title)]
  if (same(from, to)) return []
  const what = path === '' ? { th: 'แผนผัง', en: 'chart' } : { th: 'ขั้น', en: 'step' }
  return [
    changed(
      `${what.th} ${from.th} เปลี่ยนชื่อเป็น ${to.th}`,
      `The ${what.en} ${from.en} is now called ${to.en}.`,
      steps,
    ),
  ]
}

function nodeParts(
  before: Procedure,
  after: Procedure,
  [old, now]: [Node, Node],
  match: Match,
  [oldPath, newPath]: [string, string],
): Part[] {
  const plain = (text: string | undefined): Text => (text === undefined ? nothing : { th: text, en: text })
  const last = (path: string) => plain(path.split('.').at(-1))
  const source = (node: Node) => (node.meta ? sourceInWords(node.meta) : nothing)
  const kind = ({ type }: Node) =>
    kinds[type === 'parallel' || type === 'final' || type === 'history' ? type : 'ordinary']
  const actions = (procedure: Procedure, given: Node['entry']) =>
    actionsInWords(procedure, [given ?? []].flat())
  return [
    [{ th: 'รหัส', en: 'key' }, last(oldPath), last(newPath)],
    [{ th: 'รหัสอ้างอิง', en: 'id' }, plain(old.id), plain(now.id)],
    [{ th: 'ชนิด', en: 'kind' }, kind(old), kind(now)],
    [{ th: 'การจำขั้น', en: 'memory' }, plain(old.history), plain(now.history)],
    [{ th: 'ปลายทาง', en: 'target' }, plain(old.target), plain(now.target)],
    ...initialPart(before, after, [old, now], match, [oldPath, newPath]),
    [{ th: 'ข้อที่อ้าง', en: 'clause' }, textOr(old.meta?.clause), textOr(now.meta?.clause)],
    [{ th: 'ที่มา', en: 'source' }, source(old), source(now)],
    [{ th: 'คำอธิบาย', en: 'description' }, textOr(old.meta?.description), textOr(now.meta?.description)],
    [{ th: 'หมายเหตุ', en: 'note' }, textOr(old.description), textOr(now.description)],
    [{ th: 'คำเร่งรัด', en: 'word for haste' }, textOr(old.meta?.promptly), textOr(now.meta?.promptly)],
    [
      { th: 'สิ่งที่เกิดเมื่อเข้าขั้น', en: 'consequence of entering' },
      actions(before, old.entry),
      actions(after, now.entry),
    ],
    [
      { th: 'สิ่งที่เกิดเมื่อออกจากขั้น', en: 'consequence of leaving' },
      actions(before, old.exit),
      actions(after, now.exit),
    ],
  ]
}

function initialPart(
  before: Procedure,
  after: Procedure,
  [old, now]: [Node, Node],
  { newOf }: Match,
  [oldPath, newPath]: [string, string],
): Part[] {
  const under = (path: string, key: string | undefined) =>
    key === undefined ? undefined : path === '' ? key : `${path}.${key}`
  const [was, is] = [under(oldPath, old.initial), under(newPath, now.initial)]
  if ((was === undefined ? undefined : newOf.get(was)) === is) return []
  const words = (procedure: Procedure, step: string | undefined) =>
    step === undefined ? nothing : stepInWords(procedure, step)
  return [[{ th: 'ขั้นแรก', en: 'first step' }, words(before, was), words(after, is)]]
}

function tagChanges(old: Node, now: Node, here: Text, steps: string[]): Change[] {
  return (['public', 'editable', 'resting'] as const).flatMap((tag) => {
    const [was, is] = [old.tags?.includes(tag) ?? false, now.tags?.includes(tag) ?? false]
    if (was === is) return []
    const { th, en } = tags[tag]
    return is
      ? [changed(`${here.th} เป็นขั้นที่${th}`, `${here.en} is now a step ${en}.`, steps)]
      : [changed(`${here.th} ไม่เป็นขั้นที่${th}อีก`, `${here.en} is no longer a step ${en}.`, steps)]
  })
}

function orderChange(
  before: Procedure,
  after: Procedure,
  { oldOf, newOf }: Match,
  [oldPath, newPath]: [string, string],
): Change[] {
  const paths = ({ chart }: Procedure, parent: string) =>
    childrenOf(chart, parent).map(([key]) => (parent === '' ? key : `${parent}.${key}`))
  const was = paths(before, oldPath).flatMap((path) => newOf.get(path) ?? [])
  const is = paths(after, newPath).filter((path) => oldOf.has(path))
  if (was.join() === is.join()) return []
  const words = is.map((path) => stepInWords(after, path))
  const moved = is.filter((path, index) => was[index] !== path)
  return [
    changed(
      `ลำดับขั้นเปลี่ยนเป็น ${words.map(({ th }) => th).join(' → ')}`,
      `The steps now stand in the order ${words.map(({ en }) => en).join(' → ')}.`,
      moved,
    ),
  ]
}
