import type { Meta, Procedure } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import type { Candidate } from '../run/step.ts'
import type { Graph } from './explore.ts'
import { type FlowFacts, isDecided } from './flow.ts'
import { isPublic, type Move, type World } from './model.ts'
import type { Proof } from './proof.ts'
import { choiceInWords, holds, listed, pathOf, violated, warning } from './words.ts'

type Flow = Graph<FlowFacts>
/** A way to become public: the world that is public then, and how it came about. */
type Entry = { world: World<FlowFacts>; way: Move<FlowFacts>[] }

/** Every way in which a request becomes public, the shortest first. */
function entries(graph: Flow): Entry[] {
  const first = isPublic(graph.start) ? [{ world: graph.start, way: [] }] : []
  const later = graph.moves.filter(({ from, to }) => !isPublic(from) && isPublic(to))
  return [...first, ...later.map((move) => ({ world: move.to, way: [...graph.wayTo(move.from), move] }))]
}

const pointed = (procedure: Procedure, { world, way }: Entry) => ({
  path: pathOf(procedure, way),
  steps: stepsOf(world.snapshot.value),
})

/** What becomes public was frozen: what nobody submitted has no revision that anybody could have approved. */
export function publishedIsFrozen({ procedure }: Compiled, graph: Flow): Proof[] {
  const all = entries(graph)
  if (all.length === 0)
    return [
      warning(
        'public',
        'ผังนี้ไม่มีทางไปถึงขั้นที่เผยแพร่บนเว็บไซต์',
        'No path of this chart leads to the public website.',
      ),
    ]
  const found = all.find(({ world }) => world.snapshot.context.revision === 0)
  if (found)
    return [
      violated(
        'frozen',
        'เผยแพร่ได้โดยเนื้อหายังไม่ถูกตรึงเป็นฉบับที่เสนอ (ไม่มีทางเลือกที่ตรึงเนื้อหา)',
        'It can become public before its content was frozen as submitted (no choice froze it).',
        pointed(procedure, found),
      ),
    ]
  return [
    holds(
      'frozen',
      'สิ่งที่เผยแพร่เป็นเนื้อหาฉบับที่เสนอและตรึงไว้แล้วเสมอ',
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
    const found = all.find(({ world }) => !isDecided(world.snapshot.context, type))
    if (!found)
      return holds(
        `requires:${type}`,
        `ไม่มีทางเผยแพร่โดยไม่ผ่าน ${th} ของเนื้อหาฉบับที่เผยแพร่ และต้องทำใหม่ทุกครั้งหลังส่งกลับ`,
        `Nothing becomes public without ${en} of the very content that is published, anew after each return.`,
      )
    const { decisions }: { decisions: { type: string }[] } = found.world.snapshot.context
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
 * What is public can be corrected without the approvals that came before: not a breach where the order says so
 * (cmi4 ข้อ ๓.๒), and a warning where the chart has added it.
 */
export function correctionsAreTold({ procedure }: Compiled, graph: Flow): Proof[] {
  const missing = ({ snapshot }: World<FlowFacts>) =>
    procedure.requires.filter((type) => !isDecided(snapshot.context, type))
  const corrections = graph.moves.filter(
    ({ from, to }) =>
      isPublic(from) &&
      isPublic(to) &&
      from.snapshot.context.revision !== to.snapshot.context.revision &&
      missing(to).length > 0,
  )
  const types = [...new Set(corrections.map(({ type }) => type))]
  return types.flatMap((type) => {
    const move = corrections.find((one) => one.type === type)
    if (!move) return []
    const { title, clause, source } = metaOf(move.taken[0])
    const anew = listed(missing(move.to).map((one) => choiceInWords(procedure, one)))
    const about = {
      path: pathOf(procedure, [...graph.wayTo(move.from), move]),
      steps: stepsOf(move.from.snapshot.value),
    }
    return source === 'document'
      ? holds(
          `corrected:${type}`,
          `ข้อมูลที่เผยแพร่แล้วแก้ไขได้ด้วย “${title.th}” โดยไม่ต้องผ่าน ${anew.th} ใหม่ ตามที่เอกสารกำหนด (${clause})`,
          `What is public can be corrected by “${title.en}” without ${anew.en} anew, as the document says (${clause}).`,
          about,
        )
      : warning(
          `corrected:${type}`,
          `ข้อมูลที่เผยแพร่แล้วแก้ไขได้ด้วย “${title.th}” โดยไม่ต้องผ่าน ${anew.th} ใหม่ ซึ่งเอกสารไม่ได้กำหนดไว้`,
          `What is public can be changed by “${title.en}” without ${anew.en} anew, and no document says so.`,
          about,
        )
  })
}

const metaOf = (taken: Candidate | undefined): Meta =>
  (taken?.meta as Meta | undefined) ?? { title: { th: '–', en: '–' }, clause: '–', source: 'added' }
