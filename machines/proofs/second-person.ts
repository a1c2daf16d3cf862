import { does, type Meta, type Text } from '../procedure/procedure.ts'
import type { Compiled } from '../run/compile.ts'
import { stepsOf } from '../run/standing.ts'
import { explore, type Graph } from './explore.ts'
import { mays } from './mays.ts'
import { type Edge, isPublic } from './model.ts'
import type { Proof } from './proof.ts'
import { type SecondPersonFacts, secondPersonModel } from './second-person-model.ts'
import type { Tracks } from './tracks.ts'
import { confirmed, holds, pathOf, violated } from './words.ts'

/** A choice with which one person alone has made content public, with the path there. */
export type Alone = {
  type: string
  /** `<step>.<type>` */
  place: string
  meta: Meta
  path: Edge<SecondPersonFacts>[]
  /** Every step of it since the content was frozen is one of the document's. */
  cited: boolean
  /** The content was public before, in another wording. */
  correction: boolean
}

/** Each choice, or deadline, with which something becomes public on which nobody but who froze it has decided. */
export function madePublicAlone(compiled: Compiled, tracks: Tracks[]): { alone: Alone[]; cut: boolean } {
  const others = mays(compiled.procedure.chart).some(
    ({ may, transition }) =>
      (may.unit || [may.as].flat().some((role) => role !== 'owner')) && does('freeze', transition),
  )
  const graphs = (others ? [true, false] : [true]).map((owns) =>
    explore(secondPersonModel(compiled, owns, tracks)),
  )
  const found = new Map<string, Alone>()
  for (const graph of graphs)
    for (const one of aloneIn(graph)) {
      const id = `${one.place} ${one.correction}`
      const known = found.get(id)
      // Of several paths the worst is told, and of those the shortest.
      const worse = !known || (known.cited && !one.cited)
      const shorter = known?.cited === one.cited && one.path.length < known.path.length
      if (worse || shorter) found.set(id, one)
    }
  return { alone: [...found.values()], cut: graphs.some(({ cut }) => cut) }
}

const aloneIn = (graph: Graph<SecondPersonFacts>): Alone[] =>
  graph.edges.flatMap((edge) => {
    const { from, to, taken, type } = edge
    const revised = from.snapshot.context.revision !== to.snapshot.context.revision
    const made = isPublic(to) && (!isPublic(from) || revised)
    const [first] = taken
    if (!made || !first || (to.facts !== 'alone' && to.facts !== 'uncited')) return []
    const place = [...first.source.path, type].join('.')
    const path = [...graph.pathTo(from), edge]
    const cited = to.facts === 'alone'
    return [{ type, place, meta: first.meta as Meta, path, cited, correction: isPublic(from) }]
  })

/**
 * Nothing becomes public without a decision of a second person, on the very content that is published. Where a clause of
 * the document is cited for it, the director has to confirm it; a label alone authorises nothing.
 */
export function secondPersonDecides({ procedure }: Compiled, alone: Alone[]): Proof[] {
  const entries = alone.filter(({ correction }) => !correction)
  if (entries.length === 0)
    return [
      holds(
        'secondPerson',
        'สิ่งที่เผยแพร่ผ่านการตัดสินใจของคนที่สอง ซึ่งไม่ใช่ผู้เสนอเนื้อหาฉบับนั้น เสมอ',
        'What becomes public has always been decided on by a second person, who did not propose that content.',
      ),
    ]
  return entries.map(({ place, meta, path, cited }) => {
    const { title, clause } = meta
    const about = { path: pathOf(procedure, path), steps: stepsOf(path.at(-1)?.from.snapshot.value ?? {}) }
    return cited
      ? confirmed(
          `secondPerson:${place}`,
          `เผยแพร่ได้ด้วย “${title.th}” โดยคนเดียว ไม่มีคนที่สองตัดสินใจ ตามที่อ้างเอกสาร (${clause}) จึงต้องให้ผู้อำนวยการสำนักงานยืนยัน`,
          `It can become public by “${title.en}” with no second person's decision, citing the document (${clause}): the director has to confirm it.`,
          { ...about, confirm: { place, title, clause } },
        )
      : violated(
          `secondPerson:${place}`,
          `เผยแพร่ได้ด้วย “${title.th}” โดยคนเดียว ไม่มีคนที่สองตัดสินใจ และไม่มีข้อของเอกสารที่ให้ทำได้`,
          `It can become public by “${title.en}” with no second person's decision, and no clause of the document says so.`,
          about,
        )
  })
}

/** A choice that the director has to confirm before a procedure takes effect, and the clause that is cited for it. */
export type Confirmation = { proof: string; place: string; title: Text; clause: string; sentence: Text }

/** The choices of a procedure that take effect only when the office's director has confirmed each, by its proof's id. */
export const choicesToConfirm = (proofs: readonly Proof[]): Confirmation[] =>
  proofs.flatMap(({ id, confirm, sentence }) => (confirm ? [{ proof: id, ...confirm, sentence }] : []))
