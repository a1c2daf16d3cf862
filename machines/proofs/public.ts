import type { Meta, Procedure } from '../procedure/procedure.ts'
import { submits } from '../run/choices.ts'
import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import type { Candidate } from '../run/step.ts'
import type { Graph } from './explore.ts'
import { type FlowFacts, isDecided } from './flow.ts'
import { type Edge, isPublic, type ReachableState } from './model.ts'
import type { Proof } from './proof.ts'
import type { Alone } from './second-person.ts'
import { isCited, type SecondPersonFacts } from './second-person-model.ts'
import { choiceInWords, confirmed, holds, listed, pathOf, violated, warning } from './words.ts'

type Flow = Graph<FlowFacts>
/** A state in which a request has just become public, and the path to it. */
type Entry = { state: ReachableState<FlowFacts>; path: Edge<FlowFacts>[] }

/** Every way to become public, the shortest path first. */
function entries(graph: Flow): Entry[] {
  const first = isPublic(graph.start) ? [{ state: graph.start, path: [] }] : []
  const later = graph.edges.filter(({ from, to }) => !isPublic(from) && isPublic(to))
  return [...first, ...later.map((edge) => ({ state: edge.to, path: [...graph.pathTo(edge.from), edge] }))]
}

const pointed = (procedure: Procedure, { state, path }: Entry) => ({
  path: pathOf(procedure, path),
  steps: stepsOf(state.snapshot.value),
})

/** What becomes public was frozen: what nobody submitted has no revision that anybody could have approved. */
export function publishedIsFrozen({ procedure }: Compiled, graph: Flow): Proof[] {
  const all = entries(graph)
  if (all.length === 0)
    return [
      warning(
        'public',
        'แผนผังนี้ไม่มีทางไปถึงขั้นที่เผยแพร่บนเว็บไซต์',
        'No path of this chart leads to the public website.',
      ),
    ]
  const found = all.find(({ state }) => state.snapshot.context.revision === 0)
  if (found)
    return [
      violated(
        'frozen',
        'เผยแพร่ได้โดยเนื้อหาฉบับที่เสนอยังไม่ได้ล็อก (ไม่มีทางเลือกที่ล็อกเนื้อหา)',
        'It can become public before its content was frozen as submitted (no choice froze it).',
        pointed(procedure, found),
      ),
    ]
  return [
    holds(
      'frozen',
      'สิ่งที่เผยแพร่เป็นเนื้อหาฉบับที่เสนอและล็อกไว้แล้วเสมอ',
      'What becomes public is always content that was submitted and frozen.',
    ),
  ]
}

/** Nothing becomes public without what the order requires, since the last return and of the content as published. */
export function requiredIsDone({ procedure }: Compiled, graph: Flow): Proof[] {
  const all = entries(graph)
  const [first] = all
  if (procedure.requires.length === 0 && first)
    return [
      warning(
        'requires',
        'ขั้นตอนนี้ไม่ได้กำหนดว่าต้องมีการรับรองหรือเห็นชอบใดก่อนเผยแพร่',
        'This procedure requires no certification or approval before publication.',
        pointed(procedure, first),
      ),
    ]
  return procedure.requires.map((type) => {
    const { th, en } = choiceInWords(procedure, type)
    const found = all.find(({ state }) => !isDecided(state.snapshot.context, type))
    if (!found)
      return holds(
        `requires:${type}`,
        `ไม่มีทางเผยแพร่โดยไม่ผ่าน ${th} ของเนื้อหาฉบับที่เผยแพร่ และต้องทำใหม่ทุกครั้งหลังส่งกลับ`,
        `Nothing becomes public without ${en} of the very content that is published, anew after each return.`,
      )
    const { decisions }: { decisions: { type: string }[] } = found.state.snapshot.context
    return decisions.some((taken) => taken.type === type)
      ? violated(
          `requires:${type}`,
          `เผยแพร่ได้แม้เนื้อหาถูกแก้ไขหลัง ${th} สิ่งที่เผยแพร่จึงไม่ใช่ฉบับที่ผ่านขั้นนั้น`,
          `It can become public though its content was changed after ${en}: what is published is not what passed.`,
          pointed(procedure, found),
        )
      : violated(
          `requires:${type}`,
          `เผยแพร่ได้โดยไม่ผ่าน ${th} นับแต่เริ่มเรื่องหรือส่งกลับครั้งล่าสุด`,
          `It can become public without ${en} since it began or was last returned.`,
          pointed(procedure, found),
        )
  })
}

/**
 * What the public sees is in what was decided on. A source that an event has of its own would come after the decisions;
 * so may the kind, where a clause of the document leaves it to whoever publishes.
 */
export function shownIsDecided({ procedure }: Compiled, graph: Flow): Proof[] {
  const proofs = new Map<string, Proof>()
  for (const edge of graph.edges) {
    const { from, to, needs, taken, type, role } = edge
    const isLate = isPublic(to) || procedure.requires.some((one) => isDecided(from.snapshot.context, one))
    if (!isLate || taken.some(submits)) continue
    const isOfForm = (field: string) => procedure.form.some(({ name }) => name === field)
    for (const { field, kind } of needs) {
      const isKind = field === 'category'
      const isFixed = isOfForm(field) && (!isKind || role === 'owner')
      if (kind !== 'field' || isFixed || !(isKind || field === 'source')) continue
      if (isKind && taken.every(isCited)) continue
      const id = `shown:${type}:${field}`
      if (proofs.has(id)) continue
      const { title } = metaOf(taken[0])
      const about = {
        path: pathOf(procedure, [...graph.pathTo(from), edge]),
        steps: stepsOf(from.snapshot.value),
      }
      const make = isKind ? warning : violated
      const what = isKind ? { th: 'ประเภทข้อมูล', en: 'kind' } : { th: 'แหล่งที่มา', en: 'source' }
      proofs.set(
        id,
        make(
          id,
          `“${title.th}” กำหนด${what.th}ที่ประชาชนเห็นหลังจากตัดสินใจแล้ว โดยไม่มีข้อของเอกสารที่ให้ทำได้`,
          `“${title.en}” sets the ${what.en} that the public sees after the decisions, and no clause of the document says so.`,
          about,
        ),
      )
    }
  }
  return [...proofs.values()]
}

/**
 * What is public can be corrected without the approvals that came before, judged by what happens: with no second
 * person's decision it is a breach, unless a clause of the document is cited for it (cmi4 ข้อ ๓.๒); whatever is
 * cited, the director has to confirm it.
 */
export function correctionsAreTold({ procedure }: Compiled, graph: Flow, alone: Alone[]): Proof[] {
  const missing = ({ snapshot }: ReachableState<FlowFacts>) =>
    procedure.requires.filter((type) => !isDecided(snapshot.context, type))
  const corrections = graph.edges.filter(
    ({ from, to }) =>
      isPublic(from) &&
      isPublic(to) &&
      from.snapshot.context.revision !== to.snapshot.context.revision &&
      missing(to).length > 0,
  )
  const byOne = alone.filter(({ correction }) => correction)
  const types = [...new Set([...corrections, ...byOne].map(({ type }) => type))]
  return types.map((type) => {
    const id = `corrected:${type}`
    const own = byOne.filter((one) => one.type === type)
    const worst = own.find(({ cited }) => !cited) ?? own[0]
    const edge = corrections.find((one) => one.type === type)
    const anew = listed((edge ? missing(edge.to) : []).map((one) => choiceInWords(procedure, one)))
    const path = worst?.path ?? (edge ? [...graph.pathTo(edge.from), edge] : [])
    const last = path.at(-1)
    const { title, clause, source } = metaOf(last?.taken[0])
    const about = {
      path: pathOf<FlowFacts | SecondPersonFacts>(procedure, path),
      steps: last ? stepsOf(last.from.snapshot.value) : [],
    }
    const without = {
      th: anew.th === '' ? 'โดยไม่มีคนที่สองตัดสินใจ' : `โดยไม่ต้องผ่าน ${anew.th} ใหม่`,
      en: anew.en === '' ? "with no second person's decision" : `without ${anew.en} anew`,
    }
    if (worst && !worst.cited)
      return violated(
        id,
        `ข้อมูลที่เผยแพร่แล้วแก้ไขได้ด้วย “${title.th}” โดยคนเดียว ไม่มีคนที่สองตัดสินใจ และไม่มีข้อของเอกสารที่ให้ทำได้`,
        `What is public can be changed by “${title.en}” with no second person's decision, and no clause of the document says so.`,
        about,
      )
    const cited = source === 'document'
    return confirmed(
      id,
      `ข้อมูลที่เผยแพร่แล้วแก้ไขได้ด้วย “${title.th}” ${without.th} ${cited ? `ตามที่อ้างเอกสาร (${clause})` : 'ซึ่งเอกสารไม่ได้กำหนดไว้'} จึงต้องให้ผู้อำนวยการสำนักงานยืนยัน`,
      `What is public can be changed by “${title.en}” ${without.en}, ${cited ? `citing the document (${clause})` : 'and no document says so'}: the director has to confirm it.`,
      {
        ...about,
        confirm: { place: [...(last?.taken[0]?.source.path ?? []), type].join('.'), title, clause },
      },
    )
  })
}

const metaOf = (taken: Candidate | undefined): Meta =>
  (taken?.meta as Meta | undefined) ?? { title: { th: '–', en: '–' }, clause: '–', source: 'added' }
